"""How the program reads the marked-up sentences."""

from nlp.components.attributes import Finding
from nlp.components.context import Context
from nlp.components.heads import PLAINEST
from nlp.components.vote import Weights
from nlp.components.vote_findings import READINGS, reading
from nlp.reviewer import Reviewer
from nlp.rules import loader
from nlp.rules.schema import CueRule, StopRule
from training.marked import Mark, Passage

NOT_FOUND = "not found"


def found_by(reviewer: Reviewer, marks: Passage) -> list[str]:
    """How a whole review reads each mark: its strongest assertion in the sentence, or that it is not found."""
    ordered = sorted(reviewer.review(marks[0].text).findings, key=lambda f: -PLAINEST.index(f.assertion))
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
        self._weights = Weights.load()
        self._context = Context(book.of(CueRule), book.of(StopRule))

    def read(self, marks: Passage) -> list[str]:
        """The assertion of each mark; "outsider" where it is somebody else's."""
        doc = self._pipeline.read(marks[0].text)
        return [self._one(doc, mark) for mark in marks]

    def _one(self, doc, mark: Mark) -> str:
        words = doc.char_span(mark.start, mark.end, alignment_mode="expand")
        ruled, cues = self._context.read(doc, mark.finding, words.start, words.end)
        sensed = doc._.reading.sensed
        unit = max(range(len(sensed.spans)), key=lambda i: _shared(sensed.spans[i], mark))
        finding = Finding(mark.finding, ruled, mark.start, mark.end, "seen", cues, "marked")
        chances = reading(finding, sensed, unit, self._weights)
        return READINGS[int(chances.argmax())] or "outsider"


def _shared(span, mark: Mark) -> int:
    return min(span[1], mark.end) - max(span[0], mark.start)
