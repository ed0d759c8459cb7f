"""Fit the route estimate on the bank's narratives and write it as plain JSON.

A logistic regression over the counted features, with the signs that ``nlp.features.MONOTONE`` asks for kept
by bounds. Its weights are fitted on features of the hand-made labels, the penalty chosen on voices that the fit
did not see. What reviews get wrong enters afterwards: temperature, shift and the band of abstention are chosen on
reviews of held-out narratives, which neither the encoder nor this fit was trained on.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from nlp import models
from nlp.features import MONOTONE, NAMES, TEXT, features, features_of
from nlp.resources import shipped
from nlp.result import Review
from nlp.routing import MODEL_FILE
from nlp.version import __version__
from training.labelled import Narrative, bank_digest

Array = NDArray[np.float64]
PENALTIES = (0.003, 0.01, 0.03, 0.1)
BOOTSTRAPS = 200
SEED = 20241122
# The label is "uncertain" between two thresholds, the closest to 0.5 outside which, on unseen voices,
# at least this share is right.
RIGHT_WHEN_DECIDED = 0.93


@dataclass(frozen=True)
class Examples:
    """Features (texts by features), outcomes (1 early help) and the voice of each text."""

    x: Array
    y: Array
    voice: tuple[str, ...]


def from_labels(narratives: Sequence[Narrative]) -> Examples:
    """Features of the labels of narratives that were not for statutory safeguarding."""
    return _examples(
        narratives,
        lambda n: features_of(n.sections, {f.label: f.assertion for f in n.findings}, [q.label for q in n.language]),
    )


def from_reviews(narratives: Sequence[Narrative], review: Callable[[str], Review]) -> Examples:
    """The same from reviews of their texts."""
    return _examples(narratives, lambda n: features(review(n.text)))


def _examples(narratives: Sequence[Narrative], read: Callable[[Narrative], dict[str, float]]) -> Examples:
    chosen = [n for n in narratives if n.route != "statutory"]
    rows = [[*read(n).values()] for n in chosen]
    outcome = [float(n.route == "early_help") for n in chosen]
    return Examples(np.array(rows), np.array(outcome), tuple(n.id.rpartition("-")[0] for n in chosen))


def fit(x: Array, y: Array, penalty: float) -> Array:
    """Weights, intercept first, of a penalised logistic regression with bounded signs."""

    def loss(w: Array) -> tuple[float, Array]:
        z = w[0] + x @ w[1:]
        p = 1 / (1 + np.exp(-z))
        value = float(np.mean(np.logaddexp(0, z) - y * z) + penalty * w[1:] @ w[1:])
        gradient = np.concatenate([[np.mean(p - y)], x.T @ (p - y) / len(y) + 2 * penalty * w[1:]])
        return value, gradient

    bounds = [(None, None), *(_bounds(name) for name in NAMES)]
    result = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(result.x)


def _bounds(name: str) -> tuple[float | None, float | None]:
    sign = MONOTONE.get(name, 0)
    return (0.0, None) if sign > 0 else (None, 0.0) if sign < 0 else (None, None)


def unseen(data: Examples, penalty: float) -> Array:
    """Log-odds for every text by a model that saw no text of its voice."""
    out = np.zeros(len(data.y))
    for voice in sorted(set(data.voice)):
        held = np.array([v == voice for v in data.voice])
        mean = data.x[~held].mean(axis=0)
        w = fit(data.x[~held] - mean, data.y[~held], penalty)
        out[held] = w[0] + (data.x[held] - mean) @ w[1:]
    return out


def log_loss(z: Array, y: Array) -> float:
    """Mean negative log-likelihood of outcomes ``y`` under log-odds ``z``."""
    return float(np.mean(np.logaddexp(0, z) - y * z))


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
    edges = np.linspace(0, 1, bins + 1)
    inside = [(p >= a) & ((p < b) | (b == 1)) for a, b in pairwise(edges)]
    return float(sum(abs(p[i].sum() - y[i].sum()) for i in inside) / len(y))


def auc(p: Array, y: Array) -> float:
    """Chance that a text that went to early help has the higher estimate."""
    above = p[y == 1][:, None] - p[y == 0][None, :]
    return float(np.mean((above > 0) + 0.5 * (above == 0)))


def train(labels: Examples, reviews: Examples) -> dict[str, Any]:
    """The model file's content: weights, bootstrap weights, band of abstention, and figures on held-out reviews.

    Args:
        labels: features of the labels of the narratives to fit on.
        reviews: features of reviews of held-out narratives.
    """
    penalty = min(PENALTIES, key=lambda c: log_loss(unseen(labels, c), labels.y))
    mean = labels.x.mean(axis=0)
    w = fit(labels.x - mean, labels.y, penalty)
    z = w[0] + (reviews.x - mean) @ w[1:]
    factor, shift = recalibration(z, reviews.y)
    p = 1 / (1 + np.exp(-(z * factor + shift)))
    band = abstention(p, reviews.y)
    decided = (p <= band[0]) | (p >= band[1])
    return {
        "intercept": round(float(w[0]) * factor + shift, 5),
        "weights": {name: round(float(v) * factor, 5) for name, v in zip(NAMES, w[1:], strict=True)},
        "means": {name: round(float(v), 5) for name, v in zip(NAMES, mean, strict=True)},
        "abstain": band,
        "bootstrap": [[round(float(v), 3) for v in row] for row in _bootstrap(labels, mean, penalty, factor, shift)],
        "figures": {
            "data": "reviews of bank narratives that neither encoder nor fit was trained on; all fictional",
            "texts fitted on": len(labels.y),
            "texts": len(reviews.y),
            "early_help_share": round(float(reviews.y.mean()), 3),
            "auc": round(auc(p, reviews.y), 3),
            "brier": round(float(np.mean((p - reviews.y) ** 2)), 3),
            "ece": round(expected_calibration_error(p, reviews.y), 3),
            "decided": round(float(decided.mean()), 3),
            "right_when_decided": round(float(((p >= 0.5) == reviews.y)[decided].mean()), 3),
            "penalty": penalty,
            "factor": round(factor, 3),
            "shift": round(shift, 3),
        },
        "plots": {"reliability": reliability(p, reviews.y), "coverage": coverage(p, reviews.y)},
    }


def reliability(p: Array, y: Array, bins: int = 5) -> list[dict[str, float]]:
    """Mean estimate, share that went to early help, and number of texts, in equal bins that have any."""
    edges = np.linspace(0, 1, bins + 1)
    inside = [(p >= a) & ((p < b) | (b == 1)) for a, b in pairwise(edges)]
    return [
        {"estimate": round(float(p[i].mean()), 3), "early help": round(float(y[i].mean()), 3), "texts": int(i.sum())}
        for i in inside
        if i.any()
    ]


def coverage(p: Array, y: Array) -> list[dict[str, float]]:
    """Share of texts that are told an estimate, and share of these that is right, as the band of abstention widens."""
    right = (p >= 0.5) == y
    rows = [
        (float(d.mean()), float(right[d].mean())) for w in np.arange(0.0, 0.5, 0.05) if (d := abs(p - 0.5) >= w).any()
    ]
    return [{"decided": round(share, 3), "right": round(good, 3)} for share, good in dict(rows).items()]


def _bootstrap(data: Examples, mean: Array, penalty: float, factor: float, shift: float) -> Iterator[Array]:
    rng = np.random.default_rng(SEED)
    for _ in range(BOOTSTRAPS):
        rows = rng.integers(0, len(data.y), len(data.y))
        w = fit(data.x[rows] - mean, data.y[rows], penalty) * factor
        w[0] += shift
        yield w


def save(model: dict[str, Any], rules: str) -> None:
    """Write the model file, its ``meta.json`` and its card, and enter them in the manifest.

    Args:
        model: what :func:`train` gave.
        rules: digest of the rules in force.
    """
    root = shipped("models")
    path = root / MODEL_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {name: value for name, value in model.items() if name != "plots"}
    path.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    meta = {
        "bank": f"sha256 {bank_digest()}",
        "rules": rules,
        "encoder": models.manifest(root).get("encoder/encoder.onnx", ""),
        "seed": SEED,
        "program": __version__,
        "numpy": version("numpy"),
        "scipy": version("scipy"),
        "figures": model["figures"],
        "plots": model["plots"],
    }
    (path.parent / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", "utf-8")
    (path.parent / "README.md").write_text(card(model), "utf-8")
    models.register(root, MODEL_FILE, "routing/meta.json")


def card(model: dict[str, Any]) -> str:
    """The card of the route estimate."""
    weights = sorted(model["weights"].items(), key=lambda item: -abs(item[1]))
    low, high = model["abstain"]
    table = "\n".join(f"| {TEXT[name][0]} | {value:+.2f} |" for name, value in weights)
    figures = "\n".join(f"* {name.replace('_', ' ')}: {value}" for name, value in model["figures"].items())
    return f"""# The route estimate

Which outcome texts like this, *as written*, resemble: no further action, or early help. A logistic regression over
{len(weights)} counted features of the review, kept as plain numbers in `model.json`. It sees no word, name, place,
ethnicity, nationality or length.

**Made for** reflection on a draft, folded away at the end of a review. **Not for** deciding whether to refer, closing
a referral, ordering a queue, or comparing officers. It is silent where something must not wait and where a text is no
referral, and says "uncertain" between {low} and {high}. All its data is fictional, labelled by its authors: it has
**not yet been tested on real referrals**, and outcomes of real ones also hang on capacity, thresholds and what others
know.

## Weights
Log-odds from not at all to fully; the interval shown beside an estimate is the middle 90% of {len(model["bootstrap"])}
refits on texts drawn again.

| feature | weight |
|---|---|
{table}

## Figures
{figures}

Contest it: every estimate lists the features that moved it. Open an issue with an **invented** text that shows it.
"""
