"""A row for each child, born or unborn, or for the adult at risk: what the text tells of each one."""

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Span

from nlp import masking, taxonomy
from nlp.components.attributes import Person, Reading
from nlp.result import Child, Section

_UNBORN = re.compile(
    r"\b(?:unborn|pregnant|pregnancy|expecting (?:a|her|their)|weeks? gone|due (?:in|on|date))\b", re.IGNORECASE
)
_DUE = re.compile(r"\b(?:\d{1,2}\s*(?:/40|weeks?|wks?|months?)|due\s+(?:in|on|date))\b", re.IGNORECASE)
_ALL_OF_THEM = re.compile(
    r"\b(?:both|all)(?: of)?(?: the| her| his| their)? (?:\w+ )?(?:children|kids|boys|girls|siblings|weans|bairns)\b|"
    r"\b(?:the|her|his|their) (?:children|kids|weans|bairns) (?:were|are|was|said|told|appeared|looked)\b",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:seen|saw|spoke(?:n)?|asleep|sleeping|awake|playing|watched|present|checked on|"
    r"in (?:bed|the cot|her arms|his arms))\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:school|nursery|pre-?school|playgroup|college|academy|ysgol|year \d+|yr \d+|reception|"
    r"home.?educated|pupil)\b",
    re.IGNORECASE,
)
_VOICE = "sections.voice.words"
UNBORN = "Unborn child"


def rows(doc: Doc, sections: Mapping[str, Section]) -> tuple[Child, ...]:
    """A row for each child or adult at risk whom ``doc`` names, and for an unborn child.

    The subject's row takes what the whole text tells; another child's shows what is told of that child, or of all
    of them. How an unborn child speaks and where it goes to school is stated as not known: nobody could tell.

    Args:
        doc: the parse, with everything found in it on ``doc._.reading``.
        sections: status of each section.
    """
    reading: Reading = doc._.reading
    labels = masking.label_people(reading.people)
    listed = [
        (labels[i], person) for i, person in enumerate(reading.people) if labels[i].startswith(("Child", "Adult"))
    ]
    found = [_row(doc, label, person, sections) for label, person in listed]
    return (*found, *_unborn(doc.text, reading))


def _row(doc: Doc, label: str, person: Person, sections: Mapping[str, Section]) -> Child:
    units = _units_about(doc, person)
    if person.part == "subject":
        voice = sections["voice"].status
        return Child(
            label=label,
            identity=sections["subject_identity"].status,
            seen="present" if _any(_SEEN, units) or voice in {"present", "not_known"} else voice,
            voice=voice,
            school="present" if _any(_SCHOOL, units) or sections["agencies"].status == "present" else "missing",
        )
    spoke = any(hit.rule == _VOICE and any(u.start <= hit.start < u.end for u in units) for hit in doc._.hits)
    return Child(
        label=label,
        identity="present" if person.age is not None else "partial",
        seen="present" if spoke or _any(_SEEN, units) else "missing",
        voice="present" if spoke else "missing",
        school="present" if _any(_SCHOOL, units) else "missing",
    )


def _units_about(doc: Doc, person: Person) -> Sequence[Span]:
    """The units that name ``person``, or speak of all the children."""
    return [
        unit
        for unit in doc.sents
        if any(unit.start_char <= span.start < unit.end_char for span in person.spans) or _ALL_OF_THEM.search(unit.text)
    ]


def _any(pattern: re.Pattern[str], units: Sequence[Span]) -> bool:
    return any(pattern.search(unit.text) for unit in units)


def _unborn(text: str, reading: Reading) -> tuple[Child, ...]:
    told = any(f.id == "pregnancy_or_young_parent" and f.assertion == "affirmed" for f in reading.findings)
    if not told or not _UNBORN.search(text):
        return ()
    due: taxonomy.Status = "present" if _DUE.search(text) else "partial"
    return (Child(label=UNBORN, identity=due, seen="not_known", voice="not_known", school="not_known"),)
