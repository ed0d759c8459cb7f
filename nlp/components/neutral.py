"""A layout that reads alike whoever it is about: plain words in place of names, places, groups and sexes.

What the encoder finds, needs and answers, must not hang on what people are called, where they live, to which group they
belong or whether they are women or men. So it reads the text with these words exchanged, token by token; every place in
the text stays where it was. Shared with training.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from tokenizers import Tokenizer

from nlp.components.attributes import Pii
from nlp.components.encoder_input import SHAPES, Laid
from nlp.rules import records

_LETTER_CASES = ("lower", "title", "upper")
_DIGITS, _TITLE = SHAPES.index("digits"), SHAPES.index("title")
# An initial before a name belongs to it, whether it was found or not; I and A are words too.
_INITIAL = re.compile(r"(?<![\w'’])(?:[B-HJ-Z]\.?\s+){1,2}$")
_LONGEST_INITIALS = 8  # characters


class NeutralWords(BaseModel):
    """What stands in place of what; told in ``rules/neutral.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: tuple[str, ...]
    places: tuple[str, ...]
    group: str
    groups: tuple[str, ...]
    language_before: tuple[str, ...]
    language_after: tuple[str, ...]
    alike: tuple[tuple[str, ...], ...]
    women_and_men: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    of_women_only: tuple[str, ...]
    fixed: dict[str, str]


class Exchange(NamedTuple):
    """A stretch of the text, and the words that are read in its place."""

    start: int
    end: int
    words: str


@cache
def neutral_words() -> NeutralWords:
    """The words of ``rules/neutral.toml``.

    Raises:
        RuleError: where the file breaks the schema.
    """
    return records.read(files("nlp") / "rules" / "neutral.toml", NeutralWords)


def neutral(laid: Laid, text: str, pii: Sequence[Pii], tokenizer: Tokenizer) -> Laid:
    """``laid`` with plain words in place of personal data and of words for groups.

    Args:
        laid: the layout of ``text``.
        text: the text.
        pii: its personal data, in order, without overlaps.
        tokenizer: the tokenizer of the encoder.

    Returns:
        A layout with the same reading units; the tokens of an exchanged stretch all stand at that stretch.
    """
    rows = list(zip(laid.ids, laid.shapes, laid.starts, laid.ends, laid.units, strict=True))
    out: list[tuple[int, int, int, int, int]] = []
    at = 0
    for start, end, words in exchanges(text, pii):
        while at < len(rows) and rows[at][2] < start:
            out.append(rows[at])
            at += 1
        first = at
        while at < len(rows) and rows[at][2] < end:
            at += 1
        if at > first:
            _, shape, _, _, unit = rows[first]
            out += [(token, s, start, end, unit) for token, s in _tokens(words, shape, tokenizer)]
    columns = tuple(zip(*(out + rows[at:]), strict=True)) or ((),) * 5
    return Laid(columns[0], columns[1], columns[2], columns[3], columns[4], laid.spans)


def _tokens(words: str, shape: int, tokenizer: Tokenizer) -> Iterator[tuple[int, int]]:
    """Ids of ``words`` in the letter case ``shape``, so that a draft all in capitals still reads so."""
    case = shape if SHAPES[shape] in _LETTER_CASES else _TITLE
    for token, word in _encoded(words, tokenizer):
        yield token, _DIGITS if word.isdigit() else case


@lru_cache(maxsize=1024)  # words of ``neutral.toml`` alone, never of a text
def _encoded(words: str, tokenizer: Tokenizer) -> tuple[tuple[int, str], ...]:
    encoded = tokenizer.encode(words, add_special_tokens=False)
    return tuple(zip(encoded.ids, encoded.tokens, strict=True))


def exchanges(text: str, pii: Sequence[Pii]) -> list[Exchange]:
    """What is exchanged in ``text``, in order, without overlaps.

    Args:
        text: the text.
        pii: its personal data, in order, without overlaps.
    """
    # Of data nothing is read here, so that no place, such as the Isle of Man, decides how people are told of.
    plain = "".join(" " * len(part) if is_data else part for part, is_data in _cut(text, pii))
    return sorted([*_personal(text, pii), *_groups(plain), *_sexes(plain)])


def _cut(text: str, pii: Sequence[Pii]) -> Iterator[tuple[str, bool]]:
    """``text`` in order, in pieces that are personal data and pieces that are not."""
    at = 0
    for item in pii:
        yield text[at : item.start], False
        yield text[item.start : item.end], True
        at = item.end
    yield text[at:], False


def _personal(text: str, pii: Sequence[Pii]) -> Iterator[Exchange]:
    words = neutral_words()
    names: dict[str, str] = {}
    places: dict[str, str] = {}
    before = 0
    for item in pii:
        value = text[item.start : item.end]
        if item.type == "PERSON":
            keys = [key for part in value.split() if len(key := part.casefold().strip(",.'’")) > 1]
            new = " ".join(_nth(names, key, words.names) for key in keys)
        elif item.type == "LOCATION":
            new = _nth(places, value.casefold(), words.places)
        else:
            new = words.fixed.get(item.type, "")
        if new:
            yield Exchange(max(before, _with_initials(text, item)), item.end, new)
        before = item.end


def _with_initials(text: str, item: Pii) -> int:
    if item.type != "PERSON":
        return item.start
    before = text[max(0, item.start - _LONGEST_INITIALS) : item.start]
    initials = _INITIAL.search(before)
    return item.start - len(initials[0]) if initials else item.start


def _nth(known: dict[str, str], key: str, pool: Sequence[str]) -> str:
    """The word of ``pool`` for ``key``: the next one for a new key, the same again for a known one."""
    return known.setdefault(key, pool[len(known) % len(pool)])


def _groups(text: str) -> Iterator[Exchange]:
    words = neutral_words()
    read_as = {word: row[0] for row in words.alike for word in row} | dict.fromkeys(words.groups, words.group)
    for match in _group_pattern().finditer(text):
        if new := read_as.get(match[0].lower()):
            yield Exchange(*match.span(), new)


def _sexes(text: str) -> Iterator[Exchange]:
    """Women's and men's words as the first of their kind; the first person of a text reads as a woman."""
    sexes = _sex_of()
    # The letters "ı" and "ſ" count as "i" and "s" where case is ignored, and yet make another word.
    found = [match for match in _sex_pattern().finditer(text) if match[0].lower() in sexes]
    keeps = not found or sexes[found[0][0].lower()].woman or _women_only_pattern().search(text) is not None
    for match in found:
        word = sexes[match[0].lower()]
        new = word.own if keeps else word.other
        if new != match[0].lower():
            yield Exchange(*match.span(), new)


class _Sexed(NamedTuple):
    """A woman's or a man's word: how it reads in its own place, and where women and men change places."""

    woman: bool
    own: str
    other: str


@cache
def _sex_of() -> dict[str, _Sexed]:
    known: dict[str, _Sexed] = {}
    for women, men in neutral_words().women_and_men:
        known |= {word: _Sexed(woman=True, own=women[0], other=men[0]) for word in women}
        known |= {word: _Sexed(woman=False, own=men[0], other=women[0]) for word in men}
    return known


@cache
def _group_pattern() -> re.Pattern[str]:
    """Words for groups where no language is meant, and those that read alike; the longest first."""
    words = neutral_words()

    not_after = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in words.language_before)
    groups = rf"{not_after}(?:{_any_of(words.groups)})(?![\w-])(?!\s(?:{_any_of(words.language_after)})\b)"
    alike = rf"(?:{_any_of([word for row in words.alike for word in row])})(?![\w-])"
    return re.compile(rf"(?<![\w-])(?:{groups}|{alike})", re.IGNORECASE)


@cache
def _sex_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(list(_sex_of()))})(?!\w)", re.IGNORECASE)


@cache
def _women_only_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(neutral_words().of_women_only)})(?!\w)", re.IGNORECASE)


def _any_of(choices: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(choices, key=len, reverse=True))
