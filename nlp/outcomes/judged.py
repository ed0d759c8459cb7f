"""How a model does on new outcomes, and whether texts or outcomes have moved since it was fitted."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp import models
from nlp.outcomes import drift
from nlp.outcomes.data import Data
from nlp.outcomes.own import OWN, SHIPPED
from nlp.outcomes.report import Report, Section
from nlp.outcomes.scores import CLOSED, Scorer, System, always_closed, of_model
from nlp.outcomes.sections import (
    LEAST_IN_A_MONTH,
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
from nlp.routing import RouteModel

SHIPPED_WORD = "shipped"
_REFERENCE_SHARE = 0.25
_CALLED = {OWN: "Your model", SHIPPED: "The shipped model", CLOSED: 'Saying "no further action" of everything'}


@dataclass(frozen=True)
class Judged:
    """A model to judge.

    Attributes:
        name: what to call it.
        model: the model.
        months: months of the outcomes that it was made from; empty where it is not known or had none.
        reference: what it knows of each feature; empty where that is not kept.
    """

    name: str
    model: RouteModel
    months: str = ""
    reference: Mapping[str, Sequence[int]] | None = None


def load(named: str) -> Judged:
    """The shipped model, or that of a folder.

    Args:
        named: ``shipped``, or a folder that ``refcheck train`` wrote.

    Raises:
        ModelError: where there is none, or it was altered.
    """
    if named == SHIPPED_WORD:
        return Judged(SHIPPED, RouteModel.load())
    folder = Path(named)
    model = RouteModel.load(folder)
    meta = json.loads(models.read("meta.json", folder))
    return Judged(OWN, model, meta.get("months", ""), meta.get("reference"))


def judge(data: Data, judged: Judged) -> Report:
    """The report on ``data``; nothing is fitted."""
    own = of_model(judged.name, judged.model, data.x)
    shipped = () if judged.name == SHIPPED else (of_model(SHIPPED, RouteModel.load(), data.x),)
    systems = (own, *shipped, always_closed(len(data.labels)))
    scorer = Scorer(data.y, [label.group for label in data.labels])
    return Report("How the estimate does on these outcomes", tuple(_sections(data, judged, scorer, systems)))


def _sections(data: Data, judged: Judged, scorer: Scorer, systems: tuple[System, ...]) -> Iterator[Section]:
    own, *others = systems
    yield Section("In short", tuple(_in_short(data, judged, scorer, systems)), in_summary=True)
    yield rows_used(data)
    yield figures(scorer, systems, f"On all {len(data.labels)} usable rows, with middle 95%.")
    yield compared(scorer, own, others)
    yield reliable("Does the estimate mean what it says?", own, data)
    yield from filter(None, (by_month(data, systems), by_reason(data, own), by_group(data, own)))
    if any(data.months):
        yield drift.of_features(*_against(data, judged))
        yield drift.of_calibration(data, own)
    yield limits()


def _in_short(data: Data, judged: Judged, scorer: Scorer, systems: tuple[System, ...]) -> Iterator[str]:
    own, *others = systems
    for other in others:
        difference = scorer.difference(own, other, "Brier")
        how = {"better": "measurably better than", "worse": "measurably worse than", "within noise": "level with"}
        yield f"{_CALLED[own.name]} is {how[standing(difference)]} {_CALLED[other.name].lower()}, by Brier score."
    yield from no_better_than_chance(scorer, own)
    gap = scorer.gap(own)
    run = "too high" if gap.low > 0 else "too low" if gap.high < 0 else "neither too high nor too low, within noise"
    yield f"Over all rows its estimates are {run}: mean estimate less outcome is {gap.told}."
    if judged.months and any(data.months) and min(data.months) <= judged.months[-7:]:
        yield (
            f"It was made from outcomes of {judged.months}. Rows of those months may be the same ones: "
            "figures then flatter. Judge it on later months."
        )
    if not any(data.months):
        yield "No dates were given, so nothing can be said about change from month to month."
    yield from few(data)


def _against(data: Data, judged: Judged) -> tuple[Data, Mapping[str, Sequence[int]], str]:
    """What new texts are compared with: what the model was fitted on, else the earliest months of the file."""
    if judged.reference:
        return data, judged.reference, "the texts that the model was fitted on"
    first: list[int] = []
    for month in sorted(set(data.months)):
        first += [i for i, found in enumerate(data.months) if found == month]
        if len(first) >= max(_REFERENCE_SHARE * len(data.labels), LEAST_IN_A_MONTH):
            break
    return data, drift.shares(data.of(first).x), f"the earliest rows of the file ({data.of(first).span})"
