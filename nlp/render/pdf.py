"""The report as a PDF, in a font that has the letters of every UK name."""

import logging
from pathlib import Path

import font_source_sans_pro
from fpdf import FPDF

from nlp.render.report import TITLE, Item, Part, made_by, report
from nlp.result import Review
from nlp.settings import Settings

_FONTS = Path(font_source_sans_pro.__file__).parent / "files"
_FAMILY = "SourceSansPro"
_FACES = {"": "Regular", "B": "Bold", "I": "It"}
_ALARM = (170, 0, 0)
_BLACK = (0, 0, 0)
_INDENT = 6  # millimetres


def to_pdf(text: str, review: Review, settings: Settings | None = None) -> bytes:
    """The report as a ``.pdf`` file.

    Args:
        text: the text exactly as reviewed.
        review: its review.
        settings: local settings: the form, duty numbers, whether the estimate is shown.

    Returns:
        The file's bytes. A character that the font does not have, such as an emoji, is shown as a box.
    """
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    logging.getLogger("fpdf").setLevel(logging.ERROR)  # it would print the characters that the font lacks
    page = FPDF()
    for style, face in _FACES.items():
        page.add_font(_FAMILY, style, _FONTS / f"SourceSansPro-{face}.ttf")
    page.set_title(TITLE)
    page.set_lang("en-GB")
    page.add_page()
    _write(page, TITLE, 18, "B")
    for part in report(text, review, settings):
        _add(page, part)
    _write(page, made_by(review), 8)
    return bytes(page.output())


def _add(page: FPDF, part: Part) -> None:
    page.ln(3)
    page.set_text_color(*(_ALARM if part.id == "urgent" else _BLACK))
    _write(page, part.heading, 13, "B")
    page.set_text_color(*_BLACK)
    if part.intro:
        _write(page, part.intro, 11)
    for item in part.items:
        _line(page, item)


def _write(page: FPDF, words: str, size: int, style: str = "") -> None:
    page.set_font(_FAMILY, style, size)
    page.multi_cell(0, size * 0.5, words, new_x="LMARGIN", new_y="NEXT", align="L")


def _line(page: FPDF, item: Item) -> None:
    page.set_left_margin(page.l_margin + _INDENT)
    page.set_x(page.l_margin)
    for style, words in (
        ("B", item.label),
        ("", item.after_label + (f"{item.status} " if item.status else "")),
        ("I", "; ".join(f"“{quoted}”" for quoted in item.quotes)),
        ("", item.before_text + item.text),
    ):
        if words:
            page.set_font(_FAMILY, style, 11)
            page.write(5.5, words)
    page.ln(6.5)
    page.set_left_margin(page.l_margin - _INDENT)
    page.set_x(page.l_margin)
