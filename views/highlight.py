"""The text with marks: layers that can be shown or hidden, each with its own underline and label."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from nlp import names
from nlp.render.marks import Mark, marks
from nlp.render.report import visible
from nlp.result import Review
from views.markup import esc

DANGER = "danger"  # always shown
LAYERS: Mapping[str, str] = {
    "evidence": "Answers",
    "finding": "Needs and strengths",
    "pii": "Personal data",
    "wording": "Wording",
    "check": "Look again",
}
_INNERMOST_LAST = (*LAYERS, DANGER)
# Marks whose own label is a sentence; beside the words stands this instead.
_SHORT = {DANGER: "Must not wait", "check": "Look again"}
_PLAIN_FACT = f", {names.ASSERTIONS['affirmed']}"  # goes without saying beside the words
# Beside an answer stands the section's name in a word or two, so that the text stays readable.
_IN_SHORT: Mapping[str, str] = {
    "subject_identity": "who",
    "household": "home",
    "incident": "what happened",
    "impact": "effect",
    "voice": "own words",
    "family_view": "family's view",
    "history": "history",
    "strengths": "going well",
    "agencies": "others involved",
    "consent": "agreement",
    "actions": "done",
    "request": "asked for",
    "practitioner_safety": "visits",
    "communication": "contact",
    "referrer": "referrer",
}
_SECTION_IDS = {title: name for name, title in names.SECTIONS.items()}


def anchor(section: str, rank: int) -> str:
    """Id of the ``rank``-th evidence words of ``section``, by which a checklist row points at them."""
    return f"words-{section}-{rank}"


def highlighted(text: str, review: Review, layers: Collection[str]) -> str:
    """``text`` as escaped HTML with the marks of ``layers``, and anchors at all evidence.

    Args:
        text: the text that was reviewed, exactly.
        review: its review.
        layers: which layers to show; words that must not wait are always shown.
    """
    shown = [m for m in marks(review) if m.start < m.end and m.layer in (*layers, DANGER)]
    anchors = _anchors(review)
    cuts = sorted({0, len(text), *(m.start for m in shown), *(m.end for m in shown), *anchors})
    body = "".join(_pieces(text, shown, anchors, cuts))
    return f'<div class="rc text" role="group" aria-label="Your text with marks" dir="auto">{body}</div>'


def _pieces(text: str, shown: Sequence[Mark], anchors: Mapping[int, str], cuts: Sequence[int]) -> Iterator[str]:
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        yield anchors.get(start, "")
        yield _wrap(text[start:end], {m.layer for m in shown if m.start <= start < m.end})
        yield _labels([m for m in shown if start < end == m.end])


def _wrap(words: str, layers: Collection[str]) -> str:
    html = esc(visible(words))
    for layer in reversed(_INNERMOST_LAST):
        if html and layer in layers:
            html = f'<mark class="m-{layer}">{html}</mark>'
    return html


def _anchors(review: Review) -> dict[int, str]:
    found: dict[int, str] = {}
    for name, section in review.sections.items():
        for rank, span in enumerate(section.evidence, 1):
            found[span.start] = found.get(span.start, "") + f'<span id="{anchor(name, rank)}" tabindex="-1"></span>'
    return found


def _labels(ending: Sequence[Mark]) -> str:
    return "".join(dict.fromkeys(_label(mark.layer, mark.label) for mark in ending))


def _label(layer: str, label: str) -> str:
    """The label after marked words; an answer's label leads back to its row of the checklist."""
    if layer != "evidence":
        return f'<span class="tag t-{layer}">{esc(_SHORT.get(layer, label.removesuffix(_PLAIN_FACT)))}</span>'
    section = _SECTION_IDS[label]
    return f'<a class="tag t-evidence" href="#row-{section}" title="{esc(label)}">{esc(_IN_SHORT[section])}</a>'
