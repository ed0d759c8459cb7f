"""``refcheck rules``: list the rules, check a local pack."""

from pathlib import Path
from typing import Annotated

import typer

from nlp import batch as many
from nlp.cli.common import EXIT_HELP, ExitCode
from nlp.resources import shipped

SAMPLES = "data_samples/gold/dev.jsonl"
rules_app = typer.Typer(no_args_is_help=True, help="The rules: list them, or check a local pack before it is used.")


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
    from nlp.reviewer import Reviewer
    from nlp.rules import examples, loader

    book = loader.load(pack)
    broken = examples.broken_examples(Pipeline(book), book)
    for example in broken:
        wanted = "should match, and does not" if example.side == "hits" else "should not match, and does"
        typer.echo(f"{example.rule}: {wanted}: {example.text}")
    typer.echo(f"{len(book.rules)} rules, {len(broken)} examples that do not hold.")
    samples = (row.text for row in many.read_rows(shipped(SAMPLES)))
    for name, change in examples.effect(Reviewer.load().pipeline, Reviewer.load(pack).pipeline, samples).items():
        typer.echo(f"On the fictional samples, {name}: {change.added} new, {change.removed} gone.")
    raise typer.Exit(ExitCode.SUGGESTIONS if broken else ExitCode.NOTHING)
