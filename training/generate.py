"""Training texts made from the bank: sentences composed, personal data exchanged, noise added, labels exact.

Every change keeps track of where each character went, so that labels stay right character for character.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from training.fakes import made_like
from training.labelled import Narrative, Sentence, Span
from training.marked import Passage
from training.swaps import mirroring

SENTENCES_A_TEXT = (4, 11)
KEEP_DATA = 0.3  # share of texts whose hand-written personal data stays
MIRRORED = 0.3  # share of texts whose women and men change places
OVERLOOKED = 0.03  # share of personal data that the program takes for plain words


@dataclass(frozen=True)
class Layout:
    """How a composed text is set: what stands between its passages, before each, and now and then on its own."""

    joins: tuple[str, ...]
    starts: tuple[str, ...] = ("",)
    empty: tuple[str, ...] = ()


# Headings stand over any content, as in real forms, and some over none.
_HEADINGS = ("Concern: ", "Details: ", "Notes: ", "Voice of the child: ", "Consent: ", "History: ", "Q4 ", "Other - ")
LAYOUTS: Mapping[str, Layout] = {
    "prose": Layout((" ",)),
    "paragraphs": Layout((" ", "\n\n")),
    "notes": Layout((" ", "\n", " - ", ". ")),
    "bullets": Layout(("\n",), ("- ", "* ", "1. ", "2) ")),
    "log": Layout(("\n",), ("14:20 ", "0915hrs ", "21/03 2214 ", "INF: ", "")),
    "form": Layout(
        ("\n", "\n\n"), _HEADINGS, ("Consent: -", "History: N/A", "Strengths:", "Impact: as above", "Q7", "[ ] Y [ ] N")
    ),
    "forwarded": Layout(("\n> ", "\n> \n> "), ("",)),
}
EMPTY_HEADINGS = 0.25
S = TypeVar("S", "Part", Span)


_VOICES: tuple[tuple[str, float], ...] = (
    ("as_written", 0.68), ("lower", 0.1), ("capitals", 0.08), ("no_stops", 0.05), ("typos", 0.09),
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """Labels that hold for a stretch of a text; ``words`` where it is the very words that tell of the findings."""

    start: int
    end: int
    sections: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    wording: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    words: bool = False


@dataclass(frozen=True)
class Example:
    """A training text.

    Attributes:
        text: the text.
        pii: its personal data.
        parts: what is labelled where.
        sections: status of each section of the whole text; None for composed texts.
        findings: assertion of each finding of the whole text; None for composed texts.
        escalate: whether it must not wait; None for composed texts.
        origin: where it comes from.
        doubtful: sections whose status for the whole text is not known.
        overlooked: personal data that the program is to miss, as it sometimes will.
        findings_only: whether nothing but findings is labelled.
    """

    text: str
    pii: tuple[Span, ...]
    parts: tuple[Part, ...]
    sections: Mapping[str, str] | None = None
    findings: Mapping[str, str] | None = None
    escalate: bool | None = None
    origin: str = ""
    doubtful: frozenset[str] = frozenset()
    overlooked: frozenset[Span] = frozenset()
    findings_only: bool = False


def from_narrative(narrative: Narrative) -> Example:
    """A narrative of the bank as an example; each quote and piece of evidence is a part."""

    def place(quote: str) -> tuple[int, int]:
        start = narrative.text.index(quote)
        return start, start + len(quote)

    parts = [Part(*place(q), sections={name: narrative.sections[name]}) for name, q in narrative.evidence.items()]
    parts += [Part(*place(q.text), findings={q.label: q.assertion}, words=True) for q in narrative.findings]
    parts += [Part(*place(q.text), wording=(q.label,)) for q in narrative.language]
    parts += [Part(*place(q.text), safety=(q.label,)) for q in narrative.dangers]
    return Example(
        text=narrative.text,
        pii=narrative.pii,
        parts=tuple(parts),
        sections=narrative.sections,
        findings={q.label: q.assertion for q in narrative.findings},
        escalate=narrative.escalate,
        origin=narrative.id,
    )


def from_sentence(sentence: Sentence) -> Example:
    """A sentence of the bank as an example with one part; where it tells all in one way, all its words do."""
    labels = (sentence.sections, sentence.findings, sentence.source, sentence.wording, sentence.safety)
    one_way = len(set(sentence.findings.values())) == 1
    return Example(sentence.text, sentence.pii, (Part(0, len(sentence.text), *labels, words=one_way),))


def from_marked(passage: Passage) -> Example:
    """A marked passage as an example; each mark is a part."""
    parts = tuple(Part(m.start, m.end, findings={m.finding: m.assertion}, words=True) for m in passage)
    return Example(passage[0].text, (), parts, findings_only=True)


def compose(passages: Sequence[Example], rng: random.Random) -> Iterator[Example]:
    """Texts that together hold every passage once, in random order and company; all passages are of one kind."""
    order = list(passages)
    rng.shuffle(order)
    at = 0
    while at < len(order):
        count = rng.randint(*SENTENCES_A_TEXT)
        yield _joined(order[at : at + count], rng)
        at += count


def _joined(passages: Sequence[Example], rng: random.Random) -> Example:
    layout = rng.choice(list(LAYOUTS.values()))
    text = ""
    pii: list[Span] = []
    parts: list[Part] = []
    for passage in passages:
        text += rng.choice(layout.joins) if text else ""
        if layout.empty and rng.random() < EMPTY_HEADINGS:
            text += rng.choice(layout.empty) + "\n"
        text += rng.choice(layout.starts)
        start = len(text)
        text += passage.text
        pii += [replace(s, start=s.start + start, end=s.end + start) for s in passage.pii]
        parts += [replace(p, start=p.start + start, end=p.end + start) for p in passage.parts]
    only = all(passage.findings_only for passage in passages)
    return Example(text, tuple(pii), tuple(parts), origin="composed", findings_only=only)


def vary(example: Example, rng: random.Random) -> Example:
    """``example`` with other personal data and some noise."""
    if rng.random() >= KEEP_DATA:
        example = exchange(example, rng)
    if rng.random() < MIRRORED:
        example = mirrored(example)
    voice = rng.choices([v for v, _ in _VOICES], [w for _, w in _VOICES])[0]
    noisy = NOISE[voice](example, rng)
    return replace(noisy, overlooked=frozenset(span for span in noisy.pii if rng.random() < OVERLOOKED))


def exchange(example: Example, rng: random.Random) -> Example:
    """``example`` with every piece of personal data exchanged for another of its kind."""
    known: dict[str, str] = {}
    spans = sorted(example.pii, key=lambda s: s.start)
    return _rewritten(
        example, [(s.start, s.end, made_like(rng, s.label, example.text[s.start : s.end], known)) for s in spans]
    )


def mirrored(example: Example) -> Example:
    """``example`` about women where it was about men, and the other way round; itself where that would change facts."""
    inside = {i for span in example.pii for i in range(span.start, span.end)}
    return _rewritten(example, [edit for edit in mirroring(example.text) if edit[0] not in inside])


def _rewritten(example: Example, edits: Sequence[tuple[int, int, str]]) -> Example:
    """``example`` with new words in places that are in order and do not overlap."""
    text = ""
    at = 0
    moves: list[tuple[int, int, int, int]] = []  # old start, old end, new start, new end
    for start, end, words in edits:
        text += example.text[at:start]
        moves.append((start, end, len(text), len(text) + len(words)))
        text += words
        at = end
    text += example.text[at:]

    def placed(span: S) -> S:
        start, end = _moved(span.start, moves, end=False), _moved(span.end, moves, end=True)
        return replace(span, start=start, end=end)

    return replace(example, text=text, pii=tuple(map(placed, example.pii)), parts=tuple(map(placed, example.parts)))


def _moved(position: int, moves: Sequence[tuple[int, int, int, int]], *, end: bool) -> int:
    """Where a position went; one inside a piece of data goes to that side of it."""
    shift = 0
    for old_start, old_end, new_start, new_end in moves:
        if position <= old_start:
            break
        if position < old_end:
            return new_end if end else new_start
        shift = new_end - old_end
    return position + shift


def _lower(example: Example, _: random.Random) -> Example:
    return _same_length(example, example.text.lower())


def _capitals(example: Example, _: random.Random) -> Example:
    return _same_length(example, example.text.upper())


def _no_stops(example: Example, rng: random.Random) -> Example:
    inside = {i for span in example.pii for i in range(span.start, span.end)}
    text = "".join(" " if c in '.,;:!?"' and i not in inside else c for i, c in enumerate(example.text))
    return _same_length(example, text.lower() if rng.random() < 0.7 else text)


def _typos(example: Example, rng: random.Random) -> Example:
    """Neighbouring letters swapped in about one word in thirty, never inside personal data."""
    letters = list(example.text)
    inside = {i for span in example.pii for i in range(span.start, span.end + 1)}
    for i in range(1, len(letters) - 2):
        if rng.random() < 0.008 and letters[i].islower() and letters[i + 1].islower() and not {i, i + 1} & inside:
            letters[i], letters[i + 1] = letters[i + 1], letters[i]
    return _same_length(example, "".join(letters))


def _same_length(example: Example, text: str) -> Example:
    """``example`` with ``text``, where no character moved; a few letters grow in capitals, and then nothing changes."""
    return replace(example, text=text) if len(text) == len(example.text) else example


NOISE: Mapping[str, Callable[[Example, random.Random], Example]] = {
    "as_written": lambda example, _: example,
    "lower": _lower,
    "capitals": _capitals,
    "no_stops": _no_stops,
    "typos": _typos,
}
