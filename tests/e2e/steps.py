"""What a user does, with the waiting that belongs to it."""

from playwright.sync_api import Page, expect

DANGER = "He put his hands round her throat in front of the baby and said I will kill you. Mum is 24 and lives at home."


def write(page: Page, text: str) -> None:
    page.get_by_label("Your draft").fill(text)


def check(page: Page, number: int = 1) -> None:
    """Press Check and wait for the ``number``-th result of this user."""
    page.get_by_role("button", name="Check", exact=False).first.click()
    wait_for_result(page, number)


def wait_for_result(page: Page, number: int = 1) -> None:
    expect(page.locator(f'#result[data-check="{number}"]')).to_be_visible()
    expect(page.get_by_role("link", name="Back to your draft")).to_be_attached()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def overflow(page: Page) -> int:
    """By how many pixels the page can be scrolled sideways."""
    return page.evaluate(
        """() => Math.max(...[document.documentElement, document.querySelector('[data-testid=stMain]')]
             .map(e => e.scrollWidth - e.clientWidth))"""
    )


def in_view(page: Page, selector: str) -> bool:
    """Whether the top of an element can be seen without scrolling."""
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    return box is not None and size is not None and 0 <= box["y"] < size["height"] - 40
