"""A masked file is of the kind that came, keeps its layout, and holds no value in any of its parts."""

import csv
import io
import re
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from nlp.documents.masked import mask_file
from nlp.documents.word import mask_docx
from nlp.errors import InputError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PNG = b"\x89PNG\r\n\x1a\nKasim Farooqi"
VALUES = ("Kasim", "Farooqi", "07700 900123", "14 Tanner Row", "k.farooqi@family.example", "Tanya")


@pytest.fixture(scope="module")
def word_file():
    """A referral in Word with personal data in every place that a document has for it."""
    document = docx.Document()
    split = document.add_paragraph("Subject: Kas")
    split.add_run("im Far").bold = True
    split.add_run("ooqi dob 02/09/2013, of 14 Tanner Row, Rochdale.")
    document.add_paragraph("His mum Tanya Farooqi is on 07700 900123. He said he is tired.", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Father", "Yaqub Farooqi"
    document.sections[0].header.paragraphs[0].text = "Referral of Kasim Farooqi"
    document.sections[0].footer.paragraphs[0].text = "ring 07700900123"
    document.add_comment(split.runs, text="Is Kasim at school?", author="Tanya Farooqi", initials="TF")
    document.core_properties.author = document.core_properties.title = "Kasim Farooqi"
    relation = document.part.relate_to("mailto:k.farooqi@family.example", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    words = "<w:r><w:t>k.farooqi@family.example</w:t></w:r>"
    names = f'xmlns:w="{W}" xmlns:r="{R}" r:id="{relation}" w:tooltip="Kasim Farooqi"'
    split._p.append(parse_xml(f"<w:hyperlink {names}>{words}</w:hyperlink>"))
    gone = "<w:r><w:delText>Kasim was hit</w:delText></w:r>"
    split._p.append(parse_xml(f'<w:del xmlns:w="{W}" w:id="9" w:author="Tanya Farooqi">{gone}</w:del>'))
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/media/image1.png", PNG)
        archive.writestr("customXml/item9.xml", "<case><who>kasim FAROOQI</who><tel>07700900123</tel></case>")
    return out.getvalue()


def everything(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def squeezed(text):
    return re.sub(r"[\W_]", "", text).casefold()


def test_no_part_of_a_masked_document_holds_a_value(reviewer, word_file):
    assert all(
        any(squeezed(value) in squeezed(part) for part in everything(word_file).values()) for value in VALUES[2:]
    )
    masked = mask_docx(word_file, reviewer.replacements)
    for name, part in everything(masked.data).items():
        found = [value for value in VALUES if squeezed(value) in squeezed(part)]
        assert not found, name


def test_no_value_stays_among_the_patterns_that_python_keeps(reviewer, word_file):
    masked = mask_docx(word_file, reviewer.replacements)
    kept = " ".join(str(key) for key in re._cache)  # type: ignore[attr-defined]
    assert masked.replaced
    assert [v for v in VALUES if re.sub(r"\W", "", v) in re.sub(r"\\W\?|\W", "", kept)] == []


def test_a_masked_document_opens_and_keeps_its_layout(reviewer, word_file):
    masked = docx.Document(io.BytesIO(mask_docx(word_file, reviewer.replacements).data))
    before = docx.Document(io.BytesIO(word_file))
    assert [p.style.name for p in masked.paragraphs] == [p.style.name for p in before.paragraphs]
    assert [len(p.runs) for p in masked.paragraphs] == [len(p.runs) for p in before.paragraphs]
    assert masked.paragraphs[0].text.startswith("Subject: Child A dob [date of birth")
    assert masked.paragraphs[1].text.endswith("He said he is tired.")
    assert masked.tables[0].cell(0, 0).text == "Father"
    assert "Child A" in masked.sections[0].header.paragraphs[0].text
    assert masked.core_properties.author == ""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_masked_document_opens_in_libreoffice(reviewer, word_file, tmp_path):
    (tmp_path / "masked.docx").write_bytes(mask_docx(word_file, reviewer.replacements).data)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "txt:Text"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "masked.docx"], check=True, capture_output=True)
    text = (tmp_path / "masked.txt").read_text("utf-8-sig")
    assert "He said he is tired." in text
    assert not any(squeezed(value) in squeezed(text) for value in VALUES)


def test_pictures_are_blanked_and_the_report_holds_no_value(reviewer, word_file):
    masked = mask_file(word_file, "x.docx", reviewer.replacements)
    assert everything(masked.data)["word/media/image1.png"] != PNG.decode("utf-8", "replace")
    told = " ".join(masked.report)
    assert "name" in told
    assert "blanked: " in told
    assert not any(value in told for value in VALUES)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", b"plain words"])
def test_what_is_no_document_is_refused(reviewer, data):
    with pytest.raises(InputError, match="no Word document"):
        mask_docx(data, reviewer.replacements)


def test_a_zip_without_a_document_is_refused(reviewer):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("other.txt", "words")
    with pytest.raises(InputError, match="no Word document"):
        mask_docx(out.getvalue(), reviewer.replacements)


def test_a_damaged_part_is_refused(reviewer):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:p>")
    with pytest.raises(InputError, match="damaged"):
        mask_docx(out.getvalue(), reviewer.replacements)


def test_a_table_keeps_its_other_cells(reviewer):
    table = 'id;narrative;unit\r\n1;"Mum Tanya Farooqi said; ""no"".";B\r\n2;;B\r\n'
    masked = mask_file(table.encode("cp1252"), "x.csv", reviewer.replacements)
    rows = list(csv.reader(io.StringIO(masked.data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[0] for row in rows] == ["id", "1", "2"]
    assert rows[1] == ["1", 'Mum Mother said; "no".', "B"]
    assert any(line.endswith("Other columns left as they are: 2.") for line in masked.report)


def test_a_row_that_cannot_be_read_is_emptied_and_told(reviewer):
    other = "Die Mutter sagt dass sie nicht weiss wo der Junge ist und er kommt nicht nach Hause, " * 3
    masked = mask_file(f"text\n{other.replace(',', '')}\n".encode(), "x.csv", reviewer.replacements)
    assert b"Mutter" not in masked.data
    assert any("1" in line and "emptied" in line for line in masked.report)


def test_a_table_without_the_column_is_refused(reviewer):
    with pytest.raises(InputError, match="no column"):
        mask_file(b"a,b\n1,2\n", "x.csv", reviewer.replacements)


def test_a_text_stays_a_text(reviewer):
    assert mask_file(b"Mum Tanya Farooqi said no.", "x.txt", reviewer.replacements).data == b"Mum Mother said no."
