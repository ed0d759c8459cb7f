"""The rows of a file of outcomes, as they stand: numbers and cells by column."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.batch.files import lines, unreadable
from nlp.batch.rows import CSV_SUFFIXES, JSON_SUFFIXES, delimiter_of, headings, records
from nlp.errors import OutcomeError

_LARGEST_FIELD = 2**31 - 1
_LONGEST_HEADING = 40
MOST_ROWS_TOLD = 10


@dataclass(frozen=True)
class Entry:
    """One row.

    Attributes:
        number: its number from 1, the line of headings not counted.
        cells: what stands in it, by column; None for a row that cannot be read.
    """

    number: int
    cells: Mapping[str, object] | None


def entries(path: Path) -> Iterator[Entry]:
    """The rows of a ``.csv`` or ``.jsonl`` file that are not blank, one at a time.

    Args:
        path: the file.

    Raises:
        InputError: where the file as a whole cannot be read.
        OutcomeError: where it is of another kind.
    """
    suffix = path.suffix.lower()
    if suffix not in {*CSV_SUFFIXES, *JSON_SUFFIXES}:
        raise OutcomeError(f"{path.name} is of no kind that outcomes can be read from. Give a .csv or .jsonl file.")
    try:
        with path.open("rb") as stream:
            found = lines(stream, path.name)
            yield from _csv(found) if suffix in CSV_SUFFIXES else _json(found)
    except OSError as error:
        raise unreadable(path, error) from error


def _csv(found: Iterator[str]) -> Iterator[Entry]:
    csv.field_size_limit(_LARGEST_FIELD)
    header = next(found, "")
    delimiter = delimiter_of(header)
    columns = headings(next(csv.reader([header], delimiter=delimiter), []))
    yield Entry(0, dict.fromkeys(columns))
    for number, cells in enumerate(records(csv.reader(found, delimiter=delimiter)), 1):
        yield Entry(number, None if cells is None else dict(zip(columns, cells, strict=False)))


def _json(found: Iterator[str]) -> Iterator[Entry]:
    for number, line in enumerate(filter(str.strip, found), 1):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        cells = {key.strip().casefold(): value for key, value in row.items()} if isinstance(row, dict) else None
        if number == 1:
            yield Entry(0, dict.fromkeys(cells or ()))
        yield Entry(number, cells)


def chosen(columns: Sequence[str], wanted: Sequence[str], option: str, what: str) -> str:
    """The first of the ``wanted`` columns that is there.

    Args:
        columns: names of the columns there are.
        wanted: names, the best first.
        option: the option of the command that names another.
        what: what stands in the column, for the message.

    Raises:
        OutcomeError: where there is none, with the columns there are.
    """
    for name in wanted:
        if name.strip().casefold() in columns:
            return name.strip().casefold()
    raise OutcomeError(
        f"No column named {' or '.join(wanted)} holds {what}. {_there_are(columns)} Say which to use with {option}."
    )


def _there_are(columns: Sequence[str]) -> str:
    # A first line with long cells is no line of headings but a referral, whose words are not told.
    if not columns or any(len(name) > _LONGEST_HEADING for name in columns):
        return "The first line must name the columns, and it does not seem to."
    return f"The columns are: {', '.join(columns)}."


def rows_told(numbers: Sequence[int]) -> str:
    """Rows in words, such as "rows 3, 4, 9 and 12 more"; never what stands in them."""
    first = ", ".join(map(str, numbers[:MOST_ROWS_TOLD]))
    more = len(numbers) - MOST_ROWS_TOLD
    return f"{'row' if len(numbers) == 1 else 'rows'} {first}{f' and {more} more' if more > 0 else ''}"
