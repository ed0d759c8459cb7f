"""What changed between two checks of the same draft."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from nlp import names
from nlp.result import Review

_SHARED_WORDS = 0.6  # of the shorter text
_RANK = {"missing": 0, "partial": 1, "not_known": 2, "present": 2}


@dataclass(frozen=True)
class Changes:
    """What closed and what opened since the check before; plain names, in the order of the form.

    Attributes:
        closed: sections that are answered now and were not.
        nearer: sections that were missing and are partly answered now.
        opened: sections that are answered less than before.
        gone: other things that are no longer found.
        new: other things that are found now.
    """

    closed: tuple[str, ...]
    nearer: tuple[str, ...]
    opened: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def none(self) -> bool:
        """Whether nothing that the review looks at has changed."""
        return not (self.closed or self.nearer or self.opened or self.gone or self.new)


def same_draft(one: str, other: str) -> bool:
    """Whether two texts are likely stages of one draft, so that comparing them makes sense."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return len(words & others) >= _SHARED_WORDS * min(len(words), len(others))


def answered(review: Review) -> int:
    """How many sections are answered."""
    return sum(section.status in names.ANSWERED for section in review.sections.values())


def changes(before: Review, after: Review) -> Changes:
    """What closed and what opened from ``before`` to ``after``."""
    moves = {name: (_RANK[s.status], _RANK[after.sections[name].status]) for name, s in before.sections.items()}
    return Changes(
        closed=_titles(name for name, (old, new) in moves.items() if old < 2 <= new),
        nearer=_titles(name for name, (old, new) in moves.items() if (old, new) == (0, 1)),
        opened=_titles(name for name, (old, new) in moves.items() if new < old),
        gone=_left_over(_others(before), _others(after)),
        new=_left_over(_others(after), _others(before)),
    )


def _titles(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(names.SECTIONS[name] for name in found)


def _others(review: Review) -> Counter[str]:
    """Everything beside the sections that an officer may act on, counted by its plain name."""
    return Counter(
        (
            *(f"Must not wait: {names.SAFETY_INDICATORS[i.id]}" for i in review.safety.indicators),
            *(f"Wording: {names.LANGUAGE_KINDS[i.kind]}" for i in review.language),
            *(f"May be left out: {names.PII_TYPES[i.type]}" for i in review.pii if i.needed is False),
            *(f"Look again: {check.message}" for check in review.checks),
        )
    )


def _left_over(some: Counter[str], others: Counter[str]) -> tuple[str, ...]:
    left = some - others
    return tuple(f"{name} ({count})" if count > 1 else name for name, count in left.items())
