"""The trainer's page and the about page."""

from nlp import names
from tests.views.conftest import shown
from views import about, samples
from views.estimate import LIMITS


def test_nothing_is_revealed_before_it_is_asked_for(open_page):
    html = shown(open_page("trainer"))
    assert "Fictional" in html
    assert "Side by side" not in html


def test_marks_stand_beside_the_programs_and_the_answers_by_hand(open_page):
    page = open_page("trainer")
    case = next(iter(samples.cases().values()))
    for name, status in case.sections.items():
        page.radio(key=f"mark_{case.id}_{name}").set_value(status)
    page.button[0].click().run()
    html = shown(page)
    assert "Of the 15 sections that you marked, <b>15</b> agree with the answers by hand" in html
    assert "Of the program's 15, <b>" in html
    assert html.count('<th scope="row">') == len(names.SECTIONS)
    assert case.why[:20] in html


def test_a_section_without_a_mark_is_shown_as_such(open_page):
    page = open_page("trainer")
    page.button[0].click().run()
    assert "Of the 0 sections that you marked, <b>0</b> agree" in shown(page)
    assert shown(page).count("not marked") == 15


def test_another_case_hides_the_answers_again(open_page):
    page = open_page("trainer")
    page.button[0].click().run()
    page.selectbox(key="case").set_value(list(samples.cases())[1]).run()
    assert "Side by side" not in shown(page)


def test_about_tells_what_the_program_cannot_do(open_page):
    html = shown(open_page("about"))
    for words in ("does not do", "cannot see", "Privacy", "Versions", *LIMITS):
        assert words in html


def test_about_draws_what_was_measured_and_says_it_in_tables(open_page):
    page = open_page("about")
    html = shown(page)
    assert "Agreement with careful readers, by section" in html
    assert "Is the estimate honest?" in html
    assert html.count("<caption") >= 3
    assert all(title in html for title in names.SECTIONS.values())


def test_the_self_test_says_how_often_the_network_was_asked_for(open_page, monkeypatch):
    monkeypatch.setattr(about, "network_look_ups", lambda: 0)
    page = open_page("about")
    page.button(key="self_test").click().run()
    assert "0 network look-ups" in shown(page)
