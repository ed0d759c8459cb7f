"""What the commands share: exit codes, options, and the reviewer."""

from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.progress import Progress

    from nlp.reviewer import Reviewer
    from nlp.settings import Settings

FormOption = Annotated[
    str | None, typer.Option("--form", metavar="NAME", help="A shipped form such as wales or adult, or a .toml file.")
]
SettingsOption = Annotated[
    Path | None, typer.Option("--settings", metavar="FILE", help="Local settings, a .toml file.")
]
PackOption = Annotated[Path | None, typer.Option("--pack", metavar="DIR", help="Folder of local rules to put on top.")]


class ExitCode(IntEnum):
    """What the program tells whoever called it."""

    NOTHING = 0
    SUGGESTIONS = 1
    USAGE = 2
    FAILURE = 3


MEANINGS = {
    ExitCode.NOTHING: "nothing to improve",
    ExitCode.SUGGESTIONS: "suggestions, or a row that could not be read",
    ExitCode.USAGE: "the command was not used as it should be",
    ExitCode.FAILURE: "failure, with the reason",
}
EXIT_HELP = "Exit codes: " + "; ".join(f"{code.value} {meaning}" for code, meaning in MEANINGS.items()) + "."


def local_settings(path: Path | None = None, pack: Path | None = None, form: str | None = None) -> "Settings":
    """The settings in force, with what an option says instead."""
    from nlp.settings import load

    said = {"pack": pack, "form": form}
    return load(path).model_copy(update={key: value for key, value in said.items() if value is not None})


def reviewer(settings: "Settings") -> "Reviewer":
    """A reviewer with the shipped rules and models, as local settings change them."""
    from nlp.reviewer import Reviewer

    return Reviewer.load(settings.pack, off=settings.off, model=settings.model).on_trial(settings.trial)


def progress() -> "Progress":
    """A progress bar on the error stream, gone when it is done."""
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(stderr=True), transient=True)
