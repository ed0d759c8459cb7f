"""Which narratives are never trained on, so that thresholds can be chosen on them, and the form to score them in."""

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


def gold_row(narrative: Narrative) -> dict[str, object]:
    """A narrative in the form of the gold set."""
    return {
        "id": narrative.id,
        "text": narrative.text,
        "pii": [{"type": s.label, "start": s.start, "end": s.end} for s in narrative.pii],
        "sections": dict(narrative.sections),
        "findings": [{"id": f.label, "assertion": f.assertion, "quote": f.text} for f in narrative.findings],
        "language": [{"kind": q.label, "quote": q.text} for q in narrative.language],
        "route": narrative.route,
        "escalate": narrative.escalate,
        "why": "",
    }
