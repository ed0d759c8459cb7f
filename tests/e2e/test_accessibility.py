"""No serious or critical finding of axe-core on any page, in any state (docs/accessibility.md)."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, quiet
from tests.e2e.steps import DANGER, check, choose, write
from tests.e2e.test_other_pages import review_file
from views import samples

pytestmark = pytest.mark.e2e
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page) -> list[str]:
    response = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]}).response
    assert len(response["passes"]) > 10, "axe-core did not look at the page"
    return [
        f"{found['id']}: {node['html'][:200]}"
        for found in response["violations"]
        if found["impact"] in {"serious", "critical"}
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("path", ["", "many", "mask", "practise", "fairness", "about"])
def test_pages_as_they_open(open_app, path):
    page = open_app(path)
    assert findings(page) == []
    page.set_viewport_size(PHONE)
    assert findings(page) == []


def test_a_result_with_every_layer_and_everything_unfolded(open_app):
    page = open_app()
    text = f"{DANGER} {list(samples.drafts().values())[2]}"
    write(page, text)
    check(page)
    write(page, text.replace("House warm", "House was warm"))
    check(page, 2)
    expect(page.get_by_text("side by side (1)")).to_be_visible()
    for layer in ("Needs and strengths", "Personal data", "Look again"):
        page.get_by_role("button", name=layer).click()
        quiet(page)
    for summary in page.locator("summary").all():
        summary.click()
    assert findings(page) == []
    page.set_viewport_size(PHONE)
    assert findings(page) == []


def test_an_error(open_app):
    page = open_app()
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert findings(page) == []


def test_a_reviewed_file_with_a_row_open(open_app):
    page = open_app("many")
    review_file(page)
    choose(page, "Open a row", "must not wait")
    expect(page.get_by_role("alert").filter(has_text="999")).to_be_visible()
    quiet(page)
    assert findings(page) == []


def test_revealed_answers(open_app):
    page = open_app("practise")
    page.get_by_role("button", name="Show the answers").click()
    expect(page.locator("tbody tr")).to_have_count(15)
    quiet(page)
    assert findings(page) == []
