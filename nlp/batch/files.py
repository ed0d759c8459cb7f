"""Files as officers have them: UTF-8 with or without its mark, UTF-16, or Windows-1252."""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from nlp.errors import InputError, RefcheckError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHER_KINDS = (b"%PDF-", b"{\\rtf", b"PK\x03\x04")
_HEAD = 4096


def read_file(path: Path) -> str:
    """The text of a file; as :func:`read_text`.

    Args:
        path: the file.

    Raises:
        InputError: where it cannot be read, or is a file of another kind.
    """
    return read_text(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: where the system does not let us read it.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data`` to a file; what it held is lost.

    Raises:
        RefcheckError: where it cannot be written.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        raise _unwritable(path, error) from error


def read_text(data: bytes, name: str) -> str:
    """The text of a file, exactly as written but for its byte order mark.

    Args:
        data: the file's bytes, in UTF-8, UTF-16 with its mark, or Windows-1252.
        name: its name, for the message.

    Raises:
        InputError: where it is a file of another kind.
    """
    if not data.startswith(_UTF16):
        if b"\0" in data or data.startswith(_OTHER_KINDS):
            raise _not_text(name)
        return decode(data.removeprefix(codecs.BOM_UTF8))
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise _not_text(name) from error


def decode(data: bytes) -> str:
    """``data`` as UTF-8, else as Windows-1252; no byte is lost or refused.

    The five bytes that Windows-1252 leaves open become the control characters of the same number, as in
    browsers, so that a file of another kind is told by how many it has.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="refcheck.same_number")


def _same_number(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return chr(error.object[error.start]), error.start + 1


codecs.register_error("refcheck.same_number", _same_number)


def lines(stream: BinaryIO, name: str) -> Iterator[str]:
    """The lines of a file with their ends; each is decoded by itself, so that one bad line harms no other.

    Args:
        stream: the file's bytes, from its start.
        name: its name, for the message.

    Raises:
        InputError: where it is a file of another kind.
    """
    head = stream.read(_HEAD)
    stream.seek(0)
    if head.startswith((*_UTF16, *_OTHER_KINDS)) or b"\0" in head:
        yield from io.StringIO(read_text(stream.read(), name), newline="")
        return
    yield decode(stream.readline().removeprefix(codecs.BOM_UTF8))
    yield from map(decode, stream)


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """A file to write to in UTF-8, with line ends as they are.

    Args:
        path: the file; what it held is lost.

    Raises:
        RefcheckError: where it cannot be written.
    """
    # Spreadsheets take a table for UTF-8 only where it begins with the mark.
    encoding = "utf-8-sig" if path.suffix.lower() == ".csv" else "utf-8"
    try:
        out = path.open("w", encoding=encoding, newline="")
    except OSError as error:
        raise _unwritable(path, error) from error
    with out:
        yield out


def unreadable(path: Path, error: OSError) -> InputError:
    """What to say of a file that the system does not let us read."""
    return InputError("unreadable", f"{path} cannot be read: {error.strerror}. Check its name and where it lies.")


def _unwritable(path: Path, error: OSError) -> RefcheckError:
    return RefcheckError(f"{path} cannot be written: {error.strerror}.")


def _not_text(name: str) -> InputError:
    return InputError("not_text", f"{name} is a file of another kind, not text. Open it, and save or paste its words.")
