"""Who is who: mentions of one person joined, and each person's part in the referral."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from spacy.tokens import Doc

from nlp.components.attributes import Person, Pii
from nlp.components.dates import age_on, read_date, told_on
from nlp.rules.personal import RoleRule

ADULT = 18
OLDEST = 110
# What may stand between the words that say whose a name is, and the name: "mum is called Mrs Tanya", "PC 21873 Leach".
_BEFORE = re.compile(
    r"(?:[^\S\n]|[,:(=|/\-]|'s|is|was|are|called|named|known as|name|(?:mr|mrs|ms|miss|mx|dr)\.?|collar|no|"
    r"[a-z]{0,2}\d{1,7}[a-z]?)*",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[,\s]*(?:\(|-|–|,?\s*(?:who is|is|was)\s+)\s*(?:the|his|her|their|a|child's)?\s*", re.IGNORECASE)
_FURTHEST = 24  # characters between the words and the name
_AGE_AFTER = re.compile(r"^[\s,(]{0,3}(?:aged?\s*)?(\d{1,3})\b(?!\s*(?:[/.:]|[A-Z][a-z]+ (?:Road|Street|Lane|Close)))")
_TO_BIRTH = 60  # characters from a name to the date of birth that is given with it
_TITLE = re.compile(r"\b(mr|mrs|ms|miss|mx|dr)\.?\s*$", re.IGNORECASE)
_SEX_OF_TITLE: dict[str, Literal["f", "m"]] = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f"}
_SEX_OF_LABEL: dict[str, Literal["f", "m"]] = {
    **dict.fromkeys(("Mother", "Sister", "Daughter", "Grandmother", "Aunt"), "f"),
    **dict.fromkeys(("Father", "Brother", "Son", "Grandfather", "Uncle"), "m"),
}
# Someone described in two ways is what the earlier of these says: an officer is never a sibling.
_ORDER = (*("officer", "professional", "third_party", "subject", "sibling", "parent_or_carer", "other_family"),)


class People:
    """Joins mentions of one person and tells their part.

    Args:
        rules: the words beside a name that say whose it is.
    """

    def __init__(self, rules: Iterable[RoleRule]) -> None:
        self._rules = {rule.id: rule for rule in rules}

    def find(self, doc: Doc, pii: Sequence[Pii]) -> tuple[Person, ...]:
        """The people named in ``doc``, in order of appearance.

        Args:
            doc: the parse, with the hits of all rules on it.
            pii: its personal data, in order of place.

        Returns:
            One record a person; the part stays None where the text does not show it.
        """
        text = doc._.text
        people: list[Person] = []
        for span in pii:
            if span.type == "PERSON":
                _join(people, text, span)
        self._tell_parts(doc, people)
        _tell_ages(people, text, pii)
        _choose_subject(people)
        return tuple(people)

    def _tell_parts(self, doc: Doc, people: Sequence[Person]) -> None:
        text = doc._.text
        at = sorted((span.start, span.end, person) for person in people for span in person.spans)
        for hit in doc._.hits:
            if (rule := self._rules.get(hit.rule)) is not None:
                start, end = doc[hit.start].idx, doc[hit.end - 1].idx + len(doc[hit.end - 1])
                if (person := _named_by(text, start, end, at)) is not None:
                    _take(person, rule)


def _named_by(text: str, start: int, end: int, at: Sequence[tuple[int, int, Person]]) -> Person | None:
    """Whom the words from ``start`` to ``end`` describe: the name right after them, else the one right before."""
    for name_start, _, person in at:
        if 0 <= name_start - end <= _FURTHEST and _BEFORE.fullmatch(text, end, name_start):
            return person
    for _, name_end, person in at:
        if 0 < start - name_end <= _FURTHEST and _AFTER.fullmatch(text, name_end, start):
            return person
    return None


def _take(person: Person, rule: RoleRule) -> None:
    if person.part is None or _ORDER.index(rule.part) < _ORDER.index(person.part):
        person.part, person.label = rule.part, rule.label
    person.sex = person.sex or _SEX_OF_LABEL.get(rule.label)


def _join(people: list[Person], text: str, span: Pii) -> None:
    words = {w.lower() for w in re.findall(r"[^\W\d_][\w'-]*", text[span.start : span.end])}
    title = _TITLE.search(text[: span.start])
    sex = _SEX_OF_TITLE.get(title[1].lower()) if title else None
    for person in _candidates(people, words, sex, titled=title is not None):
        person.words |= words
        person.spans.append(span)
        person.sex, person.titled = person.sex or sex, person.titled or title is not None
        return
    people.append(Person(words, [span], sex=sex, titled=title is not None))


def _candidates(people: list[Person], words: set[str], sex: str | None, *, titled: bool) -> Iterator[Person]:
    """People whom ``words`` may name: all shared words first, the latest mentioned first.

    A surname alone, with a title, is not joined to someone of the other sex ("Mr Khan", "Mrs Khan"), nor to
    someone who was named in full without a title: that may be their child.
    """
    for person in reversed(people):
        smaller, larger = sorted((words, person.words), key=len)
        if not smaller or not smaller <= larger or (sex and person.sex and sex != person.sex):
            continue
        if titled and len(words) == 1 and len(person.words) > 1 and person.sex is None:
            continue
        yield person


def _tell_ages(people: Sequence[Person], text: str, pii: Sequence[Pii]) -> None:
    """Ages that stand behind names, and dates of birth given with a name."""
    for person in people:
        for span in person.spans:
            match = _AGE_AFTER.match(text[span.end : span.end + 30])
            if person.age is None and match and int(match[1]) <= OLDEST:
                person.age = int(match[1])
    today = told_on(text, pii)
    for birth in (p for p in pii if p.type == "DATE_OF_BIRTH"):
        if (owner := _born(people, text, birth)) is not None:
            born = read_date(text[birth.start : birth.end])
            if owner.age is None and born and today:
                owner.age = age_on(today, born)
            owner.part = owner.part or "subject"


def _born(people: Sequence[Person], text: str, birth: Pii) -> Person | None:
    """Whose date of birth it is: the name before it on the same line."""
    before = [
        (span.end, person)
        for person in people
        for span in person.spans
        if 0 <= birth.start - span.end <= _TO_BIRTH and "\n" not in text[span.end : birth.start]
    ]
    return max(before, key=lambda found: found[0])[1] if before else None


def _choose_subject(people: list[Person]) -> None:
    """Where no words say who it is about: the first child told of by age, else the first whom nothing describes."""
    if any(p.part == "subject" for p in people):
        return
    undescribed = [p for p in people if p.part is None]
    offspring = [p for p in people if p.label in {"Son", "Daughter"}]
    young = [p for p in (*undescribed, *offspring) if p.age is not None and p.age < ADULT]
    aged = [p for p in undescribed if p.age is not None]
    for person in (young or offspring or aged or undescribed)[:1]:
        person.part, person.label = "subject", ""
