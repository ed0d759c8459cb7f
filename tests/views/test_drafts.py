"""Every fictional development draft through the officer's page, one after the other in one session."""

from tests.views.conftest import shown


def test_every_development_draft_gets_a_whole_page(app, gold):
    for row in gold:
        app.text_area(key="draft").set_value(row["text"])
        html = shown(app.button(key="check").click().run())
        assert 'role="alert"' not in html or "Phone now" in html, row["id"]
        assert "of 15 answered" in html, row["id"]
        assert "What made this review" in [e.label for e in app.expander], row["id"]
        assert ("Phone now" in html) >= row["escalate"], row["id"]
    assert len(gold) == 43
