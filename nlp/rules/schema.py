"""The closed kinds of rule. Every record is frozen; a key that is not listed here is an error."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from nlp import taxonomy
from nlp.rules.base import NearRule, PhraseRule, Rule, one_of
from nlp.rules.personal import ExcessRule, NeededRule, NotDataRule, PiiRule, RareRule, RoleRule


class FindingRule(PhraseRule):
    """Words that tell of a need, risk or strength.

    Attributes:
        finding: id of the finding.
        asserts: what the words say by themselves ("teetotal" is ``negated``).
    """

    kind: Literal["finding"]
    finding: str
    asserts: taxonomy.Assertion = "affirmed"

    @field_validator("finding")
    @classmethod
    def _known(cls, value: str) -> str:
        return one_of(value, taxonomy.FINDINGS)


class CueRule(PhraseRule):
    """Words that change how a finding near them is to be read (ConText, Harkema et al. 2009).

    Attributes:
        effect: what the finding becomes; ``outsider`` when it belongs to no one in the household,
            ``affirmed`` for words that claim although they deny something ("made no secret of"), ``ongoing`` for words
            that tell that what is past is not over ("to this day"), ``none`` for words that look like a cue and are
            none ("no further action").
        direction: where the findings stand that it governs: after the cue, before it, or either.
        reach: the most tokens between cue and finding.
        findings: ids to which it applies; empty for all but the ``protective_`` ones.
        protective: whether it also governs protective findings.
        within_clause: whether it reaches no further than its own clause, as "not" does and "denies" does not.
    """

    kind: Literal["cue"]
    effect: Literal["affirmed", "negated", "historical", "ongoing", "uncertain", "outsider", "none"]
    direction: Literal["after", "before", "both"] = "after"
    reach: int = Field(default=12, ge=1, le=40)
    findings: tuple[str, ...] = ()
    protective: bool = False
    within_clause: bool = False

    @field_validator("findings")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(v, taxonomy.FINDINGS) for v in value)


class StopRule(PhraseRule):
    """Words over which a cue does not reach, such as "but".

    Attributes:
        of_clause: whether they begin a clause that only stops cues ``within_clause``.
    """

    kind: Literal["stop"]
    of_clause: bool = False


class IngredientRule(PhraseRule):
    """Words that supply one ingredient of a section, such as the time of an incident.

    Attributes:
        section: id of the section.
        ingredient: name of the ingredient, used by the section's status rule.
        asserted: whether it is none where a cue denies it, dates it or gives it to an outsider.
    """

    kind: Literal["ingredient"]
    section: str
    ingredient: str = Field(pattern=r"^[a-z_]+$")
    asserted: bool = False

    @field_validator("section")
    @classmethod
    def _known(cls, value: str) -> str:
        return one_of(value, taxonomy.SECTIONS)


class StatusRule(Rule):
    """When a section is present.

    Attributes:
        section: id of the section.
        present: groups of ingredients; each group must be met by one of its members. A member is
            an ingredient, or ``pii:TYPE`` or ``finding:id`` for what other components found.
        partial: ingredients any one of which alone makes the section partial.
    """

    kind: Literal["status"]
    section: str
    present: tuple[tuple[str, ...], ...] = Field(min_length=1)
    partial: tuple[str, ...] = ()

    @field_validator("section")
    @classmethod
    def _known(cls, value: str) -> str:
        return one_of(value, taxonomy.SECTIONS)


class SignRule(PhraseRule):
    """Words without which a text is hardly a referral: family, police, a person who is cared for."""

    kind: Literal["sign"]


class RowRule(PhraseRule):
    """Words that answer what is asked of each child, or of an adult at risk.

    Attributes:
        asks: what they answer; "unborn" and "due" are asked of an unborn child.
    """

    kind: Literal["row"]
    asks: Literal[
        "seen",
        "school",
        "injury",
        "parental_responsibility",
        "capacity",
        "care_needs",
        "helper",
        "unborn",
        "due",
    ]


class LanguageRule(PhraseRule):
    """Poor wording.

    Attributes:
        wording: id of the kind of poor wording.
        why: why a reader is not helped by it.
        instead: the direction of a better wording; never a fact.
        unless: phrases in the same sentence that make it harmless.
    """

    kind: Literal["language"]
    wording: str
    why: str = Field(min_length=10)
    instead: str = Field(min_length=10)
    unless: tuple[str, ...] = ()

    @field_validator("wording")
    @classmethod
    def _known(cls, value: str) -> str:
        return one_of(value, taxonomy.LANGUAGE_KINDS)


class TermRule(PhraseRule):
    """Shorthand that not every reader knows.

    Attributes:
        means: what it stands for.
    """

    kind: Literal["term"]
    means: str = Field(min_length=3, max_length=120)


class AdviceRule(Rule):
    """What is said of a kind of poor wording that no language rule knows by its words.

    Attributes:
        wording: id of the kind of poor wording.
        why: why a reader is not helped by it.
        instead: the direction of a better wording; never a fact.
    """

    kind: Literal["advice"]
    wording: str
    why: str = Field(min_length=10)
    instead: str = Field(min_length=10)

    @field_validator("wording")
    @classmethod
    def _known(cls, value: str) -> str:
        return one_of(value, taxonomy.LANGUAGE_KINDS)


class SafetyRule(PhraseRule, NearRule):
    """Signs that must not wait.

    Attributes:
        indicator: id of the indicator.
        near: phrases one of which must stand in the same or the next sentence.
    """

    kind: Literal["safety"]
    indicator: str

    @field_validator("indicator")
    @classmethod
    def _known(cls, value: str) -> str:
        return one_of(value, taxonomy.SAFETY_INDICATORS)


class QuestionRule(Rule):
    """What to ask when a section is not answered.

    Attributes:
        section: id of the section.
        question: the short question, for an officer at the end of a shift.
        why: what a screener does with the answer.
        partial_question: the question when something is there but cannot be used.
        weight: how much an answer usually changes for the screener, 0 to 1.
        lacking: what each ingredient of the section is called, to say which one was not found.
        urgent_question: the question where something must not wait; empty where it is the same.
    """

    kind: Literal["question"]
    section: str
    question: str = Field(max_length=160)
    partial_question: str = Field(max_length=160)
    why: str = Field(max_length=200)
    weight: float = Field(ge=0, le=1)
    lacking: dict[str, str] = Field(default_factory=dict)
    urgent_question: str = Field(default="", max_length=160)

    @field_validator("section")
    @classmethod
    def _known(cls, value: str) -> str:
        return one_of(value, taxonomy.SECTIONS)


class MessageRule(Rule):
    """What the safety banner says for an indicator.

    Attributes:
        indicator: id of the indicator.
        message: one sentence naming what the words may show.
    """

    kind: Literal["message"]
    indicator: str
    message: str = Field(min_length=10, max_length=200)

    @field_validator("indicator")
    @classmethod
    def _known(cls, value: str) -> str:
        return one_of(value, taxonomy.SAFETY_INDICATORS)


AnyRule = Annotated[
    FindingRule
    | CueRule
    | StopRule
    | IngredientRule
    | StatusRule
    | SignRule
    | RowRule
    | LanguageRule
    | TermRule
    | AdviceRule
    | SafetyRule
    | MessageRule
    | PiiRule
    | NotDataRule
    | RoleRule
    | ExcessRule
    | NeededRule
    | RareRule
    | QuestionRule,
    Field(discriminator="kind"),
]
