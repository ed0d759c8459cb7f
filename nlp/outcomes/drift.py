"""Whether texts or outcomes have moved away from what a model knows, month by month."""

from collections.abc import Mapping, Sequence

import numpy as np

from nlp.features import NAMES, TEXT
from nlp.outcomes.data import Data
from nlp.outcomes.logistic import Array
from nlp.outcomes.report import Section, Table
from nlp.outcomes.scores import Scorer, System
from nlp.outcomes.sections import LEAST_IN_A_MONTH, parts_of

BINS = 3
# From here on credit scorers speak of a large shift (Siddiqi 2006, Credit Risk Scorecards). Small months pass it by
# chance, so a shift must also be rarer than one in twenty under no change at all.
LARGE = 0.25
_CHANCE = 0.05
_SMOOTH = 0.5


def shares(x: Array) -> dict[str, list[int]]:
    """How many texts lie in each third of each feature's range; what a later month is compared with."""
    edges = np.linspace(0, 1, BINS + 1)
    return {name: np.histogram(x[:, at], edges)[0].tolist() for at, name in enumerate(NAMES)}


def stability_index(before: Sequence[int], now: Sequence[int]) -> float:
    """The population stability index of two sets of counts: 0 where shares are the same.

    Args:
        before: counts in each bin of what a model knows.
        now: counts in the same bins later; half a text is added to each bin so that none is empty.
    """
    a, b = (np.array(counts) + _SMOOTH for counts in (before, now))
    a, b = a / a.sum(), b / b.sum()
    return float(np.sum((b - a) * np.log(b / a)))


def by_chance(before: int, now: int) -> float:
    """The index that one comparison in twenty passes with no change, over all features together.

    Under no change the index is about chi-squared with one degree less than bins, times 1/before + 1/now
    (Yurdakul and Naranjo 2020, Statistical properties of the population stability index).

    Args:
        before: texts that are compared with.
        now: texts that are compared.
    """
    from scipy.stats import chi2

    return float(chi2.ppf(1 - _CHANCE / len(NAMES), BINS - 1) * (1 / before + 1 / now))


def of_features(data: Data, reference: Mapping[str, Sequence[int]], known: str) -> Section:
    """Which features moved in which month.

    Args:
        data: the new rows.
        reference: counts as :func:`shares` gives them.
        known: what the reference is, in words.
    """
    before = sum(next(iter(reference.values())))
    rows = []
    for month, part, _ in parts_of(data, data.months, LEAST_IN_A_MONTH):
        now = shares(part.x)
        index = {name: stability_index(reference[name], now[name]) for name in NAMES}
        line = max(LARGE, by_chance(before, len(part.labels)))
        moved = sorted((name for name in NAMES if index[name] > line), key=lambda name: -index[name])
        said = "; ".join(f"{TEXT[name][0]} ({_direction(reference[name], now[name])})" for name in moved) or "none"
        rows.append((month, str(len(part.labels)), f"{max(index.values()):.2f}", f"{line:.2f}", said))
    lines = (
        f"Compared with {known}, by population stability index: 0 is no change.",
        f"A feature is named where its index is above {LARGE} and above what chance alone gives with so few texts.",
    )
    return Section(
        "Do texts change?",
        lines,
        Table(("month", "texts", "largest index", "named above", "features that moved"), rows),
        in_summary=True,
    )


def of_calibration(data: Data, system: System) -> Section:
    """Whether estimates run high or low in any month."""
    rows = []
    for month, part, inside in parts_of(data, data.months, LEAST_IN_A_MONTH):
        own = System(system.name, system.p[inside], system.band)
        scorer = Scorer(part.y, [label.group for label in part.labels])
        gap = scorer.gap(own)
        said = "high" if gap.low > 0 else "low" if gap.high < 0 else "within noise"
        ece = scorer.figures(own)["ECE"].told
        rows.append((month, str(len(part.labels)), f"{part.y.mean():.2f}", f"{own.p.mean():.2f}", gap.told, said, ece))
    line = (
        "Gap: mean estimate less the share that went to early help. With many months one in twenty is out of line "
        "by chance: look for a run of them."
    )
    columns = ("month", "texts", "early help", "mean estimate", "gap", "estimates run", "ECE")
    return Section("Do estimates still fit?", (line,), Table(columns, rows), in_summary=True)


def _direction(before: Sequence[int], now: Sequence[int]) -> str:
    was, is_now = (np.dot(counts, range(BINS)) / sum(counts) for counts in (before, now))
    return "more" if is_now > was else "less"
