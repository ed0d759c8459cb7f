"""What the commands share: exit codes, options, and the reviewer."""

from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from nlp.reviewer import Reviewer

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


def reviewer(pack: Path | None) -> "Reviewer":
    """A reviewer with the shipped rules and models, and a local pack on top where one is given."""
    from nlp.reviewer import Reviewer

    return Reviewer.load(pack)
