"""Personal data that was found once, wherever else it stands in a text.

No word of the text becomes a regular expression here: Python keeps those that it compiled, and with them the words.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nlp.components.attributes import Pii

_LESS_SURE = 0.9  # of a place where data stands again, beside the one where it was found
# Letters and digits from which a value is looked for again; a shorter one would be found in other words.
_LEAST_VALUE = {"LOCATION": 8, "SETTING": 8, "STREET_ADDRESS": 8, "UK_POSTCODE": 5}
_LEAST_VALUE_ELSE = 6
_BETWEEN = re.compile(r"[\s()./-]{0,2}")  # two characters of one value
_INITIALS = re.compile(r"\s*\((?P<initials>(?:[A-Z]\.?){2,4})\)")
_NAME_PARTS = re.compile(r"[^\W\d_][\w'-]*")
_LEAST_PART = 3  # letters of a part of a name
_LONG_PART = 5  # letters from which a part in small letters is taken for the name
# Names that are words, and words that stand in names: found again only with the capital that they had.
_WORDS = frozenset(
    {
        *("mum", "mam", "mom", "dad", "nan", "gran", "the", "and", "for", "with", "has", "was", "will", "may", "mark"),
        *("grace", "summer", "hope", "faith", "rose", "ivy", "daisy", "joy", "april", "june", "august", "dawn", "eve"),
        *("sky", "star", "storm", "rain", "brook", "dale", "glen", "heath", "north", "south", "east", "west", "green"),
        *("brown", "white", "black", "gray", "young", "long", "short", "little", "good", "king", "bishop", "cook"),
        *("baker", "taylor", "school", "house", "street", "road", "chance", "sunny", "precious", "blessing", "mercy"),
        *("gift", "lucky", "miracle", "hunter", "river", "frank", "bill", "pat", "jack", "best", "day", "field"),
        *("park", "church", "price", "rich", "strong", "stone", "winter", "bond", "case", "early", "love", "major"),
    }
)


def found_again(text: str, found: Sequence[Pii]) -> list[Pii]:
    """Further places where data that was found stands: names whole or in part, other values in any spacing or case."""
    return [*_names(text, found), *_initials(text, found), *_values(text, found)]


def _names(text: str, found: Sequence[Pii]) -> Iterator[Pii]:
    """Names that were found, whole or in part; parts that are also words count only with the capital they had."""
    parts: dict[str, float] = {}
    for item in found:
        if item.type == "PERSON":
            for match in _NAME_PARTS.finditer(text, item.start, item.end):
                part = match.group().removesuffix("'s")
                if len(part) >= _LEAST_PART:
                    parts[part] = max(parts.get(part, 0.0), item.score)
    small = _lower(text)
    for part, score in parts.items():
        as_written = part.lower() in _WORDS
        for start in _whole(text if as_written else small, part if as_written else _lower(part)):
            written = text[start : start + len(part)]
            named = written == part or not written.islower() or part.islower() or len(part) >= _LONG_PART
            if named and text[start - 1 : start] not in {"@", "."}:
                yield Pii("PERSON", start, start + len(part), round(score * _LESS_SURE, 3))


def _initials(text: str, found: Sequence[Pii]) -> Iterator[Pii]:
    """Initials that the text gives for a name, "Amina Khan (AK)", wherever they stand."""
    for item in found:
        if item.type != "PERSON" or not (given := _INITIALS.match(text, item.end)):
            continue
        initials = given["initials"]
        letters = "".join(word[0] for word in _NAME_PARTS.findall(text[item.start : item.end])).upper()
        if initials.replace(".", "").upper() == letters:
            yield from (Pii("PERSON", at, at + len(initials), item.score) for at in _whole(text, initials))


def _values(text: str, found: Sequence[Pii]) -> Iterator[Pii]:
    """Numbers, addresses and the like that were found, in any spacing and any case."""
    places = [i for i, c in enumerate(text) if c.isalnum()]
    squeezed = _lower("".join(text[i] for i in places))
    values: dict[str, Pii] = {}
    for item in found:
        value = _lower("".join(c for c in text[item.start : item.end] if c.isalnum()))
        if item.type != "PERSON" and len(value) >= _LEAST_VALUE.get(item.type, _LEAST_VALUE_ELSE):
            values.setdefault(value, item)
    for value, item in values.items():
        for at in _starts(squeezed, value):
            stands = places[at : at + len(value)]
            start, end = stands[0], stands[-1] + 1
            joined = all(_BETWEEN.fullmatch(text, a + 1, b) for a, b in pairwise(stands))
            if joined and _is_whole(text, start, end):
                yield Pii(item.type, start, end, round(item.score * _LESS_SURE, 3))


def _whole(text: str, words: str) -> Iterator[int]:
    """Where ``words`` stand in ``text``, not as a part of another word."""
    return (at for at in _starts(text, words) if _is_whole(text, at, at + len(words)))


def _starts(text: str, words: str) -> Iterator[int]:
    """Where ``words`` stand in ``text``, one after the other."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on before ``start`` or after ``end``."""
    return not any(c.isalnum() or c == "_" for c in (text[start - 1 : start], text[end : end + 1]))


def _lower(text: str) -> str:
    """``text`` in small letters, character for character: a letter that would become two stays as it is."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
