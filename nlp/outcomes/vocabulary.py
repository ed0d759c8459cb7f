"""What an area's words for outcomes mean for the estimate: early help, no further action, or left out."""

from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from nlp.rules import records

Meaning = Literal["early_help", "no_further_action", "left_out"]
MEANINGS: tuple[Meaning, ...] = ("early_help", "no_further_action", "left_out")


class OutcomeWords(BaseModel):
    """Words for one outcome.

    Attributes:
        means: what they mean for the estimate.
        why: for words that are left out, why: such as "statutory" or "still open".
        words: words or codes as the area writes them; case and spaces do not matter.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    means: Meaning
    why: str = Field(default="", max_length=60)
    words: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _left_out_for_a_reason(self) -> Self:
        if (self.means == "left_out") != bool(self.why):
            raise ValueError("say why words are left out, and only there")
        return self


class ReasonWords(BaseModel):
    """Words for one reason behind an outcome.

    Attributes:
        id: the reason, in a few plain words.
        left_out: whether rows with it are left out, because the reason says nothing about the text.
        words: words or codes as the area writes them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str = Field(min_length=3, max_length=60)
    left_out: bool = False
    words: tuple[str, ...] = Field(min_length=1)


class Vocabulary(BaseModel):
    """An area's words.

    Attributes:
        id: short name.
        name: name for people.
        nation: where it is used.
        source: where the words come from.
        dated: the day on which the source was read.
        note: what to keep in mind.
        outcome: words for outcomes.
        reason: words for reasons; may be none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str = Field(min_length=3, max_length=80)
    nation: Literal["any", "england", "wales", "scotland", "northern-ireland"]
    source: str = Field(min_length=3)
    dated: date
    note: str = Field(min_length=10)
    outcome: tuple[OutcomeWords, ...]
    reason: tuple[ReasonWords, ...] = ()

    @model_validator(mode="after")
    def _words_are_clear(self) -> Self:
        for kind, groups in (("outcome", self.outcome), ("reason", self.reason)):
            words = [plain(word) for group in groups for word in group.words]
            if twice := sorted({word for word in words if words.count(word) > 1}):
                raise ValueError(f"{kind} word {twice[0]!r} stands twice")
        if lacking := {"early_help", "no_further_action"} - {group.means for group in self.outcome}:
            raise ValueError(f"no word means {' or '.join(sorted(lacking))}")
        return self

    @cached_property
    def outcomes(self) -> Mapping[str, OutcomeWords]:
        """What each outcome word means, by the word as :func:`plain` gives it."""
        return {plain(word): group for group in self.outcome for word in group.words}

    @cached_property
    def reasons(self) -> Mapping[str, ReasonWords]:
        """What each reason word means, by the word as :func:`plain` gives it."""
        return {plain(word): group for group in self.reason for word in group.words}


def plain(word: str) -> str:
    """``word`` as it is compared: in lower case, with single spaces."""
    return " ".join(word.casefold().split())


@cache
def shipped_vocabularies() -> Mapping[str, Vocabulary]:
    """The shipped vocabularies by id.

    Raises:
        RuleError: where a file breaks the schema.
    """
    return {vocabulary.id: vocabulary for vocabulary in records.shipped("outcomes", Vocabulary)}


def load(name: str) -> Vocabulary:
    """A shipped vocabulary by its id, or a local one by its file.

    Args:
        name: id of a shipped vocabulary, or path of a TOML file.

    Raises:
        RuleError: where there is no such vocabulary, or its file breaks the schema.
    """
    return records.named(name, shipped_vocabularies(), Vocabulary)
