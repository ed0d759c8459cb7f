"""The route estimate's mathematics: a penalised logistic regression with the signs that features must keep."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from nlp.features import MONOTONE, NAMES

Array = NDArray[np.float64]
PENALTIES = (0.003, 0.01, 0.03, 0.1)
BOOTSTRAPS = 200
SEED = 20241122


@dataclass(frozen=True)
class Examples:
    """Features (texts by features), outcomes (1 early help) and the voice of each text.

    Attributes:
        x: a row a text, a column for each of ``nlp.features.NAMES``.
        y: 1 where the text went to early help, 0 where it went to no further action.
        voice: who wrote or whom it is about; texts of one voice are never on both sides of a split.
    """

    x: Array
    y: Array
    voice: tuple[str, ...]


def fit(x: Array, y: Array, penalty: float) -> Array:
    """Weights, intercept first, of a penalised logistic regression with bounded signs.

    Args:
        x: features less their means, a column for each of ``nlp.features.NAMES``.
        y: outcomes, 0 or 1.
        penalty: how dear large weights are (L2).
    """

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


def bootstrap(data: Examples, mean: Array, penalty: float, factor: float, shift: float) -> Iterator[Array]:
    """Weights, intercept first, of refits on texts drawn again with replacement.

    Args:
        data: the texts that the weights were fitted on.
        mean: the mean of each feature, as the model centres them.
        penalty: as for :func:`fit`.
        factor: what the recalibration multiplies log-odds by.
        shift: what it adds.
    """
    rng = np.random.default_rng(SEED)
    for _ in range(BOOTSTRAPS):
        rows = rng.integers(0, len(data.y), len(data.y))
        w = fit(data.x[rows] - mean, data.y[rows], penalty) * factor
        w[0] += shift
        yield w
