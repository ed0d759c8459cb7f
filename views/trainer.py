"""The trainer's page: read a fictional case, mark it, and compare with the program and with answers given by hand."""

from collections.abc import Mapping

import streamlit as st

from nlp import names
from nlp.render.report import visible
from nlp.result import Review
from views import components, panels, samples, session
from views.markup import ICONS, esc, icon, table
from views.samples import Case

_LEAD = (
    "Read a fictional case, mark what it answers, then see the program's reading and the answers given by hand. "
    "Where they differ, talk about why: the program is not always right."
)
MARKS: Mapping[str, str] = {"present": "Answered", "partial": "Partly", "missing": "Missing"}
_HEAD = ("Section", "You", "By hand", "Program")


def page() -> None:
    """Show the page."""
    components.style()
    components.heading("Practise with a fictional case", _LEAD)
    case = _choose(samples.cases())
    components.show(
        f'<section class="rc"><h2>The case</h2><p class="note">Fictional: nobody in it exists.</p>'
        f'<div class="rc text" dir="auto">{esc(visible(case.text))}</div></section>'
    )
    _form(case)
    if st.session_state.get("revealed") == case.id:
        _reveal(case)


def _choose(cases: Mapping[str, Case]) -> Case:
    chosen = st.selectbox(
        "Case",
        list(cases),
        format_func=lambda name: f"Case {list(cases).index(name) + 1}, {len(cases[name].text.split())} words",
        key="case",
    )
    return cases[chosen]


def _form(case: Case) -> None:
    components.show(
        '<section class="rc"><h2>Your marks</h2><p>Answered: a screener could act on it without ringing back. '
        "Said, with the reason, not to be known counts as answered.</p></section>"
    )
    with st.form(f"marks_{case.id}"):
        for name, title in names.SECTIONS.items():
            st.radio(
                title,
                list(MARKS),
                index=None,
                horizontal=True,
                format_func=lambda m: MARKS[m],
                key=_mark_key(case, name),
            )
        if st.form_submit_button("Show the answers", type="primary"):
            st.session_state["revealed"] = case.id


def _mark_key(case: Case, section: str) -> str:
    return f"mark_{case.id}_{section}"


def _reveal(case: Case) -> None:
    review = session.reviewer().review(case.text)
    marked = {name: st.session_state.get(_mark_key(case, name)) for name in names.SECTIONS}
    program = {name: _three(section.status) for name, section in review.sections.items()}
    components.show(f'<section class="rc"><h2>Side by side</h2>{_agreement(case, marked, program)}</section>')
    components.show(
        table("Your marks, the answers given by hand, and the program's", _HEAD, _rows(case, marked, program))
    )
    components.show(_urgent(case, review))
    if review.safety.escalate:
        components.show(panels.safety(case.text, review))


def _three(status: str) -> str:
    """The labels by hand know three states: what is said not to be known counts as answered."""
    return "present" if status in names.ANSWERED else status


def _agreement(case: Case, marked: Mapping[str, str | None], program: Mapping[str, str]) -> str:
    yours = [status == case.sections[name] for name, status in marked.items() if status]
    tool = [program[name] == status for name, status in case.sections.items()]
    return (
        f"<p>Of the {len(yours)} sections that you marked, <b>{sum(yours)}</b> agree with the answers by hand. "
        f"Of the program's {len(tool)}, <b>{sum(tool)}</b> agree.</p>"
    )


def _rows(case: Case, marked: Mapping[str, str | None], program: Mapping[str, str]) -> list[tuple[str, ...]]:
    return [
        (esc(title), _cell(marked[name], case.sections[name]), _word(case.sections[name]),
         _cell(program[name], case.sections[name]))
        for name, title in names.SECTIONS.items()
    ]  # fmt: skip


def _cell(status: str | None, by_hand: str) -> str:
    if status is None:
        return "not marked"
    return _word(status) + ("" if status == by_hand else ' <span class="differs">differs</span>')


def _word(status: str) -> str:
    return f"{icon(ICONS[status])}{esc(MARKS[status])}"


def _urgent(case: Case, review: Review) -> str:
    by_hand = "something must not wait" if case.escalate else "nothing that must not wait"
    program = "something must not wait" if review.safety.escalate else "nothing that must not wait"
    return (
        f'<section class="rc"><h3>Does anything not wait?</h3><p>By hand: {by_hand}. Program: {program}.</p>'
        f"<h3>Why, in the words of the person who answered by hand</h3><p>{esc(case.why)}</p></section>"
    )
