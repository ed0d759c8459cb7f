"""What the network should answer for a training text: labels of tokens, units and the whole text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from nlp import taxonomy
from nlp.components.attributes import Pii
from nlp.components.encoder_input import Laid, lay_out
from nlp.components.heads import LEVELS, PLAINEST, STANDINGS, TAGS
from nlp.components.neutral import neutral
from nlp.components.parsing import parse
from training.generate import Example, Part

MASKED = -1
LEAST_OVERLAP = 8  # characters
Ints = NDArray[np.int64]
_SECTION = {name: i for i, name in enumerate(taxonomy.SECTIONS)}
_FINDING = {name: i for i, name in enumerate(taxonomy.FINDINGS)}
_WORDING = {name: i for i, name in enumerate(taxonomy.LANGUAGE_KINDS)}
_SAFETY = {name: i for i, name in enumerate(taxonomy.SAFETY_INDICATORS)}
_TAG = {name: i for i, name in enumerate(TAGS)}


class Words(NamedTuple):
    """The tokens of the words that tell of a finding, the finding, and how they are to be read."""

    tokens: Ints
    finding: int
    standing: int


@dataclass(frozen=True)
class Targets:
    """A laid-out text with its labels; ``MASKED`` where a label is not known.

    Attributes:
        laid: the text as written, as the encoder sees it.
        neutral: the text with plain words in place of who, where, which group and which sex, as the encoder sees it.
        tags: tag of each token.
        sections: level of each section, units by sections.
        findings: standing of each finding, units by findings.
        wording: poor wording, units by kinds.
        safety: signs that must not wait, units by indicators.
        source: who says so, one a unit.
        status: level of each section of the whole text; all masked for composed texts.
        urgent: whether the whole text must not wait.
        whole: whether absent findings are known only to be no finding of the household.
        words: the words of findings, where they are known, as they stand in ``neutral``.
    """

    laid: Laid
    neutral: Laid
    tags: Ints
    sections: Ints
    findings: Ints
    wording: Ints
    safety: Ints
    source: Ints
    status: Ints
    urgent: int
    whole: bool
    words: tuple[Words, ...]


def targets(example: Example, tokenizer: Tokenizer) -> Targets:
    """Labels of ``example``. Sentences that were labelled as wholes are units; else the parser's units are."""
    doc = parse(example.text)
    if example.sections is None and not example.findings_only:
        starts = {part.start for part in example.parts}
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
    laid = lay_out(doc, tokenizer)
    seen = [
        Pii(s.label, s.start, s.end, 1.0)
        for s in sorted(example.pii, key=lambda s: s.start)
        if s not in example.overlooked
    ]
    shape = len(laid.spans)
    sections, findings = _background(example, shape)
    quoted = any(part.safety for part in example.parts)
    wording = np.full((shape, len(_WORDING)), MASKED if example.findings_only else 0, np.int64)
    unclear = example.findings_only or (example.escalate and not quoted)
    safety = np.full((shape, len(_SAFETY)), MASKED if unclear else 0, np.int64)
    source = np.full(shape, MASKED, np.int64)
    for part in sorted(example.parts, key=_plainness):
        for unit in _units_of(part, laid.spans):
            for name, status in part.sections.items():
                sections[unit, _SECTION[name]] = max(sections[unit, _SECTION[name]], LEVELS.index(status))
            for name, standing in part.findings.items():
                findings[unit, _FINDING[name]] = STANDINGS.index(standing)
            wording[unit, [_WORDING[w] for w in part.wording]] = 1
            safety[unit, [_SAFETY[s] for s in part.safety]] = 1
            if part.source is not None:
                source[unit] = taxonomy.SOURCES.index(part.source)
    plain = neutral(laid, doc._.text, seen, tokenizer)
    return Targets(
        laid=laid,
        neutral=plain,
        tags=_tags(example, laid),
        sections=sections,
        findings=findings,
        wording=wording,
        safety=safety,
        source=source,
        status=_status(example),
        urgent=MASKED if example.escalate is None else int(example.escalate),
        whole=example.sections is not None,
        words=tuple(_words(example, plain)),
    )


def _plainness(part: Part) -> int:
    """The last of the parts of one unit counts, so the plainest comes last."""
    return max((-PLAINEST.index(standing) for standing in part.findings.values()), default=-len(PLAINEST))


def _words(example: Example, laid: Laid) -> Iterator[Words]:
    starts, ends = np.array(laid.starts), np.array(laid.ends)
    for part in example.parts:
        tokens = np.flatnonzero((starts < part.end) & (ends > part.start))
        if part.words and len(tokens):
            for name, standing in part.findings.items():
                yield Words(tokens, _FINDING[name], STANDINGS.index(standing))


def _background(example: Example, units: int) -> tuple[Ints, Ints]:
    """Section and finding labels before the parts: nothing, or unknown where the whole text has the label.

    A narrative quotes each finding once; other units may speak of it too.
    """
    sections = np.full((units, len(_SECTION)), MASKED if example.findings_only else 0, np.int64)
    findings = np.zeros((units, len(_FINDING)), np.int64)
    for name, status in (example.sections or {}).items():
        if status != "missing":
            sections[:, _SECTION[name]] = MASKED
    for name in example.findings or {}:
        findings[:, _FINDING[name]] = MASKED
    return sections, findings


def _units_of(part: Part, spans: Sequence[tuple[int, int]]) -> list[int]:
    """The units in which enough of ``part`` stands."""
    least = min(LEAST_OVERLAP, (part.end - part.start + 1) // 2)
    return [i for i, (start, end) in enumerate(spans) if min(end, part.end) - max(start, part.start) >= least]


def _tags(example: Example, laid: Laid) -> Ints:
    tags = np.zeros(len(laid.ids), np.int64)
    for span in example.pii:
        first = True
        for i, (start, end) in enumerate(zip(laid.starts, laid.ends, strict=True)):
            if start < span.end and span.start < end:
                tags[i] = _TAG[f"{'B' if first else 'I'}-{span.label}"]
                first = False
    return tags


def _status(example: Example) -> Ints:
    if example.sections is None:
        return np.full(len(_SECTION), MASKED, np.int64)
    return np.array(
        [MASKED if name in example.doubtful else LEVELS.index(example.sections[name]) for name in taxonomy.SECTIONS],
        np.int64,
    )
