"""How a text is laid out for the encoder: tokens, letter shapes, reading units, windows. Shared with training."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from tokenizers import Tokenizer

MOST_TOKENS = 384
CONTEXT_TOKENS = 64
CLS, SEP, PAD = 101, 102, 0
NEW_LINE = 1  # [unused0] of the BERT vocabulary: line ends tell forms from prose
SHAPES = ("other", "lower", "title", "upper", "digits", "mixed_digits", "mixed_case")


@dataclass(frozen=True)
class Laid:
    """A text as the encoder sees it; one entry a token.

    Attributes:
        ids: vocabulary ids.
        shapes: indices into ``SHAPES`` of the word to which the token belongs.
        starts: code point at which the token begins.
        ends: code point after its end.
        units: index of the reading unit in which it stands.
        spans: start and end code points of each unit.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    units: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Window:
    """Tokens ``context`` to ``end`` are read together; results count from ``start``."""

    context: int
    start: int
    end: int


def lay_out(doc: Doc, tokenizer: Tokenizer) -> Laid:
    """Tokens of ``doc``, with a mark for each line end, by reading unit."""
    text = doc._.text
    spans = tuple((sent.start_char, sent.start_char + len(sent.text.rstrip())) for sent in doc.sents)
    encoding = tokenizer.encode(text, add_special_tokens=False)
    shapes = _word_shapes(text, encoding.offsets, encoding.word_ids)
    rows: list[tuple[int, int, int, int, int]] = []
    unit = 0
    for token, shape, (start, end) in zip(encoding.ids, shapes, encoding.offsets, strict=True):
        while unit + 1 < len(spans) and start >= spans[unit + 1][0]:
            unit += 1
        if rows and "\n" in text[rows[-1][3] : start]:
            rows.append((NEW_LINE, 0, rows[-1][3], rows[-1][3], rows[-1][4]))
        rows.append((token, shape, start, end, unit))
    columns = tuple(zip(*rows, strict=True)) or ((),) * 5
    return Laid(columns[0], columns[1], columns[2], columns[3], columns[4], spans)


def windows(laid: Laid, most: int = MOST_TOKENS) -> tuple[Window, ...]:
    """Windows that together read every token once, cut between units, each with some tokens of what went before."""
    room = most - 2
    found: list[Window] = []
    start = 0
    while start < len(laid.ids):
        context = max(0, start - CONTEXT_TOKENS) if start else 0
        end = min(len(laid.ids), context + room)
        if end < len(laid.ids):
            end = _unit_break(laid.units, start, end)
        found.append(Window(context, start, end))
        start = end
    return tuple(found)


def _unit_break(units: Sequence[int], start: int, end: int) -> int:
    """The last place before ``end`` where a unit begins; ``end`` itself where one unit fills the window."""
    at = end
    while at > start and units[at] == units[at - 1]:
        at -= 1
    return at if at > start else end


def _word_shapes(text: str, offsets: Sequence[tuple[int, int]], words: Sequence[int | None]) -> list[int]:
    first: dict[int | None, int] = {}
    last: dict[int | None, int] = {}
    for (start, end), word in zip(offsets, words, strict=True):
        first.setdefault(word, start)
        last[word] = end
    return [_shape(text[first[word] : last[word]]) for word in words]


def _shape(word: str) -> int:
    if word.isdigit():
        return 4
    if any(c.isdigit() for c in word):
        return 5
    if not any(c.isalpha() for c in word):
        return 0
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word[0].isupper() and word[1:].islower() else 6
