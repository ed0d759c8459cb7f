"""The estimate, which never stands without its limits."""

from collections.abc import Sequence

from nlp import names
from nlp.render.report import told_by
from nlp.result import IfAdded, Reason, Review, Route
from views.markup import esc, items, quote

LIMITS = (
    "It says which outcome texts like this, as written, resemble. It is no advice on whether to refer.",
    "It was made from fictional texts and is not yet tested on real referrals.",
    "It cannot see earlier history, what other agencies know, or what you saw and did not write down.",
    "Whether to refer is for you to decide, whatever this figure says.",
)
OWN_LIMITS = (
    LIMITS[0],
    "It was fitted on your own area's outcomes. What it reads was learnt from fictional texts.",
    *LIMITS[2:],
)
_GLANCE = 60  # characters of each quotation
_LEANING = {
    "early_help": "As written, this resembles texts that lead to early help.",
    "no_further_action": "As written, this resembles texts that are closed with no further action. That is about what "
    "the text says so far, not about the family.",
    "uncertain": "As written, this resembles neither kind clearly.",
}


def estimate(text: str, review: Review, limits: Sequence[str] = LIMITS) -> str:
    """The estimate with what moved it and its limits, as HTML.

    Args:
        text: the draft.
        review: its review.
        limits: what to know about the model in use.
    """
    route = review.route
    told_limits = f"<h3>What it cannot tell you</h3>{items(esc(limit) for limit in limits)}"
    if route.p_early_help is None:
        return f'<div class="rc small"><p>{esc(_why_none(review))}</p>{told_limits}</div>'
    told = f"<p><b>{esc(_LEANING[route.label])}</b></p><p>{_figure(route)}</p>"
    return f'<div class="rc small">{told}{_moved(text, review)}{_added(route)}{told_limits}</div>'


def _why_none(review: Review) -> str:
    if review.safety.escalate:
        return "There is no estimate: something here may not wait, and that comes first."
    return "There is no estimate: this does not read like a referral."


def _figure(route: Route) -> str:
    low, high = (percent(p) for p in route.interval or (0.0, 1.0))
    within = f" (likely between {low} and {high})" if low != high else ""
    return (
        f"Of 100 such texts, about {percent(route.p_early_help or 0)} would be expected to lead to early help{within}."
    )


def _moved(text: str, review: Review) -> str:
    rows = items(_reason(text, review, reason) for reason in review.route.reasons)
    return f"<h3>What moved it most</h3>{rows}" if rows else ""


def _reason(text: str, review: Review, reason: Reason) -> str:
    words = ", ".join(quote(text, span, _GLANCE) for span in told_by(review, reason))
    return esc(reason.text[:1].upper() + reason.text[1:]) + (f'<span class="words">{words}</span>' if words else "")


def _added(route: Route) -> str:
    rows = items(_if_added(item) for item in route.if_added)
    return f"<h3>What would move it, only if it is true</h3>{rows}" if rows else ""


def _if_added(item: IfAdded) -> str:
    title = names.SECTIONS[item.section]
    figure = f"about {percent(item.p_early_help)} in 100"
    return f"If the text answered <b>{esc(title)}</b>: {figure}. Add it only if it is true."


def percent(share: float) -> int:
    """``share`` of one, in whole hundredths."""
    return round(share * 100)
