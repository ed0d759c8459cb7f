"""Makes the pictures of the docs anew: ``python -m tests.e2e.pictures``."""

import json
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.conftest import FLAGS, PHONE, find_chromium, quiet, running_app
from tests.e2e.steps import check, write
from views import samples

FOLDER = Path(__file__).parents[2] / "docs" / "images"
DESK = {"width": 960, "height": 1200}
DRAFTS = list(samples.drafts().values())
MARKS = ("Answered", "Answered", "Partly", "Missing", "Answered")


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder)) as url,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS) as browser,
    ):
        officer(browser, url)
        many(browser, url)
        practise(browser, url)


def officer(browser: Browser, url: str) -> None:
    page = opened(browser, url, DESK)
    write(page, DRAFTS[2])
    check(page)
    keep(page, "officer")
    page.locator(".rc.text").evaluate("e => e.scrollIntoView({block: 'center'})")
    box = page.locator(".rc.text").bounding_box() or {"y": 0, "height": 600}
    keep(page, "marked", {"x": 80, "y": max(0, box["y"] - 150), "width": 800, "height": box["height"] + 170})
    phone = opened(browser, url, PHONE)
    write(phone, DRAFTS[4])
    check(phone)
    keep(phone, "must-not-wait-phone")


def many(browser: Browser, url: str) -> None:
    page = opened(browser, f"{url}/many", DESK)
    rows = [{"id": f"draft {n}", "text": c.text} for n, c in enumerate(list(samples.cases().values())[:7], 1)]
    data = "\n".join(map(json.dumps, [*rows, {"id": "draft 8"}])).encode()
    file = {"name": "fictional.jsonl", "mimeType": "application/json", "buffer": data}
    page.locator('input[type="file"]').set_input_files(file)
    page.get_by_role("button", name="Check all rows").click()
    page.get_by_role("heading", name="8 rows").wait_for()
    keep(page, "many")


def practise(browser: Browser, url: str) -> None:
    page = opened(browser, f"{url}/practise", DESK)
    for number in range(15):
        radio = page.locator('[data-testid="stRadio"]').nth(number)
        radio.locator("label").filter(has_text=MARKS[number % len(MARKS)]).click()
    page.get_by_role("button", name="Show the answers").click()
    heading = page.get_by_role("heading", name="Side by side")
    heading.wait_for()
    quiet(page)
    heading.evaluate("e => e.scrollIntoView()")
    keep(page, "practise")


def opened(browser: Browser, url: str, size: dict[str, int]) -> Page:
    page = browser.new_page(viewport=size)
    page.goto(url)
    page.locator("h1").wait_for()
    quiet(page)
    return page


def keep(page: Page, name: str, clip: dict[str, float] | None = None) -> None:
    quiet(page)
    page.mouse.move(5, 300)
    page.wait_for_timeout(800)  # colours fade in after a press
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, clip=clip)
    Image.open(path).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
