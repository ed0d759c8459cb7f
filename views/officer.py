"""The officer's page: paste a draft, see what it still lacks, finish it, check again."""

import streamlit as st

from nlp.documents.read import KINDS
from nlp.result import Review
from views import components, panels, samples, scripts, session
from views.changes import side_by_side
from views.compare import changes
from views.markup import esc, items
from views.skeletons import SKELETONS, finished, unfinished

_LEAD = (
    "Paste your draft. You will see what must not wait, what a screener will still ask, and what you may leave out. "
    "Nothing is stored."
)
_STALE = "You have changed the draft since this check. Check again to see what closed."
_OTHER_FORM = "You have chosen another form since this check. Check again to see it in that form's words."
_FORM_HELP = (
    "It sets what each point is called, their order, and which are asked for. It never changes what is found. "
    "If none is yours, keep the first."
)
_KEPT = (
    "Your draft stays here while you check, go to another page of the program, or lose the connection for a while. "
    "It is stored nowhere: if you close this page or load it anew, it is gone. Copy it first."
)


def page() -> None:
    """Show the page."""
    components.style()
    components.heading("Check a referral before you send it", _LEAD)
    _box()
    checked = session.checked()
    if not checked:
        _samples()
    elif not session.problem():
        _result(checked)


def _box() -> None:
    components.show('<div id="your-draft"></div>')
    st.text_area(
        "Your draft",
        key=session.DRAFT,
        height=280,
        placeholder="Paste or type the referral here.",
        persist_state="session",
    )
    scripts.word_count(len(session.draft().split()))
    _buttons()
    if problem := session.problem():
        components.error(problem)
    _form()
    _other_ways()
    scripts.caret(session.gap())


def _buttons() -> None:
    with st.container(horizontal=True, key="buttons"):
        if st.button(_check_label(), key="check", type="primary", shortcut="Ctrl+Enter"):
            with st.spinner("Reading your draft"):
                session.check()
            st.rerun()
        if label := session.undo_label():
            st.button(label, key="undo", on_click=session.undo, help="Your draft as it was; press again to go back")
        if session.checked() or session.problem():
            st.button("Start again", key="start_again", on_click=session.start_again, help="Empties the box")
        if session.draft():
            scripts.copy_button("Copy my draft", ".st-key-draft textarea")


def _form() -> None:
    forms = session.forms()
    st.selectbox(
        "Which form is it for?",
        list(forms),
        format_func=lambda name: forms[name].name,
        key=session.FORM,
        help=_FORM_HELP,
        persist_state="session",
    )


def _other_ways() -> None:
    with st.expander("Open a file instead"):
        st.file_uploader(
            "Text, Word, PDF or e-mail; it takes the place of what you typed, and Undo brings that back",
            type=list(KINDS),
            key=session.FILE,
            on_change=session.open_file,
        )


def _check_label() -> str:
    return "Check again" if session.checked() else "Check"


def _samples() -> None:
    with st.expander("No draft at hand? Try a fictional one"):
        found = samples.drafts()
        title = st.selectbox("Nobody in these drafts exists", list(found), key="sample")
        text = found.get(title or "", "")
        st.button("Put it in the box", key="use_sample", on_click=session.replace_draft, args=(text,))


def _result(checked: session.Checked) -> None:
    scripts.result_starts(checked.number, checked.review.read.words_read)
    _changed_draft(checked)
    components.review(checked, "officer", _ask, _since(checked))
    components.show(
        f'<p class="rc kept small">{esc(_KEPT)}</p><p class="rc"><a href="#your-draft">Back to your draft</a></p>'
    )


def _changed_draft(checked: session.Checked) -> None:
    draft = session.draft()
    if finished(draft).split() != checked.text.split():
        components.show(f'<p class="rc notice">{_STALE}</p>')
    elif session.form() != checked.form:
        components.show(f'<p class="rc notice">{_OTHER_FORM}</p>')
    if lines := unfinished(draft):
        listed = items(map(esc, lines))
        components.show(f'<div class="rc notice"><p>Begun, not finished, and left out of the check:</p>{listed}</div>')


def _since(checked: session.Checked) -> str:
    before = session.before()
    if before is None:
        return ""
    return panels.changed(changes(before.review, checked.review)) + side_by_side(before.text, checked.text)


def _ask(text: str, found: Review) -> None:
    if not found.feedback:
        components.questions(text, found)
        return
    components.show(panels.asked_heading("The most useful first. Answer in your draft, then check again."))
    for asked in found.feedback:
        with st.container(key=f"question_{asked.rank}"):
            components.show(f'<ol class="rc" start="{asked.rank}">{panels.question(text, found, asked)}</ol>')
            st.button(
                f"Add a line: “{SKELETONS[asked.section]}”",
                key=f"add_{asked.section}",
                on_click=session.insert_line,
                args=(SKELETONS[asked.section],),
            )
