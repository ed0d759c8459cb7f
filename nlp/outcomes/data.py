"""The usable rows of a file of outcomes: features, outcomes, months, hashed groups; no words."""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from pathlib import Path
from typing import TypeVar

import numpy as np

from nlp.errors import OutcomeError
from nlp.outcomes.columns import Asked
from nlp.outcomes.labels import Label, Labeller, rows
from nlp.outcomes.logistic import Array, Examples
from nlp.outcomes.reading import Facts, How, read
from nlp.outcomes.vocabulary import Vocabulary
from nlp.settings import Settings

FOLDS = 10
T = TypeVar("T")
Watch = Callable[[Iterable[Facts], int], Iterable[Facts]]


@dataclass(frozen=True)
class Source:
    """A file of outcomes.

    Attributes:
        path: the file.
        vocabulary: what its outcome words mean.
        asked: columns that the user named.
    """

    path: Path
    vocabulary: Vocabulary
    asked: Asked = field(default_factory=Asked)


@dataclass(frozen=True)
class Data:
    """Rows from which something can be learnt.

    Attributes:
        labels: their labels.
        facts: their facts, in the same order.
        rows: how many rows the file holds.
        left_out: how many rows are left out for each reason.
    """

    labels: Sequence[Label]
    facts: Sequence[Facts]
    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def x(self) -> Array:
        """Features, a row a text."""
        return np.array([facts.values for facts in self.facts])

    @property
    def y(self) -> Array:
        """Outcomes, 1 for early help."""
        return np.array([float(label.means == "early_help") for label in self.labels])

    @property
    def months(self) -> list[str]:
        """The month of each row."""
        return [label.month for label in self.labels]

    @property
    def span(self) -> str:
        """The first and last month in words; empty without dates."""
        months = sorted({label.month for label in self.labels})
        return "" if not months[0] else months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"

    def of(self, chosen: Sequence[int]) -> "Data":
        """The rows at these places."""
        return Data([self.labels[i] for i in chosen], [self.facts[i] for i in chosen], len(chosen))

    def examples(self) -> Examples:
        """What the fit needs; folds of people stand for voices."""
        people = list(dict.fromkeys(label.group for label in self.labels))
        fold = {group: f"fold {at % FOLDS}" for at, group in enumerate(people)}
        return Examples(self.x, self.y, tuple(fold[label.group] for label in self.labels))


def load(source: Source, settings: Settings, watch: Watch, *, baseline: bool) -> Data:
    """The usable rows of a file.

    Args:
        source: the file, and how it says what it says.
        settings: whose local rules the reviews are made with.
        watch: sees the facts of each row go by, and how many there will be; for a progress bar.
        baseline: whether words are counted for the baseline.

    Raises:
        InputError: where the file cannot be read.
        OutcomeError: where rows cannot be used, or nothing is left to learn from.
    """
    columns, labels = Labeller(source.vocabulary, source.asked).read(source.path)
    wanted = [label.means != "left_out" for label in labels]
    how = How(settings.pack, tuple(settings.off.items()), secrets.token_bytes(16), baseline)
    total = sum(wanted)
    found = list(watch(read(compress(rows(source.path, columns), wanted), total, how), total))
    kept = list(compress(labels, wanted))
    left_out = Counter(label.why for label in labels if label.means == "left_out")
    left_out.update(facts.skipped for facts in found if facts.skipped)
    usable = [not facts.skipped for facts in found]
    data = Data(list(compress(kept, usable)), list(compress(found, usable)), len(labels), dict(left_out))
    _refuse_one_class(data)
    return data


def _refuse_one_class(data: Data) -> None:
    outcomes = {label.means for label in data.labels}
    if len(outcomes) == 2:
        return
    what = "no row is left" if not outcomes else f"every usable row went to {outcomes.pop().replace('_', ' ')}"
    raise OutcomeError(
        f"Of {data.rows} rows, {what}; both early help and no further action are needed. "
        f"Left out: {told(data.left_out)}. Check the vocabulary, or give more months."
    )


def told(left_out: Mapping[str, int]) -> str:
    """What was left out, as "12 (statutory), 3 (no referral)"."""
    return ", ".join(f"{count} ({why})" for why, count in left_out.items()) or "none"


def unwatched(facts: Iterable[T], total: int) -> Iterator[T]:
    """``facts`` with nobody watching."""
    del total
    yield from facts
