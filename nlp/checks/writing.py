"""How a text reads: undated, pointing elsewhere, pasted, repeated, hard to read, in shorthand."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pyphen import Pyphen
from spacy.tokens import Doc

from nlp.checks.spans import check
from nlp.result import Check
from nlp.rules.schema import TermRule

_UNDATED = re.compile(
    r"\b(?:recently|lately|ongoing|of late|for some time|on occasions?|regularly|a while (?:ago|back)|in the past)\b",
    re.IGNORECASE,
)
_ANCHOR = re.compile(
    r"\b(?:since|from|in|on|last|every|each|for)\s+(?:\w+\s){0,2}(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|week|month|year|christmas|xmas|summer|easter)",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\b(?:(?:see|refer to|as per|per)\s+(?:the\s+)?"
    r"(?:log|niche|cad|crime|previous|ppn|attached|statement|report|above report|body map|dash|dara)\b(?:\s?\S*\d\S*)?|"
    r"as above\b|see above\b|as previous(?:ly)?\b|(?:tbc|t\.b\.c\.)(?!\w))",
    re.IGNORECASE,
)
_LOG_LINE = re.compile(
    r"^\s*(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?\s+)?\d{1,2}:?\d{2}(?::\d{2})?\s*(?:hrs)?\b[ \t:=-]*[A-Z]", re.MULTILINE
)
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
LEAST_LOG_LINES = 4
LONG = 600  # words; a screener reads dozens a day (Early Action Together evaluation: "too long, hard to read")
REPEATED = 12  # words in a row
HARD = 35.0  # Flesch reading ease under which a text is very hard to read (Flesch 1948: "very difficult" under 30)
LEAST_WORDS = 80  # for a reading level
MOST_TERMS = 8


def find(doc: Doc, terms: Mapping[str, TermRule]) -> Iterator[Check]:
    """Checks of how ``doc`` reads; ``terms`` by id."""
    text = doc._.text
    yield from _undated(text)
    yield from _pointer(text)
    yield from _pasted_log(text)
    yield from _repeated(text)
    yield from _long(text)
    yield from _hard(doc)
    yield from _shorthand(doc, terms)


def _undated(text: str) -> Iterator[Check]:
    for match in _UNDATED.finditer(text):
        line = text[max(0, match.start() - 60) : match.end() + 60]
        if not _ANCHOR.search(line):
            yield check("undated", "Since when, or how often? A date or a number helps.", match)
            return


def _pointer(text: str) -> Iterator[Check]:
    if places := list(_POINTER.finditer(text)):
        message = "A pointer is no answer: the receiving team cannot open police systems. Say here what it says."
        yield check("pointer", message, *places[:3])


def _pasted_log(text: str) -> Iterator[Check]:
    lines = list(_LOG_LINE.finditer(text))
    if len(lines) >= LEAST_LOG_LINES:
        message = "Part of this looks pasted from a log. What happened, in a few plain sentences, is read sooner."
        yield check("pasted_log", message, (lines[0].start(), lines[-1].end()))


def _repeated(text: str) -> Iterator[Check]:
    words = list(_WORD.finditer(text))
    seen: dict[tuple[str, ...], int] = {}
    for at in range(len(words) - REPEATED + 1):
        run = tuple(word.group().casefold() for word in words[at : at + REPEATED])
        first = seen.setdefault(run, at)
        if at - first >= REPEATED:
            places = [(words[i].start(), words[i + REPEATED - 1].end()) for i in (first, at)]
            yield check("repeated", "This is said twice, word for word. Once is enough.", *places)
            return


def _long(text: str) -> Iterator[Check]:
    count = len(text.split())
    if count > LONG:
        yield check("long", f"{count} words: what matters is found sooner in a shorter text. Is any of it not needed?")


def _hard(doc: Doc) -> Iterator[Check]:
    words = _WORD.findall(doc._.text)
    if len(words) >= LEAST_WORDS and reading_ease(doc) < HARD:
        message = "Long words and long sentences make this hard to read. Shorter sentences are read sooner."
        yield check("hard_to_read", message)


def reading_ease(doc: Doc) -> float:
    """Flesch reading ease of ``doc`` (Flesch 1948): about 100 for the easiest text, under 30 for the hardest.

    Syllables are counted by the places where a word may be hyphenated.
    """
    words = _WORD.findall(doc._.text)
    if not words:
        return 100.0
    sentences = max(1, sum(1 for unit in doc.sents if _WORD.search(unit.text)))
    syllables = sum(_syllables(word.lower()) for word in words)
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * syllables / len(words)


def _syllables(word: str) -> int:
    return len(_hyphenation().positions(word)) + 1


@cache
def _hyphenation() -> Pyphen:
    return Pyphen(lang="en_GB")


def _shorthand(doc: Doc, terms: Mapping[str, TermRule]) -> Iterator[Check]:
    found: dict[str, tuple[int, int]] = {}
    for hit in doc._.hits:
        rule = terms.get(hit.rule)
        if rule is not None and rule.id not in found and rule.means.casefold() not in doc._.text.casefold():
            span = doc[hit.start : hit.end]
            found[rule.id] = (span.start_char, span.end_char)
    if found:
        shown = list(found)[:MOST_TERMS]
        told = "; ".join(f"{terms[name].phrases[0].upper()} is {terms[name].means}" for name in shown)
        message = f"Shorthand that not every reader knows. {told}."
        yield check("shorthand", message, *(found[name] for name in shown))
