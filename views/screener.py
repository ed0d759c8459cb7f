"""The screener's page: a file of referrals, each reviewed as on the officer's page."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from nlp import batch
from nlp.errors import InputError
from nlp.result import Review
from views import components, session, uploads
from views.uploads import ROWS_A_PAGE, Reviewed

_KEY = "reviewed"
_LEAD = (
    "Open a file with one referral a row. Each is read as on the first page; what must not wait stands first. "
    "Nothing is stored: the file is forgotten when you close this page."
)
_PURPOSE = (
    "Made for looking at the writing together. It ranks nothing but danger: do not use it to close referrals, "
    "to order a queue or to compare officers."
)


def page() -> None:
    """Show the page."""
    components.style()
    components.heading("Check many referrals", _LEAD)
    components.show(f'<p class="rc">{_PURPOSE}</p>')
    file = st.file_uploader("A .csv or .jsonl file, at most 5 MB", type=["csv", "jsonl"], key="upload")
    if file is None:
        st.session_state.pop(_KEY, None)
        return
    try:
        _file(file)
    except InputError as error:
        components.error(error.message)


def _file(file: UploadedFile) -> None:
    data = file.getvalue()
    column = st.selectbox("Which column has the text?", uploads.columns(data, file.name), key="text_column")
    source = f"{file.file_id} {column}"
    if st.button("Check all rows", type="primary", key="check_all"):
        st.session_state[_KEY] = _review(source, uploads.rows(data, file.name, column))
        st.rerun()  # draws the page without the bar, so that nothing moves under a finger
    reviewed: Reviewed | None = st.session_state.get(_KEY)
    if reviewed is not None and reviewed.source == source:
        _results(reviewed)


def _review(source: str, rows: tuple[batch.Row, ...]) -> Reviewed:
    if not rows:
        raise InputError("empty", "This file has no rows under its first line.")
    bar = st.progress(0.0, text="Reading the rows")
    records = []
    for number, record in enumerate(batch.review_rows(session.drafts_reviewer(), rows), 1):
        records.append(record)
        bar.progress(number / len(rows), text=f"{number} of {len(rows)} rows read")
    return Reviewed(source, rows, tuple(records))


def _results(reviewed: Reviewed) -> None:
    ordered = reviewed.ordered()
    components.show(f'<section class="rc"><h2>{_summary(reviewed)}</h2></section>')
    components.show(uploads.overview(reviewed, _on_page(ordered)))
    with st.container(horizontal=True):
        _download("Download for a spreadsheet (.csv)", uploads.spreadsheet(reviewed.records), "reviews.csv", "text/csv")
        _download("Download everything (.jsonl)", uploads.jsonl(reviewed.records), "reviews.jsonl", "application/jsonl")
    components.show('<p class="rc">The downloads hold names replaced and no raw text; a name may have been missed.</p>')
    _open(reviewed, ordered)


def _summary(reviewed: Reviewed) -> str:
    bad = sum("error" in record for record in reviewed.records)
    urgent = sum("error" not in r and r["safety"]["escalate"] for r in reviewed.records)
    return f"{len(reviewed.records)} rows: {urgent} must not wait, {bad} could not be read"


def _on_page(ordered: list[int]) -> list[int]:
    if len(ordered) <= ROWS_A_PAGE:
        return ordered
    starts = range(0, len(ordered), ROWS_A_PAGE)
    start = st.selectbox(
        "Rows to show",
        starts,
        format_func=lambda at: f"{at + 1} to {min(at + ROWS_A_PAGE, len(ordered))} of {len(ordered)}",
        key="rows_shown",
    )
    return ordered[start : start + ROWS_A_PAGE]


def _download(label: str, data: str, name: str, mime: str) -> None:
    st.download_button(label, data, file_name=name, mime=mime, key=name, on_click="ignore")


def _open(reviewed: Reviewed, ordered: list[int]) -> None:
    at = st.selectbox(
        "Open a row",
        ordered,
        index=None,
        placeholder="Choose a row to read",
        format_func=lambda position: uploads.title(reviewed.records[position]),
        key="open_row",
    )
    if at is None:
        return
    record = reviewed.records[at]
    if "error" in record:
        components.error(record["error"]["message"])
    else:
        shown = session.Checked(reviewed.rows[at].text, Review.from_dict(record), session.settings().chosen_form)
        components.review(shown, f"row_{at}")
