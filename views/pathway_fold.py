"""Kinds of help that may be worth discussing, as HTML. What it shows is escaped."""

from collections.abc import Iterable

from nlp import names
from nlp.options import Option
from nlp.pathways import Arrangement, Directory
from nlp.result import FindingItem, Review
from views.framework_fold import QUOTED
from views.markup import esc, items, quote
from views.panels import plain

PHONE_FIRST = "Phone first: something here must not wait. Kinds of help can be talked over afterwards."
_LEAD = (
    "Things to talk over with the family and with the team that gets your referral. Nothing here is a decision or a "
    "threshold, and none of it stands in the way of a referral. What you know and did not write down is not in it."
)
_SAMPLE = "These are examples, not your area's services: your area has not filled in its own list yet."
_NO_REACH = "your area fills this in"
_FOR = {
    "child": "For a child and the family.",
    "adult": "For an adult.",
    "either": "For a child, a family or an adult.",
}


def content(text: str, review: Review, found: Iterable[Option], directory: Directory) -> str:
    """The kinds of help and what they hang on; where something must not wait, nothing but to phone first.

    Args:
        text: the text exactly as reviewed.
        review: its review.
        found: the kinds of help, in order.
        directory: the directory that they are from.

    Returns:
        HTML; empty where no kind of help hangs on the text.
    """
    if review.safety.escalate:
        return f'<div class="rc small"><p><b>{esc(PHONE_FIRST)}</b></p></div>'
    parts = "".join(_option(text, option) for option in found)
    whose = f"From the list of {directory.area}." if directory.area else _SAMPLE
    return f'<div class="rc small"><p>{esc(_LEAD)} {esc(whose)}</p>{parts}</div>' if parts else ""


def _option(text: str, option: Option) -> str:
    shown = option.arrangement
    rows = (
        f"<b>Because you wrote:</b> {_words(text, option)}",
        f"<b>Agreement:</b> {esc(shown.consent)}",
        f"<b>Level of need:</b> {esc(shown.threshold)}",
        f"<b>How to reach it:</b> {esc(shown.reach or _NO_REACH)}",
    )
    return (
        f"<h3>{esc(shown.name)}</h3><p>{esc(shown.does)} {_FOR[shown.people]}</p>{items(rows, 'rows')}{_source(shown)}"
    )


def _words(text: str, option: Option) -> str:
    """The surest words for each need, and the first of those that ask for help."""
    surest: dict[str, FindingItem] = {}
    for need in option.needs:
        surest.setdefault(need.id, need)
    needs = (
        f"{quote(text, need, QUOTED)} ({esc(plain(need.id).lower())}, {esc(names.ASSERTIONS[need.assertion])})"
        for need in surest.values()
    )
    asked = (f"{quote(text, span, QUOTED)} (what is asked for)" for span in option.asked[:1])
    return "; ".join((*needs, *asked))


def _source(shown: Arrangement) -> str:
    return f'<p class="words">From: {esc(shown.source)}. Read on {shown.dated:%d %B %Y}; check for changes.</p>'
