"""A pseudonymised copy: same person, same pseudonym; sense and grammar kept."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.components.attributes import Person, Pii
from nlp.components.dates import age_on, read_date, told_on
from nlp.components.people import ADULT
from nlp.names import MaskStyle

_ALWAYS_NUMBERED = frozenset({"Officer", "Professional", "Person", "Third party"})

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


@dataclass(frozen=True)
class Replacement:
    """A piece of personal data and what stands in its place; code points, ``end`` exclusive."""

    type: str
    start: int
    end: int
    new: str


def replacements(
    text: str, pii: Sequence[Pii], people: Sequence[Person], style: MaskStyle = MaskStyle.PSEUDONYMS
) -> tuple[Replacement, ...]:
    """What stands in place of each piece of personal data.

    Args:
        text: the text as given.
        pii: what to replace, in order, without overlaps.
        people: the people of the text, for pseudonyms that stay the same through it.
        style: how to replace.

    Returns:
        One replacement a piece, in the same order.
    """
    new = _new_words(text, pii, people, style)
    return tuple(Replacement(item.type, item.start, item.end, new(item)) for item in pii)


def apply(text: str, found: Sequence[Replacement]) -> str:
    """``text`` with every replacement made; nothing outside them is changed."""
    parts: list[str] = []
    at = 0
    for item in found:
        parts += (text[at : item.start], item.new)
        at = item.end
    return "".join((*parts, text[at:]))


def mask(text: str, pii: Sequence[Pii], people: Sequence[Person], style: MaskStyle = MaskStyle.PSEUDONYMS) -> str:
    """``text`` with every piece of personal data replaced; arguments as :func:`replacements`."""
    return apply(text, replacements(text, pii, people, style))


def counts(found: Iterable[Replacement]) -> dict[str, int]:
    """How many pieces of each type were replaced, the commonest first; never their values."""
    return dict(Counter(item.type for item in found).most_common())


def _new_words(text: str, pii: Sequence[Pii], people: Sequence[Person], style: MaskStyle) -> Callable[[Pii], str]:
    if style is MaskStyle.REDACTION:
        return lambda item: "█" * max(3, item.end - item.start)
    if style is MaskStyle.PLACEHOLDERS:
        return lambda item: f"[{item.type}]"
    names = {span.start: label for person, label in label_people(people).items() for span in people[person].spans}
    numbers: dict[str, dict[str, int]] = {}
    today = told_on(text, pii)

    def pseudonym(item: Pii) -> str:
        value = text[item.start : item.end]
        if item.type == "PERSON":
            return names.get(item.start, "[person]")
        if item.type == "DATE_OF_BIRTH":
            return _birth(value, today)
        kind = _setting_kind(value) if item.type == "SETTING" else _NUMBERED[item.type]
        seen = numbers.setdefault(kind, {})
        number = seen.setdefault(re.sub(r"\W", "", value).casefold(), len(seen) + 1)
        return f"[{kind} {number}]"

    return pseudonym


def _birth(value: str, today: date | None) -> str:
    """A date of birth as an age, where the text tells of a day on which to count it."""
    born = read_date(value)
    age = age_on(today, born) if today and born else None
    if age is None:
        return "[date of birth]"
    return f"[date of birth: aged {age}]" if age else "[date of birth: under 1]"


def label_people(people: Sequence[Person]) -> Mapping[int, str]:
    """A pseudonym for each person, by index: "Child A", "Mother", "Officer 1", "Person 2"."""
    bases = [_base(person) for person in people]
    labels: dict[int, str] = {}
    for index, base in enumerate(bases):
        rank = bases[:index].count(base)
        if base in {"Child", "Adult"}:
            labels[index] = f"{base} {_letter(rank)}"
        elif base in _ALWAYS_NUMBERED:
            labels[index] = f"{base} {rank + 1}"
        else:
            labels[index] = base if not rank else f"{base} {rank + 1}"
    return labels


def _base(person: Person) -> str:
    if person.part == "subject":
        grown = person.titled if person.age is None else person.age >= ADULT
        return "Adult" if grown else "Child"
    if person.role != "professional" and person.age is not None and person.age < ADULT:
        return "Child"
    return person.label or "Person"


def _letter(rank: int) -> str:
    return chr(ord("A") + rank) if rank < 26 else f"A{rank}"


def _setting_kind(value: str) -> str:
    for kind, pattern in _SETTINGS:
        if re.search(pattern, value, re.IGNORECASE):
            return kind
    return "named place"
