"""What components write on the parse, and the records they write. Nothing here finds anything."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from nlp import taxonomy

if TYPE_CHECKING:
    from nlp.components.encoder import Sensed


@dataclass(frozen=True)
class Pii:
    """A piece of personal data; code points, ``end`` exclusive; ``score`` 0 to 1."""

    type: str
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Cue:
    """Words that decided how a finding is read; code points."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class Finding:
    """A need, risk or strength of which the text speaks; code points.

    ``assertion`` is None where it belongs to someone outside the household.
    """

    id: str
    assertion: taxonomy.Assertion | None
    start: int
    end: int
    source: taxonomy.Source
    cues: tuple[Cue, ...]
    rule: str


@dataclass(frozen=True)
class SectionFound:
    """How far one of the 15 sections is answered, and by which words; code points."""

    status: taxonomy.Status
    evidence: tuple[tuple[int, int], ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wording:
    """Poor wording, with the rule that says why; code points."""

    kind: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class Danger:
    """A sign that must not wait; code points."""

    indicator: str
    start: int
    end: int
    rule: str


@dataclass
class Person:
    """One person of the text: the words by which they are named, and what is told of them."""

    words: set[str]
    spans: list[Pii] = field(default_factory=list)
    role: taxonomy.Role | None = None
    relation: str | None = None
    age: int | None = None
    officer: bool = False


@dataclass
class Reading:
    """Everything that the components wrote on one parse."""

    sensed: "Sensed | None" = None
    speaks_of_people: bool = False
    pii: tuple[Pii, ...] = ()
    people: tuple[Person, ...] = ()
    findings: tuple[Finding, ...] = ()
    sections: dict[str, SectionFound] = field(default_factory=dict)
    wording: tuple[Wording, ...] = ()
    dangers: tuple[Danger, ...] = ()


Doc.set_extension("hits", default=(), force=True)
Doc.set_extension("reading", default=None, force=True)
