"""What a receiving team needs of the personal data in a text, and what it does not. Nothing is hidden by itself."""

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from nlp.components.attributes import Notice, Person, Pii
from nlp.components.matching import whole_words
from nlp.rules import phrases as phrase_language
from nlp.rules.personal import ExcessRule, NeededRule, RareRule

_UNKNOWN = re.compile(
    r"\b(?:no|not|un)\s*-?\s?(?:known|fixed|phone|mobile|date of birth|dob|address|contact)\b|"
    r"\bunknown\b|\bn/?k\b|\bnfa\b",
    re.IGNORECASE,
)
_WINDOW = 40  # characters within which "not known" is said of a kind of data
_REACH = 80  # characters between the words of an excess rule and the data
_AFTER_OFFICER = 90  # characters within which a phone number belongs to the officer named before it


class Minimisation:
    """Points at personal data that is not needed, and asks for what is needed and absent.

    Args:
        excess: what a receiving team seldom needs.
        needed: what it needs of the person whom the referral is about.
        rare: words by which a masked copy may still show who it is.
    """

    def __init__(self, excess: Iterable[ExcessRule], needed: Iterable[NeededRule], rare: Iterable[RareRule]) -> None:
        self._excess = [(rule, whole_words(*rule.near) if rule.near else None) for rule in excess]
        self._first_words = {
            rule.id: frozenset[str]().union(*map(phrase_language.first_words, rule.near)) for rule, _ in self._excess
        }
        self._needed = tuple(needed)
        self._rare = {rule.id: rule for rule in rare}

    def find(self, doc: Doc, pii: Sequence[Pii], people: Sequence[Person]) -> tuple[Notice, ...]:
        """What to know about the personal data of ``doc``.

        Args:
            doc: the parse, with the hits of all rules on it.
            pii: its personal data, in order.
            people: whose it is.

        Returns:
            Data that is not needed, one notice a rule; rare facts; then one notice of what is absent.
        """
        return (*self._too_much(doc, pii, people), *self._rare_facts(doc), *self._absent(doc.text, pii, people))

    def _too_much(self, doc: Doc, pii: Sequence[Pii], people: Sequence[Person]) -> Iterable[Notice]:
        ours = {span.start for p in people if p.part not in {None, "third_party"} for span in p.spans}
        words = {phrase_language.key(match.group()) for match in phrase_language.WORD.finditer(doc.text)}
        for rule, near in self._excess:
            if near is not None and words.isdisjoint(self._first_words[rule.id]):
                continue  # none of its phrases can begin here; looking around every number would take time
            spans = tuple(
                (item.start, item.end)
                for item in pii
                if item.type in rule.types
                and item.start not in ours
                and (near is None or _close(doc, item, near, rule.side))
            )
            if spans:
                yield Notice(rule.warns, rule.message, spans)

    def _rare_facts(self, doc: Doc) -> Iterable[Notice]:
        for hit in doc._.hits:
            if (rule := self._rare.get(hit.rule)) is not None:
                span = doc[hit.start : hit.end]
                yield Notice("identifying", rule.message, ((span.start_char, span.end_char),))

    def _absent(self, text: str, pii: Sequence[Pii], people: Sequence[Person]) -> Iterable[Notice]:
        officers = [span.end for p in people if p.role == "professional" for span in p.spans]
        told = {
            item.type
            for item in pii
            if item.type not in {"PHONE_NUMBER", "EMAIL_ADDRESS"}
            or not any(0 <= item.start - end <= _AFTER_OFFICER for end in officers)
        }
        absent = [rule.data for rule in self._needed if not told & set(rule.types) and not _said_unknown(text, rule)]
        if absent:
            yield Notice(
                "needed_absent",
                f"Not found: {_listed(absent)}. A receiving team needs this of the person whom it is about. "
                "If you do not know it, say so.",
            )


def _close(doc: Doc, item: Pii, near: re.Pattern[str], side: str) -> bool:
    """Whether words of ``near`` stand in the sentence of ``item``, close to it."""
    span = doc.char_span(item.start, item.end, alignment_mode="expand")
    sentence = span.sent
    start = max(sentence.start_char, item.start - _REACH)
    end = item.start if side == "before" else min(sentence.end_char, item.end + _REACH)
    return near.search(doc.text, start, end) is not None


def _said_unknown(text: str, rule: NeededRule) -> bool:
    """Whether the text says that this is not known."""
    word = rule.data.split()[-1] if rule.data != "a phone number for the family" else "(?:phone|mobile|number|contact)"
    return any(
        _UNKNOWN.search(text, max(0, match.start() - _WINDOW), match.end() + _WINDOW)
        for match in re.finditer(rf"\b{word}\b", text, re.IGNORECASE)
    )


def _listed(things: Sequence[str]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
