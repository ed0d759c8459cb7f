"""The report as a Word document."""

import io

import docx
from docx.shared import Pt, RGBColor

from nlp.render.report import TITLE, Item, Part, made_by, report
from nlp.result import Review
from nlp.settings import Settings

_ALARM = RGBColor(0xAA, 0, 0)
_SMALL = Pt(9)


def to_docx(text: str, review: Review, settings: Settings | None = None) -> bytes:
    """The report as a ``.docx`` file.

    Args:
        text: the text exactly as reviewed.
        review: its review.
        settings: local settings: the form, duty numbers, whether the estimate is shown.

    Returns:
        The file's bytes.
    """
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = TITLE, ""
    document.core_properties.comments = ""
    document.add_heading(TITLE, level=1)
    for part in report(text, review, settings):
        _add(document, part)
    document.add_paragraph().add_run(made_by(review)).font.size = _SMALL
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: "docx.document.Document", part: Part) -> None:
    heading = document.add_heading(part.heading, level=2)
    if part.id == "urgent":
        for run in heading.runs:
            run.font.color.rgb = _ALARM
    if part.intro:
        document.add_paragraph(part.intro)
    for item in part.items:
        _line(document.add_paragraph(style="List Bullet"), item)


def _line(paragraph: "docx.text.paragraph.Paragraph", item: Item) -> None:
    paragraph.add_run(item.label).bold = True
    paragraph.add_run(item.after_label + (f"{item.status} " if item.status else ""))
    paragraph.add_run("; ".join(f"“{words}”" for words in item.quotes)).italic = True
    paragraph.add_run(item.before_text + item.text)
