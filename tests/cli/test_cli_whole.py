"""What holds for every command."""

import subprocess
import sys

import pytest

from nlp import cli
from nlp.cli import ExitCode
from nlp.reviewer import Reviewer
from nlp.version import __version__
from tests.cli.commands import commands

HEAVY = ("spacy", "presidio_analyzer", "sklearn", "streamlit", "numpy", "torch", "onnxruntime", "pandas")


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
    assert err.startswith("The program failed: ValueError in test_cli_whole.py, line ")
    assert "Tanya" not in err
