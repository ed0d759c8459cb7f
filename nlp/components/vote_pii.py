"""Personal data of both sides, rules and encoder.

A shape that a rule knows with its company, or a check digit, wins the type; the encoder adds what no shape gives away;
what two found in overlapping places is masked as one.
"""

from collections.abc import Iterable, Sequence

from nlp.components.attributes import Pii

_SURE_SHAPE = 0.85


def vote_pii(rules: Sequence[Pii], seen: Sequence[Pii], not_data: Sequence[tuple[int, int]] = ()) -> list[Pii]:
    """Personal data of both sides; overlapping pieces joined, typed by the surer side.

    A name that a rule only guesses from its company ("dad Who") counts where the encoder sees data there too.

    Args:
        rules: what shapes gave away.
        seen: what the encoder sees.
        not_data: places of words that are no personal data; the encoder's pieces that are such a word are dropped.
    """
    kept = [p for p in seen if (p.start, p.end) not in set(not_data)]
    sure = [p for p in rules if p.type != "PERSON" or p.score >= _SURE_SHAPE or _meets(p, kept)]
    joined: list[Pii] = []
    for item in sorted([*sure, *kept], key=lambda p: (p.start, -p.end)):
        last = joined[-1] if joined else None
        if last is None or item.start >= last.end:
            joined.append(item)
        elif item.type == last.type:
            joined[-1] = Pii(item.type, last.start, max(last.end, item.end), max(last.score, item.score))
        else:
            joined[-1:] = _apart(last, item, set(rules))
    return joined


def _meets(item: Pii, others: Iterable[Pii]) -> bool:
    return any(o.start < item.end and item.start < o.end for o in others)


def _apart(first: Pii, second: Pii, from_rules: set[Pii]) -> list[Pii]:
    """Two overlapping pieces of different types: the surer keeps its extent, the other what is left of it."""
    surer, other = (first, second) if _sureness(first, from_rules) >= _sureness(second, from_rules) else (second, first)
    pieces = [surer]
    if other.start < surer.start:
        pieces.append(Pii(other.type, other.start, surer.start, other.score))
    if other.end > surer.end:
        pieces.append(Pii(other.type, surer.end, other.end, other.score))
    return sorted(pieces, key=lambda p: p.start)


def _sureness(item: Pii, from_rules: set[Pii]) -> float:
    """A rule that saw a shape's company is surer than the encoder; a bare shape is not."""
    return item.score + (1.0 if item in from_rules and item.score >= _SURE_SHAPE else 0.0)
