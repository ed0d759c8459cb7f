import csv
import io
import json

import pytest

from nlp import batch, names
from nlp.errors import InputError, ModelError

GOOD = "Jo Bloggs, 8, told me that dad shouts at night. Mum agreed to early help. PC 4412 Hill, Leeds response."
FAMILY = "😀 Zoë's mum — “fine” she says"


def rows(data, name="in.jsonl", **columns):
    return list(batch.rows_of(io.BytesIO(data), name, **columns))


def lines(*records):
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def table(*records, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(records)
    return out.getvalue().encode()


def kinds(found):
    return [row.error.kind if row.error else None for row in found]


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────


def test_json_lines_keep_their_ids_and_get_numbers_where_they_have_none():
    found = rows(lines({"id": "a", "text": "x"}, {"text": "y"}, {"id": 7, "text": "z"}, {"id": None, "text": "w"}))
    assert [(row.id, row.text) for row in found] == [("a", "x"), ("2", "y"), ("7", "z"), ("4", "w")]


@pytest.mark.parametrize("odd", [True, [1], {"a": 1}, 1.5, "", "  "])
def test_an_id_that_is_no_name_or_number_gives_way_to_the_row_number(odd):
    assert rows(lines({"id": odd, "text": "x"}))[0].id == "1"


def test_blank_lines_are_no_rows():
    assert [row.text for row in rows(b'\n{"text": "x"}\n  \r\n{"text": "y"}')] == ["x", "y"]


BAD_LINES = {
    b"{not json": "bad_json",
    b'{"text": "cut off': "bad_json",
    b"[1, 2]": "bad_json",
    b'"just words"': "bad_json",
    b"null": "bad_json",
    b"[" * 100_000: "bad_json",
    b"1" * 5000: "bad_json",
    b"{}": "no_text",
    b'{"text": null}': "no_text",
    b'{"words": "x"}': "no_text",
    b'{"text": 5}': "not_text",
    b'{"text": ["x"]}': "not_text",
    b'{"text": "half \\ud800 a character"}': "not_text",
}


@pytest.mark.parametrize("line", BAD_LINES, ids=lambda line: line[:20].decode())
def test_a_bad_line_is_told_and_the_next_is_read(line):
    found = rows(line + b'\n{"text": "y"}\n')
    assert kinds(found) == [BAD_LINES[line], None]
    assert [row.id for row in found] == ["1", "2"]


def test_errors_do_not_hold_words_of_the_row():
    found = rows(b'{"text": "Jo Bloggs of 5 High Street\n{"text": ["Jo Bloggs"]}\n')
    assert all("Bloggs" not in str(row.error) for row in found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["in.jsonl", "in.csv"])
def test_encodings(name, encoding):
    text = FAMILY if encoding.startswith("utf") else FAMILY[2:]
    content = json.dumps({"text": text}, ensure_ascii=False) if name.endswith("jsonl") else f'text\r\n"{text}"\r\n'
    assert [row.text for row in rows(content.encode(encoding), name)] == [text]


def test_one_line_of_another_encoding_harms_no_other():
    data = '{"text": "Zoë"}\n'.encode() + '{"text": "Zoë"}\n'.encode("cp1252") + '{"text": "Zoë 😀"}\n'.encode()
    assert [row.text for row in rows(data)] == ["Zoë", "Zoë", "Zoë 😀"]


def test_windows_1252_loses_no_byte():
    assert len(batch.read_text(bytes(range(1, 256)), "x")) == 255
    assert len(set(batch.read_text(bytes(range(1, 256)), "x"))) == 255


@pytest.mark.parametrize("header", ["text", "Narrative", " REFERRAL ", "notes"])
def test_the_text_column_is_found_or_given(header):
    given = {"text_column": "Notes"} if header == "notes" else {}
    assert [row.text for row in rows(table(["x", header], ["1", "words"]), "in.csv", **given)] == ["words"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_may_be_split_by_other_signs(delimiter):
    found = rows(table(["id", "text"], ["a", "x, y; z\tand"], delimiter=delimiter), "in.csv")
    assert [(row.id, row.text) for row in found] == [("a", "x, y; z\tand")]


def test_a_cell_keeps_its_line_breaks_and_quotes():
    text = 'one\r\ntwo\n\n"three"\rfour'
    assert [row.text for row in rows(table(["text"], [text], ["next"]), "in.csv")] == [text, "next"]


def test_a_named_id_column_and_numbers_where_it_is_empty():
    data = table(["ref", "text"], ["r1", "x"], ["", "y"])
    assert [row.id for row in rows(data, "in.csv", id_column="REF")] == ["r1", "2"]


def test_short_rows_and_stray_line_breaks_are_bad_rows_of_their_own():
    data = b"id,text\nonly-an-id\nb,wor\rds\nc,fine\n"
    found = rows(data, "in.csv")
    assert kinds(found) == ["no_text", "bad_csv", None]
    assert found[-1].text == "fine"


def test_a_cell_of_five_megabytes_is_read():
    assert len(rows(table(["text"], ["a" * 5_000_000]), "in.csv")[0].text) == 5_000_000


UNREADABLE = {
    "no text column": (b"a,b\n1,2\n", "in.csv", {}, "no_column"),
    "no such column": (b"text\nx\n", "in.csv", {"text_column": "words"}, "no_column"),
    "no such id column": (b"text\nx\n", "in.csv", {"id_column": "ref"}, "no_column"),
    "empty table": (b"", "in.csv", {}, "no_column"),
    "spreadsheet": (b"PK\x03\x04rest", "in.csv", {}, "not_text"),
    "binary": (b'{"text"\x00\x01\x02', "in.jsonl", {}, "not_text"),
    "broken utf-16": (b"\xff\xfea", "in.jsonl", {}, "not_text"),
    "another kind": (b"x", "in.docx", {}, "file_kind"),
    "no kind": (b"x", "in", {}, "file_kind"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_at_all_is_refused(case):
    data, name, columns, kind = UNREADABLE[case]
    with pytest.raises(InputError) as caught:
        rows(data, name, **columns)
    assert caught.value.kind == kind


def test_column_names_are_not_repeated_for_they_may_be_a_first_row():
    with pytest.raises(InputError) as caught:
        rows(b"1,Jo Bloggs of 5 High Street\n", "in.csv")
    assert "Bloggs" not in caught.value.message


def test_files_that_are_not_there_or_not_files_are_refused(tmp_path):
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    for path in (tmp_path / "none.jsonl", folder):
        with pytest.raises(InputError, match="cannot be read"):
            list(batch.read_rows(path))


def test_rows_are_read_one_at_a_time():
    class Endless(io.BytesIO):
        def __next__(self):
            return b'{"text": "x"}\n'

    found = batch.rows_of(Endless(b'{"text": "x"}\n'), "in.jsonl")
    assert [next(found).id for _ in range(1000)][-1] == "1000"


@pytest.mark.parametrize("data", [b"\x00\x01", b"%PDF-1.7 x", b"{\\rtf1 x}", b"PK\x03\x04", b"\xff\xfe\x00\xd8"])
def test_other_kinds_of_file_are_no_text(data):
    with pytest.raises(InputError, match="another kind"):
        batch.read_text(data, "file")


def test_text_is_kept_as_it_is():
    text = "a\r\nb\rc\n\td \u2028 e\n"
    assert batch.read_text(text.encode("utf-8-sig"), "file") == text


# ── reviewing ────────────────────────────────────────────────────────────────────────────────────────

BAD_TEXTS = {
    "": "empty",
    " \r\n\t ": "empty",
    "😀😀": "empty",
    "a" * 5_000_000: "too_long",
    "Der Junge war nicht in der Schule und seine Mutter hat gesagt, dass sie ihn seit gestern nicht mehr gesehen hat "
    "und dass er auch bei seinem Vater nicht ist.": "not_english",
    "אני רוצה לדבר עם המשטרה על הבן שלי": "not_english",
    "x\x00\x01\x02\x03\x04\x05\x06 words": "not_text",
}


def test_bad_rows_give_errors_in_their_place_and_the_run_goes_on(reviewer):
    data = lines(*({"id": kind, "text": text} for text, kind in BAD_TEXTS.items()), {"id": "good", "text": GOOD})
    *errors, good = batch.review_rows(reviewer, rows(data))
    assert [record["error"]["kind"] for record in errors] == list(BAD_TEXTS.values())
    assert [set(record) for record in errors] == [{"id", "error"}] * len(errors)
    assert all(len(record["error"]["message"]) < 300 for record in errors)
    assert good["id"] == "good"


def test_a_record_is_the_review_with_an_id(reviewer):
    record = next(batch.review_rows(reviewer, [batch.Row("a", GOOD)]))
    assert list(record)[:2] == ["schema_version", "id"]
    assert {key: value for key, value in record.items() if key != "id"} == reviewer.review(GOOD).to_dict()


ODD_TEXTS = [
    "Mum 😀 says Zoë, 8, is safe 👨‍👩‍👧. PC 4412 Hill.",
    "Mum says \u202eolleh\u202c to Zoë. שלום. She agreed to early help.",
    "Line one\r\nMum agreed.\r\n\r\nJo, 8, cried.\r\n",
    "Jo 𝒳𝒴 8 cried. Mum agreed\u2028to help.\x07",
]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_characters_keep_their_offsets(reviewer, text):
    record = next(batch.review_rows(reviewer, [batch.Row("a", text)]))
    spans = [(i["start"], i["end"]) for key in ("pii", "findings", "language") for i in record[key]]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert json.loads(batch.dumps(record)) == record


def test_names_stand_in_no_record(reviewer):
    row = batch.Row("a", "Subject: Tanya Reed, dob 02/09/2013. " + GOOD)
    told = batch.dumps(next(batch.review_rows(reviewer, [row])))
    assert "Tanya" not in told
    assert "02/09/2013" not in told


def test_failures_that_are_no_bad_row_stop_the_run():
    class Broken:
        def review(self, text):
            raise ModelError("gone")

    with pytest.raises(ModelError):
        list(batch.review_rows(Broken(), [batch.Row("a", GOOD)]))


def test_forgetting_changes_nothing_but_the_memory(reviewer, gold):
    found = [batch.Row(row["id"], row["text"]) for row in gold[:8]]
    assert list(reviewer.forgetting(batch.review_rows(reviewer, found))) == list(batch.review_rows(reviewer, found))


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def records(reviewer):
    found = [batch.Row("=1+1", GOOD), batch.Row("b", ""), batch.Row("c", "He has a knife and says he will kill mum.")]
    return list(batch.review_rows(reviewer, found))


def test_json_lines_can_be_read_back(records):
    out = io.StringIO()
    batch.write_jsonl(records, out)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == records
    assert out.getvalue().isascii()


def test_a_table_has_a_line_a_record_and_no_estimate(records):
    out = io.StringIO(newline="")
    batch.to_csv(records, out)
    header, *found = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert [len(row) for row in found] == [len(header)] * len(records)
    assert header[-15:] == list(names.SECTIONS.values())
    assert found[0][0] == "'=1+1"
    assert found[1][:2] == ["b", records[1]["error"]["message"]]
    assert not [name for name in header if "estimate" in name or "route" in name or "help" in name]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "\u00a0+1", "＝1", "－1"])
def test_cells_that_could_run_are_made_harmless(cell):
    assert batch.harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", "1-2", "'=1", "Mum - agreed"])
def test_other_cells_stay_as_they_are(cell):
    assert batch.harmless(cell) == cell


def test_verdicts(records):
    assert batch.verdict(records[0]) == "with suggestions"
    assert batch.verdict(records[1]) == "could not be read"
    fine = {"safety": {"escalate": False}, "feedback": [], "language": [], "checks": [], "pii": []}
    assert batch.verdict(fine) == "with nothing to improve"
    assert batch.verdict({**fine, "pii": [{"needed": False}]}) == "with suggestions"
    assert batch.verdict({**fine, "safety": {"escalate": True}}) == "must not wait"
