"""A pseudonymised copy: same person, same pseudonym; sense and grammar kept."""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from nlp.components.attributes import Person, Pii

_NUMBERED = {
    "STREET_ADDRESS": "address",
    "UK_POSTCODE": "postcode",
    "LOCATION": "place",
    "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "e-mail",
    "ONLINE_HANDLE": "online name",
    "UK_NHS": "NHS number",
    "UK_NINO": "NI number",
    "UK_PASSPORT": "passport number",
    "UK_DRIVING_LICENCE": "driving licence",
    "UK_VEHICLE_REGISTRATION": "number plate",
    "UK_UPN": "pupil number",
    "UK_BANK_ACCOUNT": "bank account",
    "UK_PNC_ID": "PNC number",
    "POLICE_REFERENCE": "police reference",
    "OFFICER_ID": "officer number",
    "CASE_REFERENCE": "case number",
    "DATE_OF_BIRTH": "date of birth",
}
_SETTINGS = (
    ("school", r"school|academy|primary|ysgol|infants|juniors|comp\b|high\b|grammar|college|sixth form|pru\b"),
    ("nursery", r"nursery|pre-?school|playgroup"),
    ("surgery", r"surgery|practice|medical|health centre|clinic"),
    ("hospital", r"hospital|infirmary|general|royal|hospice|maelor"),
    ("refuge", r"refuge"),
    ("care home", r"care home|nursing home|residential|children'?s home|lodge|house"),
    ("club", r"club|fc\b|abc\b|scouts|rangers|colts|boxing|youth"),
)
_RELATIONS = {
    "mum": "Mother", "mother": "Mother", "mam": "Mother", "mom": "Mother", "ma": "Mother",
    "dad": "Father", "daddy": "Father", "father": "Father", "son": "Son", "daughter": "Daughter",
    "nan": "Grandmother", "nana": "Grandmother", "nain": "Grandmother", "gran": "Grandmother",
    "granny": "Grandmother", "grandma": "Grandmother", "grandmother": "Grandmother", "taid": "Grandfather",
    "grandad": "Grandfather", "grandfather": "Grandfather", "aunt": "Aunt", "aunty": "Aunt", "auntie": "Aunt",
}  # fmt: skip
_ADULT = 18


class Style(StrEnum):
    """How found data is replaced: by pseudonyms, by the name of its type, or by black marks."""

    PSEUDONYMS = "pseudonyms"
    PLACEHOLDERS = "placeholders"
    REDACTION = "redaction"


def mask(text: str, pii: Sequence[Pii], people: Sequence[Person], style: Style = Style.PSEUDONYMS) -> str:
    """``text`` with every piece of personal data replaced.

    Args:
        text: the text as given.
        pii: what to replace, in order, without overlaps.
        people: the people of the text, for pseudonyms that stay the same through it.
        style: how to replace.

    Returns:
        The masked text; nothing outside the given spans is changed.
    """
    replace = _replacer(text, people, style)
    parts: list[str] = []
    at = 0
    for item in pii:
        parts += (text[at : item.start], replace(item))
        at = item.end
    return "".join((*parts, text[at:]))


def _replacer(text: str, people: Sequence[Person], style: Style) -> Callable[[Pii], str]:
    if style is Style.REDACTION:
        return lambda item: "█" * max(3, item.end - item.start)
    if style is Style.PLACEHOLDERS:
        return lambda item: f"[{item.type}]"
    names = {span.start: label for person, label in label_people(people).items() for span in people[person].spans}
    numbers: dict[str, dict[str, int]] = {}

    def pseudonym(item: Pii) -> str:
        if item.type == "PERSON":
            return names.get(item.start, "[person]")
        value = text[item.start : item.end]
        kind = _setting_kind(value) if item.type == "SETTING" else _NUMBERED[item.type]
        seen = numbers.setdefault(kind, {})
        number = seen.setdefault(re.sub(r"\W", "", value).casefold(), len(seen) + 1)
        return f"[{kind} {number}]"

    return pseudonym


def label_people(people: Sequence[Person]) -> Mapping[int, str]:
    """A pseudonym for each person, by index: "Child A", "Mother", "Officer 1", "Person 2"."""
    bases = [_base(person) for person in people]
    labels: dict[int, str] = {}
    for index, base in enumerate(bases):
        rank = bases[:index].count(base)
        if base in {"Child", "Adult"}:
            labels[index] = f"{base} {_letter(rank)}"
        elif base in {"Officer", "Professional", "Person"}:
            labels[index] = f"{base} {rank + 1}"
        else:
            labels[index] = base if not rank else f"{base} {rank + 1}"
    return labels


def _base(person: Person) -> str:
    if person.officer:
        return "Officer"
    if person.role == "professional":
        return "Professional"
    if person.role == "subject":
        return "Adult" if person.age is not None and person.age >= _ADULT else "Child"
    if person.age is not None and person.age < _ADULT:
        return "Child"
    if person.relation:
        return _RELATIONS.get(person.relation.rstrip("s"), person.relation.capitalize())
    return "Person"


def _letter(rank: int) -> str:
    return chr(ord("A") + rank) if rank < 26 else f"A{rank}"


def _setting_kind(value: str) -> str:
    for kind, pattern in _SETTINGS:
        if re.search(pattern, value, re.IGNORECASE):
            return kind
    return "named place"
