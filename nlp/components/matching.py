"""All phrase rules, and the company that some ask for, in one pass over the parse."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.rules import phrases as phrase_language
from nlp.rules.base import NearRule, PhraseRule, Rule

_NEAR = "#near"


@dataclass(frozen=True, order=True)
class Hit:
    """Words of the text that a rule found; token indices, ``end`` exclusive."""

    start: int
    end: int
    rule: str


class RuleMatcher:
    """Finds the words of many rules at once.

    Every phrase is filed under the words with which it can begin, so that at each word of a text only the
    few phrases are tried that could start there. A phrase is compiled when it is first tried.

    Args:
        rules: the rules.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_first_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._shapes: list[tuple[str, re.Pattern[str]]] = []
        self._compiled: dict[str, re.Pattern[str]] = {}
        for rule in rules:
            if isinstance(rule, PhraseRule):
                self._shapes += [(rule.id, re.compile(r, re.IGNORECASE | re.MULTILINE)) for r in rule.regex]
                self._file(rule.id, rule.phrases)
            if isinstance(rule, NearRule):
                self._file(near(rule.id), rule.near)
                self._file(near(rule.id), rule.near, ending="s")  # "the child's door" is company too

    def _file(self, rule: str, phrases: Iterable[str], ending: str = "") -> None:
        for phrase in phrases:
            for word in phrase_language.first_words(phrase):
                self._by_first_word[word + ending].append((rule, phrase))

    def find(self, doc: Doc) -> tuple[Hit, ...]:
        """Every place where a rule's words stand, in order; of those of a rule inside each other, the longest."""
        text = doc._.text
        hits = []
        for rule, start, end in (*self._phrases_in(text), *self._shapes_in(text)):
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and len(span):
                hits.append(Hit(span.start, span.end, rule))
        return _longest(hits)

    def _phrases_in(self, text: str) -> Iterator[tuple[str, int, int]]:
        for word in phrase_language.WORD.finditer(text):
            for rule, phrase in self._by_first_word.get(phrase_language.key(word.group()), ()):
                if match := self._pattern(phrase).match(text, word.start()):
                    yield rule, match.start(), match.end()

    def _shapes_in(self, text: str) -> Iterator[tuple[str, int, int]]:
        for rule, pattern in self._shapes:
            for match in pattern.finditer(text):
                yield rule, match.start(), match.end()

    def _pattern(self, phrase: str) -> re.Pattern[str]:
        pattern = self._compiled.get(phrase)
        if pattern is None:
            pattern = self._compiled[phrase] = whole_words(phrase)
        return pattern


def near(rule: str) -> str:
    """Under which name the company that ``rule`` asks for is among the hits."""
    return f"{rule}{_NEAR}"


def whole_words(*phrases: str) -> re.Pattern[str]:
    """A pattern for any of ``phrases``, whole words only, in any case; a stop or comma at its edge ends no word."""
    choices = "|".join(phrase_language.to_regex(phrase) for phrase in phrases)
    return re.compile(rf"(?:(?<!\w)|(?!\w))(?:{choices})(?:(?!\w)|(?<!\w))", re.IGNORECASE)


def _longest(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """``hits`` in order, without those that lie inside another hit of the same rule."""
    kept: dict[str, Hit] = {}
    out: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.rule)):
        last = kept.get(hit.rule)
        if last is None or hit.end > last.end:
            kept[hit.rule] = hit
            out.append(hit)
    return tuple(out)
