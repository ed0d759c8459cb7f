"""The baseline that sees words: TF-IDF and logistic regression over masked texts, in memory only."""

from collections.abc import Sequence

import numpy as np

from nlp.outcomes.calibration import abstention, recalibration
from nlp.outcomes.data import Data
from nlp.outcomes.logistic import SEED, Array
from nlp.outcomes.scores import System
from nlp.outcomes.split import Parts

_LOOSE = 10.0  # scikit-learn's C; the recalibration on the middle rows takes back what is too much
_EDGE = 1e-9


def words(data: Data, parts: Parts) -> System:
    """Estimates of the baseline for the scored rows, calibrated as the model is.

    Args:
        data: rows with hashed counts of their words.
        parts: which rows it may learn from.
    """
    from scipy.sparse import vstack
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    def rows(chosen: Sequence[int]) -> object:
        return vstack([data.facts[i].terms for i in chosen])

    weigh = TfidfTransformer(sublinear_tf=True)
    learner = LogisticRegression(C=_LOOSE, max_iter=2000, random_state=SEED)
    learner.fit(weigh.fit_transform(rows(parts.fit)), data.y[list(parts.fit)])

    def odds(chosen: Sequence[int]) -> Array:
        return np.asarray(learner.decision_function(weigh.transform(rows(chosen))))

    middle = data.y[list(parts.middle)]
    factor, shift = recalibration(odds(parts.middle), middle)
    band = abstention(_sigmoid(odds(parts.middle) * factor + shift), middle)
    return System("Words alone (TF-IDF)", _sigmoid(odds(parts.test) * factor + shift), band)


def _sigmoid(z: Array) -> Array:
    return np.clip(1 / (1 + np.exp(-z)), _EDGE, 1 - _EDGE)
