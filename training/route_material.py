"""What the rivals of the route estimate and the fairness swaps are measured on, read and reviewed once."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nlp.features import features
from nlp.names import MaskStyle
from nlp.outcomes.logistic import Examples
from nlp.reviewer import Reviewer
from training import held_out, story
from training.compare_routes import Material, Texts, masked_by_hand
from training.labelled import Narrative, Span
from training.swaps import Draft
from training.train_routing import from_labels


def drafts(gold: Sequence[dict[str, Any]], narratives: Sequence[Narrative]) -> list[Draft]:
    """Development drafts, then held-out narratives; those for statutory safeguarding are left out.

    Args:
        gold: the rows of the development set.
        narratives: all narratives of the bank.
    """
    return [draft for draft in (*_gold(gold), *_held(narratives)) if draft.route != "statutory"]


def _gold(rows: Sequence[dict[str, Any]]) -> list[Draft]:
    return [
        Draft(
            row["id"],
            row["text"],
            tuple(Span(item["start"], item["end"], item["type"]) for item in row["pii"]),
            row["route"],
        )
        for row in rows
    ]


def _held(narratives: Sequence[Narrative]) -> list[Draft]:
    return [Draft(n.id, n.text, n.pii, n.route) for n in held_out.narratives(narratives)]


def material(
    gold: Sequence[dict[str, Any]], narratives: Sequence[Narrative], progress: Callable[[str], None]
) -> Material:
    """Everything that the rivals learn from and are scored on.

    Args:
        gold: the rows of the development set.
        narratives: all narratives of the bank.
        progress: told what is being done.
    """
    fitted = [n for n in narratives if not held_out.is_held_out(n) and n.route != "statutory"]
    reviewer = Reviewer.load()
    progress(f"Reading {len(fitted)} narratives, and reviewing what is scored")
    labels = from_labels(fitted)
    return Material(
        labels=labels,
        masked=tuple(masked_by_hand(n.text, n.pii) for n in fitted),
        story=story.examples(story.cases(len(labels.y))),
        held=_texts(drafts([], narratives), reviewer),
        gold=_texts(drafts(gold, []), reviewer),
    )


def _texts(found: Sequence[Draft], reviewer: Reviewer) -> Texts:
    reviews = [reviewer.review(draft.text) for draft in found]
    copies = [reviewer.review(review.masked_text) for review in reviews]
    return Texts(
        examples=Examples(
            np.array([[*features(review).values()] for review in reviews]),
            np.array([float(draft.route == "early_help") for draft in found]),
            tuple(draft.id.rpartition("-")[0] for draft in found),
        ),
        copies=np.array([[*features(review).values()] for review in copies]),
        masked=tuple(reviewer.mask(draft.text, MaskStyle.PLACEHOLDERS) for draft in found),
        told=np.array([review.route.p_early_help is not None for review in reviews]),
    )
