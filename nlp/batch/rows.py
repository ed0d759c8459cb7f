"""Rows in: JSON lines or a table, one row at a time."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nlp.batch.files import lines, unreadable
from nlp.errors import InputError

TEXT_COLUMNS = ("text", "narrative", "referral")
ID_COLUMN = "id"
JSON_SUFFIXES = (".jsonl", ".ndjson")
CSV_SUFFIXES = (".csv",)
_DELIMITERS = ",;\t"
_LARGEST_FIELD = 2**31 - 1
# Half of a character, which JSON can write but no text can hold.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Row:
    """One row as read: its id, and either its text or why it has none."""

    id: str
    text: str = ""
    error: InputError | None = None


def read_rows(path: Path, text_column: str | None = None, id_column: str | None = None) -> Iterator[Row]:
    """The rows of a ``.jsonl`` or ``.csv`` file, one at a time.

    Args:
        path: the file.
        text_column: key or column of the text; by default ``text``, in a table also ``narrative`` or ``referral``.
        id_column: key or column of the id; by default ``id`` where there is one.

    Yields:
        Every row that is not blank, with its id, or its number from 1 where it has none.

    Raises:
        InputError: where the file as a whole cannot be read, with what to do.
    """
    try:
        with path.open("rb") as stream:
            yield from rows_of(stream, path.name, text_column, id_column)
    except OSError as error:
        raise unreadable(path, error) from error


def rows_of(stream: BinaryIO, name: str, text_column: str | None = None, id_column: str | None = None) -> Iterator[Row]:
    """The rows of an open file; as :func:`read_rows`.

    Args:
        stream: the file's bytes.
        name: its name, which tells its kind.
        text_column: key or column of the text.
        id_column: key or column of the id.

    Yields:
        The rows.

    Raises:
        InputError: where the file as a whole cannot be read.
    """
    suffix = Path(name).suffix.lower()
    if suffix in JSON_SUFFIXES:
        yield from _json_rows(lines(stream, name), text_column or TEXT_COLUMNS[0], id_column or ID_COLUMN)
    elif suffix in CSV_SUFFIXES:
        yield from _csv_rows(lines(stream, name), text_column, id_column)
    else:
        raise InputError("file_kind", f"{name} is of no kind that can be read in a batch. Give a .jsonl or .csv file.")


def _json_rows(found: Iterable[str], text_key: str, id_key: str) -> Iterator[Row]:
    for number, line in enumerate(filter(str.strip, found), 1):
        yield _json_row(line, str(number), text_key, id_key)


def _json_row(line: str, number: str, text_key: str, id_key: str) -> Row:
    try:
        table = json.loads(line)
    except (ValueError, RecursionError):
        # the reason is left out: it would quote the row
        return Row(number, error=InputError("bad_json", f"Row {number} is not a JSON object on one line."))
    if not isinstance(table, dict):
        return Row(number, error=InputError("bad_json", f"Row {number} is JSON, but not an object with keys."))
    return _row(_id(table.get(id_key), number), table.get(text_key))


def _csv_rows(found: Iterator[str], text_column: str | None, id_column: str | None) -> Iterator[Row]:
    csv.field_size_limit(_LARGEST_FIELD)  # a long paste in one cell is refused as a row, not as a file
    header = next(found, "")
    delimiter = delimiter_of(header)
    columns = headings(next(csv.reader([header], delimiter=delimiter), []))
    text_at = column(columns, [text_column] if text_column else TEXT_COLUMNS)
    id_at = column(columns, [id_column]) if id_column else columns.index(ID_COLUMN) if ID_COLUMN in columns else None
    for number, cells in enumerate(records(csv.reader(found, delimiter=delimiter)), 1):
        if cells is None:
            yield Row(str(number), error=InputError("bad_csv", f"Row {number} has a line break outside quotes."))
        else:
            yield _row(_id(_cell(cells, id_at), str(number)), _cell(cells, text_at))


def records(reader: Iterator[list[str]]) -> Iterator[list[str] | None]:
    """The records of a table but for blank lines; None for one that breaks the rules of CSV."""
    while True:
        try:
            if cells := next(reader):
                yield cells
        except csv.Error:
            yield None
        except StopIteration:
            return


def _cell(cells: Sequence[str], at: int | None) -> str | None:
    return cells[at] if at is not None and at < len(cells) else None


def delimiter_of(header: str) -> str:
    """What parts the cells of a table, by its first line."""
    return max(_DELIMITERS, key=header.count)


def headings(cells: Iterable[str]) -> list[str]:
    """Names of columns as they are compared."""
    return [name.strip().casefold() for name in cells]


def column(columns: Sequence[str], wanted: Iterable[str]) -> int:
    """Where the first of the ``wanted`` columns stands. The columns there are not told: they may be a first row.

    Args:
        columns: names of the columns, as :func:`headings` gives them.
        wanted: names, the best first.

    Raises:
        InputError: where there is none of them.
    """
    asked = list(wanted)
    for name in asked:
        if name.strip().casefold() in columns:
            return columns.index(name.strip().casefold())
    raise InputError(
        "no_column",
        f"The table has no column named {' or '.join(asked)}. Its first line must name the columns; "
        "say which one to use with --text-column or --id-column.",
    )


def _id(value: object, number: str) -> str:
    """The row's own id as text, or its number; ids that are no names or numbers are passed over."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return number
    return str(value).encode("utf-8", "replace").decode("utf-8").strip() or number


def _row(row_id: str, text: object) -> Row:
    if text is None:
        return Row(row_id, error=InputError("no_text", "This row has no text. Give the words of one referral."))
    if not isinstance(text, str) or _LONE_SURROGATE.search(text):
        return Row(row_id, error=InputError("not_text", "What this row gives as its text is no text."))
    return Row(row_id, text)
