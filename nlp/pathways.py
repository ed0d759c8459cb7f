"""The directory of kinds of local help: a sample is shipped, and an area fills in its own."""

from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from nlp import taxonomy
from nlp.frameworks import NATIONS, Nation
from nlp.rules import records
from nlp.rules.base import one_of


class Arrangement(BaseModel):
    """One kind of help.

    Attributes:
        id: short name.
        name: what it is called.
        does: what it does, in a line or two.
        people: whom it is for: a child and the family, an adult at risk, or either. It is shown where the text or its
            form is about them.
        first: whether it stands before the others: for what may be harm, which no number of other needs outweighs.
        nations: nations of the forms with which it is shown; ``any`` is the form of no nation.
        findings: findings that make it worth discussing.
        sections: sections that make it worth discussing where they are answered or begun.
        consent: what to know about agreement.
        threshold: what to know about the level of need.
        reach: how to reach it; empty until an area fills it in.
        source: where the knowledge comes from.
        dated: the day on which the source was read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str = Field(min_length=3, max_length=80)
    does: str = Field(min_length=10)
    people: Literal["child", "adult", "either"]
    first: bool = False
    nations: tuple[Nation, ...] = Field(default=NATIONS, min_length=1)
    findings: tuple[str, ...] = Field(min_length=1)
    sections: tuple[str, ...] = ()
    consent: str = Field(min_length=10)
    threshold: str = Field(min_length=4)
    reach: str = Field(default="", max_length=200)
    source: str = Field(min_length=3)
    dated: date

    @field_validator("findings")
    @classmethod
    def _known_findings(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(v, taxonomy.FINDINGS) for v in value)

    @field_validator("sections")
    @classmethod
    def _known_sections(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(v, taxonomy.SECTIONS) for v in value)


class Directory(BaseModel):
    """The kinds of help of an area.

    Attributes:
        area: whose directory it is; empty for the sample.
        arrangement: the kinds of help, in the area's order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    area: str = Field(default="", max_length=80)
    arrangement: tuple[Arrangement, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [arrangement.id for arrangement in self.arrangement]
        if twice := [name for name in ids if ids.count(name) > 1]:
            raise ValueError(f"{twice[0]!r} stands twice; give each arrangement an id of its own")
        return self


def load(path: Path | None = None) -> Directory:
    """An area's directory, or the shipped sample.

    Args:
        path: a TOML file in the shape of ``rules/pathways.toml``; the sample where it is None.

    Raises:
        RuleError: naming the file, the arrangement and what would be legal.
    """
    file: Traversable = path or files("nlp") / "rules" / "pathways.toml"
    return records.read(file, Directory)
