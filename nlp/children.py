"""A row for each child, born or unborn, or for the adult at risk: what the text tells of each one."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from spacy.tokens import Doc, Span

from nlp import masking
from nlp.components.attributes import Person, Reading
from nlp.result import Child, Section
from nlp.rules.schema import RowRule
from nlp.taxonomy import Status

_ALL_OF_THEM = re.compile(
    r"\b(?:both|all)(?: of)?(?: the| her| his| their)? (?:\w+ )?(?:children|kids|boys|girls|siblings|weans|bairns)\b|"
    r"\b(?:the|her|his|their) (?:children|kids|weans|bairns|boys|girls|lads|twins) "
    r"(?:were|are|was|said|told|appeared|looked)\b|"
    r"\b(?:walked|drove|took|ran|brought|saw|found|met|woke|(?:spoke|chatted) (?:to|with)) "
    r"(?:them|the boys|the girls|the children|the kids|all three|all four)\b",
    re.IGNORECASE,
)
_VOICE = "sections.voice.words"
OF_A_CHILD = ("injury", "parental_responsibility")
OF_AN_ADULT = ("capacity", "care_needs", "helper")
# Findings that answer what is asked by being told at all, even where they are denied.
_ANSWERING: Mapping[str, Collection[str]] = {
    "injury": {"physical_abuse"},
    "parental_responsibility": {"looked_after_or_care_leaver"},
    "care_needs": {"adult_care_needs", "send_or_disability"},
    "helper": {"protective_family_support", "protective_services_in_place"},
}
UNBORN = "Unborn child"


class Rows:
    """Makes the rows.

    Args:
        rules: the words that answer what is asked of each one.
    """

    def __init__(self, rules: Iterable[RowRule]) -> None:
        self._asks = {rule.id: rule.asks for rule in rules}

    def find(self, doc: Doc, sections: Mapping[str, Section]) -> tuple[Child, ...]:
        """A row for each child or adult at risk whom ``doc`` names, and for an unborn child.

        The subject's row takes what the whole text tells; another child's shows what is told of that child, or of
        all of them. How an unborn child speaks and where it goes to school is stated as not known: nobody could tell.

        Args:
            doc: the parse, with everything found in it on ``doc._.reading``.
            sections: status of each section.
        """
        reading: Reading = doc._.reading
        labels = masking.label_people(reading.people)
        listed = [
            (labels[i], person) for i, person in enumerate(reading.people) if labels[i].startswith(("Child", "Adult"))
        ]
        found = [self._row(doc, label, person, sections) for label, person in listed]
        return (*found, *self._unborn(doc))

    def _row(self, doc: Doc, label: str, person: Person, sections: Mapping[str, Section]) -> Child:
        units = list(doc.sents) if person.part == "subject" else _units_about(doc, person)
        about = self._told(doc, _units_about(doc, person))
        also = OF_AN_ADULT if label.startswith("Adult") else OF_A_CHILD
        answered = self._told(doc, units) | _by_findings(doc, units)
        asked = {name: _status(name in answered) for name in also}
        if person.part == "subject":
            voice = sections["voice"].status
            return Child(
                label=label,
                identity=sections["subject_identity"].status,
                seen="present" if "seen" in about or voice in {"present", "not_known"} else voice,
                voice=voice,
                school=_status("school" in about or sections["agencies"].status == "present"),
                also=asked,
            )
        spoke = any(hit.rule == _VOICE and _inside(hit.start, units) for hit in doc._.hits)
        return Child(
            label=label,
            identity="present" if person.age is not None else "partial",
            seen=_status(spoke or "seen" in about),
            voice=_status(spoke),
            school=_status("school" in about),
            also=asked,
        )

    def _told(self, doc: Doc, units: Sequence[Span]) -> set[str]:
        """What the words of ``units`` answer."""
        return {self._asks[hit.rule] for hit in doc._.hits if hit.rule in self._asks and _inside(hit.start, units)}

    def _unborn(self, doc: Doc) -> tuple[Child, ...]:
        reading: Reading = doc._.reading
        carried = any(f.id == "pregnancy_or_young_parent" and f.assertion == "affirmed" for f in reading.findings)
        told = self._told(doc, list(doc.sents))
        if not carried or "unborn" not in told:
            return ()
        due: Status = "present" if "due" in told else "partial"
        return (Child(label=UNBORN, identity=due, seen="not_known", voice="not_known", school="not_known"),)


def _status(told: bool) -> Status:  # noqa: FBT001 - reads as its one use
    return "present" if told else "missing"


def _by_findings(doc: Doc, units: Sequence[Span]) -> set[str]:
    """What is answered by a finding that stands in ``units``."""
    reading: Reading = doc._.reading
    told = {f.id for f in reading.findings if any(u.start_char <= f.start < u.end_char for u in units)}
    return {asked for asked, ids in _ANSWERING.items() if told & set(ids)}


def _units_about(doc: Doc, person: Person) -> Sequence[Span]:
    """The units that name ``person``, or speak of all the children."""
    return [
        unit
        for unit in doc.sents
        if any(unit.start_char <= span.start < unit.end_char for span in person.spans) or _ALL_OF_THEM.search(unit.text)
    ]


def _inside(token: int, units: Sequence[Span]) -> bool:
    return any(unit.start <= token < unit.end for unit in units)
