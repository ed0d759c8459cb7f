"""Fit the route estimate on the bank's narratives and write it as plain JSON.

A logistic regression over the counted features, with the signs that ``nlp.features.MONOTONE`` asks for kept
by bounds. Its weights are fitted on features of the hand-made labels, the penalty chosen on voices that the fit
did not see. What reviews get wrong enters afterwards: temperature, shift and the band of abstention are chosen on
reviews of held-out narratives, which neither the encoder nor this fit was trained on.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nlp import models
from nlp.features import features, features_of
from nlp.outcomes.card import Story
from nlp.outcomes.fitting import train
from nlp.outcomes.folder import write
from nlp.outcomes.logistic import Examples
from nlp.outcomes.scores import Scorer, of_model
from nlp.resources import shipped
from nlp.result import Review
from nlp.routing import MODEL_FILE, RouteModel
from training.labelled import Narrative, bank_digest

DATA = "reviews of bank narratives that neither encoder nor fit was trained on; all fictional"
STORY = Story(
    title="The route estimate",
    data="""All its data is fictional, labelled by its authors: it has
**not yet been tested on real referrals**, and outcomes of real ones also hang on capacity, thresholds and what others
know.""",
    contest="How rival models do on the same texts: `training/ROUTES.md`. What a change of name, group or place moves, "
    "which is more than we promise: `docs/fairness.md`. How it does for groups of people cannot be known from "
    "fictional texts; `refcheck evaluate` tells it from a force's own outcomes.\n\n"
    "Contest it: every estimate lists the features that moved it, with the words that they count. "
    "Open an issue with an **invented** text that shows it.",
)


def made(labels: Examples, reviews: Examples) -> dict[str, Any]:
    """The content of the shipped model file.

    Args:
        labels: features of the labels of the narratives to fit on.
        reviews: features of reviews of held-out narratives.
    """
    content = train(labels, reviews, DATA)
    scorer = Scorer(reviews.y, [str(number) for number in range(len(reviews.y))])
    found = scorer.figures(of_model("shipped", RouteModel.of(content), reviews.x))
    return {**content, "intervals": {name: figure.told for name, figure in found.items()}}


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


def save(model: dict[str, Any], rules: str) -> None:
    """Write the model file, its ``meta.json`` and its card, and enter them in the manifest.

    Args:
        model: what :func:`made` gave.
        rules: digest of the rules in force.
    """
    root = shipped("models")
    digests = models.manifest(root)
    encoder = {name: digests.get(f"encoder/{name}", "") for name in ("lower.onnx", "upper.onnx", "heads.npz")}
    made_from = {"bank": f"sha256 {bank_digest()}", "rules": rules, **encoder}
    write(root, MODEL_FILE, model, made_from, STORY)
