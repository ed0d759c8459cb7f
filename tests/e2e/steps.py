"""What a user does, with the waiting that belongs to it."""

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

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


def wait_until_in_view(page: Page, selector: str) -> None:
    """Wait until the top of an element, which may be empty, is within the window."""
    top = "document.querySelector(s).getBoundingClientRect().top"
    page.wait_for_function(f"s => {{ const y = {top}; return y >= 0 && y < innerHeight - 40; }}", arg=selector)


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a select box; a list that closes because the page is still busy is opened again."""
    wanted = page.get_by_role("option", name=option)
    for _ in range(5):
        page.get_by_role("combobox", name=label).click()
        try:
            wanted.wait_for(timeout=2_000)
        except TookTooLong:
            continue
        wanted.click()
        return
    raise AssertionError(f"{label!r} never offered {option!r}")
