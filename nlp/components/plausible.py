"""What the encoder calls personal data must at least look like its type; what does not is dropped."""

import re
from collections.abc import Iterable

from nlp.components.attributes import Pii

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_SPOKEN = r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|double)\b"
_SHAPES = {
    "PERSON": r"(?=.*[^\W\d_]{2})|^[^\W\d_]\.?$",
    "DATE_OF_BIRTH": rf"\d\D*\d\D*\d\D*\d|\b{_MONTH}|{_MONTH}",
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
_COMPILED = {kind: re.compile(shape, re.IGNORECASE) for kind, shape in _SHAPES.items()}


def plausible(text: str, found: Iterable[Pii]) -> tuple[Pii, ...]:
    """Those of ``found`` that look like their type.

    Args:
        text: the text in which they stand.
        found: personal data of the encoder.
    """
    return tuple(p for p in found if p.type not in _COMPILED or _COMPILED[p.type].search(text[p.start : p.end]))
