"""Which outcome texts like this, as written, resemble: small, legible, and silent where unsure.

The model is a monotone-checked logistic regression over :mod:`nlp.features`, kept as plain JSON: no pickle
to run, no library version to match, and each contribution is exact.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp import models
from nlp.errors import ModelError
from nlp.features import NAMES, STATUS_VALUE, TEXT, features
from nlp.result import IfAdded, Reason, Review, Route, RouteLabel

MODEL_FILE = "routing/model.json"
MOST_REASONS = 4
_TOWARDS = ("towards no further action", "towards early help")
MOST_IF_ADDED = 3


@dataclass(frozen=True)
class RouteModel:
    """Weights in log-odds of going to early help.

    Attributes:
        intercept: log-odds at the mean text.
        weights: log-odds a unit of each feature.
        means: the mean of each feature in training; contributions are told against it.
        bootstrap: further weight vectors (intercept first), refitted on resampled texts.
        abstain: the label is "uncertain" where the estimate lies between these two.
    """

    intercept: float
    weights: Mapping[str, float]
    means: Mapping[str, float]
    bootstrap: Sequence[Sequence[float]]
    abstain: tuple[float, float]

    @classmethod
    def load(cls, folder: Path | None = None) -> "RouteModel":
        """The shipped model, or a force's own.

        Args:
            folder: what ``refcheck train`` wrote; the shipped model by default.

        Raises:
            ModelError: where the file is absent, altered, or made for other features.
        """
        name = models.OWN_MODEL if folder else MODEL_FILE
        table = json.loads(models.read(name, folder))
        if tuple(table["weights"]) != NAMES:
            again = "refcheck train" if folder else "python -m training routing"
            raise ModelError(f"{name} was trained on other features; run again: {again}")
        return cls.of(table)

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "RouteModel":
        """The model whose file holds ``table``."""
        low, high = table["abstain"]
        return cls(table["intercept"], table["weights"], table["means"], table["bootstrap"], (low, high))

    def estimate(self, values: Mapping[str, float]) -> float:
        """Probability, 0 to 1, that a text with these features goes to early help."""
        return _sigmoid(self.intercept + sum(self.weights[n] * (values[n] - self.means[n]) for n in NAMES))

    def interval(self, values: Mapping[str, float]) -> tuple[float, float]:
        """Middle 90% of the estimates of the bootstrap models."""
        centred = [values[n] - self.means[n] for n in NAMES]
        spread = sorted(
            _sigmoid(w[0] + sum(a * b for a, b in zip(w[1:], centred, strict=True))) for w in self.bootstrap
        )
        cut = len(spread) // 20
        return round(spread[cut], 3), round(spread[-1 - cut], 3)


def route(review: Review, model: RouteModel) -> Route:
    """The route estimate for ``review``.

    Returns:
        ``not_applicable`` where a sign of harm stands in the text or it is no referral, ``uncertain``
        where the estimate is too near the middle.
    """
    if review.safety.escalate or not review.read.is_referral:
        return Route(label="not_applicable")
    values = features(review)
    p = model.estimate(values)
    low, high = model.abstain
    label: RouteLabel = "early_help" if p >= high else "no_further_action" if p <= low else "uncertain"
    return Route(
        label=label,
        p_early_help=round(p, 3),
        interval=model.interval(values),
        reasons=_reasons(model, values),
        if_added=_if_added(review, model, values),
    )


def _reasons(model: RouteModel, values: Mapping[str, float]) -> tuple[Reason, ...]:
    parts = {name: model.weights[name] * (values[name] - model.means[name]) for name in NAMES}
    largest = sorted(parts, key=lambda name: -abs(parts[name]))[:MOST_REASONS]
    return tuple(
        Reason(
            feature=name,
            contribution=round(parts[name], 3),
            text=f"{TEXT[name][values[name] < model.means[name]]}: {_TOWARDS[parts[name] > 0]}",
        )
        for name in largest
        if abs(parts[name]) >= 0.05
    )


def _if_added(review: Review, model: RouteModel, values: Mapping[str, float]) -> tuple[IfAdded, ...]:
    """The sections whose answer, if it is true, would move the estimate up most."""
    found = []
    for name, section in review.sections.items():
        feature = f"section_{name}"
        if feature in values and STATUS_VALUE[section.status] < 1:
            p = round(model.estimate({**values, feature: 1.0}), 3)
            if p > round(model.estimate(values), 3):
                found.append(IfAdded(section=name, p_early_help=p))
    return tuple(sorted(found, key=lambda item: -item.p_early_help)[:MOST_IF_ADDED])


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))
