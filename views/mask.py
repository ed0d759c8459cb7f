"""The page that masks a file: a text, a Word document or a table in, the same kind out."""

from functools import partial

import streamlit as st

from nlp.documents.masked import MaskedFile, mask_file
from nlp.errors import InputError
from nlp.names import MaskStyle
from views import components, session
from views.markup import esc, items

_LEAD = (
    "Open a text, a Word document or a table. You get the same kind of file back with names and numbers replaced. "
    "Read it through before you share it: a name may have been missed."
)
_KINDS = ("txt", "md", "docx", "csv")


def page() -> None:
    """Show the page."""
    components.style()
    components.heading("Mask a file", _LEAD)
    file = st.file_uploader("A .txt, .docx or .csv file", type=list(_KINDS), key="mask_file")
    style = st.radio(
        "What stands in place of names and numbers",
        list(components.MASK_STYLES),
        format_func=lambda choice: components.MASK_STYLES[choice],
        key="mask_style",
    )
    column = st.text_input("For a table: the column of the text, if it is not called text", key="mask_column")
    if file is not None and st.button("Mask this file", key="mask", type="primary"):
        with st.spinner("Masking"):
            _result(file.getvalue(), file.name, style, column.strip() or None)


def _result(data: bytes, name: str, style: MaskStyle, column: str | None) -> None:
    try:
        masked = mask_file(data, name, partial(session.reviewer().replacements, style=style), column)
    except InputError as error:
        components.error(error.message)
        return
    _offer(masked, name)


def _offer(masked: MaskedFile, name: str) -> None:
    components.show(f'<div class="rc notice" role="status">{items(map(esc, masked.report))}</div>')
    kind = name.lower().rpartition(".")[2]
    st.download_button("Download the masked file", masked.data, f"masked.{kind}", key="masked_file", on_click="ignore")
