"""A file in, the same kind of file out, with its personal data replaced and a report that holds no value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nlp import names
from nlp.batch.files import read_text
from nlp.documents.table import mask_csv
from nlp.documents.word import mask_docx
from nlp.masking import Replacement, apply, counts

Find = Callable[[str], Sequence[Replacement]]


@dataclass(frozen=True)
class MaskedFile:
    """A masked file.

    Attributes:
        data: its bytes.
        report: what was replaced, by type, and what was not read; a line each, without any value.
    """

    data: bytes
    report: tuple[str, ...]


def mask_file(data: bytes, name: str, find: Find, text_column: str | None = None) -> MaskedFile:
    """A copy of a text, ``.docx`` or ``.csv`` file with its personal data replaced.

    Args:
        data: the file.
        name: its name, which tells its kind.
        find: gives what stands in place of each piece of personal data in a text.
        text_column: the column of a table; by default ``text``, ``narrative`` or ``referral``.

    Returns:
        The masked file, of the same kind.

    Raises:
        InputError: where it cannot be read, with what to do.
    """
    kind = name.lower().rpartition(".")[2]
    if kind == "docx":
        document = mask_docx(data, find)
        return MaskedFile(document.data, (*_replaced(document.replaced), *_blanked(document.blanked)))
    if kind == "csv":
        table = mask_csv(data, name, find, text_column)
        remarks = (*_unread(table.unread), *_left(table.other_columns))
        return MaskedFile(table.text.encode("utf-8-sig"), (*_replaced(table.replaced), *remarks))
    text = read_text(data, name)
    found = find(text)
    return MaskedFile(apply(text, found).encode("utf-8"), _replaced(found))


def _replaced(found: Sequence[Replacement]) -> tuple[str, ...]:
    if not found:
        return ("No personal data was found. Read it yourself too: no program finds everything.",)
    told = ", ".join(f"{names.PII_TYPES[kind].lower()} {count}" for kind, count in counts(found).items())
    return (f"Replaced: {told}.",)


def _blanked(found: Sequence[str]) -> tuple[str, ...]:
    if not found:
        return ()
    return (f"Pictures and attached files cannot be read, and were blanked: {len(found)}.",)


def _unread(rows: Sequence[int]) -> tuple[str, ...]:
    if not rows:
        return ()
    return (f"Rows that could not be read, and whose text was emptied: {', '.join(map(str, rows))}.",)


def _left(columns: Sequence[str]) -> tuple[str, ...]:
    if not columns:
        return ()
    return (f"Only the text column was masked. Other columns left as they are: {len(columns)}.",)
