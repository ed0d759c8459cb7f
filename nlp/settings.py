"""What a force sets for itself: duty numbers, its form and rules, and what is not shown."""

import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nlp import forms, models, pathways
from nlp.errors import ModelError, RuleError, SettingsError
from nlp.forms import Form
from nlp.pathways import Directory

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
        estimate: whether the estimate is shown; on "trial" it is kept in a file and shown to nobody (``nlp.trial``).
        trial: that file, JSON lines.
        form: id of a shipped form, or path of a form file.
        pack: folder of local rules.
        off: rules that are switched off, each with the reason.
        model: folder of the force's own route model, as ``refcheck train`` wrote it; the shipped one where it is None.
        sign_in: whether everybody signs in before any page is shown (``views.sign_in``).
        pathways: file of the area's kinds of help; the shipped sample where it is None.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    duty: tuple[Desk, ...] = ()
    estimate: Literal["shown", "off", "trial"] = "shown"
    trial: Path | None = None
    form: str = forms.GENERIC
    pack: Path | None = None
    off: Mapping[str, str] = Field(default_factory=dict)
    model: Path | None = None
    sign_in: bool = False
    pathways: Path | None = None

    @property
    def chosen_form(self) -> Form:
        """The form that is chosen.

        Raises:
            RuleError: where it is not there or breaks the schema.
        """
        return forms.load(self.form)

    @property
    def chosen_pathways(self) -> Directory:
        """The kinds of help of the area.

        Raises:
            RuleError: where the file is not there or breaks the schema.
        """
        return pathways.load(self.pathways)


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
    if empty := [rule for rule, reason in found.off.items() if not reason.strip()]:
        raise SettingsError(f"{name}, off.{empty[0]}: say why this rule is switched off")
    placed = found.model_copy(
        update={
            "form": found.form if found.form in forms.shipped_forms() else str(folder / found.form),
            "pack": folder / found.pack if found.pack else None,
            "model": folder / found.model if found.model else None,
            "trial": folder / found.trial if found.trial else None,
            "pathways": folder / found.pathways if found.pathways else None,
        }
    )
    _check_trial(placed, name)
    _read_once("form", name, lambda: placed.chosen_form)
    _read_once("model", name, lambda: placed.model and models.read(models.OWN_MODEL, placed.model))
    _read_once("pathways", name, lambda: placed.chosen_pathways)
    return placed


def _check_trial(placed: Settings, name: str) -> None:
    """A trial and its file are named together, and the file's folder is there."""
    if (placed.estimate == "trial") != (placed.trial is not None):
        raise SettingsError(
            f'{name}, trial: a trial needs both estimate = "trial" and trial = "a-file.jsonl"; name both'
        )
    if placed.trial is not None and not placed.trial.parent.is_dir():
        raise SettingsError(f"{name}, trial: the folder of {placed.trial.name} is not there; make it, or name another")


def _read_once(key: str, name: str, read: Callable[[], object]) -> None:
    """Read a file that settings name now, so that a mistake is told before anything is reviewed."""
    try:
        read()
    except (ModelError, RuleError) as error:
        raise SettingsError(f"{name}, {key}: {error}") from error
