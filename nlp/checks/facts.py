"""What a text says in two ways (injuries, ages, numbers of children, agreement), or without saying who says so."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from nlp.checks.spans import check
from nlp.components.attributes import Pii, Reading
from nlp.components.dates import age_on, read_date, told_on
from nlp.result import Check

_NO_INJURY = re.compile(
    r"\b(?:no|nil|without)\s+(?:visible\s+|apparent\s+|obvious\s+)?(?:injur(?:y|ies)|marks?|bruis(?:es|ing))\b|"
    r"\binjur(?:y|ies)\s*[:=-]\s*(?:nil|no|none|n)\b",
    re.IGNORECASE,
)
_INJURY = re.compile(
    r"(?<!no )(?<!nil )(?<!any )\b(?:bruise[sd]?|bruising|black eye|split lip|cut to|graze[sd]?|burns?|"
    r"welts?|fracture[d]?|swollen)\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight"], range(1, 9), strict=True))
_NUMBER = rf"(?P<number>{'|'.join(_NUMBER_WORDS)}|[1-8])"
_CHILDREN = re.compile(
    rf"\b(?:has|have|with|her|his|their|the|all)\s+{_NUMBER}\s+(?:young\s+|small\s+|other\s+)?"
    r"(?P<who>children|kids|weans|bairns|siblings)\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:aged?\s*(?P<after>\d{1,2})\b|(?P<before>\d{1,2})[\s-]?(?:yo|y/o|yrs?(?:\sold)?|years?\sold)\b)",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(r"\b(?:year|yr|y)\s?(?P<year>1[0-3]|[1-9])\b(?!\s*(?:old|ago|later|s\b))", re.IGNORECASE)
_AGREED = re.compile(
    r"\b(?:consent(?:ed)?(?:\s*[:=?-]\s*|\s+)(?:y|yes|given|obtained|gained|to)\b|"
    r"(?:gave|gives|given) (?:\w+ )?consent|"
    r"agreed to (?:a|the|this) (?:referral|ppn|form))",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"\b(?:consent(?:\s*[:=?-]\s*|\s+)(?:n|no|not (?:given|sought|obtained|asked)|refused)\b|(?:not|nobody) (?:been )?"
    r"(?:asked|sought)(?: for)? (?:\w+ )?consent|refused consent|did not consent)",
    re.IGNORECASE,
)
_NEAR = 40  # characters between a date of birth and the age given with it
_SCHOOL_AGE = 5  # a child in Year n of England and Wales turns n + 5 in it
_ANYBODY = re.compile(
    r"\b(?:it (?:is|was|has been) (?:said|alleged|reported|thought|believed|known|understood)|"
    r"allegedly|reportedly|apparently|rumou?r has it|word is|info(?:rmation)? (?:suggests|received))\b",
    re.IGNORECASE,
)


def find(doc: Doc) -> Iterator[Check]:
    """Checks of what ``doc`` says in two ways, or without saying who says it."""
    reading: Reading = doc._.reading
    text = doc._.text
    yield from _injuries(text)
    yield from _ages(text, reading)
    yield from _children(text, reading)
    yield from _agreement(text)
    yield from _who_says(text)


def _injuries(text: str) -> Iterator[Check]:
    none, some = _NO_INJURY.search(text), _INJURY.search(text)
    if none and some and not (none.start() <= some.start() < none.end()):
        message = "The text says there was no injury, and also tells of one. Which is right, and whose is it?"
        yield check("contradiction", message, none, some)


def _ages(text: str, reading: Reading) -> Iterator[Check]:
    """An age or a school year that does not go with the date of birth next to it, on the day the text tells of."""
    today = told_on(text, reading.pii)
    if today is None:
        return
    for birth in (item for item in reading.pii if item.type == "DATE_OF_BIRTH"):
        born = read_date(text[birth.start : birth.end])
        age = age_on(today, born) if born else None
        if age is None:
            continue
        if (told := _age_beside(text, birth)) is not None and abs(int(told["after"] or told["before"]) - age) > 1:
            message = (
                f"The age does not go with this date of birth, which makes {age} on the day told of. Which is right?"
            )
            yield check("contradiction", message, (birth.start, birth.end), told)
        year = _SCHOOL_YEAR.search(text, birth.end, birth.end + _NEAR)
        if year is not None and abs(int(year["year"]) + _SCHOOL_AGE - age) > 1:
            message = f"The school year does not go with this date of birth, which makes {age} on the day told of."
            yield check("contradiction", message, (birth.start, birth.end), year)


def _age_beside(text: str, birth: Pii) -> re.Match[str] | None:
    line_start = text.rfind("\n", 0, birth.start) + 1
    before = list(_AGE.finditer(text, max(line_start, birth.start - _NEAR), birth.start))
    return before[-1] if before else _AGE.search(text, birth.end, birth.end + _NEAR)


def _children(text: str, reading: Reading) -> Iterator[Check]:
    """More children named than are said to be there."""
    young = [
        p
        for p in reading.people
        if p.part == "sibling" or (p.age is not None and p.age < 18) or p.label in {"Son", "Daughter"}
    ]
    match = _CHILDREN.search(text)
    if match is None or match["who"].casefold() == "siblings" or not young:
        return
    said = _NUMBER_WORDS.get(match["number"].casefold()) or int(match["number"])
    if len(young) > said:
        message = f"The text speaks of {said} children and tells of {len(young)}. Which is right, and who is who?"
        yield check("contradiction", message, match, *((p.spans[0].start, p.spans[0].end) for p in young))


def _agreement(text: str) -> Iterator[Check]:
    yes, no = _AGREED.search(text), _NOT_ASKED.search(text)
    if yes and no and not (no.start() <= yes.start() < no.end() or yes.start() <= no.start() < yes.end()):
        message = "Agreement is given in one place and not in another. Who agreed to what, and who did not?"
        yield check("contradiction", message, yes, no)


def _who_says(text: str) -> Iterator[Check]:
    if match := _ANYBODY.search(text):
        yield check(
            "who_says", "Who says so, and how do they know? A screener weighs what was seen and what was told.", match
        )
