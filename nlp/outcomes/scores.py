"""Figures of estimates against outcomes, with intervals from people drawn again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nlp.outcomes.calibration import in_bins
from nlp.outcomes.logistic import SEED, Array
from nlp.routing import RouteModel

CLOSED = "Always no further action"
DRAWS, FEWEST_DRAWS = 1000, 200
_CELLS = 6_000_000  # counts that are held at once: with very many rows fewer draws do
_TAIL = 2.5  # per cent on each side of a middle 95%


@dataclass(frozen=True)
class System:
    """Something that estimates.

    Attributes:
        name: what to call it.
        p: its estimate of early help for each row, 0 to 1.
        band: it decides at or below the first, and at or above the second.
    """

    name: str
    p: Array
    band: tuple[float, float]

    @property
    def decided(self) -> np.typing.NDArray[np.bool_]:
        """Where it decides."""
        return (self.p <= self.band[0]) | (self.p >= self.band[1])


@dataclass(frozen=True)
class Figure:
    """A figure with its middle 95%; ``value`` is NaN where there is nothing to measure."""

    value: float
    low: float
    high: float

    @property
    def told(self) -> str:
        """The figure and its interval in words."""
        return self._told(2)

    @property
    def told_closely(self) -> str:
        """The same to three places, for small differences."""
        return self._told(3)

    def _told(self, places: int) -> str:
        if np.isnan(self.value):
            return "none"
        value, low, high = (round(number, places) + 0.0 for number in (self.value, self.low, self.high))
        return f"{value:.{places}f} ({low:.{places}f} to {high:.{places}f})"


def _auc(s: System, y: Array, counts: Array) -> Array:
    """Chance that a row that went to early help has the higher estimate, where row i stands counts[:, i] times."""
    order = np.argsort(s.p, kind="stable")
    starts = np.flatnonzero(np.diff(s.p[order], prepend=-1.0))
    helped, closed = (np.add.reduceat(counts[:, order] * side[order], starts, axis=1) for side in (y, 1 - y))
    below = np.cumsum(closed, axis=1) - closed / 2
    return _share((helped * below).sum(axis=1), helped.sum(axis=1) * closed.sum(axis=1))


def _ece(s: System, y: Array, counts: Array) -> Array:
    gaps = sum(np.abs(counts[:, inside] @ (s.p - y)[inside]) for inside in in_bins(s.p))
    return _share(np.asarray(gaps), counts.sum(axis=1))


def _right(s: System, y: Array, counts: Array) -> Array:
    return _share(counts @ (s.decided & ((s.p >= 0.5) == y)), counts @ s.decided)


def _share(part: Array, whole: Array) -> Array:
    return np.asarray(np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0))


Measure = Callable[[System, Array, Array], Array]
# What is measured, by what it is called in tables; each for many draws at once, a row of counts a draw.
MEASURES: Mapping[str, Measure] = {
    "AUC": _auc,
    "Brier": lambda s, y, counts: _share(counts @ (s.p - y) ** 2, counts.sum(axis=1)),
    "ECE": _ece,
    "decided": lambda s, _, counts: _share(counts @ s.decided, counts.sum(axis=1)),
    "right when decided": _right,
}


class Scorer:
    """Measures systems on the same rows and the same draws, so that they can be compared pair by pair.

    Args:
        y: outcomes of the rows.
        groups: whom each row is about; people are drawn, with all their rows.
    """

    def __init__(self, y: Array, groups: Sequence[str]) -> None:
        self.y = y
        people, person = np.unique(np.array(groups), return_inverse=True)
        draws = max(FEWEST_DRAWS, min(DRAWS, _CELLS // len(y)))
        rng = np.random.default_rng(SEED)
        drawn = rng.multinomial(len(people), np.full(len(people), 1 / len(people)), size=draws)
        # the first draw is the rows as they are
        self._counts = np.vstack([np.ones(len(y)), drawn[:, person]])

    def figures(self, system: System) -> dict[str, Figure]:
        """Every measure of a system, with its interval."""
        return {name: _figure(measure(system, self.y, self._counts)) for name, measure in MEASURES.items()}

    def difference(self, one: System, other: System, measure: str) -> Figure:
        """A measure of one system less that of another on the same draws."""
        by = MEASURES[measure]
        return _figure(by(one, self.y, self._counts) - by(other, self.y, self._counts))

    def gap(self, system: System) -> Figure:
        """The mean estimate less the share that went to early help."""
        return _figure(_share(self._counts @ (system.p - self.y), self._counts.sum(axis=1)))


def _figure(found: Array) -> Figure:
    told = found[1:][~np.isnan(found[1:])]
    low, high = np.percentile(told, [_TAIL, 100 - _TAIL]) if len(told) else (np.nan, np.nan)
    return Figure(float(found[0]), float(low), float(high))


def estimates(model: RouteModel, x: Array) -> Array:
    """The model's estimate for each row of features."""
    weights, means = (np.array(list(values.values())) for values in (model.weights, model.means))
    return np.asarray(1 / (1 + np.exp(-(model.intercept + (x - means) @ weights))))


def of_model(name: str, model: RouteModel, x: Array) -> System:
    """A route model as a system."""
    return System(name, estimates(model, x), model.abstain)


def always_closed(rows: int) -> System:
    """What says "no further action" of everything."""
    return System(CLOSED, np.zeros(rows), (0.5, 0.5))
