"""Things to look at again: undated, contradictory, pointing elsewhere, or not said who says so."""

import re
from collections.abc import Iterator

from nlp.components.attributes import Reading
from nlp.result import Check, Span

_UNDATED = re.compile(
    r"\b(?:recently|lately|ongoing|of late|for some time|on occasions?|regularly|a while (?:ago|back))\b", re.IGNORECASE
)
_ANCHOR = re.compile(
    r"\b(?:since|from|in|on|last|every|each|for)\s+(?:\w+\s){0,2}(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|week|month|year|christmas|xmas|summer|easter)",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\b(?:see|refer to|as per|per)\s+(?:the\s+)?"
    r"(?:log|niche|cad|crime|previous|ppn|attached|statement|report|above report)\b(?:\s?\S*\d\S*)?",
    re.IGNORECASE,
)
_NO_INJURY = re.compile(
    r"\b(?:no|nil|without)\s+(?:visible\s+|apparent\s+|obvious\s+)?(?:injur(?:y|ies)|marks?|bruis(?:es|ing))\b|\binjur(?:y|ies)\s*[:=-]\s*(?:nil|no|none|n)\b",
    re.IGNORECASE,
)
_INJURY = re.compile(
    r"(?<!no )(?<!nil )(?<!any )\b(?:bruise[sd]?|bruising|black eye|split lip|cut to|graze[sd]?|burns?|"
    r"welts?|fracture[d]?|swollen)\b",
    re.IGNORECASE,
)
_LOG_LINE = re.compile(
    r"^\s*(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?\s+)?\d{1,2}:?\d{2}(?::\d{2})?\s*(?:hrs)?\b[ \t:=-]*[A-Z]", re.MULTILINE
)
LEAST_LOG_LINES = 4


def checks(text: str, reading: Reading) -> tuple[Check, ...]:
    """What an officer may want to look at again, at most one of each kind.

    Args:
        text: the text as given.
        reading: what the components found in it.
    """
    in_text = (check for step in _IN_TEXT for check in step(text))
    return (*in_text, *_not_seen(reading))


def _undated(text: str) -> Iterator[Check]:
    for match in _UNDATED.finditer(text):
        line = text[max(0, match.start() - 60) : match.end() + 60]
        if not _ANCHOR.search(line):
            yield _check("undated", "Since when, or how often? A date or a number helps.", match)
            return


def _pointer(text: str) -> Iterator[Check]:
    if match := _POINTER.search(text):
        yield _check(
            "pointer", "The receiving team cannot open police systems. Say here what the log or report says.", match
        )


def _injuries(text: str) -> Iterator[Check]:
    none, some = _NO_INJURY.search(text), _INJURY.search(text)
    if none and some and not (none.start() <= some.start() < none.end()):
        yield Check(
            kind="contradiction",
            message="The text says there was no injury, and also tells of one. Which is right, and whose is it?",
            spans=tuple(Span(start=m.start(), end=m.end()) for m in sorted((none, some), key=lambda m: m.start())),
        )


def _not_seen(reading: Reading) -> Iterator[Check]:
    voice = reading.sections.get("voice")
    if voice is not None and voice.status == "missing" and any(p.role == "subject" for p in reading.people):
        yield Check(
            kind="child_not_seen",
            message="The text does not say whether the child or adult was seen or spoken to. If not, say why.",
        )


def _pasted_log(text: str) -> Iterator[Check]:
    lines = list(_LOG_LINE.finditer(text))
    if len(lines) >= LEAST_LOG_LINES:
        yield Check(
            kind="pasted_log",
            message="Part of this looks pasted from a log. What happened, in a few plain sentences, is read sooner.",
            spans=(Span(start=lines[0].start(), end=lines[-1].end()),),
        )


_IN_TEXT = (_injuries, _undated, _pointer, _pasted_log)


def _check(kind: str, message: str, match: re.Match[str]) -> Check:
    return Check(kind=kind, message=message, spans=(Span(start=match.start(), end=match.end()),))
