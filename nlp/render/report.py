"""What a report says and in which order, decided once for every format: what must not wait stands first."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nlp import names
from nlp.features import TEXT, words_of
from nlp.result import IfAdded, LanguageItem, Reason, Review, Route, Span
from nlp.settings import Desk, Settings

LONGEST_QUOTE = 160
MOST_WORDS = 3  # places in the draft that are quoted for one reason of the estimate
TITLE = "Feedback on this draft"
PHONE_NOW = (
    "If someone is in danger now, phone 999. Otherwise phone your duty safeguarding team now. "
    "Do not finish this draft first: drafting can wait."
)
NO_SIGN = (
    "No words were found that show someone in danger now. If you think someone is, phone 999 or your duty "
    "safeguarding team now, whatever this report says."
)
PRIVATE = (
    "This report quotes your draft. Keep it and delete it as you would the draft, also where names are replaced: "
    "one may have been missed."
)
_ABOUT = "This is about the writing, not about the family. It is no advice on whether to refer. "
_CANNOT_SEE = "It cannot see history, other agencies or what you know."
LIMITS = f"{_ABOUT}It was made from fictional texts and has not yet been tested on real referrals. {_CANNOT_SEE}"
OWN_LIMITS = (
    f"{_ABOUT}It was fitted on outcomes of your own area; what it reads was learnt from fictional texts. {_CANNOT_SEE}"
)
# An estimate that is unsure is told without its number, which would be read as a small leaning.
_NO_NUMBER = frozenset({"uncertain", "not_applicable"})
_UNSURE = "Texts like this, as written, resemble neither kind of outcome clearly enough to say."
_NO_ESTIMATE_URGENT = "No estimate is given, because something in the text must not wait."
_NO_ESTIMATE_OTHER = "No estimate is given, because this does not read like a referral."


@dataclass(frozen=True)
class Item:
    """One line of a report.

    Attributes:
        label: what it is about.
        status: how far it is answered, in words; empty outside the checklist.
        quotes: words of the draft.
        text: what to know about it.
    """

    label: str
    status: str = ""
    quotes: tuple[str, ...] = ()
    text: str = ""

    @property
    def after_label(self) -> str:
        """What joins the label to what follows it."""
        follows = self.status or self.quotes or self.text
        return " " if self.label.endswith((".", "?")) else ": " if follows else ""

    @property
    def before_text(self) -> str:
        """What joins the text to the quotes before it."""
        return ". " if self.quotes and self.text else ""


@dataclass(frozen=True)
class Part:
    """One part of a report.

    Attributes:
        id: short name, for styling.
        heading: the heading.
        intro: what to know before the items; may be empty.
        items: the lines.
    """

    id: str
    heading: str
    intro: str = ""
    items: tuple[Item, ...] = ()


def report(text: str, review: Review, settings: Settings | None = None) -> tuple[Part, ...]:
    """The parts of a report, in order.

    Args:
        text: the text exactly as reviewed.
        review: its review.
        settings: local settings: the form, duty numbers, whether the estimate is shown.

    Returns:
        What must not wait, the checklist, questions, wording, things to check, personal data, and last the estimate.
    """
    local = settings or Settings()
    first, checklist = _urgent(text, review, local.duty), _checklist(text, review, local.chosen_form.titles)
    last = () if local.estimate != "shown" else (_estimate(text, review, OWN_LIMITS if local.model else LIMITS),)
    return (first, checklist, *(part(text, review) for part in _PARTS), *last)


def made_by(review: Review) -> str:
    """What made the review, in a line."""
    made = review.versions
    return f"Program {made.program}, rules {made.rules}, models {made.models}"


def visible(text: str) -> str:
    """``text`` with characters that would act instead of being seen replaced, one for one.

    Control characters can drive a terminal, and overriding directions can make words read otherwise than they are.
    """
    return "".join("\ufffd" if _acts(c) else c for c in text)


def _acts(c: str) -> bool:
    return c not in "\n\t\r" and (
        unicodedata.category(c) in {"Cc", "Cs"} or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"
    )


def quote(text: str, span: Span) -> str:
    """The words of ``span`` on one line, cut short where they are long."""
    words = re.sub(r"\s+", " ", visible(text[span.start : span.end])).strip()
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1].rstrip()}…"


def _quotes(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(quote(text, span) for span in spans))


def _urgent(text: str, review: Review, duty: Iterable[Desk]) -> Part:
    if not review.safety.escalate:
        return Part("calm", "What must not wait", NO_SIGN)
    items = tuple(
        Item(names.SAFETY_INDICATORS[i.id], quotes=(quote(text, i),), text=i.message) for i in review.safety.indicators
    )
    desks = tuple(Item(desk.name, text=f"{desk.phone} {desk.hours}".strip()) for desk in duty)
    return Part("urgent", "Phone now: this must not wait", PHONE_NOW, (*desks, *items))


def _checklist(text: str, review: Review, titles: Mapping[str, str]) -> Part:
    sections = review.sections
    answered = sum(section.status in names.ANSWERED for section in sections.values())
    items = tuple(
        Item(title, status=names.STATUSES[sections[name].status], quotes=_quotes(text, sections[name].evidence))
        for name, title in titles.items()
        if name in sections
    )
    return Part("checklist", f"{answered} of {len(sections)} answered", items=items)


def _questions(_: str, review: Review) -> Part:
    items = tuple(Item(q.question, text=q.why) for q in sorted(review.feedback, key=lambda q: q.rank))
    intro = "Answer what you can; “not known”, with the reason, is an answer." if items else "Nothing more to ask."
    return Part("questions", "Questions", intro, items)


def _wording(text: str, review: Review) -> Part:
    items = tuple(
        Item(
            names.LANGUAGE_KINDS[first.kind], quotes=_quotes(text, (first, *more)), text=f"{first.why} {first.instead}"
        )
        for first, *more in wording_by_advice(review)
    )
    return Part("wording", "Wording to look at", "" if items else "Nothing to look at.", items)


def wording_by_advice(review: Review) -> list[list[LanguageItem]]:
    """Wording to look at again, that of which the same is to be said together, in order of the first place."""
    groups: dict[tuple[str, str, str], list[LanguageItem]] = {}
    for item in review.language:
        groups.setdefault((item.kind, item.why, item.instead), []).append(item)
    return list(groups.values())


def _checks(text: str, review: Review) -> Part:
    items = tuple(Item(c.message, quotes=_quotes(text, c.spans)) for c in review.checks)
    return Part("checks", "Things to check again", "" if items else "Nothing to check.", items)


def _personal(text: str, review: Review) -> Part:
    counts = Counter(item.type for item in review.pii)
    items = tuple(Item(names.PII_TYPES[kind], text=str(count)) for kind, count in counts.most_common())
    extra = _quotes(text, (item for item in review.pii if item.needed is False))
    if extra:
        items += (Item("The receiving team may not need", quotes=extra, text="Which of these do they need?"),)
    return Part("personal", "Personal data", PRIVATE if items else "None was found.", items)


def _estimate(text: str, review: Review, limits: str) -> Part:
    route = review.route
    if route.label in _NO_NUMBER or route.p_early_help is None:
        return Part("estimate", "Estimate", f"{_why_none(review)} {limits}")
    return Part("estimate", "Estimate", f"{_resembles(route)} {limits}", _moves(text, review))


def _why_none(review: Review) -> str:
    if review.route.label == "uncertain":
        return _UNSURE
    return _NO_ESTIMATE_URGENT if review.safety.escalate else _NO_ESTIMATE_OTHER


def _resembles(route: Route) -> str:
    low, high = (round(100 * p) for p in route.interval or (0.0, 1.0))
    middle = round(100 * (route.p_early_help or 0.0))
    within = f" (between {low} and {high})" if low < high else ""
    return (
        f"Texts like this, as written, resemble {names.ROUTES[route.label]}: "
        f"early help in about {middle} of 100{within}."
    )


def _moves(text: str, review: Review) -> tuple[Item, ...]:
    route = review.route
    reasons = tuple(
        Item("What moved it", quotes=tuple(quote(text, s) for s in told_by(review, reason)), text=reason.text)
        for reason in route.reasons
    )
    return reasons + tuple(Item("If the text truly answered", text=_if_added(added)) for added in route.if_added)


def told_by(review: Review, reason: Reason) -> tuple[Span, ...]:
    """The first words of the draft on which a reason hangs; none where it is that the draft tells little of a thing."""
    if reason.text.startswith(TEXT[reason.feature][1]):
        return ()
    return words_of(review, reason.feature)[:MOST_WORDS]


def _if_added(added: IfAdded) -> str:
    return f"“{names.SECTIONS[added.section]}”: about {round(100 * added.p_early_help)} of 100"


_PARTS = (_questions, _wording, _checks, _personal)
