"""Personal data from the tag probabilities that the encoder gives each token."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nlp import taxonomy
from nlp.components.attributes import Pii
from nlp.components.encoder_input import SHAPES, Laid
from nlp.components.heads import TAGS

Floats = NDArray[np.float32]
# Chosen on held-out bank narratives, as written, in small letters and in capitals.
LEAST_PII = 0.5
LEAST_PLAIN = 0.25
LEAST_BESIDE = 0.25
_PERSON = taxonomy.PII_TYPES.index("PERSON")
_NO_NAMES = frozenset({"dob", "aged", "age", "born", "and", "aka", "nee", "mr", "mrs", "ms", "miss", "dr"})
_LIKE_NAMES = frozenset({"LOCATION", "SETTING"})  # streets, schools and villages are called after people


def decode_pii(text: str, laid: Laid, tags: Floats) -> tuple[Pii, ...]:
    """Personal data from the tag probabilities of tokens; whole words only.

    Beside a name that is found, and where a unit's letters tell no names apart (all small, all capitals), less is
    asked of a word: names are missed there more often than other words are taken for them.

    Args:
        text: the text.
        laid: its tokens.
        tags: tokens by tags.
    """
    words = _tagged_words(text, laid, tags)
    plain = _plain_units(laid)
    taken = [word.score >= (LEAST_PLAIN if word.unit in plain else LEAST_PII) for word in words]
    found: list[Pii] = []
    for word, is_data in zip(words, _with_rest_of_names(text, words, taken), strict=True):
        last = found[-1] if found else None
        if not is_data:
            continue
        if last and last.type == word.kind and not word.begins and _joined(text[last.end : word.start]):
            found[-1] = Pii(word.kind, last.start, word.end, max(last.score, word.score))
        else:
            found.append(Pii(word.kind, word.start, word.end, word.score))
    return tuple(p for p in found if any(c.isalnum() for c in text[p.start : p.end]))


@dataclass(frozen=True)
class _TaggedWord:
    """A word with the type of personal data that it would be, and how surely it is any."""

    start: int
    end: int
    unit: int
    kind: str
    score: float
    begins: bool
    name: float


def _tagged_words(text: str, laid: Laid, tags: Floats) -> list[_TaggedWord]:
    words = []
    for tokens in _words(text, laid):
        mean = tags[tokens].mean(axis=0)
        types = mean[1::2] + mean[2::2]
        kind = taxonomy.PII_TYPES[int(types.argmax())]
        first = tags[tokens[0]]
        words.append(
            _TaggedWord(
                start=laid.starts[tokens[0]],
                end=laid.ends[tokens[-1]],
                unit=laid.units[tokens[0]],
                kind=kind,
                score=round(1.0 - float(mean[0]), 3),
                begins=float(first[TAGS.index(f"B-{kind}")]) > float(first[TAGS.index(f"I-{kind}")]),
                name=float(types[_PERSON]),
            )
        )
    return words


def _plain_units(laid: Laid) -> set[int]:
    """Units in which no word begins with a capital and goes on small."""
    titled = {unit for unit, shape in zip(laid.units, laid.shapes, strict=True) if SHAPES[shape] == "title"}
    return set(laid.units) - titled


def _with_rest_of_names(text: str, words: list[_TaggedWord], taken: list[bool]) -> list[bool]:
    """``taken``, with the words next to a name that may be the rest of it; what looked like a place becomes a name."""
    more = list(taken)
    for (i, left), (j, right) in pairwise(enumerate(words)):
        if text[left.end : right.start] not in {" ", "-", "'", "’"}:
            continue
        for name, k, other in ((i, j, right), (j, i, left)):
            same_case = text[words[name].start].isupper() == text[other.start].isupper()
            if not same_case or text[other.start : other.end].lower() in _NO_NAMES:
                continue
            if taken[name] and words[name].kind == "PERSON" and other.name >= LEAST_BESIDE:
                more[k] = True
                words[k] = replace(other, kind="PERSON", begins=False) if other.kind in _LIKE_NAMES else other
    return more


def _joined(between: str) -> bool:
    return not between.strip(" ,'’-/.@&()\t\u00a0")


def _words(text: str, laid: Laid) -> list[list[int]]:
    """Tokens grouped by word: those with nothing between them, punctuation apart."""
    words: list[list[int]] = []
    for i, (start, end) in enumerate(zip(laid.starts, laid.ends, strict=True)):
        if start == end:
            continue
        piece = text[start:end].isalnum()
        joined = words and laid.ends[words[-1][-1]] == start and piece and text[start - 1].isalnum()
        if joined:
            words[-1].append(i)
        else:
            words.append([i])
    return words
