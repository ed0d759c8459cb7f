"""``refcheck batch``."""

import csv
import io
import json

import pytest

from nlp import batch
from nlp.cli import ExitCode
from tests.cli.drafts import DRAFT, URGENT


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "in.csv"
    cells = [["ref", "notes"], ["=1+1", DRAFT], ["b", ""], ["c", URGENT]]
    with path.open("w", encoding="cp1252", errors="ignore", newline="") as out:
        csv.writer(out).writerows(cells)
    return path


def test_batch_writes_json_lines_and_a_summary(run, table, tmp_path):
    target = tmp_path / "out.jsonl"
    code, out, err = run("batch", table, target, "--text-column", "notes", "--id-column", "ref")
    records = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [record["id"] for record in records] == ["=1+1", "b", "c"]
    assert records[1]["error"]["kind"] == "empty"
    assert records[2]["safety"]["escalate"]
    assert (code, out) == (ExitCode.SUGGESTIONS, "")
    assert "3 rows: 1 must not wait, 1 with suggestions, 0 with nothing to improve, 1 could not be read." in err


def test_batch_writes_a_table_that_spreadsheets_open_safely(run, table, tmp_path):
    target = tmp_path / "out.csv"
    run("batch", table, target, "--text-column", "notes", "--id-column", "ref")
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(target.read_text("utf-8-sig"))))
    assert [row[0] for row in found] == ["id", "'=1+1", "b", "c"]


def test_batch_of_the_samples_is_what_python_gives(run, reviewer, gold, tmp_path):
    rows = gold[:6]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    run("batch", tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert records == [batch.with_id(reviewer.review(row["text"]), row["id"]) for row in rows]


def test_batch_of_no_rows_has_nothing_to_improve(run, tmp_path):
    (tmp_path / "in.jsonl").write_bytes(b"\n")
    assert run("batch", tmp_path / "in.jsonl", tmp_path / "out.jsonl")[0] == ExitCode.NOTHING


def test_batch_never_overwrites_its_input(run, table, tmp_path):
    before = table.read_bytes()
    link = tmp_path / "link.csv"
    link.symlink_to(table)
    for target in (table, link):
        assert run("batch", table, target, "--text-column", "notes")[0] == ExitCode.USAGE
    assert table.read_bytes() == before


@pytest.mark.parametrize("name", ["none.jsonl", "in.docx", "in.csv"])
def test_a_batch_that_cannot_be_read_writes_nothing(run, tmp_path, name):
    if name != "none.jsonl":
        (tmp_path / name).write_bytes(b"a,b\n1,2\n")
    target = tmp_path / "out.jsonl"
    target.write_text("kept", "utf-8")
    assert run("batch", tmp_path / name, target)[0] == ExitCode.FAILURE
    assert target.read_text("utf-8") == "kept"
