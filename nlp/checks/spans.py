"""Checks from places in a text."""

import re

from nlp.result import Check, Span


def check(kind: str, message: str, *places: re.Match[str] | tuple[int, int]) -> Check:
    """A check about ``places``, matches or offsets, in their order."""
    spans = sorted(place.span() if isinstance(place, re.Match) else place for place in places)
    return Check(kind=kind, message=message, spans=tuple(Span(start=a, end=b) for a, b in spans))
