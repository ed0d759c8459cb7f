"""The review: plain, frozen records in the wire format of ``docs/contract.md``. No raw text is in it."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from nlp.taxonomy import Assertion, Role, Source, Status

SCHEMA_VERSION: Literal[1] = 1
RouteLabel = Literal["early_help", "no_further_action", "uncertain", "not_applicable"]


class Record(BaseModel):
    """A frozen record that allows no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """A stretch of the text as given; code points, ``end`` exclusive."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class PiiItem(Span):
    """Personal data; ``needed`` says whether a receiving team needs it, or None where it depends."""

    type: str
    score: float
    role: Role | None
    needed: bool | None


class Section(Record):
    """How far one of the 15 sections is answered."""

    status: Status
    evidence: tuple[Span, ...] = ()
    question: str | None = None


class CueItem(Span):
    """Words that decided how a finding is read."""

    rule: str


class FindingItem(Span):
    """A need, risk or strength, how it is asserted, and who says so."""

    id: str
    assertion: Assertion
    source: Source
    cues: tuple[CueItem, ...] = ()
    rule: str


class LanguageItem(Span):
    """Poor wording, why it does not help, and the direction of a better one."""

    kind: str
    why: str
    instead: str


class Indicator(Span):
    """A sign that must not wait."""

    id: str
    message: str


class Safety(Record):
    """Whether to phone now, and why."""

    escalate: bool
    indicators: tuple[Indicator, ...] = ()


class Reason(Record):
    """What one feature added to the estimate, in log-odds."""

    feature: str
    contribution: float
    text: str


class IfAdded(Record):
    """The estimate if the text truly answered a section that it does not answer now."""

    section: str
    p_early_help: float


class Route(Record):
    """Which outcome texts like this, as written, resemble. No advice on whether to refer."""

    label: RouteLabel
    p_early_help: float | None = None
    interval: tuple[float, float] | None = None
    reasons: tuple[Reason, ...] = ()
    if_added: tuple[IfAdded, ...] = ()


class Question(Record):
    """A question whose answer would help a screener."""

    section: str
    question: str
    why: str
    rank: int


class Check(Record):
    """Something to look at again."""

    kind: str
    message: str
    spans: tuple[Span, ...] = ()


class Child(Record):
    """What the text tells of one child or adult at risk.

    ``also`` holds what only a child (injury, parental_responsibility) or only an adult (capacity, care_needs,
    helper) is asked; it is empty for an unborn child.
    """

    label: str
    identity: Status
    seen: Status
    voice: Status
    school: Status
    also: dict[str, Status] = Field(default_factory=dict)


class Read(Record):
    """How much was read, and what kind of text it is."""

    words: int
    words_read: int
    truncated: bool
    language: str
    is_referral: bool


class Versions(Record):
    """What made the review."""

    program: str
    rules: str
    models: str


class Review(Record):
    """One review of one text."""

    schema_version: Literal[1] = SCHEMA_VERSION
    pii: tuple[PiiItem, ...]
    sections: dict[str, Section]
    findings: tuple[FindingItem, ...]
    language: tuple[LanguageItem, ...]
    safety: Safety
    route: Route
    feedback: tuple[Question, ...] = Field(max_length=5)
    checks: tuple[Check, ...]
    children: tuple[Child, ...]
    read: Read
    versions: Versions
    masked_text: str

    def to_dict(self) -> dict[str, Any]:
        """The review as plain JSON types, in the contract's order of keys."""
        return self.model_dump(mode="json")

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Review":
        """The review that :meth:`to_dict` gave.

        Args:
            data: a review as plain types; an ``id`` beside it is ignored.

        Raises:
            pydantic.ValidationError: where it is not of this schema.
        """
        return cls.model_validate({key: value for key, value in data.items() if key != "id"})
