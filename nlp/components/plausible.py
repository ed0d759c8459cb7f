"""What the encoder calls personal data must at least look like its type; what does not is dropped."""

import re
from collections.abc import Iterable

from nlp.components.attributes import Pii

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_SPOKEN = r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|double)\b"
_SHAPES = {
    "PERSON": r"(?=.*[^\W\d_]{2})|^[^\W\d_]\.?$",
    "DATE_OF_BIRTH": rf"(?:\d\D*){{5}}|\d\D+\d\D+\d|{_MONTH}",
    "STREET_ADDRESS": r"[^\W\d_]{3}",
    "LOCATION": r"[^\W_]{2}",
    "SETTING": r"[^\W\d_]{3}",
    "PHONE_NUMBER": rf"(?:\d\D*){{6}}|(?:{_SPOKEN}\W*){{4}}|^\d{{3,7}}$",
    "EMAIL_ADDRESS": r"@|\bat\b|\bdot\b",
    "UK_POSTCODE": r"\d|(?:\b\w+\b\W*){3}",
    "UK_VEHICLE_REGISTRATION": r"^(?=.*\d)(?=.*[a-z]).{5,12}$|(?:\b\w+\b\W*){4}",
    "OFFICER_ID": rf"\d|(?:{_SPOKEN}\W*){{2}}",
    "POLICE_REFERENCE": rf"\d\D*\d|(?:{_SPOKEN}\W*){{2}}",
    "CASE_REFERENCE": rf"\d\D*\d|(?:{_SPOKEN}\W*){{2}}",
}
_ENDS = re.compile(r"(?:[\s,.;:]|(?:of|at|the|and|is|in|on|to|was)\b)*")
_ENDS_BACK = re.compile(r"(?:[\s,;:]|(?<=\w\w)\.|(?<=\W)(?:of|at|the|and|is|in|on|to|was))+$")
_COMPILED = {kind: re.compile(shape, re.IGNORECASE) for kind, shape in _SHAPES.items()}


def plausible(text: str, found: Iterable[Pii]) -> tuple[Pii, ...]:
    """Those of ``found`` that look like their type.

    Args:
        text: the text in which they stand.
        found: personal data of the encoder.
    """
    return tuple(p for p in found if p.type not in _COMPILED or _COMPILED[p.type].search(text[p.start : p.end]))


def trimmed(text: str, found: Iterable[Pii]) -> list[Pii]:
    """``found`` without small words and stops at the ends that are no part of it: "14 Tanner Row.", "02/09/2013 of".

    Args:
        text: the text in which they stand.
        found: personal data; pieces of which nothing is left are dropped.
    """
    kept = []
    for item in found:
        words = text[item.start : item.end]
        first, last = _ENDS.match(words), _ENDS_BACK.search(words)
        start, end = first.end() if first else 0, last.start() if last else len(words)
        if any(c.isalnum() for c in words[start:end]):
            kept.append(Pii(item.type, item.start + start, item.start + end, item.score))
    return kept
