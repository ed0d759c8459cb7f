"""A force's own model: split, fitted, calibrated, scored against others, reported and written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nlp import models
from nlp.outcomes import folder
from nlp.outcomes.baseline import words
from nlp.outcomes.calibration import coverage, reliability
from nlp.outcomes.card import Story
from nlp.outcomes.data import Data
from nlp.outcomes.drift import shares
from nlp.outcomes.fitting import train
from nlp.outcomes.report import Report, Section, to_markdown
from nlp.outcomes.scores import Scorer, System, always_closed, of_model
from nlp.outcomes.sections import (
    Standing,
    by_group,
    by_month,
    by_reason,
    compared,
    few,
    figures,
    limits,
    no_better_than_chance,
    reliable,
    rows_used,
    standing,
)
from nlp.outcomes.split import CAUTIOUS_FITTED, Parts, rarer, split
from nlp.outcomes.vocabulary import Vocabulary
from nlp.routing import RouteModel

OWN, SHIPPED = "Your model", "Shipped model"
REPORT = "report.md"
# By the difference in Brier score to the shipped model.
_VERDICT: Mapping[Standing, str] = {
    "better": (
        "Your model is measurably better than the shipped one: the difference in Brier score is {} (below 0 is better)."
    ),
    "worse": (
        "Your model is measurably worse than the shipped one: the difference in Brier score is {} (above 0 is worse). "
        "Do not use it."
    ),
    "within noise": (
        "Your model is not measurably better than the shipped one: the difference in Brier score, {}, is within "
        "noise. Keep the shipped model, or gather more outcomes."
    ),
}
STORY = Story(
    title="A force's own route estimate",
    data="""It was fitted on outcomes of one area and
scored on the newest of them, or on other people's where no dates were given: see `report.md`. Reading itself, so every
feature, still comes from models made of fictional texts. Outcomes also hang on capacity, thresholds, agreement and what
others know; where those change, fit it again.""",
    contest="Contest it: every estimate lists the features that moved it. Tell whoever keeps this model in your force.",
)


@dataclass(frozen=True)
class Own:
    """A force's own model.

    Attributes:
        content: content of its file.
        made_from: what it was made from.
        report: how well it does.
    """

    content: dict[str, Any]
    made_from: dict[str, Any]
    report: Report

    def write(self, out: Path) -> None:
        """Write the model, its card, manifest and report.

        Raises:
            RefcheckError: where the folder cannot be written to.
        """
        folder.write(out, models.OWN_MODEL, self.content, self.made_from, STORY)
        (out / REPORT).write_text(to_markdown(self.report), "utf-8")


def fit_own(data: Data, vocabulary: Vocabulary) -> Own:
    """A model fitted on ``data``, and the report on rows that it never saw.

    Raises:
        OutcomeError: where outcomes are too few, or the same text would be fitted on and scored.
    """
    parts = split(data)
    content = train(data.of(parts.fit).examples(), data.of(parts.middle).examples(), _scored(parts))
    test = data.of(parts.test)
    own = of_model(OWN, RouteModel.of(content), test.x)
    shipped = of_model(SHIPPED, RouteModel.load(), test.x)
    systems = (own, shipped, always_closed(len(parts.test)), words(data, parts))
    scorer = Scorer(test.y, [label.group for label in test.labels])
    content["figures"] |= {"texts": len(parts.test), "early_help_share": round(float(test.y.mean()), 3)}
    content["figures"] |= {
        name.replace(" ", "_").lower(): round(figure.value, 3) if figure.told != "none" else None
        for name, figure in scorer.figures(own).items()
    }
    content["plots"] = {"reliability": reliability(own.p, test.y), "coverage": coverage(own.p, test.y)}
    made_from = {
        "vocabulary": vocabulary.id,
        "rows": data.rows,
        "months": data.span,
        "trained": str(date.today()),  # noqa: DTZ011 - the day here
        "rules": data.facts[0].made_by,
        "shipped_models": models.digest(),
        "reference": shares(data.of(parts.fit).x),
    }
    sections = _sections(data, parts, scorer, systems)
    return Own(content, made_from, Report("What your outcomes teach the estimate", tuple(sections)))


def _sections(data: Data, parts: Parts, scorer: Scorer, systems: tuple[System, ...]) -> Iterator[Section]:
    own, *others = systems
    test = data.of(parts.test)
    yield Section("In short", tuple(_in_short(data, parts, scorer, systems)), in_summary=True)
    yield rows_used(data)
    yield Section("How it was tested", tuple(_how_tested(data, parts)))
    yield figures(scorer, systems, f"On the {len(test.labels)} scored rows, with middle 95%.")
    yield compared(scorer, own, others)
    yield reliable("Does the estimate mean what it says?", own, test)
    yield from filter(None, (by_month(test, systems), by_reason(test, own), by_group(test, own)))
    yield limits()


def _in_short(data: Data, parts: Parts, scorer: Scorer, systems: tuple[System, ...]) -> Iterator[str]:
    own, shipped, _, from_words = systems
    yield from no_better_than_chance(scorer, own)
    difference = scorer.difference(own, shipped, "Brier")
    yield _VERDICT[standing(difference)].format(difference.told_closely)
    if standing(scorer.difference(own, from_words, "Brier")) == "worse":
        yield (
            "Words alone do measurably better than counted features here. They may carry local habits, or who the "
            "family is; that is why no model of words is kept."
        )
    if (found := rarer(data, parts.fit)) < CAUTIOUS_FITTED:
        yield (
            f"It was fitted on {found} rows of the rarer outcome. Ten for each feature, {CAUTIOUS_FITTED}, "
            "is the cautious rule: treat single weights with care."
        )
    yield from few(data.of(parts.test))


def _how_tested(data: Data, parts: Parts) -> Iterator[str]:
    which = "the newest rows" if parts.by_date else "rows of people drawn at random"
    yield (
        f"Weights were fitted on {len(parts.fit)} rows; shift and band of abstention were chosen on "
        f"{len(parts.middle)} others; {len(parts.test)}, {which}, were looked at for scoring alone."
    )
    if parts.by_date:
        spans = (data.of(part).span for part in (parts.fit, parts.middle, parts.test))
        yield "Fitted on {}, calibrated on {}, scored on {}.".format(*spans)
    yield f"Nobody stands in two parts: {parts.dropped} older rows of people in a newer part were left out."


def _scored(parts: Parts) -> str:
    return f"a force's own outcomes, scored on {'the newest months' if parts.by_date else 'people drawn at random'}"
