"""From features and outcomes to the content of a model file."""

from typing import Any

import numpy as np

from nlp.features import NAMES
from nlp.outcomes.calibration import abstention, auc, coverage, expected_calibration_error, recalibration, reliability
from nlp.outcomes.logistic import PENALTIES, Examples, bootstrap, fit, log_loss, unseen


def train(fitted: Examples, held: Examples, data: str) -> dict[str, Any]:
    """The model file's content: weights, bootstrap weights, band of abstention, and figures on what was held out.

    Args:
        fitted: what the weights are fitted on.
        held: what temperature, shift and band are chosen on; no voice of it is among ``fitted``.
        data: what ``held`` is, in words.
    """
    penalty = min(PENALTIES, key=lambda c: log_loss(unseen(fitted, c), fitted.y))
    mean = fitted.x.mean(axis=0)
    w = fit(fitted.x - mean, fitted.y, penalty)
    z = w[0] + (held.x - mean) @ w[1:]
    factor, shift = recalibration(z, held.y)
    p = 1 / (1 + np.exp(-(z * factor + shift)))
    band = abstention(p, held.y)
    decided, right = (p <= band[0]) | (p >= band[1]), (p >= 0.5) == held.y
    return {
        "intercept": round(float(w[0]) * factor + shift, 5),
        "weights": {name: round(float(v) * factor, 5) for name, v in zip(NAMES, w[1:], strict=True)},
        "means": {name: round(float(v), 5) for name, v in zip(NAMES, mean, strict=True)},
        "abstain": band,
        "bootstrap": [[round(float(v), 3) for v in row] for row in bootstrap(fitted, mean, penalty, factor, shift)],
        "figures": {
            "data": data,
            "texts fitted on": len(fitted.y),
            "texts": len(held.y),
            "early_help_share": round(float(held.y.mean()), 3),
            "auc": round(auc(p, held.y), 3),
            "brier": round(float(np.mean((p - held.y) ** 2)), 3),
            "ece": round(expected_calibration_error(p, held.y), 3),
            "decided": round(float(decided.mean()), 3),
            "right_when_decided": round(float(right[decided].mean()), 3) if decided.any() else None,
            "penalty": penalty,
            "factor": round(factor, 3),
            "shift": round(shift, 3),
        },
        "plots": {"reliability": reliability(p, held.y), "coverage": coverage(p, held.y)},
    }
