"""Texts that are the same or nearly so, told apart without keeping their words."""

import hashlib
import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

WORDS_TOGETHER = 5
KEPT = 128
# Share of word runs in common from which two texts count as nearly the same.
NEARLY_THE_SAME = 0.8
Sketch = frozenset[int]


def sketch(masked: str, key: bytes) -> Sketch:
    """The smallest keyed hashes of a masked text's runs of words; case, figures and marks do not count.

    A bottom-k sketch, from which the share of common runs of two texts is estimated (Broder 1997, On the
    resemblance and containment of documents). The key is drawn for one run, so the hashes lead back to no words.

    Args:
        masked: the text with placeholders for its personal data.
        key: the same for all texts that are compared.
    """
    words = re.findall(r"[^\W\d_]+", masked.casefold())
    runs = {" ".join(words[i : i + WORDS_TOGETHER]) for i in range(max(1, len(words) - WORDS_TOGETHER + 1))}
    return frozenset(heapq.nsmallest(KEPT, (_hash(run, key) for run in runs)))


def common(one: Sketch, other: Sketch) -> float:
    """The share of runs that two texts have in common, estimated from their sketches; 0 to 1."""
    smallest = heapq.nsmallest(KEPT, one | other)
    return sum(h in one and h in other for h in smallest) / len(smallest)


def pairs_across(sketches: Mapping[int, Sketch], parts: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Rows of different parts whose texts are the same or nearly so.

    Args:
        sketches: the sketch of each row, by its number.
        parts: numbers of the rows of each part.

    Yields:
        Pairs of row numbers, one of each part.
    """
    for at, part in enumerate(parts):
        places: dict[int, list[int]] = defaultdict(list)
        for row in part:
            for h in sketches[row]:
                places[h].append(row)
        for row in (row for later in parts[at + 1 :] for row in later):
            shared = Counter(other for h in sketches[row] for other in places.get(h, ()))
            for other, count in shared.items():
                if 2 * count >= len(sketches[row]) and common(sketches[row], sketches[other]) >= NEARLY_THE_SAME:
                    yield other, row


def _hash(run: str, key: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), key=key, digest_size=8).digest(), "big")
