import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from nlp import batch, cli, launch, names
from nlp.cli import ExitCode
from nlp.resources import shipped
from nlp.reviewer import Reviewer
from nlp.version import __version__

DRAFT = (
    "Subject: Tanya Reed, dob 02/09/2013. She told me that dad shouts at night.\r\nMum agreed to early help. Zoë 😀\n"
)
URGENT = "The boy, 7, has bruises on both arms. He said dad hits him with a belt."
HEAVY = ("spacy", "presidio_analyzer", "sklearn", "streamlit", "numpy", "torch", "onnxruntime", "pandas")
DOCS = Path(__file__).parents[1] / "docs" / "cli.md"


@pytest.fixture
def run(monkeypatch, capsysbinary, reviewer):
    """Runs a command in this process; gives its exit code, what it printed and what it complained of."""
    load = Reviewer.load
    monkeypatch.setattr(Reviewer, "load", lambda pack=None, off=None: load(pack, off=off) if pack or off else reviewer)

    def call(*args, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as left:
            cli.main([str(arg) for arg in args])
        out, err = capsysbinary.readouterr()
        return left.value.code or 0, out.decode(), " ".join(re.sub("[│╭╮╰╯─]", " ", err.decode()).split())

    return call


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_bytes(DRAFT.encode())
    return path


# ── as a whole ───────────────────────────────────────────────────────────────────────────────────────


def test_importing_the_command_line_loads_nothing_heavy():
    code = f"import nlp.cli, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version(run):
    assert run("--version") == (ExitCode.NOTHING, f"refcheck {__version__}\n", "")


@pytest.mark.parametrize(
    "args",
    [(), ("nonsense",), ("review",), ("review", "x", "--format", "pdf"), ("batch", "x"), ("app", "--port", "0"),
     ("mask", "x", "--style", "loud"), ("rules",), ("rules", "list", "--kind", "lingo"), ("review", "x", "--loud")],
)  # fmt: skip
def test_wrong_usage(run, args):
    code, out, err = run(*args)
    assert code == ExitCode.USAGE
    assert "Usage" in out + err


def test_exit_codes_are_told_in_every_help(run):
    for words in ((), *(tuple(name.split()) for name in commands())):
        code, out, _ = run(*words, "--help")
        told = " ".join(out.split())
        assert code == ExitCode.NOTHING
        assert all(f"{exit_code.value} {meaning}" in told for exit_code, meaning in cli.MEANINGS.items())


def test_a_bug_is_told_without_words_of_the_referral(run, draft, monkeypatch):
    def fail(self, text, form=None):
        raise ValueError(text)

    monkeypatch.setattr(Reviewer, "review", fail)
    code, out, err = run("review", draft)
    assert (code, out) == (ExitCode.FAILURE, "")
    assert err.startswith("The program failed: ValueError in test_cli.py, line ")
    assert "Tanya" not in err


# ── docs ─────────────────────────────────────────────────────────────────────────────────────────────


def commands():
    """Every command by its words, with the names of its options."""
    found = {}

    def walk(command, words):
        for name, sub in getattr(command, "commands", {}).items():
            walk(sub, [*words, name])
        if not hasattr(command, "commands"):
            options = {p.opts[0] for p in command.params if p.param_type_name == "option"}
            found[" ".join(words)] = options - {"--help"}

    walk(typer.main.get_command(cli.app), [])
    return found


def documented():
    sections = re.split(r"(?m)^## `refcheck ", DOCS.read_text("utf-8"))[1:]
    title = re.compile(r"[a-z]+(?: [a-z]+)*")
    return {title.match(text).group(): set(re.findall(r"(?m)^\| `(--[a-z-]+)`", text)) for text in sections}


def test_docs_and_program_know_the_same_commands_and_options():
    assert documented() == commands()


def test_docs_name_no_option_that_is_not_there():
    known = set().union(*commands().values()) | {"--help", "--version"}
    assert set(re.findall(r"`(--[a-z-]+)", DOCS.read_text("utf-8"))) <= known


def test_docs_give_the_arguments_in_their_order():
    text = DOCS.read_text("utf-8")
    for words, command in (("review FILE", "review"), ("batch IN OUT", "batch"), ("mask FILE", "mask")):
        params = typer.main.get_command(cli.app).commands[command].params
        arguments = [str(p.metavar) for p in params if p.param_type_name == "argument"]
        assert " ".join([command, *arguments]) == words
        assert f"## `refcheck {words}`" in text


def test_docs_and_program_know_the_same_exit_codes():
    rows = re.findall(r"(?m)^\| (\d) \| (.+) \|$", DOCS.read_text("utf-8"))
    assert rows == [(str(code.value), meaning) for code, meaning in cli.MEANINGS.items()]
    assert set(cli.MEANINGS) == set(ExitCode)


def test_docs_name_the_formats_and_styles():
    text = DOCS.read_text("utf-8")
    assert all(f"`{value}`" in text for value in (*cli.Format, *cli.MaskStyle))


# ── review ───────────────────────────────────────────────────────────────────────────────────────────


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


# ── batch ────────────────────────────────────────────────────────────────────────────────────────────


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


# ── mask, rules, app ─────────────────────────────────────────────────────────────────────────────────


MASKS = [("pseudonyms", "Child A"), ("placeholders", "[PERSON]"), ("redaction", "█")]


@pytest.mark.parametrize(("style", "mark"), MASKS)
def test_mask_replaces_names_and_keeps_the_rest(run, draft, style, mark):
    code, out, _ = run("mask", draft, "--style", style)
    assert code == ExitCode.NOTHING
    assert mark in out
    assert "Tanya" not in out
    assert "night.\r\nMum agreed to early help." in out


def test_mask_writes_a_file(run, draft, tmp_path):
    _, printed, _ = run("mask", draft)
    run("mask", draft, "--output", tmp_path / "masked.txt")
    assert (tmp_path / "masked.txt").read_bytes().decode() == printed


def test_rules_list_shows_every_rule_or_one_kind(run, book):
    assert len(run("rules", "list")[1].splitlines()) == len(book.rules)
    questions = run("rules", "list", "--kind", "question")[1].splitlines()
    assert len(questions) == 15
    assert all("(question)" in line for line in questions)


PACK = """
[[rule]]
id = "language.vague.local"
kind = "language"
wording = "vague"
why = "It says nothing that a reader can use."
instead = "Say what was seen."
source = "a test"
phrases = ["the lad", "the boy", "mum"]
hits = ["The lad was out."]
misses = [{misses}]
"""


@pytest.fixture
def only_local(monkeypatch, tmp_path):
    """Tries the examples of local rules alone, for speed, and two samples."""
    from nlp.rules import examples

    every = examples.broken_of
    monkeypatch.setattr(examples, "broken_of", lambda p, rule: every(p, rule) if rule.id.endswith("local") else ())
    (tmp_path / "pack").mkdir()

    def write(misses):
        (tmp_path / "pack" / "language.toml").write_text(PACK.format(misses=misses), "utf-8")
        return tmp_path / "pack"

    return write


def test_rules_check_tells_the_effect_of_a_pack(run, only_local):
    code, out, _ = run("rules", "check", only_local('"He is well."'))
    assert code == ExitCode.NOTHING
    assert "0 examples that do not hold" in out
    assert re.search(r"wording: [1-9]\d* new, 0 gone", out)
    assert "sections: 0 new, 0 gone" in out


def test_rules_check_tells_broken_examples(run, only_local):
    code, out, _ = run("rules", "check", only_local('"Mum is well."'))
    assert code == ExitCode.SUGGESTIONS
    assert "language.vague.local: should not match, and does: Mum is well." in out


def test_rules_check_refuses_a_pack_that_breaks_the_schema(run, only_local):
    code, _, err = run("rules", "check", only_local(""))
    assert code == ExitCode.FAILURE
    assert "language.toml, rule language.vague.local: misses" in err


def test_app_answers_this_machine_only_and_keeps_its_settings_anywhere(run, monkeypatch, tmp_path):
    called = []
    monkeypatch.setattr(subprocess, "call", lambda command, env: called.append(command) or 0)
    monkeypatch.chdir(tmp_path)
    assert run("app", "--port", "8600")[0] == ExitCode.NOTHING
    (command,) = called
    assert command[:5] == [sys.executable, "-m", "streamlit", "run", str(shipped("app.py"))]
    assert command[-2:] == ["--server.port=8600", "--server.address=localhost"]
    assert "--browser.gatherUsageStats=false" in command
    assert "--client.showErrorDetails=none" in command
    assert not [flag for flag in command[5:] if not re.fullmatch(r"--[a-z]+\.\w+=.+", flag)]


def test_app_that_fails_or_is_not_there_is_a_failure(run, monkeypatch, tmp_path):
    monkeypatch.setattr(subprocess, "call", lambda command, env: 1)
    assert run("app")[0] == ExitCode.FAILURE
    monkeypatch.setattr(launch, "shipped", lambda name: tmp_path / name)
    code, _, err = run("app")
    assert code == ExitCode.FAILURE
    assert "Install the program again" in err
