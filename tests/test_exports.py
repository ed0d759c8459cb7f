"""Reports as Word and PDF files hold what the plain report holds."""

import io
import zipfile

import docx
import pytest
from pypdf import PdfReader

from nlp import render
from nlp.render.report import report
from nlp.settings import Desk, Settings

TEXT = (
    "Siân Llŷr dob 02/09/2013 of 14 Tanner Row. Łukasz put his hands round her throat in front of the baby. 👪 "
    "Mum said no."
)
LOCAL = Settings(duty=(Desk(name="Duty desk", phone="01632 960100"),))


def words_of_docx(data):
    return "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)


def words_of_pdf(data):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


@pytest.fixture(scope="module")
def review(reviewer):
    return reviewer.review(TEXT)


@pytest.mark.parametrize(("make", "read"), [(render.to_docx, words_of_docx), (render.to_pdf, words_of_pdf)])
def test_every_part_stands_in_the_file_in_order(review, make, read):
    words = " ".join(read(make(TEXT, review, LOCAL)).split())
    places = [words.index(" ".join(part.heading.split())) for part in report(TEXT, review, LOCAL)]
    assert places == sorted(places)
    assert "01632 960100" in words
    assert "Siân Llŷr" in words
    assert "Łukasz" in words
    assert review.versions.rules in words.replace(" ", "")


def test_a_word_report_names_no_author(review):
    with zipfile.ZipFile(io.BytesIO(render.to_docx(TEXT, review))) as archive:
        assert b"python-docx" not in archive.read("docProps/core.xml")


@pytest.mark.parametrize("make", [render.to_docx, render.to_pdf])
def test_a_text_with_markup_and_strange_characters_is_written_as_it_is(reviewer, make):
    text = "<b>Mum</b> said *no* \u202e & “yes” 中 ɸ. PC Leach 2231 attended at 14 Tanner Row."
    assert len(make(text, reviewer.review(text))) > 1000
