"""Where a force hosts the app for its people, they sign in first, with the force's own provider, by Streamlit's means.

The provider (OpenID Connect) is set up in Streamlit's ``.streamlit/secrets.toml``. No text goes to it: it says who
somebody is before there is a text, and that is not kept or shown.
"""

import streamlit as st
from streamlit.errors import StreamlitAuthError, StreamlitMissingAuthlibError

from views import components, session

_LEAD = "Your force asks you to sign in before you check a draft."
NOT_INSTALLED = (
    "Signing in is asked for, but the parts for it are not installed. Whoever runs this program can add them: "
    'pip install "referral-quality-assistant[auth]"'
)
NOT_SET_UP = (
    "Signing in is asked for, but is not set up. Whoever runs this program can do so: an [auth] part in "
    ".streamlit/secrets.toml names the force's provider."
)


def passed() -> bool:
    """Whether the pages may be shown: nobody has to sign in, or this user has.

    Raises:
        SettingsError: where the local settings cannot be used.
    """
    return not session.settings().sign_in or bool(st.user.get("is_logged_in"))


def page() -> None:
    """Show the way in, and nothing else."""
    components.style()
    components.heading("Sign in", _LEAD)
    if st.button("Sign in", key="sign_in", type="primary"):
        try:
            st.login()
        except StreamlitMissingAuthlibError:
            components.error(NOT_INSTALLED)
        except StreamlitAuthError:
            components.error(NOT_SET_UP)
