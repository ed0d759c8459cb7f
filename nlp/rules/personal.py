"""The kinds of rule for personal data: what it is, whose it is, and whether it is needed."""

from typing import Literal

from pydantic import Field, field_validator

from nlp import taxonomy
from nlp.rules.base import NearRule, PhraseRule, Rule, one_of


class PiiRule(Rule):
    """A shape of personal data.

    Attributes:
        type: id of the type.
        regex: the shape; the group named ``value``, where there is one, is the data itself.
        score: confidence of the shape alone, 0 to 1.
        context: words near it that raise the confidence.
        check: name of a check digit scheme that must hold.
        fold_case: whether the shape holds in any case.
    """

    kind: Literal["pii"]
    type: str
    regex: tuple[str, ...] = Field(min_length=1)
    score: float = Field(gt=0, le=1)
    context: tuple[str, ...] = ()
    check: Literal["nhs_number", "upn"] | None = None
    fold_case: bool = True

    @field_validator("type")
    @classmethod
    def _known(cls, value: str) -> str:
        return one_of(value, taxonomy.PII_TYPES)


class NotDataRule(PhraseRule):
    """Words that are no personal data, whatever the encoder makes of them: ranks, teams, systems, languages."""

    kind: Literal["not_data"]


class RoleRule(PhraseRule):
    """Words beside a name that say whose it is ("mum Tanya", "Tanya (mum)").

    Attributes:
        part: the person's part in the referral.
        label: the pseudonym, such as "Mother"; the subject's depends on the age.
    """

    kind: Literal["role"]
    part: Literal["subject", "sibling", "parent_or_carer", "other_family", "professional", "officer", "third_party"]
    label: str = ""


class ExcessRule(NearRule):
    """Personal data that a receiving team seldom needs. It is pointed at, never hidden.

    Attributes:
        types: the types of data.
        near: phrases one of which must stand in the same sentence; empty where the type alone is enough.
        side: whether these stand before the data, or on either side of it.
        warns: what is at stake: too much data, a person who told, or a place where someone hides.
        message: why, and what would do instead.
    """

    kind: Literal["excess"]
    types: tuple[str, ...] = Field(min_length=1)
    side: Literal["before", "either"] = "before"
    warns: Literal["not_needed", "informant", "refuge"] = "not_needed"
    message: str = Field(min_length=10, max_length=220)

    @field_validator("types")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(v, taxonomy.PII_TYPES) for v in value)


class NeededRule(PhraseRule):
    """Personal data that a receiving team needs of the person whom the referral is about.

    Its words say that the data is not known; then it is not asked for.

    Attributes:
        types: the types of data, any of which will do.
        data: what it is called in a sentence, such as "a date of birth".
    """

    kind: Literal["needed"]
    types: tuple[str, ...] = Field(min_length=1)
    data: str

    @field_validator("types")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(v, taxonomy.PII_TYPES) for v in value)


class RareRule(PhraseRule):
    """Words by which a masked copy may still show who it is about.

    Attributes:
        message: why.
    """

    kind: Literal["rare"]
    message: str = Field(min_length=10, max_length=220)
