"""What a receiving team needs of the personal data in a text, and what it does not. Nothing is hidden by itself."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from nlp import taxonomy
from nlp.components.attributes import Notice, Pii, Reading
from nlp.components.matching import near
from nlp.rules.personal import ExcessRule, NeededRule, RareRule

_REACH = 80  # characters between the words of an excess rule and the data
_NOT_NEEDED = "not_needed"  # the other warnings are of harm to whoever is named, also to a helper
_AFTER_OFFICER = 90  # characters within which a phone number belongs to the officer named before it


class Minimisation:
    """Points at personal data that is not needed, and asks for what is needed and absent.

    Args:
        excess: what a receiving team seldom needs.
        needed: what it needs of the person whom the referral is about.
        rare: words by which a masked copy may still show who it is.
    """

    def __init__(self, excess: Iterable[ExcessRule], needed: Iterable[NeededRule], rare: Iterable[RareRule]) -> None:
        self._excess = tuple(excess)
        self._needed = tuple(needed)
        self._rare = {rule.id: rule for rule in rare}

    def find(self, doc: Doc, reading: Reading) -> tuple[Notice, ...]:
        """What to know about the personal data of ``doc``.

        Args:
            doc: the parse, with the hits of all rules on it.
            reading: its personal data, whose it is, the findings and the sections.

        Returns:
            Data that is not needed, one notice a rule; rare facts; then one notice of what is absent.
        """
        return (*self._too_much(doc, reading), *self._rare_facts(doc), *self._absent(doc, reading))

    def _too_much(self, doc: Doc, reading: Reading) -> Iterable[Notice]:
        ours = {span.start for p in reading.people if p.part not in {None, "third_party"} for span in p.spans}
        helpers = _of_helpers(doc, reading)
        for rule in self._excess:
            company = _places(doc, near(rule.id)) if rule.near else ()
            spans = tuple(
                (item.start, item.end)
                for item in reading.pii
                if item.type in rule.types
                and item.start not in ours
                and (rule.warns != _NOT_NEEDED or item.start not in helpers)
                and (not rule.near or (company and _close(doc, item, company, rule.side)))
            )
            if spans:
                yield Notice(rule.warns, rule.message, spans)

    def _rare_facts(self, doc: Doc) -> Iterable[Notice]:
        for hit in doc._.hits:
            if (rule := self._rare.get(hit.rule)) is not None:
                span = doc[hit.start : hit.end]
                yield Notice("identifying", rule.message, ((span.start_char, span.end_char),))

    def _absent(self, doc: Doc, reading: Reading) -> Iterable[Notice]:
        workers = [span for p in reading.people if p.role == "professional" for span in p.spans]
        told = {item.type for item in reading.pii if not _of_a_worker(item, workers)}
        said_unknown = {hit.rule for hit in doc._.hits}
        absent = [r.data for r in self._needed if not told & set(r.types) and r.id not in said_unknown]
        if absent:
            yield Notice(
                "needed_absent",
                f"Not found: {_listed(absent)}. A receiving team needs this of the person whom it is about. "
                "If you do not know it, say so.",
            )


def _of_a_worker(item: Pii, workers: Sequence[Pii]) -> bool:
    """Whether it is the name of an officer or another professional, or a way to reach them, not the family's."""
    if item.type in {"PHONE_NUMBER", "EMAIL_ADDRESS"}:
        return any(0 <= item.start - span.end <= _AFTER_OFFICER for span in workers)
    return item.type == "PERSON" and any(span.start <= item.start < span.end for span in workers)


def _of_helpers(doc: Doc, reading: Reading) -> set[int]:
    """Where names stand in sentences that tell of a strength: whoever helps is needed by name, also a neighbour."""
    told = [(f.start, f.end) for f in reading.findings if f.assertion == "affirmed" and f.id in taxonomy.PROTECTIVE]
    told += reading.sections["strengths"].evidence
    sentences = [doc.char_span(start, end, alignment_mode="expand").sent for start, end in told]
    return {
        item.start
        for item in reading.pii
        if item.type == "PERSON" and any(s.start_char <= item.start < s.end_char for s in sentences)
    }


def _places(doc: Doc, rule: str) -> list[tuple[int, int]]:
    """Start and end code points of every hit of ``rule``."""
    spans = (doc[hit.start : hit.end] for hit in doc._.hits if hit.rule == rule)
    return [(span.start_char, span.end_char) for span in spans]


def _close(doc: Doc, item: Pii, company: Sequence[tuple[int, int]], side: str) -> bool:
    """Whether ``company`` stands in the sentence of ``item``, close to it."""
    sentence = doc.char_span(item.start, item.end, alignment_mode="expand").sent
    first = max(sentence.start_char, item.start - _REACH)
    last = item.start if side == "before" else min(sentence.end_char, item.end + _REACH)
    return any(first <= start and end <= last for start, end in company)


def _listed(things: Sequence[str]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
