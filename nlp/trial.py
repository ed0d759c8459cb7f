"""A silent trial: what the estimate would have said is kept in a file of the force's, and shown to nobody.

A force can so compare the estimate with real outcomes before anyone sees it. A line holds the day, the models, the
label, the estimate and the counted features; no word, name, id or place in the text is among them.
"""

import json
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nlp.features import features
from nlp.result import Review, Route

_SILENT = Route(label="not_applicable")
_one_at_a_time = threading.Lock()


def line(review: Review, day: str) -> dict[str, Any]:
    """What is kept of ``review``.

    Args:
        review: a review with its estimate.
        day: the day of the review, as 2026-01-31.
    """
    return {
        "date": day,
        "models": review.versions.models,
        "label": review.route.label,
        "p_early_help": review.route.p_early_help,
        "features": {name: round(value, 3) for name, value in features(review).items()},
    }


def keep(review: Review, path: Path) -> Review:
    """``review`` without its estimate, which is added to the trial file.

    A file that cannot be written never hinders a review: it is told on the error stream, and the review goes on.

    Args:
        review: a review with its estimate.
        path: the trial file, JSON lines; it is made where there is none.
    """
    row = json.dumps(line(review, datetime.now(UTC).astimezone().date().isoformat()))
    try:
        with _one_at_a_time, path.open("a", encoding="utf-8") as file:
            file.write(f"{row}\n")
    except OSError as error:
        _tell(f"{path.name}: this trial file could not be written: {error.strerror}; the review went on.")
    return review.model_copy(update={"route": _SILENT})


def _tell(words: str) -> None:
    sys.stderr.write(f"{words} Check the path under 'trial' in the settings, and the room on the disk.\n")
