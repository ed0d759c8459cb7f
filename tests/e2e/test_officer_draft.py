"""What happens to a draft in a real browser: lines put in, stages compared, nothing lost, copied, printed."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.e2e.conftest import PHONE, quiet
from tests.e2e.steps import check, overflow, wait_for_result, write
from views import samples
from views.skeletons import SKELETONS

pytestmark = pytest.mark.e2e
DRAFTS = list(samples.drafts().values())
THIN, GOOD = DRAFTS[0], DRAFTS[2]
# Keeps hold of the page's connections, so that a test can break them.
HOLD = """const Real = WebSocket; window.lines = [];
window.WebSocket = class extends Real { constructor(...a) { super(...a); window.lines.push(this); } };"""


def press_add(page):
    button = page.get_by_role("button", name="Add a line").first
    line = re.search("“(.+)”", button.inner_text())[1]
    button.click()
    expect(page.get_by_label("Your draft")).to_be_focused()
    return line


def test_a_line_goes_in_at_the_cursor_and_its_gap_is_ready_to_type_over(open_app):
    page = open_app()
    write(page, GOOD)
    check(page)
    box = page.get_by_label("Your draft")
    at = GOOD.index("Kasim sets his alarm")
    box.evaluate("(e, at) => { e.focus(); e.setSelectionRange(at, at); }", at)
    line = press_add(page)
    expect(box).to_have_value(f"{GOOD[:at].rstrip()}\n\n{line}\n\n{GOOD[at:]}")
    expect(box).to_be_focused()
    assert box.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)") == "…"
    page.keyboard.type("two dogs in the yard")
    expect(box).to_have_value(re.compile(re.escape(line.replace("…", "two dogs in the yard"))))


def test_a_line_goes_in_at_the_end_where_the_box_was_never_touched(open_app):
    page = open_app()
    page.get_by_text("No draft at hand?").click()
    page.get_by_role("button", name="Put it in the box").click()
    expect(page.get_by_label("Your draft")).to_have_value(THIN)
    check(page)
    page.get_by_role("link", name="About").click()
    expect(page.get_by_role("heading", name="About this program")).to_be_visible()
    page.get_by_role("link", name="Check a draft").click()
    wait_for_result(page)
    line = press_add(page)
    expect(page.get_by_label("Your draft")).to_have_value(f"{THIN.rstrip()}\n\n{line}")


@pytest.mark.parametrize("size", [None, PHONE])
def test_two_stages_stand_side_by_side_and_under_one_another_on_a_phone(open_app, size):
    page = open_app(**({"size": size} if size else {}))
    write(page, GOOD)
    check(page)
    write(page, GOOD.replace("House warm", "House was warm"))
    check(page, 2)
    page.get_by_text("See what you changed, side by side (1)").click()
    old, new = (page.locator(".pair > div").nth(n).bounding_box() for n in (0, 1))
    assert (old["y"] == new["y"]) is (size is None)
    assert (old["x"] == new["x"]) is (size is PHONE)
    expect(page.locator(".pair ins")).to_contain_text("was")
    assert overflow(page) <= 0


def test_a_broken_connection_loses_neither_what_was_checked_nor_what_was_typed(open_app):
    page = open_app(script=HOLD)
    write(page, THIN)
    check(page)
    more = f"{THIN} School rang to say that she was late."
    page.get_by_label("Your draft").fill(more)
    page.evaluate("window.lines.forEach(line => line.close())")
    page.wait_for_function("window.lines.length > 1 && window.lines.at(-1).readyState === 1")
    quiet(page)
    expect(page.get_by_label("Your draft")).to_have_value(more)
    check(page, 2)
    expect(page.locator(".rc.text")).to_contain_text("School rang")


def test_a_page_with_a_draft_asks_before_it_is_loaded_anew(open_app):
    page = open_app()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Your draft").press_sequentially("Mum said ")
    page.reload()
    page.locator("h1").wait_for()
    quiet(page)
    assert asked == ["beforeunload"]
    page.mouse.click(5, 5)
    page.reload()
    page.locator("h1").wait_for()
    assert asked == ["beforeunload"]


def test_the_draft_and_the_masked_copy_are_copied(open_app):
    page = open_app(permissions=("clipboard-read", "clipboard-write"))
    write(page, GOOD)
    check(page)
    page.get_by_role("button", name="Copy my draft").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == GOOD
    page.get_by_text("A copy with names and numbers replaced").click()
    page.get_by_role("button", name="Copy this copy").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(2)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".st-key-officer_masked_copy code").inner_text()
    assert "Child A" in copied
    assert "Farooqi" not in copied


def test_without_the_clipboard_the_draft_is_copied_the_old_way(open_app):
    page = open_app(script="Object.defineProperty(navigator, 'clipboard', {value: undefined});")
    write(page, THIN)
    check(page)
    page.get_by_role("button", name="Copy my draft").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    box = page.get_by_label("Your draft")
    box.fill("")
    box.press("Control+v")
    expect(box).to_have_value(THIN)


def test_the_printed_result_is_whole_and_has_no_buttons(open_app):
    page = open_app()
    write(page, GOOD)
    check(page)
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    words = " ".join(" ".join(sheet.extract_text() for sheet in pages).split())
    for told in ("of 15 answered", "What a screener will still ask", "Your words, marked", "Personal data"):
        assert told in words
    assert "No words were found that show someone in danger now" in words
    for pressed in ("Check again", "Start again", "Add a line", "Copy my draft", "Download as", "Which form"):
        assert pressed not in words
    assert len(pages) <= 8
    page.emulate_media(media="print")
    assert page.locator("button:visible").count() == 0


def test_a_first_time_user_does_the_whole_round_by_what_the_screen_says(open_app):
    page = open_app()
    page.get_by_text("No draft at hand? Try a fictional one").click()
    page.get_by_role("button", name="Put it in the box").click()
    expect(page.get_by_label("Your draft")).to_have_value(THIN)
    check(page)
    line = press_add(page)
    assert line in SKELETONS.values()
    page.keyboard.type("tired, has not slept since Sunday")
    page.get_by_role("button", name="Check again").click()
    wait_for_result(page, 2)
    expect(page.get_by_role("heading", name="Since your last check")).to_be_visible()
    page.get_by_text("Keep this feedback").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Download as .docx").click()
    assert started.value.suggested_filename == "feedback.docx"
