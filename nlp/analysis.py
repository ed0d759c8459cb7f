"""From a read text to the plain records of a review. Raw text ends here."""

import re
from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Doc

from nlp import intake, masking, taxonomy
from nlp.checks import Checks
from nlp.children import Rows
from nlp.components.attributes import Finding, Pii, Reading
from nlp.feedback import question_for, questions
from nlp.forms import Form
from nlp.result import (
    Check,
    CueItem,
    FindingItem,
    Indicator,
    LanguageItem,
    PiiItem,
    Read,
    Review,
    Route,
    Safety,
    Section,
    Span,
    Versions,
)
from nlp.rules.loader import RuleBook
from nlp.rules.schema import AdviceRule, LanguageRule, MessageRule, QuestionRule, RowRule, TermRule

# What a receiving team needs of the person whom it is about, their family and the referrer (multi-agency forms),
# unless a notice says otherwise. For other types it depends on the case.
_NEEDED = frozenset(
    {
        *("DATE_OF_BIRTH", "STREET_ADDRESS", "UK_POSTCODE", "PHONE_NUMBER", "EMAIL_ADDRESS", "LOCATION", "SETTING"),
        *("UK_NHS", "UK_UPN", "OFFICER_ID", "POLICE_REFERENCE", "CASE_REFERENCE"),
    }
)
_TOO_MUCH = frozenset({"not_needed", "informant", "refuge"})
MOST_EVIDENCE = 3


class Analysis:
    """Turns readings into reviews.

    Args:
        book: the rules in force, for questions and messages.
        versions: what stands in every review.
    """

    def __init__(self, book: RuleBook, versions: Versions) -> None:
        self._questions = {rule.section: rule for rule in book.of(QuestionRule)}
        self._messages = {rule.indicator: rule.message for rule in book.of(MessageRule)}
        self._language = {rule.id: rule for rule in book.of(LanguageRule)}
        self._advice = {rule.wording: rule for rule in book.of(AdviceRule)}
        self._checks = Checks(book.of(TermRule))
        self._rows = Rows(book.of(RowRule))
        self._versions = versions

    def review(self, text: str, doc: Doc, form: Form) -> Review:
        """The review of ``text`` for ``form``, but for its route, which is estimated from it afterwards."""
        reading: Reading = doc._.reading
        sections = self._sections(reading)
        findings = _findings(reading.findings)
        read = _read(text, reading)
        return Review(
            pii=_pii(reading),
            sections=sections,
            findings=findings,
            language=self._wording(reading),
            safety=self._safety(reading),
            route=Route(label="not_applicable"),
            feedback=questions(sections, findings, self._questions, form.required),
            checks=(
                *_not_a_referral(read),
                *self._checks.find(doc),
                *(_personal_data(reading) if read.is_referral else ()),
            ),
            children=self._rows.find(doc, sections),
            read=read,
            versions=self._versions,
            masked_text=masking.mask(text, reading.pii, reading.people),
        )

    def _sections(self, reading: Reading) -> dict[str, Section]:
        return {
            name: Section(
                status=found.status,
                evidence=tuple(Span(start=a, end=b) for a, b in _fewest(found.evidence)),
                question=question_for(self._questions[name], found.status, found.lacking, urgent=bool(reading.dangers)),
            )
            for name, found in reading.sections.items()
        }

    def _wording(self, reading: Reading) -> tuple[LanguageItem, ...]:
        items = []
        for item in reading.wording:
            rule = self._language.get(item.rule) or self._advice[item.kind]
            items.append(
                LanguageItem(kind=item.kind, start=item.start, end=item.end, why=rule.why, instead=rule.instead)
            )
        return tuple(items)

    def _safety(self, reading: Reading) -> Safety:
        indicators = tuple(
            Indicator(id=d.indicator, start=d.start, end=d.end, message=self._messages[d.indicator])
            for d in reading.dangers
        )
        return Safety(escalate=bool(indicators), indicators=indicators)


def _pii(reading: Reading) -> tuple[PiiItem, ...]:
    roles = {span.start: person.role for person in reading.people for span in person.spans}
    too_much = {span for notice in reading.notices if notice.kind in _TOO_MUCH for span in notice.spans}
    return tuple(
        PiiItem(
            type=item.type,
            start=item.start,
            end=item.end,
            score=item.score,
            role=roles.get(item.start),
            needed=_is_needed(item, roles, too_much),
        )
        for item in reading.pii
    )


def _is_needed(
    item: Pii, roles: Mapping[int, taxonomy.Role | None], too_much: Collection[tuple[int, int]]
) -> bool | None:
    if (item.start, item.end) in too_much:
        return False
    if item.type == "PERSON":
        role = roles.get(item.start)
        return None if role is None else role != "third_party"
    return True if item.type in _NEEDED else None


def _findings(found: Sequence[Finding]) -> tuple[FindingItem, ...]:
    """The findings of the household, each place once; somebody else's are left out."""
    kept: dict[tuple[str, int, int], FindingItem] = {}
    for item in found:
        if item.assertion is not None:
            kept.setdefault(
                (item.id, item.start, item.end),
                FindingItem(
                    id=item.id,
                    assertion=item.assertion,
                    start=item.start,
                    end=item.end,
                    source=item.source,
                    cues=tuple(CueItem(start=c.start, end=c.end, rule=c.rule) for c in item.cues),
                    rule=item.rule,
                ),
            )
    return tuple(kept.values())


def _fewest(places: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """At most ``MOST_EVIDENCE`` places, none inside another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda p: (p[0], -p[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept[:MOST_EVIDENCE]


def _read(text: str, reading: Reading) -> Read:
    words = len(re.findall(r"\S+", text))
    told = sum(found.status != "missing" for found in reading.sections.values())
    return Read(
        words=words,
        words_read=words,
        truncated=False,
        language=intake.ENGLISH,  # ``check_text`` lets nothing else through
        is_referral=reading.speaks_of_people and told >= intake.LEAST_TOLD,
    )


def _not_a_referral(read: Read) -> tuple[Check, ...]:
    if read.is_referral:
        return ()
    return (
        Check(
            kind="not_a_referral",
            message="This does not read like a safeguarding referral: it tells of nobody and of nothing that happened.",
        ),
    )


def _personal_data(reading: Reading) -> tuple[Check, ...]:
    return tuple(
        Check(kind=n.kind, message=n.message, spans=tuple(Span(start=a, end=b) for a, b in n.spans))
        for n in reading.notices
    )
