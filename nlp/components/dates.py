"""Dates as officers write them, for ages: births, and the day of which a text tells."""

import re
from collections.abc import Sequence
from datetime import date

from dateutil import parser

from nlp.components.attributes import Pii

_RUN = re.compile(r"\D*(\d{2})(\d{2})(\d{4}|\d{2})\D*")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b|\bthe\b", re.IGNORECASE)
_FULL = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b|"
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+\d{4}\b",
    re.IGNORECASE,
)
_EARLIEST = 1905
_CENTURY = 100


def read_date(words: str) -> date | None:
    """The day that ``words`` name, day before month; None where they name none or not a whole one."""
    if match := _RUN.fullmatch(words):
        year = int(match[3])
        return _day(year if year >= _EARLIEST else _full_year(year), int(match[2]), int(match[1]))
    if not re.search(r"\d{2,}\D*$|^\d{4}", words.strip()):
        return None  # without a year dateutil would take this one
    year_first = bool(re.match(r"\d{4}\D", words.strip()))
    try:
        found = parser.parse(_ORDINAL.sub(" ", words), dayfirst=not year_first, yearfirst=year_first).date()
    except (ValueError, OverflowError):
        return None
    return found if found.year >= _EARLIEST else None


def told_on(text: str, pii: Sequence[Pii]) -> date | None:
    """The latest whole date in ``text`` that is no date of birth; None where there is none.

    Args:
        text: the text as given.
        pii: its personal data.
    """
    births = [(p.start, p.end) for p in pii if p.type == "DATE_OF_BIRTH"]
    days = [
        day
        for match in _FULL.finditer(text)
        if not any(a < match.end() and match.start() < b for a, b in births) and (day := read_date(match.group()))
    ]
    return max(days, default=None)


def age_on(day: date, born: date) -> int | None:
    """Whole years from ``born`` to ``day``; None where that is no age."""
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return age if 0 <= age <= 110 else None


def _full_year(short: int) -> int:
    """``short`` in the century in which it is not in the future."""
    this = date.today().year  # noqa: DTZ011 - a calendar year, no moment
    return this - (this - short) % _CENTURY


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
