"""Needs, risks and strengths that rules find, each with its assertion and who says so."""

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Span

from nlp import taxonomy
from nlp.components.attributes import Finding
from nlp.components.context import Context
from nlp.rules.schema import FindingRule

_CHILD = r"(?:child|boy|girl|lad|lass|son|daughter|baby|pupil|youth|yp|kid|student|brother|sister)"
_SAID = (
    r"(?:says?|said|told|tells|disclosed|stated?s?|reports?|reported|described?s?|explained|alleges?|alleged|thinks)"
)
_RECORD = re.compile(
    r"\b(?:niche|pnc|pnd|merlin|systems?|checks?|records?|logs?|intel(?:ligence)?|police hx|history|previous(?:ly)?|"
    r"iopc|storm|athena|connect|vpd|ivpd|flagged)\b",
    re.IGNORECASE,
)
_CHILD_SAID = re.compile(rf"\b{_CHILD}\b[^.]{{0,40}}\b{_SAID}\b", re.IGNORECASE)
_OTHER_SAID = re.compile(rf"\b{_SAID}\b|\baccording to\b|\bcaller\b|\binformant\b", re.IGNORECASE)
_INFERRED = re.compile(
    r"\b(?:appears?|seems?|likely|may|might|believe|suspect|possibl[ey]|worr(?:y|ied)|fear)\b", re.IGNORECASE
)


class Findings:
    """Reads findings from the hits of their rules.

    Args:
        rules: the finding rules in force.
        context: reads the cues around them.
    """

    def __init__(self, rules: Iterable[FindingRule], context: Context) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._context = context

    def find(self, doc: Doc) -> tuple[Finding, ...]:
        """Every finding of which the rules know words in ``doc``, in order of place."""
        return tuple(
            self._one(doc, rule, hit.start, hit.end)
            for hit in doc._.hits
            if (rule := self._rules.get(hit.rule)) is not None
        )

    def _one(self, doc: Doc, rule: FindingRule, start: int, end: int) -> Finding:
        span = doc[start:end]
        assertion, cues = self._context.read(doc, rule.finding, start, end)
        if assertion == "affirmed":
            assertion = rule.asserts
        elif rule.asserts == "negated" and assertion == "negated":
            # "not well cared for": a denial of a strength is no proof of the need, so the encoder may know better
            assertion, cues = "uncertain", ()
        return Finding(rule.finding, assertion, span.start_char, span.end_char, source_of(span), cues, rule.id)


def source_of(span: Span) -> taxonomy.Source:
    """Who says what stands in ``span``, by the words of its unit; ``seen`` where nothing tells."""
    unit = span.sent.text
    if _in_quotes(span) or _CHILD_SAID.search(unit):
        return "child_said" if _CHILD_SAID.search(unit) else "other_said"
    if _OTHER_SAID.search(unit):
        return "other_said"
    if _RECORD.search(unit):
        return "record"
    return "inferred" if _INFERRED.search(unit) else "seen"


def _in_quotes(span: Span) -> bool:
    before: str = span.doc._.text[: span.start_char]
    return before.count('"') % 2 == 1
