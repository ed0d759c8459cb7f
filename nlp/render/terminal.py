"""The report for a terminal, and the same words as plain text."""

import io

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from nlp.render.report import TITLE, Item, Part, report
from nlp.result import Review
from nlp.settings import Settings

PLAIN_WIDTH = 88
# Styles only add to what the words already say.
_HEADINGS = {"urgent": "bold white on red", "estimate": "dim bold"}
_STATUSES = {"not answered yet": "bold", "partly answered": "italic"}
_INDENT = (0, 0, 0, 2)


def to_terminal(text: str, review: Review, settings: Settings | None = None) -> RenderableType:
    """The report as something that rich can print.

    Args:
        text: the text exactly as reviewed.
        review: its review.
        settings: local settings: the form, duty numbers, whether the estimate is shown.

    Returns:
        A rich renderable; nothing in it is read as markup.
    """
    return Group(Text(TITLE, style="bold underline"), *(_part(part) for part in report(text, review, settings)))


def to_plain(text: str, review: Review, settings: Settings | None = None, width: int = PLAIN_WIDTH) -> str:
    """The report as plain text, without colour.

    Args:
        text: the text exactly as reviewed.
        review: its review.
        settings: local settings: the form, duty numbers, whether the estimate is shown.
        width: the longest line.
    """
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, force_terminal=False, legacy_windows=False)
    console.print(to_terminal(text, review, settings))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _part(part: Part) -> RenderableType:
    base = "dim" if part.id == "estimate" else ""
    lines: list[RenderableType] = [Text(), Text(part.heading, style=_HEADINGS.get(part.id, "bold"))]
    if part.intro:
        lines.append(Text(part.intro, style=base))
    lines += [Padding(_item(item, base), _INDENT) for item in part.items]
    return Group(*lines)


def _item(item: Item, base: str) -> Text:
    line = Text("- ", style=base, overflow="fold")
    line.append(item.label, style="bold").append(item.after_label)
    line.append(item.status, style=_STATUSES.get(item.status, "")).append(" " if item.status else "")
    line.append("; ".join(f"“{words}”" for words in item.quotes), style="italic")
    return line.append(item.before_text).append(item.text)
