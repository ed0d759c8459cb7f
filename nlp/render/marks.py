"""Which words of a draft are marked, and why: overlapping marks cut into stretches that do not overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from nlp import names
from nlp.result import Review, Span


@dataclass(frozen=True)
class Layer:
    """A kind of mark: the letter that stands beside it, and its name."""

    key: str
    name: str


@dataclass(frozen=True)
class Mark:
    """One marked place of the draft; code points."""

    layer: str
    start: int
    end: int
    label: str


class Stretch(NamedTuple):
    """Words under the same marks; ``key`` has the letters of the marks that end with it."""

    words: str
    layers: str
    title: str
    key: str


# In rising order of weight: where marks overlap, the style of the last one wins.
LAYERS = {
    "pii": Layer("P", "Personal data"),
    "evidence": Layer("A", "Answers a point of the checklist"),
    "finding": Layer("N", "Need, risk or strength"),
    "check": Layer("C", "To check again"),
    "wording": Layer("W", "Wording to look at"),
    "danger": Layer("!", "Must not wait"),
}


def marks(review: Review) -> tuple[Mark, ...]:
    """Every mark of ``review``, in the order of ``LAYERS``."""
    return (
        *(_mark("pii", i, names.PII_TYPES[i.type]) for i in review.pii),
        *(_mark("evidence", e, names.SECTIONS[name]) for name, s in review.sections.items() for e in s.evidence),
        *(_mark("finding", f, f"{names.FINDINGS[f.id]}, {names.ASSERTIONS[f.assertion]}") for f in review.findings),
        *(_mark("check", span, c.message) for c in review.checks for span in c.spans),
        *(_mark("wording", w, names.LANGUAGE_KINDS[w.kind]) for w in review.language),
        *(_mark("danger", i, i.message) for i in review.safety.indicators),
    )


def marked(text: str, review: Review) -> Iterator[Stretch]:
    """``text`` in stretches; joined, their words are the text."""
    found = [mark for mark in marks(review) if mark.start < mark.end]
    edges = sorted({0, len(text), *(m.start for m in found), *(m.end for m in found)})
    waiting = sorted(found, key=lambda m: m.start, reverse=True)
    active: list[Mark] = []
    for start, end in pairwise(edges):
        active = [mark for mark in active if mark.end > start]
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        yield _stretch(text[start:end], end, active)


def _stretch(words: str, end: int, active: Sequence[Mark]) -> Stretch:
    ordered = [(mark, layer) for name, layer in LAYERS.items() for mark in active if mark.layer == name]
    layers = dict.fromkeys(mark.layer for mark, _ in ordered)
    title = dict.fromkeys(f"{layer.name}: {mark.label}" for mark, layer in ordered)
    key = dict.fromkeys(layer.key for mark, layer in ordered if mark.end == end)
    return Stretch(words, " ".join(layers), "; ".join(title), "".join(key))


def _mark(layer: str, span: Span, label: str) -> Mark:
    return Mark(layer, span.start, span.end, label)
