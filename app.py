"""The app: ``streamlit run app.py``. Everything happens on the machine that runs it."""

import streamlit as st

from nlp.errors import RefcheckError
from views import about, components, officer, screener, session, trainer


def main() -> None:
    """Show the page that was asked for."""
    st.set_page_config(page_title="Referral check", page_icon=":material/fact_check:", layout="centered")
    pages = [
        st.Page(officer.page, title="Check a draft", url_path="draft", default=True),
        st.Page(screener.page, title="Check many", url_path="many"),
        st.Page(trainer.page, title="Practise", url_path="practise"),
        st.Page(about.page, title="About", url_path="about"),
    ]
    st.navigation(pages, position="top").run()
    try:
        session.reviewer()  # after the page is drawn, so that the first check is quick
    except RefcheckError as error:
        components.error(str(error))


main()
