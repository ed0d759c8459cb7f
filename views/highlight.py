"""The text with marks: layers that can be shown or hidden, each with its own underline and label."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlp import names, taxonomy
from nlp.result import Review
from views.markup import esc

# Also the order of nesting, outermost first.
LAYERS: Mapping[str, str] = {
    "evidence": "Answers to the 15 questions",
    "findings": "Needs and strengths",
    "personal": "Personal data",
    "wording": "Wording",
}
DANGER = "danger"  # always shown
_ORDER = (*LAYERS, DANGER)


@dataclass(frozen=True)
class Mark:
    """A marked stretch of the text; code points, ``end`` exclusive.

    Attributes:
        layer: a key of ``LAYERS``, or ``DANGER``.
        start: first code point.
        end: one past the last.
        label: what the mark stands for, shown after it.
        anchor: id by which other parts of the page point here.
        back: id of the part of the page that points here.
    """

    layer: str
    start: int
    end: int
    label: str
    anchor: str = ""
    back: str = ""


def anchor(section: str, rank: int) -> str:
    """Id of the ``rank``-th evidence words of ``section``."""
    return f"words-{section}-{rank}"


def marks(review: Review) -> tuple[Mark, ...]:
    """Every mark that ``review`` gives, of all layers."""
    return (*_evidence(review), *_findings(review), *_personal(review), *_wording(review), *_dangers(review))


def highlighted(text: str, found: Sequence[Mark], layers: Collection[str]) -> str:
    """``text`` as escaped HTML with the marks of ``layers``.

    Args:
        text: the text that was reviewed, exactly.
        found: marks into it; they may overlap.
        layers: which layers to show; words that must not wait are always shown.
    """
    shown = [mark for mark in found if mark.layer in layers or mark.layer == DANGER]
    cuts = sorted({0, len(text), *(m.start for m in shown), *(m.end for m in shown), *(m.start for m in found)})
    parts = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        parts += [_anchors(found, start), _wrap(text[start:end], [m for m in shown if m.start <= start < m.end])]
        parts.append(_labels([m for m in shown if m.end == end and m.start < end != start]))
    return f'<div class="rc text" role="group" aria-label="Your text with marks">{"".join(parts)}</div>'


def _wrap(words: str, covering: Sequence[Mark]) -> str:
    html = esc(words)
    for layer in reversed(_ORDER):
        if html and any(mark.layer == layer for mark in covering):
            html = f'<mark class="m-{layer}">{html}</mark>'
    return html


def _anchors(found: Sequence[Mark], at: int) -> str:
    return "".join(f'<span id="{esc(m.anchor)}"></span>' for m in found if m.anchor and m.start == at)


def _labels(ending: Sequence[Mark]) -> str:
    unique = dict.fromkeys((m.layer, m.label, m.back) for m in ending)
    return "".join(_label(*key) for key in unique)


def _label(layer: str, label: str, back: str) -> str:
    tag = f'<span class="tag t-{layer}">{esc(label)}</span>'
    return f'<a class="back" href="#{esc(back)}" aria-label="{esc(label)}: back to the list">{tag}</a>' if back else tag


def _evidence(review: Review) -> Iterator[Mark]:
    for name, section in review.sections.items():
        for rank, span in enumerate(section.evidence, 1):
            title = names.SECTIONS[name]
            yield Mark("evidence", span.start, span.end, title, anchor(name, rank), f"row-{name}")


def _findings(review: Review) -> Iterator[Mark]:
    for item in review.findings:
        told = "" if item.assertion == "affirmed" else f", {names.ASSERTIONS[item.assertion]}"
        yield Mark("findings", item.start, item.end, f"{names.FINDINGS[item.id]}{told}")


def _personal(review: Review) -> Iterator[Mark]:
    for item in review.pii:
        spare = ": leave out?" if item.needed is False else ""
        yield Mark("personal", item.start, item.end, f"{names.PII_TYPES[item.type]}{spare}")


def _wording(review: Review) -> Iterator[Mark]:
    for item in review.language:
        yield Mark("wording", item.start, item.end, names.LANGUAGE_KINDS[item.kind])


def _dangers(review: Review) -> Iterator[Mark]:
    for item in review.safety.indicators:
        yield Mark(DANGER, item.start, item.end, f"Must not wait: {names.SAFETY_INDICATORS[item.id]}")


def is_strength(finding: str) -> bool:
    """Whether a finding's id stands for something that protects."""
    return finding in taxonomy.PROTECTIVE
