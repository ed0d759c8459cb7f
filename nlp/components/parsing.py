"""One parse: tokens and reading units, with offsets that are those of the text as given."""

from collections.abc import Iterator
from functools import cache
from typing import TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

# Typographic characters that officers paste from Word or a phone, each to one ASCII character, so
# that rules can be written once and every offset stays what it was.
_FOLD = str.maketrans(
    {
        # Accents typed as characters of their own: kept in place, inside the word, as an apostrophe is.
        **{chr(code): "'" for code in range(0x300, 0x370)},
        "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "`": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\u200b": " ", "\ufeff": " ",
    }
)  # fmt: skip
T = TypeVar("T")
Doc.set_extension("text", default=None, force=True)
MOST_UNIT_TOKENS = 40
# Words with which a unit begins that says otherwise than the one before: "no bruises, but Mum had a black eye".
_OTHERWISE = frozenset({"but", "although", "though", "whereas"})
_OTHERWISE_AFTER_COMMA = frozenset({"however", "except", "yet", "despite"})
_ONLY = frozenset({"nothing", "nobody", "none", "anything", "all", "no", "anyone"})  # "nothing but", "all but"
_QUOTES = frozenset({'"', "'"})
LEAST_CLAUSE = 3  # tokens of a clause that is read by itself
_END = frozenset(".!?")
_CLOSING = frozenset("\"')]")
_ABBREVIATIONS = frozenset(
    {
        *("mr", "mrs", "ms", "miss", "dr", "pc", "pcso", "ps", "sgt", "insp", "dc", "ds", "di", "const", "cst"),
        *("st", "rd", "approx", "appt", "dept", "ref", "tel", "yr", "yrs", "mths", "hrs", "wks", "nr", "inc"),
        *("e.g", "i.e", "eg", "ie", "re", "o.a"),
    }
)


def fold(text: str) -> str:
    """``text`` with typographic quotes, dashes, blanks and loose accents as ASCII, character for character."""
    return text.translate(_FOLD)


@cache
def tokenizer() -> Language:
    """The blank English pipeline that every part shares; only its tokenizer is used."""
    return spacy.blank("en")


def forgetting(made: Iterator[T]) -> Iterator[T]:
    """``made``, each item in a memory zone, so that spaCy keeps no words of a text once it is reviewed.

    Args:
        made: items that hold no parse. No other thread may be reading texts: the zone is everybody's.
    """
    while True:
        with tokenizer().memory_zone():
            item = next(made, None)
        if item is None:
            return
        yield item


def parse(text: str) -> Doc:
    """Tokens of ``text``, with sentence starts at its reading units.

    Args:
        text: the text exactly as given.

    Returns:
        A spaCy ``Doc`` whose tokens have the offsets of ``text`` and whose ``sents`` are units: a sentence, a line of
        a form, a clause that says otherwise, or a stretch of at most ``MOST_UNIT_TOKENS`` of a run-on. ``doc._.text``
        is its text, which ``doc.text`` would join from the tokens at every call.
    """
    folded = fold(text)
    doc = tokenizer().make_doc(folded)
    doc._.text = folded
    starts = unit_starts(doc)
    for token in doc:
        token.is_sent_start = token.i in starts
    return doc


def unit_starts(doc: Doc) -> set[int]:
    """Indices of the tokens with which a reading unit begins."""
    starts = {0}
    for token in doc[1:]:
        if _new_line(doc, token.i) or _after_full_stop(doc, token.i):
            starts.add(token.i)
    starts |= _cuts_before_contrast(doc, sorted(starts))
    return starts | _cuts_of_run_ons(doc, sorted(starts))


def _new_line(doc: Doc, i: int) -> bool:
    """Whether token ``i`` is the first one after a line break."""
    return "\n" in doc[i - 1].text and "\n" not in doc[i].text


def _after_full_stop(doc: Doc, i: int) -> bool:
    """Whether token ``i`` begins a sentence: a stop before it, and no abbreviation before that."""
    j = i - 1
    while j > 0 and doc[j].text in _CLOSING and not doc[j - 1].whitespace_:
        j -= 1
    before = doc[j].text
    if not before or before[-1] not in _END or doc[i].is_space or not doc[i - 1].whitespace_:
        return False
    word = doc[j - 1].lower_ if before in _END and j else before.rstrip(".").lower()
    return word not in _ABBREVIATIONS or before[-1] != "."


def _cuts_before_contrast(doc: Doc, starts: list[int]) -> set[int]:
    """Extra starts where a clause says otherwise than what stands before it."""
    cuts: set[int] = set()
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        last = start
        for i in range(start + LEAST_CLAUSE, end - LEAST_CLAUSE + 1):
            if i - last >= LEAST_CLAUSE and _says_otherwise(doc, i):
                last = i - 1 if doc[i - 1].text in _QUOTES and not doc[i - 1].whitespace_ else i
                cuts.add(last)
    return cuts


def _says_otherwise(doc: Doc, i: int) -> bool:
    """Whether a clause that says otherwise begins at token ``i``; "but nothing confirmed" only doubts what it ends."""
    before, word, following = (str(doc[j].lower_) for j in (i - 1, i, i + 1))
    if word in _OTHERWISE_AFTER_COMMA:
        return before == "," and following != ","
    return word in _OTHERWISE and following not in {"not", "nothing"} and before not in _ONLY


def sentence_around(unit: Span) -> Span:
    """``unit`` with the units before and after it that were cut from it because they say otherwise.

    Args:
        unit: one of ``doc.sents``.
    """
    doc, start, end = unit.doc, unit.start, unit.end
    while start > 0 and doc[start].lower_ in _OTHERWISE | _OTHERWISE_AFTER_COMMA:
        start = doc[start - 1].sent.start
    while end < len(doc) and doc[end].lower_ in _OTHERWISE | _OTHERWISE_AFTER_COMMA:
        end = doc[end].sent.end
    return doc[start:end]


def _cuts_of_run_ons(doc: Doc, starts: list[int]) -> set[int]:
    """Extra starts, at commas and joining words, in units that are too long to read at once."""
    cuts: set[int] = set()
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        last = start
        good = 0
        for i in range(start + 1, end):
            if doc[i - 1].text in {",", ";", "-"} or doc[i].lower_ in {"and", "but", "so", "then", "because"}:
                good = i
            if i - last >= MOST_UNIT_TOKENS and end - i > MOST_UNIT_TOKENS // 4:
                last = good if good - last > MOST_UNIT_TOKENS // 4 else i
                cuts.add(last)
    return cuts
