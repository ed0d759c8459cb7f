"""How well estimates agree with outcomes, and what puts them right."""

from itertools import pairwise

import numpy as np
from scipy.stats import rankdata

from nlp.outcomes.logistic import Array, log_loss

# The label is "uncertain" between two thresholds, the closest to 0.5 outside which, on unseen voices,
# at least this share is right. Above the 92% that is promised, because voices that nobody has read yet do worse.
RIGHT_WHEN_DECIDED = 0.97


def recalibration(z: Array, y: Array) -> tuple[float, float]:
    """The factor on log-odds, and the shift, under which held-out outcomes are likeliest."""
    factors, shifts = np.linspace(0.3, 1.5, 49), np.linspace(-3, 3, 121)
    return min(
        ((float(t), float(b)) for t in factors for b in shifts), key=lambda pair: log_loss(z * pair[0] + pair[1], y)
    )


def abstention(p: Array, y: Array) -> tuple[float, float]:
    """Thresholds below and above which the estimate is told, as few abstentions as the target allows."""
    right = np.where(p >= 0.5, y == 1, y == 0)
    for half_width in np.arange(0.0, 0.45, 0.01):
        decided = np.abs(p - 0.5) >= half_width
        if decided.any() and right[decided].mean() >= RIGHT_WHEN_DECIDED:
            return round(0.5 - half_width, 2), round(0.5 + half_width, 2)
    return 0.05, 0.95


def expected_calibration_error(p: Array, y: Array, bins: int = 5) -> float:
    """Mean gap between estimate and outcome over equal bins, weighted by their size."""
    return float(sum(abs(p[i].sum() - y[i].sum()) for i in in_bins(p, bins)) / len(y))


def auc(p: Array, y: Array) -> float:
    """Chance that a text that went to early help has the higher estimate; from ranks, so many texts fit in memory."""
    helped = int(y.sum())
    ranks = rankdata(p)[y == 1].sum() - helped * (helped + 1) / 2
    return float(ranks / (helped * (len(y) - helped)))


def reliability(p: Array, y: Array, bins: int = 5) -> list[dict[str, float]]:
    """Mean estimate, share that went to early help, and number of texts, in equal bins that have any."""
    return [
        {"estimate": round(float(p[i].mean()), 3), "early help": round(float(y[i].mean()), 3), "texts": int(i.sum())}
        for i in in_bins(p, bins)
        if i.any()
    ]


def coverage(p: Array, y: Array) -> list[dict[str, float]]:
    """Share of texts that are told an estimate, and share of these that is right, as the band of abstention widens."""
    right = (p >= 0.5) == y
    rows = [
        (float(d.mean()), float(right[d].mean())) for w in np.arange(0.0, 0.5, 0.05) if (d := abs(p - 0.5) >= w).any()
    ]
    return [{"decided": round(share, 3), "right": round(good, 3)} for share, good in dict(rows).items()]


def in_bins(p: Array, bins: int = 5) -> list[np.typing.NDArray[np.bool_]]:
    """Which estimates lie in each of so many equal bins."""
    """Which estimates lie in each of so many equal bins."""
    edges = np.linspace(0, 1, bins + 1)
    return [(p >= a) & ((p < b) | (b == 1)) for a, b in pairwise(edges)]
