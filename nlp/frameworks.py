"""Frameworks of the four nations as views over a review: the same findings and sections, under their names."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from nlp import taxonomy
from nlp.errors import RuleError
from nlp.rules.base import one_of


class FrameworkPart(BaseModel):
    """One part of a framework.

    Attributes:
        title: what the framework calls it.
        asks: what it asks, in our words; may be empty.
        sections: sections that answer it.
        findings: findings that belong to it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=3, max_length=80)
    asks: str = ""
    sections: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()

    @field_validator("sections")
    @classmethod
    def _known_sections(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(v, taxonomy.SECTIONS) for v in value)

    @field_validator("findings")
    @classmethod
    def _known_findings(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(v, taxonomy.FINDINGS) for v in value)


class Framework(BaseModel):
    """A framework.

    Attributes:
        id: short name.
        name: name for people.
        nation: where it is used.
        source: where it comes from.
        dated: the day on which the source was read.
        note: what to keep in mind.
        part: its parts, in order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str = Field(min_length=3, max_length=80)
    nation: Literal["any", "england", "wales", "scotland", "northern-ireland"]
    source: str = Field(min_length=3)
    dated: date
    note: str = Field(min_length=10)
    part: tuple[FrameworkPart, ...] = Field(min_length=2)


@cache
def shipped_frameworks() -> Mapping[str, Framework]:
    """The shipped frameworks by id.

    Raises:
        RuleError: where a file breaks the schema.
    """
    found = {}
    for path in sorted((files("nlp") / "rules" / "frameworks").iterdir(), key=lambda item: item.name):
        if not path.name.endswith(".toml"):
            continue
        try:
            framework = Framework.model_validate(tomllib.loads(path.read_text("utf-8")))
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise RuleError(path.name, "(framework)", str(error).splitlines()[0]) from error
        found[framework.id] = framework
    return found


def for_nation(nation: str) -> list[Framework]:
    """The frameworks of a nation, then those for any; all of them where ``nation`` is ``any``."""
    every = list(shipped_frameworks().values())
    own = [f for f in every if nation in {f.nation, "any"}]
    return own + [f for f in every if f.nation == "any" and f not in own]
