"""The components in their one order, over one parse."""

from collections.abc import Callable

from spacy.tokens import Doc

from nlp.components import vote
from nlp.components.again import found_again
from nlp.components.attributes import Reading
from nlp.components.context import Context
from nlp.components.encoder import Encoder
from nlp.components.findings import Findings
from nlp.components.language import Language
from nlp.components.matching import RuleMatcher
from nlp.components.minimisation import Minimisation
from nlp.components.parsing import parse
from nlp.components.people import People
from nlp.components.pii import PersonalData, joined_names, without_overlaps
from nlp.components.plausible import trimmed
from nlp.components.safety import Safety
from nlp.components.sections import Sections
from nlp.components.vote import Weights
from nlp.components.vote_findings import vote_findings
from nlp.components.vote_pii import vote_pii
from nlp.rules import personal, schema
from nlp.rules.loader import RuleBook


class Pipeline:
    """Reads a text once; every component writes on the same parse.

    Args:
        book: the rules in force.
        encoder: the encoder; None to read by rules alone, for comparison.
        weights: how rules and encoder vote.

    The pipeline holds no state of a text, so threads may share it.
    """

    def __init__(self, book: RuleBook, encoder: Encoder | None = None, weights: Weights | None = None) -> None:
        self._encoder = encoder
        self._weights = weights or Weights()
        self._matcher = RuleMatcher(book.rules)
        context = Context(book.of(schema.CueRule), book.of(schema.StopRule))
        self._signs = frozenset(rule.id for rule in book.of(schema.SignRule))
        self._not_data = frozenset(rule.id for rule in book.of(personal.NotDataRule))
        self._pii = PersonalData(book.of(personal.PiiRule))
        self._people = People(book.of(personal.RoleRule))
        self._minimisation = Minimisation(
            book.of(personal.ExcessRule), book.of(personal.NeededRule), book.of(personal.RareRule)
        )
        self._findings = Findings(book.of(schema.FindingRule), context)
        self._sections = Sections(book.of(schema.IngredientRule), book.of(schema.StatusRule), context)
        self._language = Language(book.of(schema.LanguageRule))
        self._safety = Safety(book.of(schema.SafetyRule), context)
        self.steps: tuple[Callable[[Doc], None], ...] = (
            self._annotate_hits,
            self._annotate_pii,
            self._annotate_sensed,
            self._annotate_people,
            self._annotate_findings,
            self._annotate_sections,
            self._annotate_notices,
            self._annotate_language,
            self._annotate_safety,
        )

    def read(self, text: str) -> Doc:
        """The parse of ``text`` with everything found in it on ``doc._.reading``."""
        doc = parse(text)
        doc._.reading = Reading()
        for step in self.steps:
            step(doc)
        return doc

    def by_rules(self, doc: Doc) -> Reading:
        """What the rules alone say of a text that was read, given the personal data that both sides saw."""
        reading: Reading = doc._.reading
        return Reading(
            findings=self._findings.find(doc),
            sections=self._sections.find(doc, reading.pii, reading.findings),
            dangers=self._safety.find(doc),
        )

    def _annotate_hits(self, doc: Doc) -> None:
        doc._.hits = self._matcher.find(doc)
        doc._.reading.speaks_of_people = any(hit.rule in self._signs for hit in doc._.hits)

    def _annotate_pii(self, doc: Doc) -> None:
        reading: Reading = doc._.reading
        found = self._pii.find(doc)
        never = [(h.start, h.end) for h in doc._.hits if h.rule in self._not_data]
        words = [(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in never]
        reading.tagged = self._encoder.tag(doc) if self._encoder else None
        both = vote_pii(found, reading.tagged.pii, words) if reading.tagged else list(found)
        both = trimmed(doc._.text, both)
        everywhere = without_overlaps([*both, *found_again(doc._.text, both)])
        reading.pii = tuple(joined_names(doc._.text, everywhere))

    def _annotate_sensed(self, doc: Doc) -> None:
        reading: Reading = doc._.reading
        if self._encoder and reading.tagged:
            reading.sensed = self._encoder.sense(doc, reading.tagged.laid, reading.pii)

    def _annotate_people(self, doc: Doc) -> None:
        reading: Reading = doc._.reading
        reading.people = self._people.find(doc, reading.pii)

    def _annotate_notices(self, doc: Doc) -> None:
        reading: Reading = doc._.reading
        reading.notices = self._minimisation.find(doc, reading)

    def _annotate_findings(self, doc: Doc) -> None:
        reading: Reading = doc._.reading
        found = self._findings.find(doc)
        reading.findings = vote_findings(found, reading.sensed, self._weights) if reading.sensed else found

    def _annotate_sections(self, doc: Doc) -> None:
        reading: Reading = doc._.reading
        found = self._sections.find(doc, reading.pii, reading.findings)
        reading.sections = vote.vote_sections(found, reading.sensed, self._weights) if reading.sensed else found

    def _annotate_language(self, doc: Doc) -> None:
        reading: Reading = doc._.reading
        found = self._language.find(doc)
        reading.wording = vote.vote_wording(found, reading.sensed, self._weights) if reading.sensed else found

    def _annotate_safety(self, doc: Doc) -> None:
        reading: Reading = doc._.reading
        found = self._safety.find(doc)
        reading.dangers = (
            vote.vote_safety(found, reading.sensed, self._weights, speaks_of_people=reading.speaks_of_people)
            if reading.sensed
            else vote.one_place_each(found)
        )
