"""A runner of commands in this process, and a draft to run them on."""

import io
import re
import sys

import pytest

from nlp import cli
from nlp.reviewer import Reviewer
from tests.cli.drafts import DRAFT


@pytest.fixture
def run(monkeypatch, capsysbinary, reviewer):
    """Runs a command in this process; gives its exit code, what it printed and what it complained of."""
    load = Reviewer.load

    def loaded(pack=None, off=None, model=None):
        return load(pack, off=off, model=model) if pack or off or model else reviewer

    monkeypatch.setattr(Reviewer, "load", loaded)

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
