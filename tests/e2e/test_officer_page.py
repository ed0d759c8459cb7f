"""The officer's round in a real browser."""

import re

import docx
import pytest
from playwright.sync_api import expect
from pypdf import PdfWriter

from nlp import forms
from tests.e2e.conftest import PHONE, quiet
from tests.e2e.steps import DANGER, check, choose, overflow, wait_for_result, wait_until_in_view, write
from views import samples
from views.skeletons import SKELETONS

pytestmark = pytest.mark.e2e
DRAFTS = list(samples.drafts().values())
THIN, GOOD, WHOLE = DRAFTS[0], DRAFTS[2], DRAFTS[3]
ATTACK = (
    "<script>window.hacked = 1</script> <img src=x onerror='window.hacked = 2'> <b id='own'>bold</b> "
    "![picture](http://192.0.2.1/a.png) [link](javascript:window.hacked=3) $x^2$ :red[red] "
)


def test_paste_check_and_read(open_app):
    page = open_app()
    write(page, GOOD)
    check(page)
    expect(page.get_by_role("heading", name=re.compile(r"\d+ of 15 answered"))).to_be_visible()
    expect(page.get_by_role("heading", name="What a screener will still ask")).to_be_visible()
    expect(page.get_by_label("Your draft")).to_have_value(GOOD)


def test_by_keyboard_alone(open_app):
    page = open_app()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    page.keyboard.insert_text(THIN)
    expect(page.locator("#word-count")).to_have_text(f"Words: {len(THIN.split())}")
    page.keyboard.press("Control+Enter")
    wait_for_result(page)
    expect(page.locator("#result")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if "Add a line" in page.evaluate("document.activeElement.textContent"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your draft")).to_have_value(re.compile("…$"))


def test_nothing_out_of_sight_takes_focus(open_app):
    page = open_app(size=PHONE)
    for _ in range(12):
        page.keyboard.press("Tab")
        box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        assert box["right"] > 0, page.evaluate("document.activeElement.outerHTML")


def test_what_must_not_wait_is_in_sight_on_a_phone(open_app):
    page = open_app(size=PHONE)
    write(page, DANGER)
    check(page)
    banner = page.get_by_role("alert").filter(has_text="999")
    expect(banner).to_contain_text("hands round her throat")
    expect(banner).to_be_in_viewport(ratio=0.5)


def test_from_a_checklist_row_to_its_words_and_back(open_app):
    page = open_app()
    write(page, WHOLE)
    check(page)
    page.locator('a[href="#words-referrer-1"]').click()
    wait_until_in_view(page, "#words-referrer-1")
    page.locator('.text a.tag[href="#row-referrer"]').first.click()
    wait_until_in_view(page, "#row-referrer")
    assert len(page.context.pages) == 1


def test_layers_switch(open_app):
    page = open_app()
    write(page, GOOD)
    check(page)
    expect(page.locator("mark.m-evidence").first).to_be_visible()
    expect(page.locator("mark.m-pii")).to_have_count(0)
    page.get_by_role("button", name="Personal data").click()
    expect(page.locator("mark.m-pii").first).to_be_visible()
    page.get_by_role("button", name="Answers").click()
    expect(page.locator("mark.m-evidence")).to_have_count(0)


def test_add_a_line_finish_it_and_see_the_gap_close(open_app):
    page = open_app()
    write(page, GOOD)
    check(page)
    line = SKELETONS["practitioner_safety"]
    page.get_by_role("button", name=line).click()
    box = page.get_by_label("Your draft")
    expect(box).to_have_value(re.compile(f"{re.escape(line)}$"))
    box.fill(box.input_value().replace("…", "two dogs in the yard, no weapons."))
    check(page, 2)
    changes = page.locator(".changes")
    expect(changes).to_contain_text("Closed")
    expect(changes).to_contain_text("Safety of visiting staff")


def test_an_error_keeps_the_draft(open_app):
    page = open_app()
    text = "word " * 13_000
    write(page, text)
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("alert")).to_contain_text("at most 60,000")
    expect(page.get_by_label("Your draft")).to_have_value(text)


def test_the_draft_and_its_result_survive_a_visit_to_another_page(open_app):
    page = open_app()
    write(page, THIN)
    check(page)
    page.get_by_role("link", name="About").click()
    expect(page.get_by_role("heading", name="About this program")).to_be_visible()
    page.get_by_role("link", name="Check a draft").click()
    expect(page.get_by_label("Your draft")).to_have_value(THIN)
    wait_for_result(page)


def test_what_is_pasted_is_shown_and_never_run(open_app):
    page = open_app()
    write(page, ATTACK + GOOD)
    check(page)
    for layer in ("Needs and strengths", "Personal data", "Look again"):
        page.get_by_role("button", name=layer).click()
        quiet(page)
    expect(page.locator(".rc.text")).to_contain_text("<script>window.hacked = 1</script>")
    assert page.evaluate("window.hacked") is None
    assert page.locator("#own").count() == 0
    assert page.locator('img[src="x"], a[href^="javascript"]').count() == 0


def test_two_users_at_once_never_see_each_others_text(open_app):
    one, two = open_app(), open_app()
    write(one, THIN)
    write(two, DANGER)
    for page in (one, two):
        page.get_by_role("button", name="Check").click()
    for page in (one, two):
        wait_for_result(page)
    expect(one.locator(".rc.text")).to_contain_text("Drummond")
    expect(two.locator(".rc.text")).to_contain_text("throat")
    assert "throat" not in one.locator("body").inner_text()
    assert "Drummond" not in two.locator("body").inner_text()


def test_no_sideways_scroll_on_a_phone(open_app):
    page = open_app(size=PHONE)
    assert overflow(page) <= 0
    for number, text in enumerate((DANGER, WHOLE, "x" * 400 + " " + THIN), 1):
        write(page, text)
        check(page, number)
        assert overflow(page) <= 0
    for layer in ("Needs and strengths", "Personal data", "Look again"):
        page.get_by_role("button", name=layer).click()
        quiet(page)
    for summary in page.locator("summary").all():
        summary.click()
    assert overflow(page) <= 0


def test_a_word_document_is_opened_and_undo_brings_the_draft_back(open_app, tmp_path):
    document = docx.Document()
    document.add_paragraph("Mum said that her boy is always out.")
    document.save(tmp_path / "draft.docx")
    page = open_app()
    write(page, THIN)
    page.get_by_text("Open a file instead").click()
    page.locator("input[type=file]").set_input_files(tmp_path / "draft.docx")
    expect(page.get_by_label("Your draft")).to_have_value("Mum said that her boy is always out.\n")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Your draft")).to_have_value(THIN)


def test_a_scanned_page_is_told_and_leaves_the_draft(open_app, tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "scan.pdf")
    page = open_app()
    write(page, THIN)
    page.get_by_text("Open a file instead").click()
    page.locator("input[type=file]").set_input_files(tmp_path / "scan.pdf")
    expect(page.get_by_role("alert").filter(has_text="no text in scan.pdf")).to_be_visible()
    expect(page.get_by_label("Your draft")).to_have_value(THIN)


def test_a_form_gives_its_names(open_app):
    page = open_app()
    write(page, GOOD)
    choose(page, "Which form is it for?", forms.load("adult").name)
    check(page)
    expect(page.locator("#row-voice")).to_contain_text(forms.load("adult").titles["voice"])


@pytest.mark.parametrize(("kind", "starts"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doctype"), ("md", b"# ")])
def test_feedback_is_taken_away_as_a_file(open_app, tmp_path, kind, starts):
    page = open_app()
    write(page, GOOD)
    check(page)
    page.get_by_text("Keep this feedback").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download as .{kind}").click()
    download.value.save_as(tmp_path / "feedback")
    assert (tmp_path / "feedback").read_bytes().startswith(starts)
