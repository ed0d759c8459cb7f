"""A real server and a real browser, both on this machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from nlp.resources import shipped

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LONGEST_START = 60
LONGEST_WAIT = 20_000  # milliseconds
expect.set_options(timeout=LONGEST_WAIT)  # as patient as pages are: a busy machine is no fault of the page
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium lies; fails, never skips, where there is none."""
    found = find_chromium()
    if found is None:
        pytest.fail(
            "No Chromium was found, so the app cannot be tried in a browser. Install it (on Debian: "
            "apt-get install -y chromium), or name its executable in REFCHECK_CHROMIUM."
        )
    return found


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_app(tmp_path_factory.mktemp("empty")) as url:
        yield url


def find_chromium() -> str | None:
    """The executable named in REFCHECK_CHROMIUM, else the first one on the path."""
    if named := os.environ.get("REFCHECK_CHROMIUM"):
        return named if Path(named).exists() else None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def running_app(folder: Path) -> Iterator[str]:
    """The address of the app, started from an empty folder as an installed one is."""
    with app_process(folder) as (url, _):
        yield url


@contextmanager
def app_process(folder: Path) -> Iterator[tuple[str, int]]:
    """The address of the app as :func:`running_app` starts it, and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = shipped("app.py")
    command = [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}", "--server.headless=true",
               "--server.address=127.0.0.1"]  # fmt: skip
    path = os.pathsep.join(filter(None, (str(app.parent), os.environ.get("PYTHONPATH"))))
    with (folder / "log.txt").open("w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": path}, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process, folder / "log.txt")
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            process.wait(timeout=LONGEST_START)


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urlopen(url, timeout=2) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"The app did not start:\n{log.read_text('utf-8')}")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_app(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Opens the app as a new user; afterwards no request to another machine may have been seen."""
    contexts: list[BrowserContext] = []
    seen: list[str] = []

    def open_as_new_user(
        path: str = "", size: dict[str, int] = DESK, script: str = "", permissions: Sequence[str] = ()
    ) -> Page:
        context = browser.new_context(viewport=size, accept_downloads=True, permissions=list(permissions))
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(script)
        page.set_default_timeout(LONGEST_WAIT)
        page.on("request", lambda request: seen.append(request.url))
        page.goto(f"{server}/{path}")
        page.locator("h1").wait_for()
        quiet(page)
        return page

    yield open_as_new_user
    for context in contexts:
        context.close()
    hosts = {urlsplit(url).hostname for url in seen if urlsplit(url).scheme in {"http", "https", "ws", "wss"}}
    assert hosts <= {"127.0.0.1"}, f"the page asked other machines: {sorted(map(str, hosts))}"


def quiet(page: Page) -> None:
    """Wait until the server has nothing more to send."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
