"""Each state of the officer's page."""

import re
from types import SimpleNamespace

import pytest

from nlp import forms
from nlp.errors import ModelError
from nlp.names import MaskStyle
from nlp.result import Check, Route
from tests.views.conftest import DANGER, shown
from views import components, session


def check(page, text):
    page.text_area(key="draft").set_value(text)
    return page.button(key="check").click().run()


def test_empty_page_asks_for_a_draft_and_shows_no_result(app):
    html = shown(app)
    assert "Check a referral before you send it" in html
    assert app.text_area(key="draft").value == ""
    assert "answered" not in html


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "nothing to check yet"),
        ("x" * 60_001, "at most 60,000"),
        (
            "La mère dit que les enfants sont seuls dans la maison et que le père ne vient plus depuis des mois. " * 2,
            "English",
        ),
    ],
)
def test_a_text_that_cannot_be_read_gets_a_plain_message_and_stays(app, text, message):
    check(app, text)
    assert message in shown(app)
    assert 'role="alert"' in shown(app)
    assert app.text_area(key="draft").value == text
    assert "of 15 answered" not in shown(app)


def test_an_error_after_a_good_check_hides_the_old_result_and_the_next_check_compares_with_it(app, drafts):
    check(app, drafts["Good"])
    check(app, "")
    assert "of 15 answered" not in shown(app)
    check(app, drafts["Good"] + " There are two dogs in the yard and no weapons.")
    assert "Since your last check" in shown(app)


def test_what_must_not_wait_stands_before_everything_else_with_its_words_and_whom_to_ring(app):
    html = shown(check(app, DANGER))
    assert 'class="rc alarm" role="alert"' in html
    assert html.index("must not wait") < html.index("of 15 answered")
    for words in ("999", "safeguarding desk", "duty team", "drafting can wait", "hands round her throat"):
        assert words in html
    assert "There is no estimate" in html


def test_a_thin_text_gets_at_most_five_questions_each_with_why(app, drafts):
    html = shown(check(app, drafts["Thin"]))
    assert 1 <= html.count("Why: ") <= 5
    assert "Not answered yet" in html
    assert 'role="alert"' not in html


def test_a_whole_text_has_more_answered_than_a_thin_one(app, drafts, review):
    thin, whole = (
        sum(s.status == "present" for s in review(drafts[name]).sections.values()) for name in ("Thin", "Whole")
    )
    assert whole > thin + 5
    assert "✓" in shown(check(app, drafts["Whole"]))


def test_what_is_no_referral_is_said_so_and_gets_no_questions(app, review, monkeypatch):
    found = review("Milk, eggs, bread, two tins of beans and a pint of bitter.")
    notice = Check(kind="not_a_referral", message="This does not read like a safeguarding referral.")
    read = found.read.model_copy(update={"is_referral": False})
    told = found.model_copy(update={"read": read, "checks": (notice,), "route": Route(label="not_applicable")})
    fake = SimpleNamespace(review=lambda text, form: told)
    fake.on_trial = lambda trial: fake
    monkeypatch.setattr(session, "reviewer", lambda: fake)
    html = shown(check(app, "Milk, eggs, bread, two tins of beans and a pint of bitter."))
    assert "does not read like a safeguarding referral" in html
    assert "of 15 answered" not in html
    assert "There is no estimate" in html


def test_a_program_that_cannot_start_says_so_and_keeps_the_draft(app, monkeypatch):
    def broken():
        raise ModelError("routing/model.json is not the file that models/manifest.json names")

    monkeypatch.setattr(session, "reviewer", broken)
    html = shown(check(app, "Mum said she is tired."))
    assert html.count("Nothing can be checked just now") == 1
    assert "routing/model.json" in html
    assert app.text_area(key="draft").value == "Mum said she is tired."


def test_the_estimate_never_stands_without_its_limits(app, drafts):
    html = shown(check(app, drafts["Thin"]))
    assert html.count("no advice on whether to refer") >= 1
    assert "not yet tested on real referrals" in html
    assert "cannot see" in html
    added = [line for line in html.split("<li>") if line.startswith("If the text answered")]
    assert added
    assert all("only if it is true" in line for line in added)


def test_no_page_ever_tells_not_to_refer(app, drafts):
    for text in (*drafts.values(), DANGER):
        html = shown(check(app, text)).casefold()
        assert "do not refer" not in html
        assert "not to refer" not in html
        assert "no need to refer" not in html


def test_checking_again_tells_what_closed_and_what_opened(app, drafts):
    before = drafts["Good"]
    check(app, before)
    assert "Since your last check" not in shown(app)
    html = shown(
        check(app, before + "\nVisiting staff: no dogs, no weapons, no markers. We ask for a carers assessment.")
    )
    assert "Closed:" in html
    assert "Safety of visiting staff" in html.split("Closed:")[1].split("</li>")[0]
    assert "Opened:" in shown(check(app, before))


def test_checking_another_text_compares_with_nothing(app, drafts):
    check(app, drafts["Good"])
    assert "Since your last check" not in shown(check(app, drafts["Thin"]))


def test_a_line_is_added_only_on_request_and_can_be_undone(app, drafts):
    check(app, drafts["Thin"])
    add = next(b for b in app.button if b.key and b.key.startswith("add_"))
    add.click().run()
    grown = app.text_area(key="draft").value
    assert grown.startswith(drafts["Thin"].rstrip())
    assert grown.endswith("…")
    assert "Begun, not finished" in shown(app)
    app.button(key="check").click().run()
    assert "Since your last check" not in shown(app)
    app.button(key="undo").click().run()
    assert app.text_area(key="draft").value == drafts["Thin"]


def test_undo_can_itself_be_undone_so_that_nothing_typed_since_is_lost(app, drafts):
    check(app, drafts["Thin"])
    next(b for b in app.button if b.key and b.key.startswith("add_")).click().run()
    grown = app.text_area(key="draft").value + " and what I typed since"
    app.text_area(key="draft").set_value(grown)
    app.button(key="undo").click().run()
    assert app.text_area(key="draft").value == drafts["Thin"]
    assert app.button(key="undo").label == "Redo"
    app.button(key="undo").click().run()
    assert app.text_area(key="draft").value == grown
    assert app.button(key="undo").label == "Undo"


def test_checking_again_shows_both_drafts_side_by_side(app, drafts):
    check(app, drafts["Good"])
    assert "side by side" not in shown(app)
    html = shown(check(app, drafts["Good"] + " There are two dogs in the yard."))
    assert "See what you changed, side by side (1)" in html
    assert "There are two dogs in the yard.</ins>" in html


def test_another_form_is_noticed_and_the_next_check_uses_its_names(app, drafts):
    check(app, drafts["Good"])
    assert "another form" not in shown(app)
    app.selectbox(key="form").set_value("adult").run()
    assert "You have chosen another form" in shown(app)
    app.button(key="check").click().run()
    assert "another form" not in shown(app)
    assert forms.load("adult").titles["voice"] in shown(app)


def test_every_form_says_its_nation_or_that_it_fits_any_and_whom_it_is_about(app):
    told = app.selectbox(key="form").options
    assert len(told) == len(forms.shipped_forms())
    assert all(re.search(r"\b(?:child|adult)\b", name, re.IGNORECASE) for name in told)
    for nation in ("England", "Wales", "Scotland", "Northern Ireland"):
        assert [name for name in told if name.startswith(nation)]


@pytest.mark.parametrize("kind", ["md", "html"])
def test_a_file_quotes_names_only_where_that_is_chosen(app, drafts, reviewer, kind):
    text = drafts["Good"]
    checked = session.Checked(text, reviewer.review(text), session.settings().chosen_form)
    make = components._REPORTS[kind][1]
    hidden = str(components._file(make, checked, raw=False))
    assert "Farooqi" in text
    assert "Farooqi" not in hidden
    assert "Child A" in hidden
    assert checked.review.versions.models in hidden
    assert "Farooqi" in str(components._file(make, checked, raw=True))
    check(app, text)
    assert app.radio(key="officer_raw").value is False


def test_a_sample_goes_into_the_box_and_can_be_undone(app):
    app.text_area(key="draft").set_value("My own words.")
    app.button(key="use_sample").click().run()
    assert len(app.text_area(key="draft").value) > 100
    app.button(key="undo").click().run()
    assert app.text_area(key="draft").value == "My own words."


def test_start_again_forgets_the_check_but_the_draft_can_come_back(app, drafts):
    check(app, drafts["Thin"])
    app.button(key="start_again").click().run()
    assert app.text_area(key="draft").value == ""
    assert "of 15 answered" not in shown(app)
    app.button(key="undo").click().run()
    assert app.text_area(key="draft").value == drafts["Thin"]


def test_layers_switch_on_and_off(app, drafts):
    check(app, drafts["Good"])
    assert 'class="m-evidence"' in shown(app)
    assert 'class="m-pii"' not in shown(app)
    app.button_group(key="officer_layers").set_value(["pii"]).run()
    assert 'class="m-evidence"' not in shown(app)
    assert 'class="m-pii"' in shown(app)


def test_a_pasted_script_is_shown_and_never_markup(app, drafts):
    html = shown(check(app, drafts["Good"] + ' <script>alert(1)</script> <img src=x onerror="alert(2)">'))
    ours = [part for part in html.split("<script>") if "alert(" in part]
    assert "&lt;script&gt;alert(1)" in html
    assert "<img" not in html
    assert all("<script>alert" not in part for part in ours)


def test_the_copy_to_look_at_has_no_name_of_the_text(app, drafts, review):
    check(app, drafts["Good"])
    copy = app.get("code")[0].value
    found = review(drafts["Good"])
    assert copy == found.masked_text
    assert all(drafts["Good"][p.start : p.end] not in copy for p in found.pii if p.type == "PERSON")


@pytest.mark.parametrize("style", list(MaskStyle))
def test_the_copy_comes_in_every_style(app, drafts, reviewer, style):
    check(app, drafts["Good"])
    app.radio(key="officer_mask_style").set_value(style).run()
    assert app.get("code")[0].value == reviewer.mask(drafts["Good"], style)
    assert "Replaced: " in shown(app)
