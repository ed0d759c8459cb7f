"""``refcheck mask``, ``rules`` and ``app``."""

import re
import subprocess
import sys

import pytest

from nlp import launch
from nlp.cli import ExitCode
from nlp.resources import shipped

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
