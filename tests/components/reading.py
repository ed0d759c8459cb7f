"""How the program reads the marked-up sentences."""

from nlp import taxonomy
from nlp.components.context import Context
from nlp.components.heads import STANDINGS
from nlp.reviewer import Reviewer
from nlp.rules import loader
from nlp.rules.schema import CueRule, StopRule
from tests.components.marked import Marked

NOT_FOUND = "not found"
_STRENGTH = ("negated", "historical", "uncertain", "affirmed")


def found_by(reviewer: Reviewer, marks: tuple[Marked, ...]) -> list[str]:
    """How a whole review reads each mark: its strongest assertion in the sentence, or that it is not found."""
    ordered = sorted(reviewer.review(marks[0].text).findings, key=lambda f: _STRENGTH.index(f.assertion))
    found = {finding.id: finding.assertion for finding in ordered}
    return [found.get(m.finding, "outsider" if m.assertion == "outsider" else NOT_FOUND) for m in marks]


class Given:
    """Reads a mark as a review does once it has found the words: what peers that only judge given words do.

    Args:
        reviewer: the reviewer.
    """

    def __init__(self, reviewer: Reviewer) -> None:
        book = loader.load()
        self._pipeline = reviewer.pipeline
        self._context = Context(book.of(CueRule), book.of(StopRule))

    def read(self, marks: tuple[Marked, ...]) -> list[str]:
        """The assertion of each mark; "outsider" where it is somebody else's."""
        doc = self._pipeline.read(marks[0].text)
        return [self._one(doc, mark) for mark in marks]

    def _one(self, doc, mark: Marked) -> str:
        words = doc.char_span(mark.start, mark.end, alignment_mode="expand")
        ruled, cues = self._context.read(doc, mark.finding, words.start, words.end)
        if cues:
            return ruled or "outsider"
        sensed = doc._.reading.sensed
        units = [i for i, (start, end) in enumerate(sensed.spans) if start < mark.end and mark.start < end]
        chances = sensed.findings[units, taxonomy.FINDINGS.index(mark.finding), 1:].max(axis=0)
        return STANDINGS[1 + int(chances.argmax())]
