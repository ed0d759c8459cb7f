"""Who is who: mentions of one person joined, and each person's part in the referral."""

import re
from collections.abc import Iterator, Sequence

from nlp.components.attributes import Person, Pii

_RANK = re.compile(
    r"\b(?:p\.?c\.?(?:so)?|p/?s|sgt|sergeant|d\.?c|d\.?s|d\.?i|dci|insp(?:ector)?|const(?:able)?|cst|officer|supt|wpc)\.?"
    r"\s+(?:collar\s)?(?:[a-z]{0,2}\s?\d{2,7}[a-z]?,?\s+)?(?:\w+\s)?$",
    re.IGNORECASE,
)
_PROFESSIONAL = re.compile(
    r"\b(?:dr|doctor|sw|social worker|hv|health visitor|midwife|nurse|teacher|head(?:teacher|master|mistress)?|dsl|"
    r"senco|head of year|tutor|ta|duty (?:mgr|manager)|manager|support worker|key ?worker|iro|cafcass|paramedic|"
    r"consultant|gp|pastoral lead|attendance lead|solicitor|warden|psychologist|adviser|advisor|carer from \w+)"
    r"[\s,:(]*(?:mr|mrs|ms|miss|dr)?\.?\s*$",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"\b(mum|mother|mam|mom|ma|dad|daddy|father|step-?(?:mum|mother|dad|father)|son|daughter|brothers?|sisters?|nan|"
    r"nana|nain|taid|gran|granny|grandma|grandad|grandfather|grandmother|aunt(?:y|ie)?|uncle|cousin|nephew|niece|wife|"
    r"husband|partner|boyfriend|girlfriend|ex|foster (?:mum|dad|carer|mother|father)|guardian|godmother|godfather)"
    r"(?:\s*(?:is|:|=|,|called|named|\())?\s*(?:mr|mrs|ms|miss|dr)?\.?\s*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?:subject|child|yp|young person|pupil|name(?: of (?:child|subject|adult))?|re|concern(?:ing)? for|victim|"
    r"baby|misper|lad|boy|girl|student)s?\s*(?:is|:|=|-|,|called|named|\|)?\s*$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"^[\s,(]{0,3}(?:aged?\s*)?(\d{1,3})\b(?!\s*(?:[/.:]|[A-Z][a-z]+ (?:Road|Street|Lane|Close)))")
_BIRTH_AFTER = re.compile(r"^[\s,(]{0,3}(?:\d{1,2}[\s,(]{1,3})?(?:d\.?o\.?b|born|b\.)", re.IGNORECASE)
_CALLER = re.compile(
    r"\b(?:neighbou?r|caller|informant|passer ?by|landlord|witness|member of public)\s*,?\s*$", re.IGNORECASE
)
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr)\.?\s*$", re.IGNORECASE)
_ADULT = 18


def find_people(text: str, pii: Sequence[Pii]) -> tuple[Person, ...]:
    """The people named in ``text``, in order of appearance.

    Args:
        text: the text as given.
        pii: its personal data, in order of place.

    Returns:
        One record a person; a role stays None where the text does not show it.
    """
    people: list[Person] = []
    for span in pii:
        if span.type == "PERSON":
            _join(people, text, span)
    births = [p.start for p in pii if p.type == "DATE_OF_BIRTH"]
    for person in people:
        _describe(person, text, births)
    _choose_subject(people)
    return tuple(people)


def _join(people: list[Person], text: str, span: Pii) -> None:
    words = {w.lower() for w in re.findall(r"[^\W\d_][\w'-]*", text[span.start : span.end])}
    for person in _candidates(people, words, titled=bool(_TITLE.search(text[: span.start]))):
        person.words |= words
        person.spans.append(span)
        return
    people.append(Person(words, [span]))


def _candidates(people: list[Person], words: set[str], *, titled: bool) -> Iterator[Person]:
    """People whom ``words`` may name: all shared words first, the latest mentioned first.

    A surname alone, with a title, is not joined to a child who was named without one.
    """
    for person in reversed(people):
        smaller, larger = sorted((words, person.words), key=len)
        if smaller and smaller <= larger and not (titled and len(words) == 1 and person.age is not None):
            yield person


def _describe(person: Person, text: str, births: Sequence[int]) -> None:
    for span in person.spans:
        before, after = text[max(0, span.start - 45) : span.start], text[span.end : span.end + 30]
        if _RANK.search(before):
            person.role, person.officer = "professional", True
        elif _PROFESSIONAL.search(before):
            person.role = person.role or "professional"
        elif match := _FAMILY.search(before):
            person.relation = person.relation or match[1].lower()
            person.role = person.role or "family"
        elif _CALLER.search(before):
            person.role = person.role or "third_party"
        elif _SUBJECT.search(before):
            person.role = person.role or "subject"
        if person.age is None and (match := _AGE_AFTER.match(after)) and int(match[1]) <= 110:
            person.age = int(match[1])
        if _BIRTH_AFTER.match(after) or any(0 <= b - span.end <= 12 for b in births):
            person.role = "subject" if person.role is None else person.role


def _choose_subject(people: list[Person]) -> None:
    """Whoever is named first with an age or birth date, else the first whom nothing else describes."""
    if any(p.role == "subject" for p in people):
        return
    open_people = [p for p in people if p.role is None] or [p for p in people if p.role == "family"]
    aged = [p for p in open_people if p.age is not None]
    young = [p for p in aged if (p.age or 0) < _ADULT]
    for person in (young or aged or open_people)[:1]:
        person.role = "subject"
