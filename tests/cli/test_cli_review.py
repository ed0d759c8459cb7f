"""``refcheck review``."""

import json
import re

import pytest

from nlp import names
from nlp.cli import ExitCode
from nlp.reviewer import Reviewer
from tests.cli.drafts import DRAFT, URGENT


def test_review_prints_a_report_and_ends_with_suggestions(run, draft):
    code, out, err = run("review", draft)
    assert (code, err) == (ExitCode.SUGGESTIONS, "")
    assert re.search(r"\d+ of 15 answered", out)
    assert names.SECTIONS["consent"] in out


def test_review_ends_with_nothing_where_nothing_is_to_improve(run, draft, reviewer, monkeypatch):
    clean = reviewer.review(DRAFT).model_copy(update={"feedback": (), "language": (), "checks": (), "pii": ()})
    monkeypatch.setattr(Reviewer, "review", lambda self, text, form=None: clean)
    assert run("review", draft)[0] == ExitCode.NOTHING


def test_what_must_not_wait_comes_first(run):
    code, out, _ = run("review", "-", stdin=URGENT.encode())
    assert code == ExitCode.SUGGESTIONS
    assert out.index("phone 999") < out.index("of 15 answered")


def test_json_is_the_review_with_an_id_and_the_same_from_a_pipe_and_a_file(run, draft, reviewer):
    _, out, _ = run("review", draft, "--format", "json")
    assert json.loads(out) == {"id": "1", **reviewer.review(DRAFT).to_dict()}
    assert out == run("review", "-", "--format", "json", stdin=DRAFT.encode())[1]
    assert "Tanya" not in out


def test_json_of_a_review_and_of_a_batch_are_the_same_bytes(run, draft, tmp_path):
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": DRAFT}), "utf-8")
    run("batch", tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text("utf-8") == run("review", draft, "--format", "json")[1]


@pytest.mark.parametrize(("form", "begins"), [("html", "<!doctype html>"), ("md", "# "), ("text", "Feedback")])
def test_forms(run, draft, tmp_path, form, begins):
    _, printed, _ = run("review", draft, "--format", form)
    code, out, _ = run("review", draft, "--format", form, "--output", tmp_path / "report")
    assert printed.startswith(begins)
    assert (code, out) == (ExitCode.SUGGESTIONS, "")
    assert (tmp_path / "report").read_bytes().decode() == printed


def test_a_terminal_gets_the_same_words_with_styles(run, draft, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "200")
    _, out, _ = run("review", draft)
    assert re.search(r"\d+ of 15 answered", out)


BAD = {
    "empty": (b"", "nothing to check"),
    "blank": (b" \r\n\t\n ", "nothing to check"),
    "only emoji": ("😀😀😀".encode(), "nothing to check"),
    "too long": (b"word " * 1_000_000, "at most 60,000"),
    "not English": ("Le garçon a dit que sa mère est partie et qu'il ne veut pas rester avec son père dans la maison "
                    "parce que les voisins sont là et il a peur de tout le monde.".encode(), "English"),
    "another script": ("אני רוצה לדבר עם המשטרה על הבן שלי".encode(), "English"),
    "binary": (b"\x7fELF\x00\x00\x01", "another kind"),
    "controls": (b"\x01\x02\x03\x04\x05\x06\x07 words", "another kind"),
    "word file": (b"PK\x03\x04\x14", "another kind"),
    "pdf": (b"%PDF-1.7", "another kind"),
    "broken utf-16": (b"\xff\xfea", "another kind"),
}  # fmt: skip


@pytest.mark.parametrize("command", ["review", "mask"])
@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_in_plain_english(run, tmp_path, case, command):
    data, told = BAD[case]
    (tmp_path / "bad").write_bytes(data)
    code, out, err = run(command, tmp_path / "bad")
    assert (code, out) == (ExitCode.FAILURE, "")
    assert told in err
    assert "Traceback" not in err
    assert len(err) < 300 + len(str(tmp_path))
    assert run(command, "-", stdin=data)[0] == ExitCode.FAILURE


def test_a_file_that_is_not_there_or_a_folder_is_a_failure(run, tmp_path):
    for path in (tmp_path / "none.txt", tmp_path):
        code, _, err = run("review", path)
        assert code == ExitCode.FAILURE
        assert "cannot be read" in err


def test_a_place_that_cannot_be_written_is_a_failure(run, draft, tmp_path):
    code, _, err = run("review", draft, "--output", tmp_path / "no" / "where")
    assert code == ExitCode.FAILURE
    assert "cannot be written" in err


@pytest.mark.parametrize("command", ["review", "mask"])
def test_the_file_that_is_read_is_never_overwritten(run, draft, command):
    code, _, err = run(command, draft, "--output", draft)
    assert code == ExitCode.USAGE
    assert "is the file that is read" in err
    assert draft.read_bytes() == DRAFT.encode()


def test_a_broken_pack_is_a_failure_that_names_file_and_rule(run, draft, tmp_path):
    (tmp_path / "language.toml").write_text('off = ["language.never.was"]', "utf-8")
    code, _, err = run("review", draft, "--pack", tmp_path)
    assert code == ExitCode.FAILURE
    assert "language.never.was" in err
