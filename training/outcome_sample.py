"""A fictional file of referrals and outcomes, made from the bank: to try ``refcheck train`` on, and for nothing else.

Names, numbers and places are exchanged, so no two texts are alike and none stands in the bank. Outcomes follow the
bank's labels, with some noise; words come from the Welsh vocabulary; dates, people, reasons and beats are drawn.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from nlp.outcomes.vocabulary import Vocabulary, load
from training.generate import exchange, from_narrative
from training.labelled import Narrative

FILE = "data_samples/outcomes/fictional-outcomes.csv"
COLUMNS = ("id", "text", "outcome", "reason", "date", "group", "beat")
COUNTS = {"early_help": 225, "no_further_action": 225, "statutory": 50}
# Outcomes also hang on what is not in a text; the share is made up.
TURNED = 0.08
STILL_OPEN = 0.03
SEEN_BEFORE = 0.06
FIRST, DAYS = date(2024, 7, 1), 549
BEATS = ("north", "south", "docks")
SEED = 20261122


def write(narratives: Sequence[Narrative], root: Path) -> Path:
    """Write the sample below ``root``.

    Args:
        narratives: the bank's narratives.
        root: the project's root.

    Returns:
        The file that was written.
    """
    path = root / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(rows(narratives, random.Random(SEED)))
    return path


def rows(narratives: Sequence[Narrative], rng: random.Random) -> Iterator[tuple[str, ...]]:
    """The rows of the sample, in order of their dates."""
    words = load("welsh-ppn")
    chosen = [n for route, count in COUNTS.items() for n in rng.sample(_fit(narratives, route), count)]
    rng.shuffle(chosen)
    days = sorted(FIRST + timedelta(days=rng.randrange(DAYS)) for _ in chosen)
    people: list[str] = []
    for number, (narrative, day) in enumerate(zip(chosen, days, strict=True), 1):
        again = bool(people) and rng.random() < SEEN_BEFORE
        people.append(rng.choice(people) if again else f"P{number:03d}")
        outcome, reason = _outcome(narrative.route, words, rng)
        text = exchange(from_narrative(narrative), rng).text
        yield (f"fictional-{number:03d}", text, outcome, reason, str(day), people[-1], rng.choice(BEATS))


def _fit(narratives: Sequence[Narrative], route: str) -> list[Narrative]:
    """Narratives of one route that no spreadsheet takes for a formula."""
    return [n for n in narratives if n.route == route and n.text[0].isalnum()]


def _outcome(route: str, words: Vocabulary, rng: random.Random) -> tuple[str, str]:
    """A word for the outcome, and for its reason where nothing followed."""
    if route == "statutory":
        return rng.choice(_words(words, "left_out", "statutory")), ""
    if rng.random() < STILL_OPEN:
        return rng.choice(_words(words, "left_out", "still open")), ""
    helped = (route == "early_help") != (rng.random() < TURNED)
    if helped:
        return rng.choice(_words(words, "early_help")), ""
    reasons = [word for group in words.reason if not group.left_out for word in group.words]
    return rng.choice(_words(words, "no_further_action")), rng.choice(reasons)


def _words(words: Vocabulary, means: str, why: str = "") -> tuple[str, ...]:
    return next(group.words for group in words.outcome if group.means == means and group.why == why)
