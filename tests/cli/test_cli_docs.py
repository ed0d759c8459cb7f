"""The page on the command line and the program tell the same."""

import re
from pathlib import Path

import typer

from nlp import cli
from nlp.cli import ExitCode
from tests.cli.commands import commands

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"


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


def test_the_report_in_the_readme_is_what_the_program_says(run):
    readme = (DOCS.parents[1] / "README.md").read_text("utf-8")
    example = readme.partition("a report looks like this (shortened):")[2].partition("Wording to look at")[0]
    shown = [line.strip() for line in example.splitlines() if line.strip()]
    _, out, _ = run("review", DOCS.parents[1] / "data_samples" / "referrals" / "fictional-thin.txt")
    said = " ".join(out.split())
    assert len(shown) > 5
    assert [line for line in shown if " ".join(line.split()) not in said] == []
