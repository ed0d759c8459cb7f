"""Text lives in its session alone."""

import ast
import gc
from pathlib import Path

from streamlit.testing.v1 import AppTest

from nlp.resources import shipped
from tests.views.conftest import LONGEST_RUN, shown

SOURCES = [*shipped("views").glob("*.py"), shipped("app.py")]


def calls(path: Path):
    return [
        ast.unparse(node) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)
    ]


def test_nothing_is_cached_but_the_reviewer_and_the_settings():
    cached = {path.name: calls(path).count("st.cache_resource") for path in SOURCES}
    assert cached.pop("session.py") == 2
    assert not any(cached.values())
    assert not any("cache_data" in path.read_text("utf-8") for path in SOURCES)


def test_scripts_are_allowed_only_where_no_text_can_enter_them():
    allowed = [path.name for path in SOURCES if "unsafe_allow_javascript" in path.read_text("utf-8")]
    assert allowed == ["scripts.py"]
    assert [path.name for path in SOURCES if "components.v2" in path.read_text("utf-8")] == ["scripts.py"]
    assert not any("unsafe_allow_html" in path.read_text("utf-8") for path in SOURCES)


def test_nothing_of_a_session_is_kept_from_being_forgotten(app):
    assert not app.exception
    assert gc.get_freeze_count() == 0


def test_two_sessions_never_see_each_others_text(drafts):
    one, two = (AppTest.from_file(str(shipped("app.py")), default_timeout=LONGEST_RUN).run() for _ in range(2))
    one.text_area(key="draft").set_value(drafts["Thin"])
    one.button(key="check").click().run()
    two.run()
    assert two.text_area(key="draft").value == ""
    assert "Drummond" not in shown(two)
    assert "Drummond" in shown(one)


def test_no_record_of_the_session_is_written(drafts, app, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    app.text_area(key="draft").set_value(drafts["Thin"])
    app.button(key="check").click().run()
    assert list(tmp_path.iterdir()) == []
