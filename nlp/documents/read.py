"""The words of a file: plain text, a Word document, a PDF or an e-mail."""

import email
import email.policy
import io
import re
from email.message import EmailMessage
from html.parser import HTMLParser

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from nlp.batch.files import read_text
from nlp.documents.word import words_of
from nlp.errors import InputError

KINDS = ("txt", "md", "docx", "pdf", "eml")
LARGEST = 10 * 2**20  # bytes; a referral is a few pages
MOST_PAGES = 30
_LEAST_LETTERS = 20  # on a page, for a PDF to have text in it


def read_document(data: bytes, name: str) -> str:
    """The words of a file.

    Args:
        data: the file.
        name: its name, which tells its kind.

    Returns:
        Its words, a line a paragraph.

    Raises:
        InputError: where it is too large, of another kind, damaged, or has no text in it.
    """
    if len(data) > LARGEST:
        raise InputError("too_long", f"{name} is larger than {LARGEST // 2**20} MB. Open it and paste its words.")
    match name.lower().rpartition(".")[2]:
        case "docx":
            return words_of(data)
        case "pdf":
            return _pdf(data, name)
        case "eml":
            return _email(data, name)
        case _:
            return read_text(data, name)


def _pdf(data: bytes, name: str) -> str:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise InputError("not_text", f"{name} has a password. Save it without one, or paste its words.")
        if len(reader.pages) > MOST_PAGES:
            raise InputError("too_long", f"{name} has more than {MOST_PAGES} pages. Check one referral at a time.")
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        # what a damaged file makes the library raise is not only its own error
        raise InputError("not_text", f"{name} is no PDF that can be opened. Open it and paste its words.") from error
    text = "\n\n".join(pages)
    if sum(c.isalpha() for c in text) < _LEAST_LETTERS:
        raise InputError("no_text", f"There is no text in {name}: it is a picture of a page. Type or paste its words.")
    return text


def _email(data: bytes, name: str) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise InputError("not_text", f"{name} is no e-mail that can be opened. Open it and paste its words.")
    body = message.get_body(("plain", "html"))
    words = str(body.get_content()) if body is not None else ""
    if body is not None and body.get_content_subtype() == "html":
        words = _words_of_html(words)
    if not any(c.isalnum() for c in words):
        raise InputError("no_text", f"There is no text in {name}. Open it and paste its words.")
    return f"{message['subject'] or ''}\n\n{words}".strip() + "\n"


class _Words(HTMLParser):
    """Collects what a reader would see."""

    _HIDDEN = frozenset({"script", "style", "head", "title"})
    _BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote"})

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a new line at a block; skip what is never shown."""
        self._hidden += tag in self._HIDDEN
        if tag in self._BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leave what is never shown."""
        self._hidden -= tag in self._HIDDEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self._hidden:
            self.words.append(re.sub(r"\s+", " ", data))


def _words_of_html(html: str) -> str:
    parser = _Words()
    parser.feed(html)
    return "".join(parser.words)
