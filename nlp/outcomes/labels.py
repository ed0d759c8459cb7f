"""What each row says of its outcome: checked for the whole file before any text is read."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from nlp.errors import OutcomeError
from nlp.outcomes.columns import Asked, Columns, columns_of
from nlp.outcomes.table import Entry, entries, rows_told
from nlp.outcomes.vocabulary import Meaning, Vocabulary, plain

_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m")
_EARLIEST = 2000


@dataclass(frozen=True)
class Label:
    """What is kept of a row beside the features of its text.

    Attributes:
        number: number of the row.
        means: what its outcome means.
        why: why it is left out; empty where it is not.
        month: year and month, such as ``2025-03``; empty where there is no column of dates.
        group: keyed hash of whom it is about, of no use after the run; rows without one are a group each.
        reason: reason behind the outcome; empty where none is given.
        fairness: label of a group whose calibration is asked for; empty where none is given.
    """

    number: int
    means: Meaning
    why: str
    month: str
    group: str
    reason: str
    fairness: str


@dataclass
class _Problems:
    """Row numbers by problem."""

    rows: dict[str, list[int]] = field(default_factory=dict)

    def add(self, problem: str, number: int) -> None:
        self.rows.setdefault(problem, []).append(number)


class Labeller:
    """Reads labels under a vocabulary.

    Args:
        vocabulary: what outcome words mean.
        asked: columns that the user named.
    """

    def __init__(self, vocabulary: Vocabulary, asked: Asked) -> None:
        self._vocabulary = vocabulary
        self._asked = asked
        self._key = secrets.token_bytes(16)

    def read(self, path: Path) -> tuple[Columns, list[Label]]:
        """The columns of a file and the label of each row.

        Raises:
            InputError: where the file cannot be read.
            OutcomeError: naming the rows that cannot be used, and the remedy.
        """
        found = entries(path)
        columns = columns_of(tuple(_cells(next(found, Entry(0, {})))), self._asked)
        problems = _Problems()
        labels = [label for entry in found if (label := self._label(entry, columns, problems))]
        if problems.rows:
            problem, numbers = next(iter(problems.rows.items()))
            raise OutcomeError(f"{path.name}, {rows_told(numbers)}: {problem}")
        if not labels:
            raise OutcomeError(f"{path.name} holds no rows. Give one referral and its outcome a row.")
        return columns, labels

    def _label(self, entry: Entry, columns: Columns, problems: _Problems) -> Label | None:
        if entry.cells is None:
            problems.add("not readable (JSON not on one line, or a line break outside quotes).", entry.number)
            return None
        cell = {name: text_of(entry.cells.get(column)) for name, column in vars(columns).items() if column}
        if columns.text and not cell["text"]:
            problems.add("no text. Give the words of one referral in each row.", entry.number)
        outcome = self._vocabulary.outcomes.get(plain(cell["outcome"]))
        if outcome is None:
            problems.add(self._unknown("outcome", self._vocabulary.outcomes), entry.number)
        reason = self._vocabulary.reasons.get(plain(cell.get("reason", "")))
        if reason is None and cell.get("reason"):
            problems.add(self._unknown("reason", self._vocabulary.reasons), entry.number)
        month = month_of(cell["date"]) if "date" in cell else ""
        if month is None:
            problems.add(
                "no date that can be read. Write 2025-03-31, 31/03/2025 or 2025-03, not in the future.", entry.number
            )
        if outcome is None or month is None:
            return None
        shut = reason is not None and reason.left_out and outcome.means != "left_out"
        return Label(
            number=entry.number,
            means="left_out" if shut else outcome.means,
            why=reason.id if shut and reason else outcome.why,
            month=month,
            group=self._hash(cell.get("group") or f"row {entry.number}"),
            reason=reason.id if reason else "",
            fairness=cell.get("fairness", ""),
        )

    def _unknown(self, kind: str, legal: Mapping[str, object]) -> str:
        # the word itself is not told: in a wrong column it would be words of a referral
        return (
            f"the {kind} is no word of the vocabulary {self._vocabulary.id}. Legal: {', '.join(legal) or 'none'}. "
            "Other words go into a vocabulary file of your own, given with --vocabulary."
        )

    def _hash(self, value: str) -> str:
        return hashlib.blake2b(plain(value).encode(), key=self._key, digest_size=12).hexdigest()


def rows(path: Path, columns: Columns) -> Iterator[str | Mapping[str, object]]:
    """The text of each row, or its review, in the order of its label; read again so that none is held."""
    for entry in entries(path):
        if entry.number:
            cells = _cells(entry)
            yield text_of(cells.get(columns.text)) if columns.text else cells


def month_of(written: str) -> str | None:
    """The month of a date such as ``31/03/2025``, as ``2025-03``; None where it is none, or lies in the future."""
    day_written = (written.replace("T", " ").split() or [""])[0]
    for pattern in _DATES:
        try:
            day = datetime.strptime(day_written, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return f"{day:%Y-%m}" if day.year >= _EARLIEST and day <= date.today() else None  # noqa: DTZ011 - local day
    return None


def text_of(cell: object) -> str:
    """A cell as text; empty where it holds none."""
    found = "" if cell is None or isinstance(cell, dict | list) else str(cell).strip()
    return found.encode("utf-8", "replace").decode("utf-8")  # JSON can write half a character


def _cells(entry: Entry) -> Mapping[str, object]:
    return entry.cells or {}
