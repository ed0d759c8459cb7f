"""Small pieces of HTML. Every word of a referral passes :func:`esc` on its way to the page."""

from collections.abc import Iterable
from html import escape

from nlp.render.report import quote as quoted
from nlp.result import Span

_QUOTATION_MARKS = "\"'“”‘’"
# Icon, so that no state is told by colour alone; each stands beside its word.
ICONS = {"present": "✓", "not_known": "✓", "partial": "◐", "missing": "○"}


def esc(text: str) -> str:
    """``text`` made harmless for HTML, in elements as in attributes."""
    return escape(text, quote=True)


def icon(sign: str) -> str:
    """A sign that a screen reader skips, for the word beside it says the same."""
    return f'<span class="sign" aria-hidden="true">{sign}</span>'


def quote(text: str, span: Span, most: int | None = None) -> str:
    """The words of ``text`` at ``span``, as a quotation.

    Args:
        text: the referral.
        span: where the words stand.
        most: about how many characters to show; the page leads to the rest.
    """
    words = quoted(text, span).strip(_QUOTATION_MARKS)
    if most and len(words) > most:
        words = f"{words[:most].rpartition(' ')[0] or words[:most]} …"
    return f"“{esc(words)}”"


def items(rows: Iterable[str], css: str = "") -> str:
    """A list of ready-made HTML rows; nothing where there is no row."""
    body = "".join(f"<li>{row}</li>" for row in rows)
    return f'<ul class="{css}">{body}</ul>' if body else ""


def section(title: str, body: str, lead: str = "", css: str = "") -> str:
    """A part of the page under a second-level heading.

    Args:
        title: plain text of the heading.
        body: ready-made HTML.
        lead: plain text under the heading.
        css: class of the part.
    """
    under = f"<p>{esc(lead)}</p>" if lead else ""
    return f'<section class="rc {css}"><h2>{esc(title)}</h2>{under}{body}</section>'


def table(caption: str, head: Iterable[str], rows: Iterable[Iterable[str]], css: str = "") -> str:
    """A table of ready-made HTML cells that scrolls inside itself where a phone is too narrow.

    Args:
        caption: plain text, said before the table is read out.
        head: plain text of the column heads; the first column heads its row.
        rows: cells of each row, ready-made HTML.
        css: class of the table.
    """
    heads = "".join(f'<th scope="col">{esc(name)}</th>' for name in head)
    body = "".join(f"<tr>{_row(tuple(cells))}</tr>" for cells in rows)
    return (
        f'<div class="rc scroll" role="region" tabindex="0" aria-label="{esc(caption)}"><table class="{css}">'
        f"<caption>{esc(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(cells: tuple[str, ...]) -> str:
    return f'<th scope="row">{cells[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in cells[1:])
