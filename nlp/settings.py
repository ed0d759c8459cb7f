"""What a force sets for itself: duty numbers, its form and rules, and what is not shown."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nlp import forms
from nlp.errors import RuleError, SettingsError
from nlp.forms import Form

VARIABLE = "REFCHECK_SETTINGS"


class Desk(BaseModel):
    """Whom to phone when something must not wait.

    Attributes:
        name: whose number it is.
        phone: the number.
        hours: when it is answered; empty where it always is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=3, max_length=80)
    phone: str = Field(pattern=r"^[\d+()\s-]{3,24}$")
    hours: str = Field(default="", max_length=60)


class Settings(BaseModel):
    """Local settings.

    Attributes:
        duty: desks to phone, the first first.
        estimate: whether the estimate is shown.
        form: id of a shipped form, or path of a form file.
        pack: folder of local rules.
        off: rules that are switched off, each with the reason.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    duty: tuple[Desk, ...] = ()
    estimate: Literal["shown", "off"] = "shown"
    form: str = forms.GENERIC
    pack: Path | None = None
    off: Mapping[str, str] = Field(default_factory=dict)

    @property
    def chosen_form(self) -> Form:
        """The form that is chosen.

        Raises:
            RuleError: where it is not there or breaks the schema.
        """
        return forms.load(self.form)


def load(path: Path | None = None) -> Settings:
    """Settings of a file, else of the file named in ``REFCHECK_SETTINGS``, else the defaults.

    Args:
        path: a TOML file. Paths in it are taken from its own folder.

    Raises:
        SettingsError: naming file, key and what would be legal.
    """
    named = path or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is None:
        return Settings()
    try:
        found = Settings.model_validate(tomllib.loads(named.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{named.name}: these settings cannot be read: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{named.name}, {where}: {first['msg']}") from error
    return _from_its_folder(found, named.parent, named.name)


def _from_its_folder(found: Settings, folder: Path, name: str) -> Settings:
    form = found.form if found.form in forms.shipped_forms() else str(folder / found.form)
    if empty := [rule for rule, reason in found.off.items() if not reason.strip()]:
        raise SettingsError(f"{name}, off.{empty[0]}: say why this rule is switched off")
    placed = found.model_copy(update={"form": form, "pack": folder / found.pack if found.pack else None})
    try:
        _ = placed.chosen_form
    except RuleError as error:
        raise SettingsError(f"{name}, form: {error}") from error
    return placed
