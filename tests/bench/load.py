"""How long an officer waits, alone and among twenty, and whether the server's memory stays flat.

    .venv/bin/python -m tests.bench.load [--quick]

Prints the page and writes it to docs/load.md; ``--quick`` tries everything with a few checks and writes nothing. The
one user is a real Chromium; the twenty speak Streamlit's own protocol, so that they cost the machine little beside
the server. Needs Linux, for the memory is read from /proc.
"""

import asyncio
import json
import os
import platform
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from nlp.resources import shipped
from tests.bench.wire import User
from tests.e2e.conftest import FLAGS, app_process, find_chromium, quiet
from tests.e2e.steps import write

PAGE = Path(__file__).parents[2] / "docs" / "load.md"
SEED = 7
WORDS = (270, 330)
CHECKS_OF_ONE, USERS, CHECKS_OF_EACH, SPAN = 60, 20, 3, 60.0  # the last in seconds
MEMORY_CHECKS, WARM, CHECKS_A_SESSION = 500, 20, 50
LONGEST_WAIT = 120_000  # milliseconds
MOST_ALONE, MOST_AMONG, MOST_GROWTH = 1.0, 3.0, 0.05  # what was asked for: seconds, seconds, share

# Looked at before each frame, so that nothing is added to the wait.
_FINISHED = """number => document.querySelector(`#result[data-check="${number}"]`)
    && document.querySelector('a[href="#your-draft"]')
    && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"""

TEXT = """# How long an officer waits

Made by `python -m tests.bench.load`. The drafts are fictional, of {least} to {most} words, with a number added so
that no two checks are of the same text. Times run from pressing Check to a finished page.

Measured on {machine}. Just before it ran, the machine was busy with other work at a load of {load}
(processes that wanted a core, mean of a minute): the higher above 0, the longer the times.

| what | measured | asked for | held |
|---|---|---|---|
{rows}

* **One user**: Chromium on the same machine, {alone} checks, one after the other; median {median_alone:.2f} s.
* **{users} users**: {users} sessions on one server process, {each} checks each, at times drawn evenly over {span:.0f}
  seconds; all {answered} checks were answered; median of all {median_among:.2f} s, the slowest one {slowest:.2f} s.
* **Memory** of the server process (resident set): {memory}.
"""


@dataclass(frozen=True)
class Measured:
    """What one run of the bench found: seconds of each check, and megabytes after so many checks.

    Attributes:
        alone: one user's checks, in Chromium.
        among: the checks of each of many users.
        memory: resident memory of the server in MB, by the number of checks before it.
    """

    alone: tuple[float, ...]
    among: tuple[tuple[float, ...], ...]
    memory: dict[int, float]


def main(*, quick: bool) -> None:
    """Measure and print; write the page too where this is no quick try."""
    load = os.getloadavg()[0]
    found = measured(quick=quick)
    page = told(found, load)
    print(page)
    if not quick:
        PAGE.write_text(page, "utf-8")


def measured(*, quick: bool) -> Measured:
    """Everything, with one server started afresh for each of the three."""
    texts = drafts()
    with tempfile.TemporaryDirectory() as folder, app_process(Path(folder)) as (url, _):
        alone = one_user(url, texts, 4 if quick else CHECKS_OF_ONE)
    with tempfile.TemporaryDirectory() as folder, app_process(Path(folder)) as (url, _):
        among = asyncio.run(many_users(url, texts, 5.0 if quick else SPAN))
    with tempfile.TemporaryDirectory() as folder, app_process(Path(folder)) as (url, pid):
        memory = asyncio.run(memory_of(url, pid, texts, 20 if quick else MEMORY_CHECKS))
    return Measured(tuple(alone), tuple(map(tuple, among)), memory)


def drafts() -> list[str]:
    """The development drafts of about 300 words."""
    rows = [json.loads(line) for line in shipped("data_samples/gold/dev.jsonl").read_text("utf-8").splitlines()]
    return [row["text"] for row in rows if WORDS[0] <= len(row["text"].split()) <= WORDS[1]]


def another(texts: Sequence[str], number: int) -> str:
    """The ``number``-th text to check, unlike any other."""
    return f"{texts[number % len(texts)]}\nLog {number}."


def one_user(url: str, texts: Sequence[str], checks: int) -> list[float]:
    """Seconds of each check of one user in Chromium; the first, which warms the browser, is left out."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS) as browser,
    ):
        page = browser.new_page()
        page.set_default_timeout(LONGEST_WAIT)
        page.goto(url)
        page.locator("h1").wait_for()
        quiet(page)
        return [_press(page, another(texts, number), number) for number in range(1, checks + 2)][1:]


def _press(page: Page, text: str, number: int) -> float:
    write(page, text)
    start = time.perf_counter()
    page.locator(".st-key-check button").click()
    page.wait_for_function(_FINISHED, arg=number, polling="raf")
    return time.perf_counter() - start


async def many_users(url: str, texts: Sequence[str], span: float) -> list[list[float]]:
    """Seconds of each check of each of many users, whose presses are drawn evenly over ``span`` seconds."""
    draw = random.Random(SEED)
    plans = [sorted(draw.uniform(0, span) for _ in range(CHECKS_OF_EACH)) for _ in range(USERS)]
    ready = asyncio.Barrier(USERS)
    return await asyncio.gather(*(_user(url, texts, n, plan, ready) for n, plan in enumerate(plans)))


async def _user(url: str, texts: Sequence[str], who: int, plan: Sequence[float], ready: asyncio.Barrier) -> list[float]:
    async with User(url) as user:
        await user.check(another(texts, who))
        await ready.wait()
        start = time.perf_counter()
        found = []
        for number, at in enumerate(plan, 1):
            await asyncio.sleep(max(0.0, start + at - time.perf_counter()))
            found.append(await user.check(another(texts, who + USERS * number)))
        return found


async def memory_of(url: str, pid: int, texts: Sequence[str], checks: int) -> dict[int, float]:
    """Resident memory of the server before, after 100 and after all checks, by sessions that come and go."""
    found: dict[int, float] = {}
    done = -WARM
    while done < checks:
        async with User(url) as user:
            for _ in range(WARM if done < 0 else min(CHECKS_A_SESSION, checks - done)):
                await user.check(another(texts, done + WARM))
                done += 1
                if done in {0, 100, checks}:
                    found[done] = resident(pid)
    return found


def resident(pid: int) -> float:
    """Resident memory of a process in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    found = re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def told(found: Measured, load: float) -> str:
    """The page."""
    everyone = [seconds for user in found.among for seconds in user]
    among, alone = max(map(statistics.median, found.among)), percentile(found.alone, 95)
    growth = list(found.memory.values())[-1] / found.memory[0] - 1
    rows = (
        ("one user, 95th percentile", f"{alone:.2f} s", f"at most {MOST_ALONE:.0f} s", alone <= MOST_ALONE),
        (f"{USERS} users, median of the slowest user", f"{among:.2f} s", f"at most {MOST_AMONG:.0f} s",
         among <= MOST_AMONG),
        (f"memory after {max(found.memory)} checks against before", f"{growth:+.1%}", f"at most {MOST_GROWTH:+.0%}",
         growth <= MOST_GROWTH),
    )  # fmt: skip
    return TEXT.format(
        least=WORDS[0], most=WORDS[1], machine=machine(), load=f"{load:.1f}", alone=len(found.alone), users=USERS,
        rows="\n".join(f"| {what} | {got} | {asked} | {'yes' if held else 'no'} |" for what, got, asked, held in rows),
        median_alone=statistics.median(found.alone), each=CHECKS_OF_EACH, span=SPAN, answered=len(everyone),
        median_among=statistics.median(everyone), slowest=max(everyone),
        memory=", ".join(f"{size:.0f} MB after {checks} checks" for checks, size in found.memory.items()),
    )  # fmt: skip


def percentile(values: Sequence[float], share: int) -> float:
    """The value below which ``share`` in a hundred of ``values`` lie."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def machine() -> str:
    """Cores and processor of this machine, without its name."""
    return f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
