"""``refcheck train`` and ``refcheck evaluate``: a force's own outcomes, and the route estimate."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp import batch as many
from nlp.cli.common import SettingsOption, local_settings, progress

if TYPE_CHECKING:
    from nlp.outcomes.columns import Asked
    from nlp.outcomes.data import Data, Source
    from nlp.outcomes.reading import Facts
    from nlp.outcomes.report import Report

USUAL_VOCABULARY = "english-mash"

DataOption = Annotated[
    Path,
    typer.Option("--data", metavar="FILE", help="A .csv table or .jsonl file: a referral and its outcome each row."),
]
VocabularyOption = Annotated[
    str,
    typer.Option("--vocabulary", metavar="NAME", help="A shipped vocabulary of outcome words, or a .toml file."),
]
TextOption = Annotated[str | None, typer.Option("--text-column", metavar="NAME", help="Column of the text.")]
OutcomeOption = Annotated[str | None, typer.Option("--outcome-column", metavar="NAME", help="Column of the outcome.")]
DateOption = Annotated[str | None, typer.Option("--date-column", metavar="NAME", help="Column of the date.")]
GroupOption = Annotated[
    str | None, typer.Option("--group-column", metavar="NAME", help="Column that tells whom a row is about.")
]
ReasonOption = Annotated[str | None, typer.Option("--reason-column", metavar="NAME", help="Column of the reason.")]
FairnessOption = Annotated[
    str | None,
    typer.Option("--fairness-column", metavar="NAME", help="Column of groups whose calibration is compared."),
]


def train(
    data: DataOption,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="New folder for the model and its report.")],
    vocabulary: VocabularyOption = USUAL_VOCABULARY,
    text_column: TextOption = None,
    outcome_column: OutcomeOption = None,
    date_column: DateOption = None,
    group_column: GroupOption = None,
    reason_column: ReasonOption = None,
    fairness_column: FairnessOption = None,
    settings: SettingsOption = None,
) -> None:
    """Fit the estimate on your own outcomes, and tell whether it is better than the shipped one. Keeps no text."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise typer.BadParameter(f"{out} is there already and not empty. Name a new folder.", param_hint="--out")
    from nlp.outcomes.columns import Asked
    from nlp.outcomes.own import REPORT, fit_own

    asked = Asked(text_column, outcome_column, date_column, group_column, reason_column, fairness_column)
    source = _source(data, vocabulary, asked)
    own = fit_own(_load(source, settings, baseline=True), source.vocabulary)
    own.write(out)
    _show(own.report)
    typer.echo(f"The model, its card and the whole report ({REPORT}) are in {out}.")


def evaluate(
    data: DataOption,
    model: Annotated[
        str, typer.Option("--model", metavar="FOLDER", help="What refcheck train wrote, or: shipped.")
    ] = "shipped",
    output: Annotated[Path | None, typer.Option("--output", metavar="F", help="Write the report, as Markdown.")] = None,
    vocabulary: VocabularyOption = USUAL_VOCABULARY,
    text_column: TextOption = None,
    outcome_column: OutcomeOption = None,
    date_column: DateOption = None,
    group_column: GroupOption = None,
    reason_column: ReasonOption = None,
    fairness_column: FairnessOption = None,
    settings: SettingsOption = None,
) -> None:
    """Score an estimate on new outcomes, and tell what has changed month by month. Keeps no text."""
    from nlp.outcomes import judged
    from nlp.outcomes.columns import Asked
    from nlp.outcomes.report import to_markdown

    chosen = judged.load(model)
    asked = Asked(text_column, outcome_column, date_column, group_column, reason_column, fairness_column)
    report = judged.judge(_load(_source(data, vocabulary, asked), settings, baseline=False), chosen)
    if output:
        many.write_bytes(output, to_markdown(report).encode("utf-8"))
    _show(report)
    typer.echo(f"The whole report is in {output}." if output else "Figures by month and group: add --output report.md.")


def _source(data: Path, vocabulary: str, asked: "Asked") -> "Source":
    from nlp.outcomes.data import Source
    from nlp.outcomes.vocabulary import load

    return Source(data, load(vocabulary), asked)


def _load(source: "Source", settings: Path | None, *, baseline: bool) -> "Data":
    from nlp.outcomes.data import load

    return load(source, local_settings(settings), _watched, baseline=baseline)


def _watched(facts: Iterable["Facts"], total: int) -> Iterator["Facts"]:
    with progress() as bar:
        yield from bar.track(facts, total=total, description="Reading")


def _show(report: "Report") -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    for section in (section for section in report.sections if section.in_summary):
        console.print(f"\n[bold]{escape(section.title)}[/bold]")
        for line in section.lines:
            console.print(line, markup=False, highlight=False)
        if section.table:
            table = Table(
                *section.table.columns, box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False
            )
            for row in section.table.rows:
                table.add_row(*(escape(cell).replace(" (", "\n(") for cell in row))
            console.print(table)
