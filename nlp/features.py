"""Counted features of a review: the only thing that the route estimate sees.

No word, name, place, ethnicity, nationality or length of the text is among them. One definition serves training
(``training.train_routing``, ``training.story``, ``refcheck train``) and use. What is counted is found by reading the
words, names, groups and sexes exchanged for plain ones where they are seen; what they can still move is measured in
``docs/fairness.md``.

* ``section_…``: how far a section is answered: 1 answered, or said with the reason not to be known; 0.5 partly; 0 not.
* ``other_sections``: the mean of the sections that have no feature of their own.
* ``needs``, ``needs_uncertain``, ``needs_denied``: how many kinds of need are told as fact, guessed, denied or past, as
  a share of five; a need told in several ways counts by the strongest.
* ``help_accepted``, ``help_declined``, ``services_in_place``, ``family_support``: 1 where the text says so, else 0.
* ``vague_wording``: pieces of vague, blaming or opinionated wording, as a share of three.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import starmap

from nlp import taxonomy
from nlp.result import FindingItem, Review, Span

STATUS_VALUE: Mapping[str, float] = {"present": 1.0, "not_known": 1.0, "partial": 0.5, "missing": 0.0}
# How the estimate may move with each feature: +1 never down, -1 never up, 0 free.
MONOTONE: Mapping[str, int] = {
    "section_impact": 1,
    "section_voice": 1,
    "section_consent": 1,
    "section_request": 1,
    "section_incident": 1,
    "section_subject_identity": 1,
    "section_family_view": 1,
    "help_accepted": 1,
    "help_declined": -1,
    "needs": 1,
    "vague_wording": -1,
}
_SECTIONS = (
    "impact",
    "voice",
    "consent",
    "request",
    "incident",
    "subject_identity",
    "family_view",
    "history",
    "strengths",
)
NAMES: tuple[str, ...] = (
    *(f"section_{name}" for name in _SECTIONS),
    "other_sections",
    "needs",
    "needs_uncertain",
    "needs_denied",
    "help_accepted",
    "help_declined",
    "services_in_place",
    "family_support",
    "vague_wording",
)
MOST_NEEDS = 5
# Which findings a feature counts, by id and assertion.
_COUNTS: Mapping[str, Callable[[str, str], bool]] = {
    "needs": lambda name, told: name not in taxonomy.PROTECTIVE and told == "affirmed",
    "needs_uncertain": lambda name, told: name not in taxonomy.PROTECTIVE and told == "uncertain",
    "needs_denied": lambda name, told: name not in taxonomy.PROTECTIVE and told in {"negated", "historical"},
    "help_accepted": lambda name, told: (name, told) == ("protective_engagement", "affirmed"),
    "help_declined": lambda name, told: (name, told) == ("protective_engagement", "negated"),
    "services_in_place": lambda name, told: (name, told) == ("protective_services_in_place", "affirmed"),
    "family_support": lambda name, told: (name, told) == ("protective_family_support", "affirmed"),
}
# What is said of a text that has more of a feature than most, and of one that has less.
TEXT: Mapping[str, tuple[str, str]] = {
    "section_impact": ("the effect on the person is told", "the effect on the person is hardly told"),
    "section_voice": ("the person's own voice is told", "the person's own voice is hardly told"),
    "section_consent": ("it says whether the family agrees", "it hardly says whether the family agrees"),
    "section_request": ("it says what is asked for", "it hardly says what is asked for"),
    "section_incident": ("the event is told, with when and where", "the event is hardly told"),
    "section_subject_identity": ("it says who it is about", "it hardly says who it is about"),
    "section_family_view": ("the family's view is told", "the family's view is hardly told"),
    "section_history": ("earlier events or checks are told", "earlier events or checks are hardly told"),
    "section_strengths": ("strengths are told", "strengths are hardly told"),
    "other_sections": ("most other sections are answered", "few other sections are answered"),
    "needs": ("needs are told as fact", "few needs are told as fact"),
    "needs_uncertain": ("needs are only guessed", "no needs are only guessed"),
    "needs_denied": ("needs are denied or past", "no needs are denied or past"),
    "help_accepted": ("help is accepted or asked for", "no help is accepted or asked for"),
    "help_declined": ("help is declined", "help is not declined"),
    "services_in_place": ("services are already in place", "no services are in place yet"),
    "family_support": ("relatives help", "no relatives are said to help"),
    "vague_wording": ("some wording is vague or opinion", "little wording is vague or opinion"),
}


def features(review: Review) -> dict[str, float]:
    """The features of ``review``, each between 0 and 1.

    Args:
        review: a review; its route is not looked at.

    Returns:
        A value for each of ``NAMES``, in that order.
    """
    return features_of(
        {name: section.status for name, section in review.sections.items()},
        {finding.id: finding.assertion for finding in _strongest(review)},
        [item.kind for item in review.language],
    )


def words_of(review: Review, feature: str) -> tuple[Span, ...]:
    """The words of the draft that ``feature`` counts, in order, each once; none where it counts what is absent.

    Args:
        review: a review.
        feature: one of ``NAMES``.
    """
    if feature.startswith("section_"):
        return review.sections[feature.removeprefix("section_")].evidence
    if feature == "vague_wording":
        return tuple(Span(start=w.start, end=w.end) for w in review.language if w.kind != "unexplained_abbreviation")
    counts = _COUNTS.get(feature)
    told = {finding.id: finding.assertion for finding in _strongest(review)}
    found = [f for f in review.findings if counts and f.assertion == told[f.id] and counts(f.id, f.assertion)]
    return tuple(Span(start=start, end=end) for start, end in sorted({(f.start, f.end) for f in found}))


def features_of(statuses: Mapping[str, str], assertions: Mapping[str, str], wording: Sequence[str]) -> dict[str, float]:
    """The features of a text, as they are told at the head of this module.

    Args:
        statuses: status by section, for all 15.
        assertions: strongest assertion by finding.
        wording: the kind of each piece of poor wording.

    Returns:
        A value between 0 and 1 for each of ``NAMES``, in that order.
    """
    status = {name: STATUS_VALUE[value] for name, value in statuses.items()}
    others = [status[name] for name in taxonomy.SECTIONS if name not in _SECTIONS]
    counted = {feature: sum(starmap(counts, assertions.items())) for feature, counts in _COUNTS.items()}
    vague = sum(kind != "unexplained_abbreviation" for kind in wording)
    values = [
        *(status[name] for name in _SECTIONS),
        sum(others) / len(others),
        *(_share(counted[name]) for name in ("needs", "needs_uncertain", "needs_denied")),
        *(float(counted[n]) for n in ("help_accepted", "help_declined", "services_in_place", "family_support")),
        min(vague, 3) / 3,
    ]
    return dict(zip(NAMES, values, strict=True))


def _strongest(review: Review) -> list[FindingItem]:
    """Each finding once, by its strongest assertion, weakest first so that a dict keeps the last."""
    order = ("negated", "historical", "uncertain", "affirmed")
    return sorted(review.findings, key=lambda f: order.index(f.assertion))


def _share(count: int) -> float:
    return min(count, MOST_NEEDS) / MOST_NEEDS
