"""The trainer's page and the about page."""

from nlp import names
from tests.views.conftest import shown
from views import samples
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
