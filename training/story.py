"""The causal story behind the route estimate, as cases drawn by chance: ``training/story.toml`` in code.

A case is drawn in three steps that do not look back: the family (needs, impact, agreement, services), the writer (who
tells much or little whatever the family is like), and the screener, who sees what is told and nothing else. What
comes out are the ingredients from which :func:`nlp.features.features_of` makes features; there is no text, so there
is no length either.
"""

import random
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from nlp import taxonomy
from nlp.features import STATUS_VALUE, features_of
from nlp.outcomes.logistic import Examples

FILE = Path(__file__).with_name("story.toml")
SEED = 20241122
NEEDS = tuple(name for name in taxonomy.FINDINGS if name not in taxonomy.PROTECTIVE)
# What there is to tell of every family; the rest only where there is something.
_ALWAYS = ("subject_identity", "household", "incident", "voice", "family_view", "agencies", "actions", "referrer")
_RARE = ("practitioner_safety", "communication")
KINDS = ("early_help", "well_written_closed", "closed", "thin_hides_need", "refusal", "already_open", "chance")
CaseKind = Literal[
    "early_help", "well_written_closed", "closed", "thin_hides_need", "refusal", "already_open", "chance", "statutory"
]
WELL_WRITTEN = 0.6


class Parameter(BaseModel):
    """One number of the story.

    Attributes:
        id: its name.
        value: the number; shares lie between 0 and 1.
        source: where it comes from; empty for an assumption.
        assumption: whether it is one.
        reason: what it stands for, and why it is so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str = Field(pattern=r"^[a-z_]+$")
    value: float = Field(ge=0)
    source: str = ""
    assumption: bool = False
    reason: str = Field(min_length=20)

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if bool(self.source) == self.assumption:
            raise ValueError(f"{self.id}: give a source, or say assumption = true, and not both")
        return self


@dataclass(frozen=True)
class Family:
    """What is so, whether told or not.

    Attributes:
        needs: unmet needs.
        statutory: whether one of them amounts to likely significant harm.
        impact: how many of the needs show in the person.
        agrees: whether they would accept help.
        asked: whether the officer asked them.
        open: whether a worker is already on the case.
        known: whether there was an earlier referral.
    """

    needs: tuple[str, ...]
    statutory: bool
    impact: int
    agrees: bool
    asked: bool
    open: bool
    known: bool


@dataclass(frozen=True)
class Told:
    """What the draft tells: the ingredients of the features."""

    statuses: Mapping[str, str]
    assertions: Mapping[str, str]
    wording: tuple[str, ...]

    def features(self) -> dict[str, float]:
        """The features, as for any review."""
        return features_of(self.statuses, self.assertions, self.wording)


@dataclass(frozen=True)
class Case:
    """One drawn case.

    Attributes:
        family: what is so.
        quality: how fully the writer tells, 0 to 1.
        told: what the draft tells.
        route: ``early_help``, ``no_further_action`` or ``statutory``.
        kind: why it ended so.
    """

    family: Family
    quality: float
    told: Told
    route: str
    kind: CaseKind


@cache
def parameters(path: Path = FILE) -> Mapping[str, Parameter]:
    """The parameters by id.

    Raises:
        pydantic.ValidationError: where one has neither source nor assumption, or both, or no reason.
    """
    rows = tomllib.loads(path.read_text("utf-8"))["parameter"]
    return {row["id"]: Parameter.model_validate(row) for row in rows}


def cases(count: int, seed: int = SEED) -> list[Case]:
    """``count`` cases that are not statutory.

    Args:
        count: how many.
        seed: the same seed gives the same cases.
    """
    rng = random.Random(seed)
    values = {name: parameter.value for name, parameter in parameters().items()}
    found: list[Case] = []
    while len(found) < count:
        case = draw(values, rng)
        found += [case] if case.kind != "statutory" else []
    return found


def draw(values: Mapping[str, float], rng: random.Random) -> Case:
    """One case, statutory ones among them."""
    family = _family(values, rng)
    quality = rng.betavariate(values["writer_spread"], values["writer_spread"])
    told = _told(family, quality, values, rng)
    kind = _kind(family, quality, told, values, rng)
    if kind == "statutory":
        return Case(family, quality, told, "statutory", kind)
    helped = kind == "early_help"
    if rng.random() < values["chance"]:
        return Case(family, quality, told, _route(not helped), "chance")
    return Case(family, quality, told, _route(helped), kind)


def _route(helped: bool) -> str:  # noqa: FBT001
    return "early_help" if helped else "no_further_action"


def _family(v: Mapping[str, float], rng: random.Random) -> Family:
    count = 0 if rng.random() < v["without_need"] else 1 + _count(v["needs_mean"] - 1, rng)
    needs = tuple(rng.sample(NEEDS, min(count, len(NEEDS))))
    return Family(
        needs=needs,
        statutory=any(rng.random() < v["harm_a_need"] for _ in needs),
        impact=sum(rng.random() < v["impact_a_need"] for _ in needs),
        agrees=rng.random() >= v["declines"],
        asked=rng.random() < v["asked"],
        open=rng.random() < v["already_open"],
        known=rng.random() < v["earlier_referral"],
    )


def _told(family: Family, quality: float, v: Mapping[str, float], rng: random.Random) -> Told:
    tells = v["tells_at_worst"] + quality * (v["tells_at_best"] - v["tells_at_worst"])
    half = v["half_told"] * 2 * (1 - quality)

    def status(there_is: bool) -> str:  # noqa: FBT001
        if not there_is or rng.random() >= tells:
            return "missing"
        return "partial" if rng.random() < half else "present"

    there = {
        **dict.fromkeys(_ALWAYS, True),
        **{name: rng.random() < v["rare_facts"] for name in _RARE},
        "impact": family.impact > 0,
        "history": family.known or rng.random() < quality,
        "strengths": rng.random() < v["strengths"],
        "consent": family.asked,
        "request": bool(family.needs) and (not family.asked or family.agrees),
    }
    statuses = {name: status(there[name]) for name in taxonomy.SECTIONS}
    return Told(statuses, _assertions(family, quality, tells, v, rng), _wording(quality, v, rng))


def _assertions(
    family: Family, quality: float, tells: float, v: Mapping[str, float], rng: random.Random
) -> dict[str, str]:
    found: dict[str, str] = {}
    for need in family.needs:
        if rng.random() < tells:
            found[need] = "uncertain" if rng.random() < v["guessed"] * (1 - quality) else "affirmed"
    absent = [need for need in NEEDS if need not in family.needs]
    found |= dict.fromkeys(rng.sample(absent, min(len(absent), _count(v["denials_told"] * quality, rng))), "negated")
    if family.asked and rng.random() < tells:
        found["protective_engagement"] = "affirmed" if family.agrees else "negated"
    if family.open and rng.random() < tells:
        found["protective_services_in_place"] = "affirmed"
    if rng.random() < v["relatives_help"] * tells:
        found["protective_family_support"] = "affirmed"
    return found


def _wording(quality: float, v: Mapping[str, float], rng: random.Random) -> tuple[str, ...]:
    return ("vague",) * _count(v["vague_wording"] * (1 - (1 - v["vague_at_best"]) * quality), rng)


def _kind(family: Family, quality: float, told: Told, v: Mapping[str, float], rng: random.Random) -> CaseKind:
    """What a screener makes of it, in the order in which one thing decides before the next."""
    if family.statutory:
        return "statutory"
    if family.open and rng.random() < v["closed_when_open"]:
        return "already_open"
    engagement = told.assertions.get("protective_engagement")
    if engagement == "negated" and rng.random() < v["agreement_required"]:
        return "refusal"
    seen = _seen(told, v["guess_counts"]) + (v["agreement_helps"] if engagement == "affirmed" else 0.0)
    enough = _sufficiency(told) >= v["least_sufficiency"]
    if not enough or seen < rng.gauss(v["threshold"], v["threshold_spread"]):
        hidden = len(family.needs) >= v["threshold"] and quality < WELL_WRITTEN
        return "thin_hides_need" if hidden else "well_written_closed" if quality >= WELL_WRITTEN else "closed"
    return "closed" if rng.random() < v["no_room"] else "early_help"


def _seen(told: Told, guess: float) -> float:
    """Needs told as fact, and less for a guess, with the impact told counting as one."""
    value = {"affirmed": 1.0, "uncertain": guess}
    needs = sum(value.get(a, 0.0) for name, a in told.assertions.items() if name in NEEDS)
    return needs + STATUS_VALUE[told.statuses["impact"]]


def _sufficiency(told: Told) -> float:
    """How far who, what and why it matters are answered."""
    return sum(STATUS_VALUE[told.statuses[name]] for name in ("subject_identity", "incident", "impact")) / 3


def _count(mean: float, rng: random.Random) -> int:
    """A whole number with about this mean and many small values (Poisson)."""
    return int(np.random.default_rng(rng.getrandbits(63)).poisson(max(0.0, mean)))


def examples(drawn: Sequence[Case]) -> Examples:
    """Features and outcomes of cases, to fit on; every twentieth case is one voice."""
    rows = [[*case.told.features().values()] for case in drawn]
    outcome = [float(case.route == "early_help") for case in drawn]
    return Examples(np.array(rows), np.array(outcome), tuple(f"story-{i % 20}" for i in range(len(drawn))))


def shares(drawn: Iterable[Case]) -> dict[str, float]:
    """Share of cases by kind, the commonest first."""
    kinds = [case.kind for case in drawn]
    return dict(sorted(((k, kinds.count(k) / len(kinds)) for k in set(kinds)), key=lambda item: -item[1]))
