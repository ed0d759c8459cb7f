"""Which kinds of local help may be worth discussing for what a text tells: options, never a decision."""

from collections.abc import Iterator
from dataclasses import dataclass

from nlp.forms import Form
from nlp.pathways import Arrangement, Directory
from nlp.result import FindingItem, Review, Span

MOST = 5
# Denied is no need, and past and over is no need now.
_TOLD = ("affirmed", "uncertain")


@dataclass(frozen=True)
class Option:
    """A kind of help that may be worth discussing.

    Attributes:
        arrangement: the kind of help.
        needs: what is told that it hangs on: told as fact before guessed, then in the order of the text.
        asked: words of the sections that it hangs on.
    """

    arrangement: Arrangement
    needs: tuple[FindingItem, ...]
    asked: tuple[Span, ...]


def options(review: Review, directory: Directory, form: Form, most: int = MOST) -> tuple[Option, ...]:
    """Kinds of help that may be worth discussing, those for which most needs in the text speak first.

    What may be harm stands before all others. Where as many needs speak for two of them, the one that is for fewer
    kinds of need comes first, then the one that stands first in the directory. Otherwise no need weighs more than
    another, and names, strengths and the estimate weigh nothing.

    Args:
        review: the review.
        directory: the kinds of help of the area.
        form: the form, for its nation and for whom it is about.
        most: how many at most.

    Returns:
        None at all where something must not wait, or where the text does not read like a referral.
    """
    if review.safety.escalate or not review.read.is_referral:
        return ()
    people = _people(review, form)
    fitting = [
        option
        for arrangement in directory.arrangement
        if form.nation in arrangement.nations and arrangement.people in people
        if (option := _option(arrangement, review)).needs or option.asked
    ]
    return tuple(sorted(fitting, key=_rank)[:most])


def _people(review: Review, form: Form) -> frozenset[str]:
    """Whom form and text are about; both children and adults where neither says so."""
    told = {"adult" if row.label.startswith("Adult") else "child" for row in review.children}
    told |= {form.kind} - {"any"}
    in_words = {"adult" for need in _needs(review) if need.id.startswith("adult_")}
    return frozenset({"either", *(told or {"child", "adult"}), *in_words})


def _needs(review: Review) -> Iterator[FindingItem]:
    """Findings that are told as fact or guessed."""
    return (finding for finding in review.findings if finding.assertion in _TOLD)


def _option(arrangement: Arrangement, review: Review) -> Option:
    told = (need for need in _needs(review) if need.id in arrangement.findings)
    needs = sorted(told, key=lambda f: (_TOLD.index(f.assertion), f.start))
    asked = (span for name in arrangement.sections for span in review.sections[name].evidence)
    return Option(arrangement, tuple(needs), tuple(asked))


def _rank(option: Option) -> tuple[bool, int, int, int]:
    certain = {need.id for need in option.needs if need.assertion == "affirmed"}
    every = {need.id for need in option.needs}
    return not option.arrangement.first, -len(certain), -len(every), len(option.arrangement.findings)
