"""Each text is reviewed, reduced to counts and hashes, and forgotten at once."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from nlp.errors import InputError
from nlp.features import features
from nlp.masking import Replacement, apply
from nlp.outcomes.likeness import Sketch, sketch
from nlp.result import Review
from nlp.reviewer import Reviewer

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Given = str | Mapping[str, object]
FEW = 60  # fewer rows are read in this process: starting others takes longer
_TOGETHER = 8
_BUCKETS = 2**18


@dataclass(frozen=True)
class Facts:
    """All that is kept of one text.

    Attributes:
        values: its features, in the order of ``nlp.features.NAMES``.
        terms: hashed counts of the masked text's words, for the baseline; None where none is made.
        sketch: hashes by which the same text is known again.
        skipped: why it is left out; empty where it is not.
        made_by: digest of the rules that made the review.
    """

    values: tuple[float, ...] = ()
    terms: "csr_matrix | None" = None
    sketch: Sketch = frozenset()
    skipped: str = ""
    made_by: str = ""


@dataclass(frozen=True)
class How:
    """How texts are read.

    Attributes:
        pack: folder of local rules.
        off: rules that are switched off, each with the reason.
        key: key of the hashes.
        baseline: whether words are counted for the baseline.
    """

    pack: Path | None
    off: tuple[tuple[str, str], ...]
    key: bytes
    baseline: bool


def read(given: Iterable[Given], total: int, how: How) -> Iterator[Facts]:
    """The facts of each text or review, in order, by several processes where there are many.

    Texts travel through pipes and memory, never through files.

    Args:
        given: texts, or rows that hold a review in the form of ``docs/contract.md``.
        total: how many there are.
        how: how to read them.
    """
    if total < FEW or (os.cpu_count() or 1) == 1:
        yield from Reviewer.forgetting(_facts(item, how) for item in given)
        return
    from joblib import Parallel, delayed

    work = Parallel(n_jobs=-1, return_as="generator", max_nbytes=None)  # no size from which arrays go through files
    for found in work(delayed(_some)(some, how) for some in _batches(given)):
        yield from found


def _batches(given: Iterable[Given]) -> Iterator[list[Given]]:
    left = iter(given)
    while some := list(islice(left, _TOGETHER)):
        yield some


def _some(given: Sequence[Given], how: How) -> list[Facts]:
    return list(Reviewer.forgetting(_facts(item, how) for item in given))


def _facts(given: Given, how: How) -> Facts:
    try:
        if not isinstance(given, str):
            review = _premade(given)
            masked = review.masked_text
        else:
            review = _reviewer(how.pack, how.off).review(given)
            masked = _placeholders(given, review)
    except InputError as error:
        return Facts(skipped=f"could not be reviewed: {error.kind.replace('_', ' ')}")
    if review.safety.escalate:
        return Facts(skipped="has a sign that must not wait, so gets no estimate")
    if not review.read.is_referral:
        return Facts(skipped="reads like no referral")
    terms = _terms(masked) if how.baseline else None
    return Facts(tuple(features(review).values()), terms, sketch(masked, how.key), made_by=review.versions.rules)


@cache
def _reviewer(pack: Path | None, off: tuple[tuple[str, str], ...]) -> Reviewer:
    return Reviewer.load(pack, off=dict(off))


def _premade(row: Mapping[str, object]) -> Review:
    """The review that a row holds, under ``review`` or as the row itself with more keys beside it.

    Raises:
        InputError: where there is none.
    """
    found = row.get("review", row)
    table = found if isinstance(found, dict) else {}
    try:
        return Review.from_dict({key: table[key] for key in Review.model_fields if key in table})
    except ValidationError as error:
        raise InputError("no_review", "This row holds no review.") from error


def _placeholders(text: str, review: Review) -> str:
    return apply(text, [Replacement(item.type, item.start, item.end, f"[{item.type}]") for item in review.pii])


def _terms(masked: str) -> "csr_matrix":
    from sklearn.feature_extraction.text import HashingVectorizer

    counter = HashingVectorizer(n_features=_BUCKETS, ngram_range=(1, 2), norm=None, alternate_sign=False)
    return counter.transform([masked])
