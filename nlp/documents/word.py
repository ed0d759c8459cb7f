"""A Word document with its personal data replaced, layout kept.

A ``.docx`` is a zip of XML parts. Its words stand in ``t`` elements, cut wherever the formatting changes; so the
words of every paragraph of every part (body, headers, footers, notes, comments, charts) are joined, read as one
text, and each replacement is put back where its first letter stood. What is left (attributes, link targets, field
codes, properties) is searched for the same values. Pictures cannot be read: they are blanked, and it is told.
"""

import io
import re
import zipfile
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from nlp.errors import InputError
from nlp.masking import Replacement

LARGEST = 50 * 2**20  # bytes, unpacked
_WORDS = frozenset({"t", "delText"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n"}
_PARAGRAPH = "p"
# What says who wrote a file and when it was made; none of it is part of what was written.
_PROPERTIES = re.compile(r"docProps/.*\.xml$|word/people\.xml$")
_AUTHOR = re.compile(r"\}(?:author|initials|userId|providerId)$")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|ico)$", re.IGNORECASE)
_MARKUP = (".xml", ".rels", ".vml")
_OUTSIDE = re.compile(r"^(?:mailto|file|https?|ftp|tel):", re.IGNORECASE)
_BLANK_PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
_GONE = "[removed]"
_LEAST_VALUE = 3  # letters and digits from which a value is looked for in attributes


@dataclass(frozen=True)
class MaskedDocument:
    """A masked document.

    Attributes:
        data: its bytes.
        replaced: what was replaced in its words.
        blanked: names of pictures and attached files that could not be read and were blanked.
    """

    data: bytes
    replaced: tuple[Replacement, ...]
    blanked: tuple[str, ...]


@dataclass
class _Piece:
    """Words of one element, and where they stand in the joined text."""

    element: etree._Element
    start: int
    text: str


def mask_docx(data: bytes, find: Callable[[str], Sequence[Replacement]]) -> MaskedDocument:
    """A copy of a Word document with its personal data replaced.

    Args:
        data: the ``.docx`` file.
        find: gives what stands in place of each piece of personal data in a text, such as
            :meth:`nlp.reviewer.Reviewer.replacements`.

    Returns:
        The masked document.

    Raises:
        InputError: where it is no Word document, is too large, or its text cannot be read.
    """
    names, parts = _unpack(data)
    trees = {name: _parse(name, parts[name]) for name in names if name.lower().endswith(_MARKUP)}
    text, pieces = _joined(trees[name] for name in sorted(trees, key=_reading_order) if name.startswith("word/"))
    replaced = tuple(find(text))
    values = [text[r.start : r.end] for r in replaced]
    _put_in(pieces, replaced)
    _scrub(trees, values)
    re.purge()  # Python keeps the patterns that it compiled; one of them is made of this person's data
    blanked = tuple(name for name in names if name not in trees and not name.endswith("/"))
    out = {
        name: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        for name, tree in trees.items()
    }
    out |= {name: _BLANK_PICTURE if _PICTURE.search(name) else b"" for name in blanked}
    return MaskedDocument(_pack(names, out), replaced, blanked)


def words_of(data: bytes) -> str:
    """The words of the body of a Word document, a line a paragraph.

    Args:
        data: the ``.docx`` file.

    Raises:
        InputError: where it is no Word document, or is too large.
    """
    _, parts = _unpack(data)
    text, _ = _joined(iter([_parse("word/document.xml", parts["word/document.xml"])]))
    return text.strip() + "\n"


def _unpack(data: bytes) -> tuple[list[str], dict[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST:
                raise InputError("too_long", f"This document is larger than {LARGEST // 2**20} MB. Mask a shorter one.")
            names = [info.filename for info in archive.infolist()]
            parts = {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise _no_document() from error
    if "word/document.xml" not in parts:
        raise _no_document()
    return names, parts


def _no_document() -> InputError:
    return InputError(
        "not_docx", "This is no Word document that can be opened (.docx, without a password). Save it as .docx again."
    )


def _parse(name: str, raw: bytes) -> etree._ElementTree:
    try:
        return etree.parse(io.BytesIO(raw), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise InputError("not_docx", f"The part {name} of this document is damaged. Save it as .docx again.") from error


def _reading_order(name: str) -> tuple[bool, str]:
    return name != "word/document.xml", name


def _joined(trees: Iterator[etree._ElementTree]) -> tuple[str, list[_Piece]]:
    """The words of all parts, a line a paragraph, and the elements in which they stand."""
    text: list[str] = []
    length = 0
    pieces: list[_Piece] = []
    for tree in trees:
        for element in tree.iter():
            name = _local(element)
            words = element.text or "" if name in _WORDS else _BREAKS.get(name, "\n" if name == _PARAGRAPH else "")
            if name in _WORDS:
                pieces.append(_Piece(element, length, words))
            text.append(words)
            length += len(words)
        text.append("\n")
        length += 1
    return "".join(text), pieces


def _put_in(pieces: Sequence[_Piece], replaced: Sequence[Replacement]) -> None:
    """Put every replacement into the element in which its first letter stands; take its other letters out."""
    for piece in pieces:
        end = piece.start + len(piece.text)
        new, at = [], piece.start
        for item in replaced:
            if item.end <= piece.start or end <= item.start:
                continue
            new.append(piece.text[at - piece.start : max(item.start, at) - piece.start])
            if item.start >= piece.start:
                new.append(item.new)
            at = min(item.end, end)
        if new:
            piece.element.text = "".join(new) + piece.text[at - piece.start :]
            piece.element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _scrub(trees: dict[str, etree._ElementTree], values: Sequence[str]) -> None:
    """Take what was found, authors, properties and links to the outside out of everything that is not read."""
    wanted = _any_of(values)
    for name, tree in trees.items():
        properties = _PROPERTIES.search(name) is not None
        for element in tree.iter():
            if not isinstance(element.tag, str):
                element.text = ""  # a comment in the markup
                continue
            if element.text and _local(element) not in _WORDS:
                element.text = "" if properties and not len(element) else wanted.sub(_GONE, element.text)
            for key, value in element.attrib.items():
                if properties or not _structural(key):
                    element.set(key, _clean(key, value, wanted, properties=properties and not _structural(key)))
            if name.endswith(".rels") and _OUTSIDE.match(element.get("Target", "")) and element.get("TargetMode"):
                element.set("Target", "about:blank")


def _clean(key: str, value: str, wanted: re.Pattern[str], *, properties: bool) -> str:
    if _AUTHOR.search(key) or (properties and key.endswith(("author", "userId"))):
        return "Author"
    return wanted.sub(_GONE, value)


def _structural(key: str) -> bool:
    """Whether an attribute holds the document together: its value is a name that the format gave."""
    return key in {"Id", "Type", "ContentType", "Extension", "PartName", "pid", "fmtid"} or key.endswith(
        ("}id", "}embed", "}link", "}type", "}paraId", "}textId", "}rsidR", "}rsidRDefault", "}rsidP", "}rsidRPr")
    )


def _any_of(values: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of ``values`` in any case and spacing; one that matches nothing where there is none."""
    squeezed = {"".join(c for c in value if c.isalnum()) for value in values}
    spaced = (r"\W?".join(map(re.escape, v)) for v in sorted(squeezed, key=len, reverse=True) if len(v) >= _LEAST_VALUE)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(spaced) or '(?!)'})(?![^\W_])", re.IGNORECASE)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _pack(names: Sequence[str], parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in dict.fromkeys(names):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), parts.get(name, b""))
    return out.getvalue()
