"""What components write on the parse, and the records they write. Nothing here finds anything."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from spacy.tokens import Doc

from nlp import taxonomy

if TYPE_CHECKING:
    from nlp.components.encoder import Sensed, Tagged


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


Part = Literal["subject", "sibling", "parent_or_carer", "other_family", "professional", "officer", "third_party"]


@dataclass
class Person:
    """One person of the text: the words by which they are named, and what is told of them.

    ``label`` is what they are to the subject ("Mother"); empty where the text does not say. ``titled`` tells of a
    title such as "Mrs", which children do not have.
    """

    words: set[str]
    spans: list[Pii] = field(default_factory=list)
    part: Part | None = None
    label: str = ""
    sex: Literal["f", "m"] | None = None
    titled: bool = False
    age: int | None = None

    @property
    def role(self) -> taxonomy.Role | None:
        """The part in the four words of the review."""
        match self.part:
            case "sibling" | "parent_or_carer" | "other_family":
                return "family"
            case "officer":
                return "professional"
            case part:
                return part


@dataclass(frozen=True)
class Notice:
    """Something to know about the personal data of a text; code points."""

    kind: str
    message: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass
class Reading:
    """Everything that the components wrote on one parse."""

    tagged: "Tagged | None" = None
    sensed: "Sensed | None" = None
    speaks_of_people: bool = False
    pii: tuple[Pii, ...] = ()
    people: tuple[Person, ...] = ()
    findings: tuple[Finding, ...] = ()
    sections: dict[str, SectionFound] = field(default_factory=dict)
    wording: tuple[Wording, ...] = ()
    dangers: tuple[Danger, ...] = ()
    notices: tuple[Notice, ...] = ()


Doc.set_extension("hits", default=(), force=True)
Doc.set_extension("reading", default=None, force=True)
