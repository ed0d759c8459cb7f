"""Where the settings ask for it, nobody sees a page before signing in."""

import pytest
from streamlit.errors import StreamlitAuthError, StreamlitMissingAuthlibError
from streamlit.testing.v1 import AppTest

from nlp.resources import shipped
from nlp.settings import VARIABLE, Settings
from views import session, sign_in


@pytest.fixture
def app(tmp_path, monkeypatch):
    file = tmp_path / "force.toml"
    file.write_text("sign_in = true\n", "utf-8")
    monkeypatch.setenv(VARIABLE, str(file))
    session.settings.clear()
    yield AppTest.from_file(str(shipped("app.py")), default_timeout=60)
    session.settings.clear()


def test_no_page_is_shown_before(app):
    app.run()
    assert [button.label for button in app.button] == ["Sign in"]
    assert not app.text_area


@pytest.mark.parametrize(
    ("raised", "told"),
    [(StreamlitMissingAuthlibError(), sign_in.NOT_INSTALLED), (StreamlitAuthError("x"), sign_in.NOT_SET_UP)],
)
def test_what_is_not_set_up_is_told_with_the_remedy(app, monkeypatch, raised, told):
    def login():
        raise raised

    monkeypatch.setattr("streamlit.login", login)
    app.run().button(key="sign_in").click().run()
    assert any(told.split(",")[0] in str(part.body) for part in app.get("html"))
    assert not app.exception


@pytest.mark.parametrize(
    ("user", "passed"), [({}, False), ({"is_logged_in": False}, False), ({"is_logged_in": True}, True)]
)
def test_who_has_signed_in_passes(monkeypatch, user, passed):
    monkeypatch.setattr(session, "settings", lambda: Settings(sign_in=True))
    monkeypatch.setattr("streamlit.user", user)
    assert sign_in.passed() is passed


def test_nobody_signs_in_where_nobody_asked_for_it(monkeypatch):
    monkeypatch.setattr(session, "settings", Settings)
    assert sign_in.passed()
