"""Rivals for the route estimate, measured alike on texts that none was fitted to: ``training/ROUTES.md``.

Each rival gives log-odds. Temperature, shift and band of abstention are chosen on reviews of held-out narratives; for
the figures on those narratives themselves they are chosen anew for each voice, on the others. The development drafts
are never fitted to.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from nlp.components.attributes import Pii
from nlp.features import MONOTONE, NAMES
from nlp.masking import mask
from nlp.names import MaskStyle
from nlp.outcomes.calibration import abstention, auc, expected_calibration_error, recalibration
from nlp.outcomes.logistic import PENALTIES, SEED, Array, Examples, fit, log_loss, unseen
from training.labelled import Span

RESAMPLES = 1000
LIKE_SPREAD = 2.5  # log-odds are brought to this spread, so that one range of temperatures serves every rival


@dataclass(frozen=True)
class Texts:
    """Texts to score.

    Attributes:
        examples: features of their reviews, outcomes, voices.
        copies: features of reviews of their pseudonymised copies.
        masked: the texts with placeholders for personal data.
        told: whether the program tells an estimate for each (none where a text must not wait or is no referral).
    """

    examples: Examples
    copies: Array
    masked: tuple[str, ...]
    told: NDArray[np.bool_]


@dataclass(frozen=True)
class Material:
    """What the rivals learn from and are scored on.

    Attributes:
        labels: features of the bank's hand-made labels.
        masked: the same narratives, masked.
        story: cases of the causal story.
        held: held-out narratives, for calibration and scoring.
        gold: development drafts, for scoring alone.
    """

    labels: Examples
    masked: tuple[str, ...]
    story: Examples
    held: Texts
    gold: Texts


LogOdds = tuple[Array, Array]  # of the held-out narratives, and of the development drafts
Rival = Callable[[Material], LogOdds]


def masked_by_hand(text: str, spans: Sequence[Span]) -> str:
    """``text`` with placeholders for its labelled personal data."""
    return mask(text, [Pii(s.label, s.start, s.end, 1.0) for s in spans], (), MaskStyle.PLACEHOLDERS)


def _both(material: Material) -> Examples:
    a, b = material.labels, material.story
    return Examples(np.vstack([a.x, b.x]), np.concatenate([a.y, b.y]), a.voice + b.voice)


def _logistic(fitted: Examples, *others: Array) -> tuple[Array, ...]:
    penalty = min(PENALTIES, key=lambda c: log_loss(unseen(fitted, c), fitted.y))
    mean = fitted.x.mean(axis=0)
    w = fit(fitted.x - mean, fitted.y, penalty)
    return tuple(w[0] + (x - mean) @ w[1:] for x in others)


def _boosted(fitted: Examples, *others: Array) -> tuple[Array, ...]:
    model = HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.06,
        max_leaf_nodes=8,
        min_samples_leaf=20,
        l2_regularization=1.0,
        monotonic_cst=[MONOTONE.get(name, 0) for name in NAMES],
        random_state=SEED,
    ).fit(fitted.x, fitted.y)
    return tuple(np.asarray(model.decision_function(x)) for x in others)


def _on_features(
    learn: Callable[..., tuple[Array, ...]], data: Callable[[Material], Examples], *, copies: bool = False
) -> Rival:
    def rival(material: Material) -> LogOdds:
        rows = [t.copies if copies else t.examples.x for t in (material.held, material.gold)]
        held, gold = learn(data(material), *rows)
        return held, gold

    return rival


def _on_words(name: str) -> Rival:
    def rival(material: Material) -> LogOdds:
        from training import text_routes  # torch, for training alone

        learn = getattr(text_routes, name)
        held, gold = learn(material.masked, material.labels.y, material.held.masked, material.gold.masked)
        return held, gold

    return rival


SHIPPED = "logistic, bank (as shipped)"
RIVALS: Mapping[str, Rival] = {
    SHIPPED: _on_features(_logistic, lambda m: m.labels),
    "logistic, story": _on_features(_logistic, lambda m: m.story),
    "logistic, bank and story": _on_features(_logistic, _both),
    "monotone boosting, bank": _on_features(_boosted, lambda m: m.labels),
    "monotone boosting, bank and story": _on_features(_boosted, _both),
    "logistic, bank, reading the masked copy": _on_features(_logistic, lambda m: m.labels, copies=True),
    "TF-IDF and logistic, masked words": _on_words("tfidf"),
    "fine-tuned MiniLM, masked words": _on_words("fine_tuned"),
}


@dataclass(frozen=True)
class Scored:
    """Estimates of one rival on one set of texts.

    Attributes:
        p: estimates; 0.5 where none is told.
        decided: whether the label is not "uncertain".
        y: outcomes.
        voice: voices.
    """

    p: Array
    decided: NDArray[np.bool_]
    y: Array
    voice: tuple[str, ...]

    def of(self, rows: NDArray[np.int_]) -> "Scored":
        """The same for some of the texts, in any order and number."""
        return Scored(self.p[rows], self.decided[rows], self.y[rows], tuple(self.voice[i] for i in rows))


@dataclass(frozen=True)
class Calibration:
    """What turns log-odds into a label."""

    factor: float
    shift: float
    band: tuple[float, float]

    @classmethod
    def chosen(cls, z: Array, y: Array) -> "Calibration":
        """Chosen on log-odds ``z`` with outcomes ``y``."""
        factor, shift = recalibration(z, y)
        return cls(factor, shift, abstention(_p(z * factor + shift), y))

    def estimates(self, z: Array, told: NDArray[np.bool_]) -> tuple[Array, NDArray[np.bool_]]:
        """Estimates, and whether each is decided."""
        p = np.where(told, _p(z * self.factor + self.shift), 0.5)
        return p, told & ((p <= self.band[0]) | (p >= self.band[1]))


def _p(z: Array) -> Array:
    return 1 / (1 + np.exp(-z))


def scored(rival: Rival, material: Material) -> tuple[Scored, Scored]:
    """A rival on the held-out narratives (calibrated on other voices) and on the development drafts."""
    z_held, z_gold = rival(material)
    middle, scale = z_held.mean(), LIKE_SPREAD / z_held.std()
    z_held, z_gold = (z_held - middle) * scale, (z_gold - middle) * scale
    held, gold = material.held, material.gold
    whole = Calibration.chosen(z_held, held.examples.y)
    return _crossed(z_held, held), Scored(*whole.estimates(z_gold, gold.told), gold.examples.y, gold.examples.voice)


def _crossed(z: Array, texts: Texts) -> Scored:
    voices = np.array(texts.examples.voice)
    p, decided = np.zeros(len(z)), np.zeros(len(z), dtype=bool)
    for voice in sorted(set(texts.examples.voice)):
        own = voices == voice
        calibration = Calibration.chosen(z[~own], texts.examples.y[~own])
        p[own], decided[own] = calibration.estimates(z[own], texts.told[own])
    return Scored(p, decided, texts.examples.y, texts.examples.voice)


def figures(s: Scored) -> dict[str, float]:
    """AUC, Brier, ECE, share decided and share right of those; not a number where there is nothing to count."""
    both = 0 < s.y.sum() < len(s.y)
    right = (s.p >= 0.5) == s.y
    return {
        "AUC": auc(s.p, s.y) if both else float("nan"),
        "Brier": float(np.mean((s.p - s.y) ** 2)),
        "ECE": expected_calibration_error(s.p, s.y),
        "decided": float(s.decided.mean()),
        "right when decided": float(right[s.decided].mean()) if s.decided.any() else float("nan"),
    }


def resampled(count: int) -> list[NDArray[np.int_]]:
    """The same draws with replacement for every rival, so that they can be compared draw by draw."""
    rng = np.random.default_rng(SEED)
    return [rng.integers(0, count, count) for _ in range(RESAMPLES)]


def middle(values: Sequence[float]) -> tuple[float, float]:
    """The middle 95% of ``values``."""
    low, high = np.nanquantile(values, (0.025, 0.975))
    return float(low), float(high)


def gains(rival: Scored, shipped: Scored) -> dict[str, tuple[float, float]]:
    """The middle 95% of how much better a rival is than the shipped estimate, over the same draws (Brier, AUC)."""
    draws = [(figures(rival.of(rows)), figures(shipped.of(rows))) for rows in resampled(len(shipped.y))]
    return {
        "Brier": middle([b["Brier"] - a["Brier"] for a, b in draws]),
        "AUC": middle([a["AUC"] - b["AUC"] for a, b in draws]),
    }
