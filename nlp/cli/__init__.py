"""The command line. Nothing heavy is imported before a command needs it."""

import io
import os
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from nlp import batch as many
from nlp.batch.records import Verdict
from nlp.cli.common import (
    EXIT_HELP,
    MEANINGS,
    ExitCode,
    FormOption,
    PackOption,
    SettingsOption,
    local_settings,
    progress,
    reviewer,
)
from nlp.cli.outcomes import evaluate, train
from nlp.cli.rules import rules_app
from nlp.errors import RefcheckError
from nlp.names import MaskStyle
from nlp.version import __version__

if TYPE_CHECKING:
    from nlp.result import Review
    from nlp.settings import Settings

DEFAULT_PORT = 8501
_STANDARD = "-"


class Format(StrEnum):
    """The form of a report."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    MARKDOWN = "md"
    DOCX = "docx"
    PDF = "pdf"


__all__ = ["MEANINGS", "ExitCode", "Format", "MaskStyle", "app", "main"]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # they would print the values of variables, and so the words of a referral
    epilog=EXIT_HELP,
    help="Feedback on drafts of police safeguarding referrals. Nothing leaves this machine.",
)
app.add_typer(rules_app, name="rules")

FileArgument = Annotated[
    str, typer.Argument(metavar="FILE", help="A text, .docx, .pdf or .eml file, or - for what is typed or piped in.")
]
OutputOption = Annotated[Path | None, typer.Option("--output", metavar="F", help="Write to this file.")]


def _show_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"refcheck {__version__}")
        raise typer.Exit


@app.callback()
def _all(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=lambda v: _show_version(wanted=v), is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Options that stand before any command."""
    del version  # its callback has done it


@app.command(epilog=EXIT_HELP)
def review(
    file: FileArgument,
    kind: Annotated[Format, typer.Option("--format", help="Form of the report.")] = Format.TEXT,
    output: OutputOption = None,
    pack: PackOption = None,
    form: FormOption = None,
    settings: SettingsOption = None,
) -> None:
    """Review one draft."""
    _refuse_same(file, output)
    if kind in {Format.DOCX, Format.PDF} and output is None:
        raise typer.BadParameter("This kind of report needs a file to be written to.", param_hint="--output")
    text = _read(file)
    local = local_settings(settings, pack, form)
    result = reviewer(local).review(text, local.chosen_form)
    if kind is Format.TEXT and output is None and sys.stdout.isatty():
        _print_to_terminal(text, result, local)
    else:
        _emit(_report(kind, text, result, local), output)
    raise typer.Exit(_code(many.verdict(result.to_dict())))


@app.command(epilog=EXIT_HELP)
def batch(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A .jsonl file, or a .csv table.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A table if it ends in .csv, else JSON lines.")],
    text_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column of the text.")] = None,
    id_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column of the id.")] = None,
    pack: PackOption = None,
    settings: SettingsOption = None,
) -> None:
    """Review every row of a file, in order."""
    _refuse_same(str(source), target)
    # Reading first what will be read again tells of an unreadable file before anything is written.
    total = sum(1 for _ in many.read_rows(source, text_column, id_column))
    reads = reviewer(local_settings(settings, pack))
    counts: Counter[Verdict] = Counter()
    with many.writing(target) as out, progress() as bar:
        rows = many.read_rows(source, text_column, id_column)
        records = _counted(reads.forgetting(many.review_rows(reads, rows)), counts)
        write = many.to_csv if target.suffix.lower() == ".csv" else many.write_jsonl
        write(bar.track(records, total=total, description="Reviewing"), out)
    summary = ", ".join(f"{counts[verdict]} {verdict}" for verdict in get_args(Verdict))
    typer.echo(f"{total} rows: {summary}. Written to {target}.", err=True)
    raise typer.Exit(max(map(_code, counts), default=ExitCode.NOTHING))


@app.command(epilog=EXIT_HELP)
def mask(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A .docx, .csv or text file, or - for what is typed.")],
    style: Annotated[MaskStyle, typer.Option(help="What stands in place of personal data.")] = MaskStyle.PSEUDONYMS,
    output: OutputOption = None,
    text_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column of the text in a table.")] = None,
) -> None:
    """Make a copy with personal data replaced. Read it before you share it: no program finds everything."""
    from functools import partial

    from nlp.documents.masked import mask_file

    _refuse_same(file, output)
    if output is None and file.lower().endswith(".docx"):
        raise typer.BadParameter("A Word document needs a file to be written to.", param_hint="--output")
    masked = mask_file(*_bytes(file), partial(reviewer(local_settings()).replacements, style=style), text_column)
    _emit(masked.data, output)
    for line in masked.report:
        typer.echo(line, err=True)


@app.command("app", epilog=EXIT_HELP)
def run_app(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on this machine.")] = DEFAULT_PORT,
    settings: SettingsOption = None,
) -> None:
    """Open the app in the browser. It answers this machine only."""
    from nlp.launch import app_command
    from nlp.settings import VARIABLE

    local_settings(settings)  # a mistake is told here, not in the browser
    own = {VARIABLE: str(settings.resolve())} if settings else {}
    code = subprocess.call(app_command(port), env={**os.environ, **own})  # noqa: S603 - fixed program, checked values
    raise typer.Exit(ExitCode.NOTHING if code == 0 else ExitCode.FAILURE)


app.command(epilog=EXIT_HELP)(train)
app.command(epilog=EXIT_HELP)(evaluate)


def _read(file: str) -> str:
    from nlp.documents.read import read_document

    data, name = _bytes(file)
    return read_document(data, name)


def _bytes(file: str) -> tuple[bytes, str]:
    """What a file or the standard input holds, and what to call it."""
    return (sys.stdin.buffer.read(), "This") if file == _STANDARD else (many.read_bytes(Path(file)), Path(file).name)


def _report(kind: Format, text: str, result: "Review", settings: "Settings") -> bytes:
    from nlp import render

    match kind:
        case Format.JSON:
            return f"{many.dumps(many.with_id(result, '1'))}\n".encode()
        case Format.DOCX:
            return render.to_docx(text, result, settings)
        case Format.PDF:
            return render.to_pdf(text, result, settings)
    make = {Format.TEXT: render.to_plain, Format.HTML: render.to_html, Format.MARKDOWN: render.to_markdown}
    return make[kind](text, result, settings).encode("utf-8")


def _print_to_terminal(text: str, result: "Review", settings: "Settings") -> None:
    from rich.console import Console

    from nlp.render import to_terminal

    Console().print(to_terminal(text, result, settings))


def _emit(report: bytes, output: Path | None) -> None:
    """Write the bytes as they are, whatever the system's habits."""
    if output is None:
        sys.stdout.buffer.write(report)
        sys.stdout.buffer.flush()
    else:
        many.write_bytes(output, report)


def _refuse_same(source: str, target: Path | None) -> None:
    if target is not None and target.exists() and Path(source).exists() and target.samefile(source):
        raise typer.BadParameter(f"{target} is the file that is read; it would be lost. Give another name.")


def _code(verdict: Verdict) -> ExitCode:
    return ExitCode.NOTHING if verdict == "with nothing to improve" else ExitCode.SUGGESTIONS


def _counted(records: Iterable[dict[str, Any]], counts: Counter[Verdict]) -> Iterator[dict[str, Any]]:
    for record in records:
        counts[many.verdict(record)] += 1
        yield record


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave with one of :class:`ExitCode`.

    Args:
        args: the words after ``refcheck``; by default those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console of another code page shows what it can
    try:
        app(args=args, prog_name="refcheck")
    except RefcheckError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(ExitCode.FAILURE) from error
    except Exception as error:
        # A traceback or a message may quote the words of a referral: tell the place alone.
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        typer.echo(f"The program failed: {type(error).__name__} in {where}. Please report it.", err=True)
        raise SystemExit(ExitCode.FAILURE) from error
