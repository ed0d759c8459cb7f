"""Forms: what a force or nation calls the fifteen sections, in which order, and which of them it requires."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from nlp import taxonomy
from nlp.rules import records
from nlp.rules.base import one_of

GENERIC = "generic"


class FormSection(BaseModel):
    """One section as a form has it.

    Attributes:
        id: id of the section.
        title: what the form calls it.
        required: whether it is asked for where it is not answered.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str
    title: str = Field(min_length=3, max_length=70)
    required: bool = True

    @field_validator("id")
    @classmethod
    def _known(cls, value: str) -> str:
        return one_of(value, taxonomy.SECTIONS)


class Form(BaseModel):
    """A form.

    Attributes:
        id: short name.
        name: name for people.
        nation: where it is used.
        kind: whom it is about.
        source: where names and order come from.
        dated: the day on which the source was read; forms and thresholds change.
        section: the fifteen sections in the form's order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str = Field(min_length=3, max_length=70)
    nation: Literal["any", "england", "wales", "scotland", "northern-ireland"]
    kind: Literal["any", "child", "adult"]
    source: str = Field(min_length=3)
    dated: date
    section: tuple[FormSection, ...]

    @model_validator(mode="after")
    def _has_all_sections(self) -> Self:
        listed = [section.id for section in self.section]
        if sorted(listed) != sorted(taxonomy.SECTIONS):
            missing = sorted(set(taxonomy.SECTIONS) - set(listed))
            raise ValueError(f"each of the 15 sections must stand once; missing: {', '.join(missing) or 'none'}")
        return self

    @property
    def titles(self) -> Mapping[str, str]:
        """What the form calls each section, in its order."""
        return {section.id: section.title for section in self.section}

    @property
    def required(self) -> frozenset[str]:
        """Sections that are asked for where they are not answered."""
        return frozenset(section.id for section in self.section if section.required)


@cache
def shipped_forms() -> Mapping[str, Form]:
    """The shipped forms by id, the generic one first.

    Raises:
        RuleError: where a file breaks the schema.
    """
    found = {form.id: form for form in records.shipped("forms", Form)}
    return {GENERIC: found.pop(GENERIC), **found}


def load(name: str | Path) -> Form:
    """A shipped form by its id, or a local one by its file.

    Args:
        name: id of a shipped form, or path of a TOML file.

    Raises:
        RuleError: where there is no such form, or its file breaks the schema.
    """
    return records.named(name, shipped_forms(), Form)
