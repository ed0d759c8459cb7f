"""Records out: one a row, in order, as JSON lines or as a table for spreadsheets."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal, Protocol, TextIO

from nlp import names
from nlp.batch.rows import Row
from nlp.errors import InputError
from nlp.result import Review

Verdict = Literal["must not wait", "with suggestions", "with nothing to improve", "could not be read"]
# Spreadsheets run cells that begin with these as formulas (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_COLUMNS = (
    "must not wait",
    "answered of 15",
    "questions",
    "wording to look at",
    "to check again",
    "personal data",
    "may not be needed",
)


class Reviews(Protocol):
    """Whatever reviews a text, such as :class:`nlp.reviewer.Reviewer`."""

    def review(self, text: str) -> Review:
        """The review of one text."""
        ...


def review_rows(reviewer: Reviews, rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """One record a row, in order; a row that cannot be read gives an error and the run goes on.

    Args:
        reviewer: reviews each text.
        rows: the rows, as :func:`nlp.batch.rows.read_rows` gives them.

    Yields:
        A review in the contract's form with its ``id``, or ``{"id": …, "error": {"kind": …, "message": …}}``.
        Neither holds raw text.
    """
    for row in rows:
        try:
            yield _review(reviewer, row)
        except InputError as error:
            yield {"id": row.id, "error": {"kind": error.kind, "message": error.message}}


def _review(reviewer: Reviews, row: Row) -> dict[str, Any]:
    if row.error is not None:
        raise row.error
    return with_id(reviewer.review(row.text), row.id)


def with_id(review: Review, row_id: str) -> dict[str, Any]:
    """``review`` in the contract's form, under an id."""
    record = review.to_dict()
    return {"schema_version": record.pop("schema_version"), "id": row_id, **record}


def verdict(record: dict[str, Any]) -> Verdict:
    """What a record comes to, for a summary and for the exit code.

    Args:
        record: a review or an error, as :func:`review_rows` gives them.
    """
    if "error" in record:
        return "could not be read"
    if record["safety"]["escalate"]:
        return "must not wait"
    needless = any(item["needed"] is False for item in record["pii"])
    suggestions = record["feedback"] or record["language"] or record["checks"] or needless
    return "with suggestions" if suggestions else "with nothing to improve"


def dumps(record: dict[str, Any]) -> str:
    """``record`` as JSON on one line, in ASCII, so that no code page or odd character can break it."""
    return json.dumps(record, ensure_ascii=True, allow_nan=False)


def write_jsonl(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write one JSON object a line.

    Args:
        records: reviews or errors, as :func:`review_rows` gives them.
        out: where to write.
    """
    out.writelines(f"{dumps(record)}\n" for record in records)


def to_csv(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write a table for spreadsheets, with no cell that could run as a formula.

    The route estimate is left out: in a column it could be sorted by, and it is no basis for a queue.

    Args:
        records: reviews or errors, as :func:`review_rows` gives them.
        out: where to write; open it with ``newline=""``.
    """
    table = csv.writer(out)
    table.writerow(["id", "problem", *_COLUMNS, *names.SECTIONS.values()])
    for record in records:
        table.writerow([harmless(str(cell)) for cell in _cells(record)])


def harmless(cell: str) -> str:
    """``cell`` so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell


def _cells(record: dict[str, Any]) -> list[str | int]:
    if "error" in record:
        return [record["id"], record["error"]["message"], *("" for _ in (*_COLUMNS, *names.SECTIONS))]
    statuses = {name: section["status"] for name, section in record["sections"].items()}
    return [
        record["id"],
        "",
        "; ".join(names.SAFETY_INDICATORS[i["id"]] for i in record["safety"]["indicators"]),
        sum(status in names.ANSWERED for status in statuses.values()),
        " ".join(q["question"] for q in record["feedback"]),
        len(record["language"]),
        " ".join(c["message"] for c in record["checks"]),
        len(record["pii"]),
        sum(item["needed"] is False for item in record["pii"]),
        *(names.STATUSES[statuses[name]] for name in names.SECTIONS),
    ]
