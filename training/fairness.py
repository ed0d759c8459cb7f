"""Does the estimate stay where it is when the facts do? Swaps over drafts, told in ``docs/fairness.md``.

Every version of a draft is reviewed whole. In each kind of ``training/swaps.toml`` versions are compared with that of
the first value. Not every draft meets every value: each meets ``values`` of them, which take turns from draft to draft.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from nlp.result import Review
from training.swaps import Draft, Kind, Swaps, versions

ReviewText = Callable[[str], Review]
VALUES = 3


@dataclass(frozen=True)
class Move:
    """What one swap did.

    Attributes:
        draft: id of the draft.
        value: the value that was put in.
        before: estimate of the version that it is compared with; None where no estimate is told.
        after: estimate of the version with the value.
        same_checklist: whether all sections have the status that they had.
        same_label: whether the label is the same, "not applicable" among them.
        helped: whether its author's outcome is early help.
    """

    draft: str
    value: str
    before: float | None
    after: float | None
    same_checklist: bool
    same_label: bool
    helped: bool

    @property
    def by(self) -> float | None:
        """How far the estimate moved, up or down; None where it is not told on both sides."""
        return None if self.before is None or self.after is None else self.after - self.before


def moves(kind: Kind, drafts: Iterable[Draft], review: ReviewText, values: int = VALUES) -> Iterator[Move]:
    """What the swaps of one kind did.

    Args:
        kind: the kind.
        drafts: drafts with an outcome that the estimate is about.
        review: reviews a text.
        values: at most so many values a draft.
    """
    for number, draft in enumerate(drafts):
        made = versions(kind, draft)
        if not made:
            continue
        (_, first), *others = made.items()
        before = review(first)
        for value, text in _turn(others, number * values, values):
            yield _move(draft, value, before, review(text))


def _turn(items: Sequence[tuple[str, str]], start: int, count: int) -> Iterator[tuple[str, str]]:
    at = start % len(items)
    return islice((*items[at:], *items[:at]), count)


def _move(draft: Draft, value: str, before: Review, after: Review) -> Move:
    return Move(
        draft.id,
        value,
        before.route.p_early_help,
        after.route.p_early_help,
        same_checklist=_statuses(before) == _statuses(after),
        same_label=before.route.label == after.route.label,
        helped=draft.route == "early_help",
    )


def _statuses(review: Review) -> list[str]:
    return [section.status for section in review.sections.values()]


def figures(found: Sequence[Move], limit: float) -> dict[str, Any]:
    """Number of comparisons; mean and largest move; shares within the limit, with the same checklist and label."""
    told = [abs(move.by) for move in found if move.by is not None]
    return {
        "comparisons": len(found),
        "told": len(told),
        "mean": _mean(told),
        "largest": round(max(told, default=0.0), 3),
        "within": _mean([size <= limit + 1e-9 for size in told]),
        "same_checklist": _mean([move.same_checklist for move in found]),
        "same_label": _mean([move.same_label for move in found]),
    }


def by_value(found: Sequence[Move]) -> list[dict[str, Any]]:
    """For each value: comparisons, mean move up or down, and mean estimate less the share that went to early help."""
    rows = []
    for value in dict.fromkeys(move.value for move in found):
        told = [move for move in found if move.value == value and move.by is not None]
        rows.append(
            {
                "value": value,
                "comparisons": len(told),
                "mean_move": _mean([move.by or 0.0 for move in told]),
                "calibration_gap": _mean([(move.after or 0.0) - move.helped for move in told]),
            }
        )
    return rows


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def measure(swaps: Swaps, drafts: Sequence[Draft], review: ReviewText, values: int = VALUES) -> dict[str, Any]:
    """Everything that the page and ``models/fairness.json`` tell.

    Args:
        swaps: the kinds and the limit.
        drafts: drafts with an outcome that the estimate is about.
        review: reviews a text.
        values: at most so many values a draft and kind.
    """
    kinds = []
    for kind in swaps.kind:
        found = list(moves(kind, drafts, review, values))
        worst = sorted((m for m in found if m.by is not None), key=lambda m: -abs(m.by or 0.0))[:3]
        kinds.append(
            {
                "id": kind.id,
                "title": kind.title,
                "facts_alike": kind.facts_alike,
                **figures(found, swaps.limit),
                "values": by_value(found),
                "worst": [{"draft": m.draft, "value": m.value, "before": m.before, "after": m.after} for m in worst],
            }
        )
    return {"limit": swaps.limit, "drafts": len(drafts), "kinds": kinds}
