"""What the pages share: a review on the page, part by part. Only ready-made, escaped HTML is shown."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from nlp.frameworks import for_nation
from nlp.names import MaskStyle
from nlp.options import options
from nlp.render import to_docx, to_html, to_markdown, to_pdf
from nlp.render.masked import masked
from nlp.render.report import PRIVATE
from nlp.result import Review
from views import estimate, framework_fold, highlight, panels, pathway_fold, scripts, session
from views.markup import esc

_STYLE = Path(__file__).with_name("style.css")
# Made only when they are asked for.
_REPORTS: dict[str, tuple[str, Callable[..., str | bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "pdf": ("application/pdf", to_pdf),
    "html": ("text/html", to_html),
    "md": ("text/markdown", to_markdown),
}
MASK_STYLES = {
    MaskStyle.PSEUDONYMS: "Who they are: “Child A”, “Mother”",
    MaskStyle.PLACEHOLDERS: "What it is: “[PERSON]”",
    MaskStyle.REDACTION: "Black marks",
}
_WORDS = {False: "My words with names and numbers replaced", True: "My words as I wrote them"}
_DEFAULT_LAYERS = ("evidence", "wording")


def style() -> None:
    """Put the style sheet on the page."""
    st.html(_STYLE)


def heading(title: str, lead: str) -> None:
    """The page's one first-level heading, and what the page does in a line or two.

    Args:
        title: plain text.
        lead: plain text.
    """
    st.html(f'<header class="rc"><h1>{esc(title)}</h1><p class="lead">{esc(lead)}</p></header>')


def show(html: str) -> None:
    """Show ready-made HTML; nothing where there is none."""
    if html:
        st.html(html)


def error(message: str) -> None:
    """A plain message that something could not be done, read out at once by a screen reader."""
    st.html(f'<div class="rc error" role="alert"><p>{esc(message)}</p></div>')


def review(
    checked: session.Checked, key: str, ask: Callable[[str, Review], None] | None = None, extra: str = ""
) -> None:
    """A review, part by part, the most urgent first.

    Args:
        checked: the text that was reviewed, its review and its form.
        key: tells the switches of this review from those of others in the session.
        ask: shows the questions; a plain list by default.
        extra: ready-made HTML to stand after what must not wait.
    """
    text, found = checked.text, checked.review
    show(panels.safety(text, found, session.settings().duty))
    show(panels.not_a_referral(found))
    show(extra)
    if found.read.is_referral:
        show(panels.checklist(text, found, checked.form))
        (ask or questions)(text, found)
        more(found)
        show(panels.answers(text, found, checked.form))
    if found.read.is_referral or found.safety.escalate:
        marked_text(text, found, key)
    if found.read.is_referral:
        show(panels.children(found))
        show(panels.findings(text, found))
    show(panels.checks(text, found))
    show(panels.wording(text, found))
    personal(text, found, key)
    take_away(checked, key)
    pathways(checked)
    frameworks(checked, key)
    folded(text, found)


def questions(text: str, found: Review) -> None:
    """The questions as a plain list."""
    show(panels.questions(text, found))


def more(found: Review) -> None:
    """The questions that are not among the first few, folded."""
    if listed := panels.more_questions(found):
        with st.expander("More that could be asked"):
            show(listed)


@st.fragment
def marked_text(text: str, found: Review, key: str) -> None:
    """The text with marks, under switches for the layers."""
    show('<section class="rc"><h2>Your words, marked</h2></section>')
    layers = st.pills(
        "Show in the text",
        list(highlight.LAYERS),
        selection_mode="multi",
        default=_DEFAULT_LAYERS,
        format_func=lambda layer: highlight.LAYERS[layer],
        key=f"{key}_layers",
    )
    show(highlight.highlighted(text, found, layers))


@st.fragment
def personal(text: str, found: Review, key: str) -> None:
    """Personal data, and a copy without it."""
    show(panels.personal(text, found))
    with st.expander("A copy with names and numbers replaced"):
        show('<p class="rc">Read it through before you share it: a name may have been missed.</p>')
        style = st.radio(
            "What stands in place of names and numbers",
            list(MASK_STYLES),
            format_func=lambda style: MASK_STYLES[style],
            key=f"{key}_mask_style",
        )
        copy = found.masked_text if style is MaskStyle.PSEUDONYMS else session.reviewer().mask(text, style)
        show(panels.replaced(Counter(item.type for item in found.pii)))
        with st.container(key=f"{key}_masked_copy"):
            st.code(copy, language=None, wrap_lines=True)
        scripts.copy_button("Copy this copy", f".st-key-{key}_masked_copy code")
        st.download_button(
            "Download this copy",
            copy,
            file_name="masked-copy.txt",
            mime="text/plain",
            key=f"{key}_masked",
            on_click="ignore",
        )


@st.fragment
def take_away(checked: session.Checked, key: str) -> None:
    """The feedback as a file, with names and numbers replaced unless the officer chooses otherwise."""
    with st.expander("Keep this feedback"):
        show(f'<p class="rc">{esc(PRIVATE)}</p>')
        raw = st.radio("What the file quotes", list(_WORDS), format_func=_WORDS.get, key=f"{key}_raw")
        with st.container(horizontal=True):
            for kind, (mime, make) in _REPORTS.items():
                st.download_button(
                    f"Download as .{kind}",
                    partial(_file, make, checked, raw=bool(raw)),
                    f"feedback.{kind}",
                    mime,
                    key=f"{key}_{kind}",
                    on_click="ignore",
                )


def _file(make: Callable[..., str | bytes], checked: session.Checked, *, raw: bool) -> str | bytes:
    """A file of the feedback, made when it is asked for."""
    local = session.settings()
    if checked.form != local.chosen_form:
        local = local.model_copy(update={"form": checked.form.id})
    text, found = checked.text, checked.review
    if not raw:
        text, found = masked(text, found, session.reviewer().replacements(text))
    return make(text, found, local)


def pathways(checked: session.Checked) -> None:
    """Kinds of help that may be worth discussing, folded; nothing where none hangs on the text."""
    directory = session.settings().chosen_pathways
    found = options(checked.review, directory, checked.form)
    if html := pathway_fold.content(checked.text, checked.review, found, directory):
        with st.expander("Kinds of help that may be worth discussing"):
            show(html)


@st.fragment
def frameworks(checked: session.Checked, key: str) -> None:
    """The same findings under the names of a framework, folded."""
    if not checked.review.read.is_referral:
        return
    with st.expander("The same, as your framework names it"):
        listed = {framework.id: framework for framework in for_nation(checked.form.nation, checked.form.kind)}
        name = st.selectbox(
            "Framework",
            list(listed),
            format_func=lambda choice: framework_fold.title(listed[choice]),
            key=f"{key}_framework",
        )
        show(framework_fold.content(checked.text, checked.review, listed[name or next(iter(listed))]))


def folded(text: str, found: Review) -> None:
    """What few need: the estimate with its limits, and what made the review."""
    local = session.settings()
    if local.estimate == "shown":
        with st.expander("An estimate, and what it cannot tell you"):
            show(estimate.estimate(text, found, estimate.OWN_LIMITS if local.model else estimate.LIMITS))
    with st.expander("What made this review"):
        show(panels.versions(found))
