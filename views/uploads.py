"""A file that a screener opens: its columns, its rows, its reviews, and tables of them."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp import batch, names
from nlp.errors import InputError
from views.markup import esc, icon, table

ROWS_A_PAGE = 50
_DELIMITERS = ",;\t"
_HEAD = ("Row", "Must not wait", "Answered", "First question")


@dataclass(frozen=True)
class Reviewed:
    """A file's rows with their records, in the order of the file.

    Attributes:
        source: tells the file and its text column from others.
        rows: the rows as read.
        records: a review or an error for each.
    """

    source: str
    rows: tuple[batch.Row, ...]
    records: tuple[dict[str, Any], ...]

    def ordered(self) -> list[int]:
        """Positions of the rows: what must not wait, then what could not be read, then the rest as in the file."""
        return sorted(range(len(self.records)), key=lambda at: _urgency(self.records[at]))


def columns(data: bytes, name: str) -> list[str]:
    """The columns or keys from which a text column can be chosen, likely ones first.

    Args:
        data: the file's bytes.
        name: its name, which tells its kind.

    Raises:
        InputError: where it is a file of another kind, or has none.
    """
    first = next((line for line in io.StringIO(batch.read_text(data, name)) if line.strip()), "")
    found = _keys(first) if Path(name).suffix.lower() in batch.JSON_SUFFIXES else _header(first)
    if not found:
        raise InputError(
            "no_column", "The first line of this file names no column. Add a line such as “id,text” on top."
        )
    return sorted(found, key=lambda column: column.casefold() not in batch.TEXT_COLUMNS)


def rows(data: bytes, name: str, text_column: str) -> tuple[batch.Row, ...]:
    """The rows of a file.

    Raises:
        InputError: where the file as a whole cannot be read.
    """
    return tuple(batch.rows_of(io.BytesIO(data), name, text_column))


def jsonl(records: Iterable[dict[str, Any]]) -> str:
    """The records as JSON lines."""
    out = io.StringIO()
    batch.write_jsonl(records, out)
    return out.getvalue()


def spreadsheet(records: Iterable[dict[str, Any]]) -> str:
    """The records as a table whose cells no spreadsheet runs."""
    out = io.StringIO(newline="")
    batch.to_csv(records, out)
    return out.getvalue()


def overview(reviewed: Reviewed, positions: Sequence[int]) -> str:
    """The rows at ``positions`` as an HTML table."""
    rows = (_cells(reviewed.records[at]) for at in positions)
    return table("Rows of the file, what must not wait first", _HEAD, rows, css="overview")


def title(record: dict[str, Any]) -> str:
    """One line to choose a row by."""
    if "error" in record:
        return f"{record['id']}: could not be read"
    urgent = ", must not wait" if record["safety"]["escalate"] else ""
    return f"{record['id']}: {_answered(record)}{urgent}"


def _urgency(record: dict[str, Any]) -> int:
    if "error" in record:
        return 1
    return 0 if record["safety"]["escalate"] else 2


def _cells(record: dict[str, Any]) -> tuple[str, ...]:
    if "error" in record:
        return esc(record["id"]), "", f"{icon('!')}Could not be read", esc(record["error"]["message"])
    urgent = dict.fromkeys(names.SAFETY_INDICATORS[i["id"]] for i in record["safety"]["indicators"])
    asked = record["feedback"][0]["question"] if record["feedback"] else ""
    alarm = f"{icon('!')}<b>{esc(', '.join(urgent))}</b>" if urgent else ""
    return esc(record["id"]), alarm, esc(_answered(record)), esc(asked)


def _answered(record: dict[str, Any]) -> str:
    statuses = [section["status"] for section in record["sections"].values()]
    return f"{sum(status in names.ANSWERED for status in statuses)} of {len(statuses)}"


def _keys(line: str) -> list[str]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return list(batch.TEXT_COLUMNS[:1])  # a bad first row is told with the others
    return [key for key, value in found.items() if isinstance(value, str)] if isinstance(found, dict) else []


def _header(line: str) -> list[str]:
    delimiter = max(_DELIMITERS, key=line.count)
    return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), []) if name.strip()]
