"""The other pages in a real browser."""

import json

import docx
import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, quiet
from tests.e2e.steps import DANGER, choose, overflow
from views import samples

pytestmark = pytest.mark.e2e
ROWS = [{"id": "a", "text": next(iter(samples.drafts().values()))}, {"id": "b"}, {"id": "c", "text": DANGER}]
FILE = {"name": "in.jsonl", "mimeType": "application/json", "buffer": "\n".join(map(json.dumps, ROWS)).encode()}


def review_file(page):
    page.locator('input[type="file"]').set_input_files(FILE)
    page.get_by_role("button", name="Check all rows").click()
    expect(page.get_by_role("heading", name="3 rows: 1 must not wait, 1 could not be read")).to_be_visible()
    quiet(page)


def test_a_file_is_reviewed_opened_and_downloaded(open_app):
    page = open_app("many")
    review_file(page)
    expect(page.locator("tbody tr").first).to_contain_text("Serious domestic abuse")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download everything").click()
    lines = started.value.path().read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", "b", "c"]
    choose(page, "Open a row", "must not wait")
    expect(page.get_by_role("alert").filter(has_text="999")).to_be_visible()


def test_a_case_is_marked_and_revealed(open_app):
    page = open_app("practise")
    page.locator("label").filter(has_text="Answered").first.click()
    page.get_by_role("button", name="Show the answers").click()
    expect(page.get_by_text("sections that you marked")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(15)


@pytest.mark.parametrize("path", ["many", "mask", "practise", "fairness", "about"])
def test_no_sideways_scroll_on_a_phone(open_app, path):
    page = open_app(path, size=PHONE)
    if path == "many":
        review_file(page)
    if path == "practise":
        page.get_by_role("button", name="Show the answers").click()
        expect(page.locator("tbody tr")).to_have_count(15)
    assert overflow(page) <= 0


def test_a_word_document_is_masked_and_downloaded(open_app, tmp_path):
    document = docx.Document()
    document.add_paragraph("Subject: Kasim Farooqi dob 02/09/2013. Mum Tanya Farooqi said no.")
    document.save(tmp_path / "draft.docx")
    page = open_app("mask")
    page.locator('input[type="file"]').set_input_files(tmp_path / "draft.docx")
    page.get_by_role("button", name="Mask this file").click()
    expect(page.get_by_role("status").filter(has_text="Replaced: ")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("button", name="Download the masked file").click()
    words = docx.Document(started.value.path()).paragraphs[0].text
    assert "Farooqi" not in words
    assert "Child A" in words


def test_what_cannot_be_masked_is_told(open_app):
    page = open_app("mask")
    page.locator('input[type="file"]').set_input_files({"name": "x.docx", "mimeType": "x/x", "buffer": b"no zip"})
    page.get_by_role("button", name="Mask this file").click()
    expect(page.get_by_role("alert").filter(has_text="no Word document")).to_be_visible()
