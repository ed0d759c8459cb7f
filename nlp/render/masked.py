"""A text and its review with the personal data replaced, for a report that may travel further than the draft."""

from collections.abc import Callable, Sequence
from typing import Any

from nlp.masking import Replacement, apply
from nlp.result import Review

_Move = Callable[[int], int]


def masked(text: str, review: Review, found: Sequence[Replacement]) -> tuple[str, Review]:
    """``text`` with every replacement made, and its review with every place moved along.

    Args:
        text: the text exactly as reviewed.
        review: its review.
        found: what stands in place of each piece of personal data, in order and without overlaps.

    Returns:
        The new text, and a review whose offsets are into it. A place that begins or ends within a replaced piece
        grows to the whole of what replaced it.
    """
    moved = _moved(review.to_dict(), lambda at: _start(at, found), lambda at: _end(at, found))
    return apply(text, found), Review.from_dict(moved)


def _moved(value: Any, start: _Move, end: _Move) -> Any:  # noqa: ANN401 - any plain JSON type
    if isinstance(value, list):
        return [_moved(item, start, end) for item in value]
    if not isinstance(value, dict):
        return value
    places = {"start": start(value["start"]), "end": end(value["end"])} if {"start", "end"} <= value.keys() else {}
    return {key: _moved(item, start, end) for key, item in value.items()} | places


def _start(at: int, found: Sequence[Replacement]) -> int:
    within = [item for item in found if item.start < at < item.end]
    return _shifted(within[0].start if within else at, found)


def _end(at: int, found: Sequence[Replacement]) -> int:
    within = [item for item in found if item.start < at < item.end]
    return _shifted(within[0].end if within else at, found)


def _shifted(at: int, found: Sequence[Replacement]) -> int:
    """Where an edge stands once all that ends before it is replaced."""
    return at + sum(len(item.new) - (item.end - item.start) for item in found if item.end <= at)
