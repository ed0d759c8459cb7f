"""Which rows are fitted on, which choose shift and band, and which are scored: by time, and never one person twice."""

import random
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from nlp.errors import OutcomeError
from nlp.features import NAMES
from nlp.outcomes.data import Data
from nlp.outcomes.likeness import pairs_across
from nlp.outcomes.logistic import SEED
from nlp.outcomes.table import rows_told

TEST_SHARE = 0.2
MIDDLE_SHARE = 0.25  # of the rows that are not scored
LARGEST_TEST = 0.5
# Below four of the rarer outcome a feature, logistic regressions go badly wrong; from five on they mostly hold, and
# ten are the cautious rule (Peduzzi and others 1996; Vittinghoff and McCulloch 2007, doi 10.1093/aje/kwk052).
LEAST_A_FEATURE = 5
LEAST_FITTED = LEAST_A_FEATURE * len(NAMES)
CAUTIOUS_FITTED = 10 * len(NAMES)
# For two numbers (factor and shift), and for a share that can be told at all; our own choice.
LEAST_SCORED = 20
# Fewer of the rarer outcome than this give wide intervals (Collins, Ogundimu and Altman 2016, doi 10.1002/sim.6787).
ENOUGH_SCORED = 100


@dataclass(frozen=True)
class Parts:
    """Places of the rows of each part.

    Attributes:
        fit: rows that the weights are fitted on.
        middle: rows on which factor, shift and band of abstention are chosen.
        test: rows that are scored, and looked at for nothing else.
        by_date: whether the scored rows are the newest; else people were drawn at random.
        dropped: how many older rows are left out, because the same person is among newer ones.
    """

    fit: tuple[int, ...]
    middle: tuple[int, ...]
    test: tuple[int, ...]
    by_date: bool
    dropped: int


def split(data: Data) -> Parts:
    """The parts of ``data``.

    Raises:
        OutcomeError: where a part holds too few of an outcome, or the same text stands in two parts.
    """
    parts = _by_date(data) or _at_random(data)
    _refuse_few(data, parts)
    _refuse_leak(data, parts)
    return parts


def _by_date(data: Data) -> Parts | None:
    rows = range(len(data.labels))
    test = _newest(data, rows, TEST_SHARE)
    older = [i for i in rows if i not in set(test)]
    middle = _newest(data, older, MIDDLE_SHARE)
    if not test or not middle:
        return None
    middle = _without(data, middle, test)
    fit = _without(data, [i for i in older if i not in set(_newest(data, older, MIDDLE_SHARE))], (*test, *middle))
    return Parts(tuple(fit), tuple(middle), tuple(test), by_date=True, dropped=len(rows) - len(fit + middle + test))


def _newest(data: Data, rows: Sequence[int], share: float) -> list[int]:
    """The newest whole months that hold at least a share of the rows; none where that would be most of them."""
    counts = Counter(data.labels[i].month for i in rows)
    chosen: set[str] = set()
    for month in sorted(counts, reverse=True):
        if sum(counts[m] for m in chosen) >= share * len(rows):
            break
        chosen.add(month)
    found = [i for i in rows if data.labels[i].month in chosen]
    return found if len(found) <= LARGEST_TEST * len(rows) else []


def _without(data: Data, rows: Iterable[int], others: Collection[int]) -> list[int]:
    """The rows whose person is not among the others."""
    people = {data.labels[i].group for i in others}
    return [i for i in rows if data.labels[i].group not in people]


def _at_random(data: Data) -> Parts:
    people = list(dict.fromkeys(label.group for label in data.labels))
    random.Random(SEED).shuffle(people)  # noqa: S311 - no secret
    share = {group: at / len(people) for at, group in enumerate(people)}
    middle_ends = TEST_SHARE + MIDDLE_SHARE * (1 - TEST_SHARE)
    places: tuple[list[int], list[int], list[int]] = ([], [], [])
    for i, label in enumerate(data.labels):
        at = share[label.group]
        places[0 if at >= middle_ends else 1 if at >= TEST_SHARE else 2].append(i)
    fit, middle, test = map(tuple, places)
    return Parts(fit, middle, test, by_date=False, dropped=0)


def rarer(data: Data, rows: Sequence[int]) -> int:
    """How many of the rows have the rarer outcome."""
    helped = int(data.y[np.array(rows, dtype=int)].sum())
    return min(helped, len(rows) - helped)


def _refuse_few(data: Data, parts: Parts) -> None:
    for rows, least, use, why in (
        (parts.fit, LEAST_FITTED, "to fit on", f"{LEAST_A_FEATURE} for each of {len(NAMES)} features"),
        (parts.middle, LEAST_SCORED, "to calibrate on", "for a shift that means anything"),
        (parts.test, LEAST_SCORED, "to score", "for figures that mean anything"),
    ):
        if (found := rarer(data, rows)) < least:
            raise OutcomeError(
                f"Too few outcomes: of {len(rows)} rows {use}, {found} have the rarer outcome, and at least {least} "
                f"are needed ({why}). Of {data.rows} rows in the file {len(data.labels)} are usable. Give more months."
            )


def _refuse_leak(data: Data, parts: Parts) -> None:
    sketches = {i: facts.sketch for i, facts in enumerate(data.facts)}
    pairs = sorted(pairs_across(sketches, (parts.test, parts.middle, parts.fit)))
    if pairs:
        numbers = [(data.labels[a].number, data.labels[b].number) for a, b in pairs]
        said = "; ".join(rows_told(sorted(pair)).replace(", ", " and ") for pair in numbers[:5])
        more = f"; and {len(numbers) - 5} more pairs" if len(numbers) > 5 else ""
        raise OutcomeError(
            f"The same or nearly the same text would be fitted on and scored, so figures would flatter: {said}{more}. "
            "Keep one row of each pair, or give both the same person in a column named with --group-column."
        )
