"""``python -m training COMMAND``: check the bank, train, choose, measure.

Each step writes what the next one reads: ``bank``, ``encoder``, ``vote``, ``routing``, ``results``.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from nlp.components.encoder import Encoder
from nlp.components.pipeline import Pipeline
from nlp.components.vote import Weights
from nlp.resources import shipped
from nlp.reviewer import Reviewer
from nlp.rules import loader, personal, schema
from nlp.rules.base import Rule
from nlp.rules.loader import RuleBook
from training import choose_vote, held_out, labelled, outcome_sample, results, section_trust, train_routing
from training.keywords import share_without_keyword
from training.marked import read_marked

app = typer.Typer(add_completion=False, help=__doc__)
ROOT = Path(__file__).parents[1]
GOLD = "data_samples/gold/dev.jsonl"


@app.command()
def bank() -> None:
    """Check the bank and say how much it holds."""
    try:
        sentences, narratives, marked = labelled.read_sentences(), labelled.read_narratives(), read_marked()
    except labelled.BankError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from error
    print(f"{len(sentences)} sentences, {len(narratives)} narratives, {len(marked)} marked passages: no problem found")
    print(
        f"Findings told as fact for which no rule knows a word of the sentence: {share_without_keyword(sentences):.2f}"
    )


@app.command()
def encoder(
    epochs: Annotated[int, typer.Option(help="Passes over the bank.")] = 14,
    folder: Annotated[Path, typer.Option(help="Where checkpoints lie.")] = ROOT / "runs" / "encoder",
    start: Annotated[Path | None, typer.Option(help="Checkpoint of an earlier run to go on from.")] = None,
    way: Annotated[float, typer.Option(help="How far from its weights to those at the end the result lies.")] = 0.5,
) -> None:
    """Train the encoder on the whole bank, export it, and measure what 8 bits give up."""
    from training.export_encoder import ship
    from training.train_encoder import Bank, Plan, train

    bank = Bank(labelled.read_sentences(), labelled.read_narratives(), read_marked())
    plan = Plan.further(epochs, start, way) if start else Plan(epochs=epochs)
    ship(train(bank, plan, folder), bank.narratives, plan, shipped("models"))


@app.command()
def vote() -> None:
    """Choose the weights between rules and encoder; reads the whole bank, which takes two minutes."""
    narratives = labelled.read_narratives()
    kept = held_out.narratives(narratives)
    pipeline = Pipeline(loader.load(), Encoder.load())
    gaps = choose_vote.gaps(kept, pipeline)
    choosing, other = (choose_vote.with_line(kept, lines, pipeline) for lines in choose_vote.danger_lines())
    trust = section_trust.counted([n for n in narratives if not held_out.is_held_out(n)], pipeline)
    weights = choose_vote.choose(gaps, choosing, trust)
    figures = {
        **choose_vote.figures(gaps.plain, weights),
        **dict(zip(("closed_by_an_answer", "closed_by_filler"), choose_vote.gaps_closed(gaps, weights), strict=True)),
        **{f"one_line_{name}": value for name, value in choose_vote.escalation(other, weights).items()},
    }
    choose_vote.save(weights, figures, len(kept), shipped("models"))
    print(weights, figures)


@app.command()
def routing() -> None:
    """Fit the route estimate on the bank's narratives."""
    narratives = labelled.read_narratives()
    kept = held_out.narratives(narratives)
    fitted = train_routing.from_labels([n for n in narratives if not held_out.is_held_out(n)])
    model = train_routing.made(fitted, train_routing.from_reviews(kept, Reviewer.load().review))
    train_routing.save(model, loader.load().digest)
    print(json.dumps(model["figures"], indent=1))


@app.command(name="outcome-sample")
def outcome_sample_command() -> None:
    """Write the fictional file of outcomes that ``refcheck train`` can be tried on."""
    print(outcome_sample.write(labelled.read_narratives(), ROOT))


@app.command(name="compare-routes")
def compare_routes_command() -> None:
    """Measure rivals of the route estimate and write ``training/ROUTES.md``; takes a quarter of an hour."""
    from training import routes_page
    from training.route_material import material

    page = routes_page.page(material(_gold(), labelled.read_narratives(), print))
    (ROOT / "training" / "ROUTES.md").write_text(page, "utf-8")
    print(page)


@app.command(name="fairness")
def fairness_command(
    values: Annotated[int, typer.Option(min=1, help="At most so many values of each kind for each draft.")] = 3,
) -> None:
    """Measure what swaps of names, places and groups move; write ``docs/fairness.md`` and ``models/fairness.json``."""
    from training import fairness, fairness_page, swaps
    from training.route_material import drafts

    found = fairness.measure(swaps.load(), drafts(_gold(), labelled.read_narratives()), Reviewer.load().review, values)
    (ROOT / "docs" / "fairness.md").write_text(fairness_page.page(found), "utf-8")
    (shipped("models") / "fairness.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    print(fairness_page.page(found))


@app.command(name="results")
def results_command() -> None:
    """Measure every system on the development gold set and write the pages."""
    from training.frozen import Frozen

    gold = _gold()
    frozen = Frozen(labelled.read_sentences(), labelled.read_narratives())
    book = loader.load()
    systems = {
        "rules only": _reviews(gold, Reviewer.of(book, Pipeline(book))),
        "frozen MiniLM + logistic heads": [frozen.review(row) for row in gold],
        "encoder alone": _reviews(gold, Reviewer.of(book, _encoder_alone(book))),
        "rules and encoder": _reviews(gold, Reviewer.load()),
    }
    results.write(ROOT, gold, systems, "rules and encoder")


def _gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in shipped(GOLD).read_text("utf-8").splitlines()]


def _encoder_alone(book: RuleBook) -> Pipeline:
    """A pipeline whose rules find nothing in the text; only Presidio's own recognisers are left beside the encoder."""
    silent: tuple[type[Rule], ...] = (
        *(schema.FindingRule, schema.CueRule, schema.IngredientRule, schema.LanguageRule, schema.SafetyRule),
        personal.PiiRule,
    )
    quiet = RuleBook(tuple(rule for rule in book.rules if not isinstance(rule, silent)), book.digest)
    return Pipeline(quiet, Encoder.load(), replace(Weights.load(), section_rules={}))


def _reviews(gold: list[dict[str, str]], reviewer: Reviewer) -> list[dict[str, object]]:
    return [{"id": row["id"], **reviewer.review(row["text"]).to_dict()} for row in gold]


if __name__ == "__main__":
    app()
