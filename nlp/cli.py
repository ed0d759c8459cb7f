"""The command line. Nothing heavy is imported before a command needs it."""

import io
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from nlp import batch as many
from nlp.batch.records import Verdict
from nlp.errors import RefcheckError
from nlp.resources import shipped
from nlp.version import __version__

if TYPE_CHECKING:
    from rich.progress import Progress

    from nlp.result import Review
    from nlp.reviewer import Reviewer

SAMPLES = "data_samples/gold/dev.jsonl"
DEFAULT_PORT = 8501
_STANDARD = "-"


class ExitCode(IntEnum):
    """What the program tells whoever called it."""

    NOTHING = 0
    SUGGESTIONS = 1
    USAGE = 2
    FAILURE = 3


MEANINGS = {
    ExitCode.NOTHING: "nothing to improve",
    ExitCode.SUGGESTIONS: "suggestions, or a row that could not be read",
    ExitCode.USAGE: "the command was not used as it should be",
    ExitCode.FAILURE: "failure, with the reason",
}
EXIT_HELP = "Exit codes: " + "; ".join(f"{code.value} {meaning}" for code, meaning in MEANINGS.items()) + "."


class Format(StrEnum):
    """The form of a report."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    MARKDOWN = "md"


class MaskStyle(StrEnum):
    """How personal data is replaced; :class:`nlp.masking.Style` without its imports."""

    PSEUDONYMS = "pseudonyms"
    PLACEHOLDERS = "placeholders"
    REDACTION = "redaction"


app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # they would print the values of variables, and so the words of a referral
    epilog=EXIT_HELP,
    help="Feedback on drafts of police safeguarding referrals. Nothing leaves this machine.",
)
rules_app = typer.Typer(no_args_is_help=True, help="The rules: list them, or check a local pack before it is used.")
app.add_typer(rules_app, name="rules")

FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="A text file, or - for what is typed or piped in.")]
OutputOption = Annotated[Path | None, typer.Option("--output", metavar="F", help="Write to this file.")]
PackOption = Annotated[Path | None, typer.Option("--pack", metavar="DIR", help="Folder of local rules to put on top.")]


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
    del version  # its callback has done the work


@app.command(epilog=EXIT_HELP)
def review(
    file: FileArgument,
    form: Annotated[Format, typer.Option("--format", help="Form of the report.")] = Format.TEXT,
    output: OutputOption = None,
    pack: PackOption = None,
) -> None:
    """Review one draft."""
    _refuse_same(file, output)
    text = _read(file)
    result = _reviewer(pack).review(text)
    if form is Format.TEXT and output is None and sys.stdout.isatty():
        _print_to_terminal(text, result)
    else:
        _emit(_report(form, text, result).encode("utf-8"), output)
    raise typer.Exit(_code(many.verdict(result.to_dict())))


@app.command(epilog=EXIT_HELP)
def batch(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A .jsonl file, or a .csv table.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A table if it ends in .csv, else JSON lines.")],
    text_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column of the text.")] = None,
    id_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column of the id.")] = None,
    pack: PackOption = None,
) -> None:
    """Review every row of a file, in order."""
    _refuse_same(str(source), target)
    # Reading first what will be read again tells of an unreadable file before anything is written.
    total = sum(1 for _ in many.read_rows(source, text_column, id_column))
    reviewer = _reviewer(pack)
    counts: Counter[Verdict] = Counter()
    with many.writing(target) as out, _progress() as progress:
        rows = many.read_rows(source, text_column, id_column)
        records = _counted(reviewer.forgetting(many.review_rows(reviewer, rows)), counts)
        write = many.to_csv if target.suffix.lower() == ".csv" else many.write_jsonl
        write(progress.track(records, total=total, description="Reviewing"), out)
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
    from nlp.masking import Style

    _refuse_same(file, output)
    if output is None and file.lower().endswith(".docx"):
        raise typer.BadParameter("A Word document needs a file to be written to.", param_hint="--output")
    data, name = (sys.stdin.buffer.read(), "This") if file == _STANDARD else (many.read_bytes(Path(file)), file)
    masked = mask_file(data, name, partial(_reviewer(None).replacements, style=Style(style.value)), text_column)
    _emit(masked.data, output)
    for line in masked.report:
        typer.echo(line, err=True)


@rules_app.command("list", epilog=EXIT_HELP)
def rules_list(
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only rules of this kind.")] = None,
) -> None:
    """List the shipped rules: id, kind, and where the knowledge comes from."""
    from nlp.rules import loader

    rules = [rule.model_dump(include={"id", "kind", "source"}) for rule in loader.load().rules]
    kinds = sorted({rule["kind"] for rule in rules})
    if kind is not None and kind not in kinds:
        raise typer.BadParameter(f"{kind!r} is no kind of rule; legal: {', '.join(kinds)}", param_hint="--kind")
    for rule in rules:
        if kind in {None, rule["kind"]}:
            typer.echo(f"{rule['id']}  ({rule['kind']})  {rule['source']}")


@rules_app.command("check", epilog=EXIT_HELP)
def rules_check(
    pack: Annotated[Path, typer.Argument(metavar="PACK", help="Folder of local rules.")],
) -> None:
    """Try the examples of every rule with a local pack on top, and tell what it changes in the samples."""
    from nlp.components.pipeline import Pipeline
    from nlp.rules import examples, loader

    book = loader.load(pack)
    broken = examples.broken_examples(Pipeline(book), book)
    for example in broken:
        wanted = "should match, and does not" if example.side == "hits" else "should not match, and does"
        typer.echo(f"{example.rule}: {wanted}: {example.text}")
    typer.echo(f"{len(book.rules)} rules, {len(broken)} examples that do not hold.")
    samples = (row.text for row in many.read_rows(shipped(SAMPLES)))
    for name, change in examples.effect(_reviewer(None).pipeline, _reviewer(pack).pipeline, samples).items():
        typer.echo(f"On the fictional samples, {name}: {change.added} new, {change.removed} gone.")
    raise typer.Exit(ExitCode.SUGGESTIONS if broken else ExitCode.NOTHING)


@app.command("app", epilog=EXIT_HELP)
def run_app(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on this machine.")] = DEFAULT_PORT,
) -> None:
    """Open the app in the browser. It answers this machine only."""
    from nlp.launch import app_command

    code = subprocess.call(app_command(port))  # noqa: S603 - fixed program, checked values
    raise typer.Exit(ExitCode.NOTHING if code == 0 else ExitCode.FAILURE)


def _reviewer(pack: Path | None) -> "Reviewer":
    from nlp.reviewer import Reviewer

    return Reviewer.load(pack)


def _read(file: str) -> str:
    return many.read_text(sys.stdin.buffer.read(), "This") if file == _STANDARD else many.read_file(Path(file))


def _report(form: Format, text: str, result: "Review") -> str:
    from nlp import render

    if form is Format.JSON:
        return many.dumps(many.with_id(result, "1")) + "\n"
    make = {Format.TEXT: render.to_plain, Format.HTML: render.to_html, Format.MARKDOWN: render.to_markdown}
    return make[form](text, result)


def _print_to_terminal(text: str, result: "Review") -> None:
    from rich.console import Console

    from nlp.render import to_terminal

    Console().print(to_terminal(text, result))


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


def _progress() -> "Progress":
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(stderr=True), transient=True)


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


if __name__ == "__main__":
    main()
