"""Frameworks of the four nations as views over a review: the same findings and sections, under their names."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from nlp import taxonomy
from nlp.rules import records
from nlp.rules.base import one_of

Nation = Literal["any", "england", "wales", "scotland", "northern-ireland"]
NATIONS: tuple[Nation, ...] = get_args(Nation)


class FrameworkPart(BaseModel):
    """One part of a framework.

    Attributes:
        title: what the framework calls it.
        asks: what it asks or holds, in our words.
        sections: sections that answer it.
        findings: findings that belong to it.
        unseen: what belongs to it and this program does not look for; empty where it looks for all of it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=3, max_length=80)
    asks: str = Field(min_length=10)
    sections: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    unseen: str = ""

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
        kind: whom it is about.
        order: where it stands among those of its nation; lower first.
        reminder: whether it is for the reader alone. Nothing of a text is ever shown under a reminder.
        about: what it is.
        source: where it comes from.
        dated: the day on which the source was read.
        note: what to keep in mind.
        part: its parts, in order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str = Field(min_length=3, max_length=80)
    nation: Nation
    kind: Literal["any", "child", "adult"] = "any"
    order: int = Field(default=5, ge=1, le=9)
    reminder: bool = False
    about: str = Field(min_length=10)
    source: str = Field(min_length=3)
    dated: date
    note: str = Field(min_length=10)
    part: tuple[FrameworkPart, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _linked_as_it_should_be(self) -> Self:
        linked = [part.title for part in self.part if part.sections or part.findings]
        if self.reminder and linked:
            raise ValueError(f"a reminder is never linked to a text: take sections and findings out of {linked[0]!r}")
        silent = [part.title for part in self.part if part.title not in linked and not part.unseen]
        if silent and not self.reminder:
            raise ValueError(
                f"{silent[0]!r} has neither sections nor findings: say under 'unseen' what is not looked for"
            )
        return self


@cache
def shipped_frameworks() -> Mapping[str, Framework]:
    """The shipped frameworks by id.

    Raises:
        RuleError: where a file breaks the schema.
    """
    return {framework.id: framework for framework in records.shipped("frameworks", Framework)}


def for_nation(nation: str, kind: str = "any") -> list[Framework]:
    """The frameworks of a nation, then those for any; all of them where ``nation`` is ``any``.

    Args:
        nation: nation of the form, or ``any``.
        kind: whom the form is about: ``child``, ``adult`` or ``any``. Frameworks about the other are left out.
    """
    listed = [
        f
        for f in shipped_frameworks().values()
        if nation in {f.nation, "any"} or f.nation == "any"
        if f.kind in {kind, "any"} or kind == "any"
    ]
    return sorted(listed, key=lambda f: (f.nation != nation, f.nation, f.order))
