"""What every rule has, and what every rule that looks for words has."""

import re
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from nlp.rules import phrases as phrase_language


class Rule(BaseModel):
    """What every rule has.

    Attributes:
        id: dotted name; its first part is the name of the file.
        source: where the knowledge comes from.
        hits: texts that the rule must match, run through the real pipeline.
        misses: texts that it must not match.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str = Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)+$")
    source: str = Field(min_length=3)
    hits: tuple[str, ...] = Field(min_length=1)
    misses: tuple[str, ...] = Field(min_length=1)


class PhraseRule(Rule):
    """A rule that looks for words.

    Attributes:
        phrases: phrases in the language of :mod:`nlp.rules.phrases`, any case.
        regex: regular expressions for shapes that are no words (dates, times), any case.
    """

    phrases: tuple[str, ...] = ()
    regex: tuple[str, ...] = ()

    @field_validator("phrases")
    @classmethod
    def _phrases_expand(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for phrase in value:
            phrase_language.to_regex(phrase)
        return value

    @field_validator("regex")
    @classmethod
    def _regex_compiles(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in value:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
        return value

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        if not self.phrases and not self.regex:
            raise ValueError("give phrases, regex or both")
        return self


class NearRule(Rule):
    """A rule that asks for company: words that must stand near what it finds.

    Attributes:
        near: phrases in the language of :mod:`nlp.rules.phrases`, any case; empty where no company is asked for.
    """

    near: tuple[str, ...] = ()

    @field_validator("near")
    @classmethod
    def _near_expands(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for phrase in value:
            phrase_language.to_regex(phrase)
        return value


def one_of(value: str, legal: tuple[str, ...]) -> str:
    """``value``, where it is legal.

    Raises:
        ValueError: naming what would be legal.
    """
    if value not in legal:
        raise ValueError(f"{value!r} is not known; legal: {', '.join(legal)}")
    return value
