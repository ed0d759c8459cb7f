"""The app: ``streamlit run app.py``. Everything happens on the machine that runs it."""

import streamlit as st

from nlp.errors import RefcheckError
from nlp.resources import shipped
from views import about, components, fairness, mask, officer, screener, session, sign_in, trainer

# A file of our own: for a named icon or an emoji, Streamlit would make the browser ask another machine.
ICON = shipped("views/icon.png")


def main() -> None:
    """Show the page that was asked for."""
    st.set_page_config(page_title="Referral check", page_icon=str(ICON), layout="centered")
    pages = [
        st.Page(officer.page, title="Check a draft", url_path="draft", default=True),
        st.Page(screener.page, title="Check many", url_path="many"),
        st.Page(mask.page, title="Mask a file", url_path="mask"),
        st.Page(trainer.page, title="Practise", url_path="practise"),
        st.Page(fairness.page, title="Fairness", url_path="fairness"),
        st.Page(about.page, title="About", url_path="about"),
    ]
    page = st.navigation(pages, position="hidden")
    with st.container(horizontal=True, key="pages"):
        for link in pages:  # Streamlit's own menu hides behind a button on a phone, and keeps its links in Tab's order
            st.page_link(link)
    try:
        if not sign_in.passed():
            sign_in.page()
            return
        page.run()
        session.reviewer()  # after the page is drawn, so that the first check is quick
    except RefcheckError as error:
        if session.problem() is None:
            components.error(session.plain(error))


main()
