"""The report as Markdown."""

import re

from nlp.render.report import TITLE, Item, Part, made_by, report
from nlp.result import Review
from nlp.settings import Settings

# The draft's words are shown, never obeyed: no links, images, code, HTML or emphasis come from them.
_ACTIVE = re.compile(r"([\\`*_\[\]|~$])")


def to_markdown(text: str, review: Review, settings: Settings | None = None) -> str:
    """The report as Markdown.

    Args:
        text: the text exactly as reviewed.
        review: its review.
        settings: local settings: the form, duty numbers, whether the estimate is shown.

    Returns:
        The page, ending with a line break.
    """
    return "\n\n".join((f"# {TITLE}", *(_part(part) for part in report(text, review, settings)), _foot(review))) + "\n"


def escape(words: str) -> str:
    """``words`` so that Markdown shows them as they are."""
    return _ACTIVE.sub(r"\\\1", words).replace("&", "&amp;").replace("<", "&lt;")


def _part(part: Part) -> str:
    blocks = [f"## {part.heading}"]
    if part.intro:
        blocks.append(part.intro)
    if part.items:
        blocks.append("\n".join(_item(item) for item in part.items))
    return "\n\n".join(blocks)


def _item(item: Item) -> str:
    status = f"{item.status} " if item.status else ""
    quotes = "; ".join(f"“{escape(words)}”" for words in item.quotes)
    line = f"- **{escape(item.label)}**{item.after_label}{status}{quotes}{item.before_text}{escape(item.text)}"
    return line.rstrip()


def _foot(review: Review) -> str:
    return f"<small>{made_by(review)}</small>"
