"""Rows made without any text: features drawn at random, outcomes that follow a rule, words that mean nothing."""

import random

import numpy as np
import pytest

from nlp.features import NAMES
from nlp.outcomes.data import Data
from nlp.outcomes.labels import Label
from nlp.outcomes.reading import Facts, _terms
from nlp.routing import RouteModel

MONTHS = [f"2025-{month:02d}" for month in range(1, 11)]


def drawn(rng, rows):
    """Features as reviews give them: 0, a half or 1."""
    return rng.choice([0.0, 0.5, 1.0], size=(rows, len(NAMES)))


def data_of(x, chance, rng, months=MONTHS, groups=None):
    """Rows with outcomes drawn by their chance of early help, in order of months."""
    rows = len(x)
    y = rng.random(rows) < chance
    month = sorted(months[i % len(months)] for i in range(rows)) if months else [""] * rows
    labels = [
        Label(
            i + 1,
            "early_help" if y[i] else "no_further_action",
            "",
            month[i],
            groups[i] if groups else f"person {i}",
            "",
            "",
        )
        for i in range(rows)
    ]
    terms = [
        _terms(" ".join(random.Random(i).choices(["alpha", "beta", "gamma", "delta", "epsilon"], k=6)))
        for i in range(rows)
    ]
    facts = [Facts(tuple(x[i]), terms[i], frozenset({i}), made_by="sha256:rules") for i in range(rows)]
    return Data(labels, facts, rows, {})


@pytest.fixture(scope="session")
def shipped_model():
    return RouteModel.load()


@pytest.fixture(scope="session")
def alike(shipped_model):
    """Rows whose outcomes follow the shipped model: enough of them for an own model to come near it."""
    rng = np.random.default_rng(1)
    x = drawn(rng, 1400)
    z = shipped_model.intercept + (x - list(shipped_model.means.values())) @ list(shipped_model.weights.values())
    return data_of(x, 1 / (1 + np.exp(-z)), rng)


@pytest.fixture(scope="session")
def elsewhere():
    """Rows of an area where only what the shipped model hardly weighs decides."""
    rng = np.random.default_rng(2)
    x = drawn(rng, 700)
    z = 6 * (x[:, NAMES.index("section_history")] - 0.5)
    return data_of(x, 1 / (1 + np.exp(-z)), rng)


@pytest.fixture(scope="session")
def noise():
    """Rows whose outcomes hang on nothing in them, and mostly go to no further action."""
    rng = np.random.default_rng(3)
    x = drawn(rng, 900)
    return data_of(x, np.full(900, 0.3), rng)


@pytest.fixture
def make():
    """Makes rows by number, share that went to early help, months and people."""

    def rows_like(rows, share=0.5, months=MONTHS, groups=None):
        rng = np.random.default_rng(4)
        return data_of(drawn(rng, rows), np.full(rows, share), rng, months, groups)

    return rows_like
