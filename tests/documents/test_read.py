"""The words of files of every kind that officers have, and what is said of those that have none."""

import io
from email.message import EmailMessage

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from nlp.documents import read
from nlp.documents.read import read_document
from nlp.errors import InputError


def word_file():
    document = docx.Document()
    document.add_paragraph("Mum said no.")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "He is 8."
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_file(words="", pages=1, *, locked=False):
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(200, 200)
        if words:
            font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
            font = DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})
            fonts = DictionaryObject({NameObject("/F1"): font})
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
            stream = StreamObject()
            stream.set_data(f"BT /F1 12 Tf 10 100 Td ({words}) Tj ET".encode())
            page[NameObject("/Contents")] = writer._add_object(stream)
    if locked:
        writer.encrypt("x", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def mail_file(plain="", html=""):
    message = EmailMessage()
    message["Subject"], message["From"] = "Referral", "a@family.example"
    if plain:
        message.set_content(plain)
    if html:
        (message.add_alternative if plain else message.set_content)(html, subtype="html")
    return bytes(message)


def test_a_word_document_gives_its_paragraphs_and_cells():
    words = read_document(word_file(), "x.DOCX")
    assert words.split("\n")[0] == "Mum said no."
    assert "He is 8." in words


def test_a_pdf_gives_its_words():
    assert "Mum said that she is tired" in read_document(pdf_file("Mum said that she is tired"), "x.pdf")


def test_an_email_gives_subject_and_plain_words_first():
    assert read_document(mail_file("Mum said no.", "<p>other</p>"), "x.eml") == "Referral\n\nMum said no.\n"


def test_an_email_in_html_gives_what_a_reader_sees():
    words = read_document(mail_file(html="<style>p {}</style><p>Mum said</p><p>no.</p><script>x()</script>"), "x.eml")
    assert words.split() == ["Referral", "Mum", "said", "no."]


def test_a_text_is_read_as_it_is():
    assert read_document(b"Mum said no.\r\n", "x.txt") == "Mum said no.\r\n"


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (pdf_file(), "scan.pdf", "picture of a page"),
        (pdf_file("Mum said that she is tired", pages=31), "long.pdf", "more than 30 pages"),
        (pdf_file("Mum said that she is tired", locked=True), "locked.pdf", "password"),
        (b"%PDF-1.4 broken", "broken.pdf", "no PDF"),
        (b"no zip", "x.docx", "no Word document"),
        (mail_file(html="<script>x</script>"), "x.eml", "no text"),
        (b"", "x.eml", "no e-mail"),
        (b"\x00\x01", "x.bin", "another kind"),
        (b"x" * (read.LARGEST + 1), "x.txt", "larger than 10 MB"),
    ],
)
def test_what_cannot_be_read_is_told_plainly(data, name, told):
    with pytest.raises(InputError, match=told):
        read_document(data, name)
