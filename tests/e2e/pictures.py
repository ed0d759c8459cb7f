"""Makes the pictures of the docs anew, each state at two widths: ``python -m tests.e2e.pictures [STATE …]``."""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import docx
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.conftest import FLAGS, find_chromium, quiet, running_app
from tests.e2e.steps import check, write
from views import samples

FOLDER = Path(__file__).parents[2] / "docs" / "images"
SIZES = ({"width": 1280, "height": 1000}, {"width": 390, "height": 844})
COLOURS = 64  # plenty for text on a ground, and small
LONGEST_WAIT = 60_000  # milliseconds
DRAFTS = list(samples.drafts().values())
THIN, GOOD, WHOLE, URGENT = DRAFTS[0], DRAFTS[2], DRAFTS[3], DRAFTS[4]
LIST = "Milk, eggs, bread, two tins of beans and a pint of bitter. Ring the garage about the tyres before Friday."
MARKS = ("Answered", "Answered", "Partly", "Missing", "Answered")


def main(wanted: list[str]) -> None:
    expect.set_options(timeout=LONGEST_WAIT)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder)) as url,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS) as browser,
    ):
        for name, (path, act) in STATES.items():
            for size in SIZES:
                if not wanted or name in wanted:
                    page = opened(browser, f"{url}/{path}", size)
                    act(page)
                    keep(page, f"{name}-{size['width']}")
                    page.close()
        if not wanted or "officer" in wanted:
            front(browser, url)


def front(browser: Browser, url: str) -> None:
    """The picture of the README."""
    page = opened(browser, url, {"width": 960, "height": 1200})
    write(page, GOOD)
    check(page)
    keep(page, "officer")


def opened(browser: Browser, url: str, size: dict[str, int]) -> Page:
    page = browser.new_page(viewport=size)
    page.set_default_timeout(LONGEST_WAIT)
    page.goto(url)
    page.locator("h1").wait_for()
    quiet(page)
    return page


def keep(page: Page, name: str) -> None:
    quiet(page)
    page.mouse.move(5, 300)
    page.wait_for_timeout(800)  # colours fade in after a press
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    Image.open(path).convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


def checked(text: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        write(page, text)
        check(page)

    return act


def refused(page: Page) -> None:
    page.get_by_role("button", name="Check").click()
    page.get_by_role("alert").wait_for()


def inserted(page: Page) -> None:
    checked(GOOD)(page)
    at = GOOD.index("Kasim sets his alarm")
    page.get_by_label("Your draft").evaluate("(e, at) => { e.focus(); e.setSelectionRange(at, at); }", at)
    page.get_by_role("button", name="Add a line").first.click()
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")


def again(page: Page) -> None:
    checked(GOOD)(page)
    better = GOOD.replace("House warm, food in, nil neglect concerns.", "House was warm, with food in.")
    write(page, f"{better}\nTwo dogs in the yard, no weapons, no markers.")
    check(page, 2)
    page.locator("details.sides summary").click()


def marked(page: Page) -> None:
    checked(GOOD)(page)
    page.get_by_role("heading", name="Your words, marked").evaluate("e => e.scrollIntoView()")


def many(page: Page) -> None:
    rows = [{"id": f"draft {n}", "text": c.text} for n, c in enumerate(list(samples.cases().values())[:7], 1)]
    data = "\n".join(map(json.dumps, [*rows, {"id": "draft 8"}])).encode()
    file = {"name": "fictional.jsonl", "mimeType": "application/json", "buffer": data}
    page.locator('input[type="file"]').set_input_files(file)
    page.get_by_role("button", name="Check all rows").click()
    heading = page.get_by_role("heading", name="8 rows")
    heading.wait_for()
    quiet(page)
    heading.evaluate("e => e.scrollIntoView()")


def practise(page: Page) -> None:
    for number in range(15):
        radio = page.locator('[data-testid="stRadio"]').nth(number)
        radio.locator("label").filter(has_text=MARKS[number % len(MARKS)]).click()
    page.get_by_role("button", name="Show the answers").click()
    heading = page.get_by_role("heading", name="Side by side")
    heading.wait_for()
    quiet(page)
    heading.evaluate("e => e.scrollIntoView()")


def mask(page: Page) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fictional.docx"
        document = docx.Document()
        document.add_paragraph(GOOD)
        document.save(str(file))
        page.locator('input[type="file"]').set_input_files(file)
        page.get_by_role("button", name="Mask this file").click()
        page.get_by_role("button", name="Download the masked file").wait_for()


def nothing(page: Page) -> None:
    """The page as it opens."""


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "empty": ("", nothing),
    "must-not-wait": ("", checked(URGENT)),
    "thin": ("", checked(THIN)),
    "whole": ("", checked(WHOLE)),
    "marked": ("", marked),
    "error": ("", refused),
    "not-a-referral": ("", checked(LIST)),
    "line-added": ("", inserted),
    "checked-again": ("", again),
    "many": ("many", many),
    "practise": ("practise", practise),
    "mask": ("mask", mask),
    "about": ("about", nothing),
}


if __name__ == "__main__":
    main(sys.argv[1:])
