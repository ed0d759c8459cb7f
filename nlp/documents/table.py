"""A table with the personal data of one column replaced; every other cell as it was."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nlp.batch.files import read_text
from nlp.batch.rows import TEXT_COLUMNS, column, delimiter_of, headings
from nlp.errors import InputError
from nlp.masking import Replacement, apply


@dataclass(frozen=True)
class MaskedTable:
    """A masked table.

    Attributes:
        text: the table, in the shape in which it came.
        replaced: what was replaced.
        unread: numbers of the rows whose text could not be read; the cell is emptied, so that nothing leaks.
        other_columns: names of the columns that were left as they are.
    """

    text: str
    replaced: tuple[Replacement, ...]
    unread: tuple[int, ...]
    other_columns: tuple[str, ...]


def mask_csv(
    data: bytes, name: str, find: Callable[[str], Sequence[Replacement]], text_column: str | None = None
) -> MaskedTable:
    """A copy of a table with the personal data of its text column replaced.

    Args:
        data: the file.
        name: its name, for messages.
        find: gives what stands in place of each piece of personal data in a text.
        text_column: the column; by default ``text``, ``narrative`` or ``referral``.

    Returns:
        The masked table.

    Raises:
        InputError: where it is no text, has no such column, or breaks the rules of CSV.
    """
    table = read_text(data, name)
    delimiter = delimiter_of(table.partition("\n")[0])
    try:
        rows = list(csv.reader(io.StringIO(table, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise InputError("bad_csv", f"{name} has a line break outside quotes. Save the table again.") from error
    names = headings(rows[0] if rows else [])
    at = column(names, [text_column] if text_column else TEXT_COLUMNS)
    replaced: list[Replacement] = []
    unread: list[int] = []
    for number, row in enumerate(rows[1:], 1):
        if at < len(row) and row[at].strip():
            try:
                found = find(row[at])
            except InputError:
                unread.append(number)
                row[at] = ""
            else:
                row[at] = apply(row[at], found)
                replaced += found
    out = io.StringIO(newline="")
    end = "\r\n" if "\r\n" in table else "\n"
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    others = tuple(heading for index, heading in enumerate(rows[0]) if index != at)
    return MaskedTable(out.getvalue(), tuple(replaced), tuple(unread), others)
