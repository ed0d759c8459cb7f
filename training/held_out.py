"""Which narratives are never trained on, so that thresholds can be chosen on them."""

import hashlib
from collections.abc import Iterable

from training.labelled import Narrative

ONE_IN = 12


def is_held_out(narrative: Narrative) -> bool:
    """Whether a narrative is held out: by its id alone, so that it never changes."""
    return int(hashlib.sha256(narrative.id.encode()).hexdigest(), 16) % ONE_IN == 0


def narratives(everything: Iterable[Narrative]) -> list[Narrative]:
    """The held-out narratives."""
    return [n for n in everything if is_held_out(n)]
