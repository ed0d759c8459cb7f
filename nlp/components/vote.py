"""Where rules and encoder vote: the one place that decides what is reported.

The encoder gives probabilities, the rules give certainties of a kind; the weights between them
(:class:`Weights`) were chosen on narratives that the encoder was not trained on and that no score is told of.

* Personal data: :mod:`nlp.components.vote_pii`.
* Findings: :mod:`nlp.components.vote_findings`.
* Sections: the encoder's probabilities of missing, partial and present, times how likely each makes what the rules say
  (counted section by section: a rule for a date is right more often than one for an impact), and a factor for the unit
  that answers best, so that an answer closes a gap wherever it is put;
  the status is the one with the least expected squared error. What no unit answers, nor any words of a rule, is
  missing: a status is never told without the words that prove it, and of two units that might, those in which a rule
  sees an answer are shown first.
* Signs that must not wait: the encoder's log-odds for the whole text, raised where a rule fires; or one unit alone. In
  a text that speaks of nobody the rules alone.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import NDArray

from nlp import models, taxonomy
from nlp.components.attributes import Danger, SectionFound, Wording
from nlp.components.encoder import Sensed
from nlp.components.heads import LEVELS
from nlp.errors import ModelError

VOTE_FILE = "encoder/vote.json"
ENCODER = "encoder"
LEAST_EVIDENCE = (0.4, 0.6)  # of the best unit, and of the next one
# Log-odds, chosen on held-out narratives by how often the units shown hold the words that a hand quoted.
RULED_EVIDENCE = 2.0  # how much likelier a unit proves a status where a rule sees an answer in it
NEARLY_AS_SURE = 2.0  # by how much the next unit may be less sure than the surest, to be shown beside it


@dataclass(frozen=True)
class Weights:
    """How much each side counts; log-odds unless told; ``danger_…`` and ``wording_least`` are probabilities.

    Attributes:
        finding_least: a finding is reported from these log-odds.
        finding_denied: a claim stands against a denial of the same thing elsewhere only where it is surer by this.
        finding_rule: added in a unit where a rule found words for it.
        finding_words: how much the encoder's reading of words that a rule found counts beside that of their unit.
        finding_cue: log of the factor for what a cue says of how words are to be read.
        section_rules: for each section and each status that the rules may give, the logs of the factors for missing,
            partial and present; a section that is absent is left to the encoder.
        section_unit: how much the unit that answers a section best counts beside the text as a whole.
        section_partial: log of the factor for "partial", to which the least expected error leans.
        urgent_least: the text must not wait from these log-odds.
        urgent_rule: added where a safety rule fires.
        danger_rule: where a safety rule fires, one unit alone counts from this probability of danger there.
        danger_least: one unit alone counts from this probability, with no rule.
        wording_least: poor wording is reported by the encoder alone from this probability.
    """

    finding_least: float = 0.0
    finding_rule: float = 1.5
    finding_denied: float = 0.0
    finding_words: float = 1.0
    finding_cue: float = 2.0
    section_rules: Mapping[str, Mapping[str, Sequence[float]]] = field(default_factory=dict)
    section_unit: float = 0.0
    section_partial: float = 0.0
    urgent_least: float = 0.0
    urgent_rule: float = 2.0
    danger_rule: float = 0.003
    danger_least: float = 0.7
    wording_least: float = 0.6

    @classmethod
    def load(cls) -> "Weights":
        """The shipped weights.

        Raises:
            ModelError: where the file is absent or altered, or names other weights than these.
        """
        found = json.loads(models.read(VOTE_FILE))["weights"]
        if found.keys() != {each.name for each in fields(cls)}:
            raise ModelError(f"{VOTE_FILE} holds other weights than this version asks for; choose the vote again")
        return cls(**found)


def vote_sections(rules: Mapping[str, SectionFound], sensed: Sensed, weights: Weights) -> dict[str, SectionFound]:
    """Status and evidence of every section."""
    found = {}
    for index, name in enumerate(taxonomy.SECTIONS):
        ruled = rules[name]
        chances = sensed.status[index].astype(float)
        if factors := weights.section_rules.get(name):
            chances *= np.exp(factors[level_of(ruled.status)])
        chances *= np.exp(weights.section_unit * _best_unit(sensed, index))
        chances[LEVELS.index("partial")] *= math.exp(weights.section_partial)
        evidence = _evidence(sensed, index, ruled.evidence) or ruled.evidence
        status = LEVELS[least_error(chances / chances.sum())] if evidence else "missing"
        if status == "present" and ruled.status == "not_known":
            status, evidence = "not_known", ruled.evidence
        found[name] = SectionFound(
            status,  # type: ignore[arg-type]
            () if status == "missing" else evidence,
            ruled.lacking if status in {"missing", "partial"} else (),
        )
    return found


def level_of(status: str) -> str:
    """The level that a status counts as: an absence that is explained answers a section."""
    return "present" if status == "not_known" else status


def _best_unit(sensed: Sensed, section: int) -> NDArray[np.float64]:
    """For each level, how surely the unit that answers the section best tells it; nothing for "missing"."""
    told = np.zeros(len(LEVELS))
    if len(sensed.spans):
        answers = sensed.sections[:, section, 1:]
        best = answers[answers.sum(axis=1).argmax()]
        told[1:] = best * best.sum()
    return told


def least_error(chances: Sequence[float]) -> int:
    """The level with the least expected squared error: readers agree by how far, not whether, they differ."""
    return min(range(len(chances)), key=lambda level: sum(c * (i - level) ** 2 for i, c in enumerate(chances)))


def _evidence(sensed: Sensed, section: int, ruled: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The units that answer the section best; none where no unit does."""
    answers = sensed.sections[:, section, 1:].sum(axis=1).clip(1e-6, 1 - 1e-6)
    sees = [any(a < end and start < b for a, b in ruled) for start, end in sensed.spans]
    sureness = np.log(answers / (1 - answers)) + RULED_EVIDENCE * np.array(sees, float)
    ranked = [int(unit) for unit in np.argsort(-sureness) if answers[unit] >= LEAST_EVIDENCE[0]]
    best = [
        unit
        for unit, least in zip(ranked, LEAST_EVIDENCE, strict=False)
        if answers[unit] >= least and sureness[unit] >= sureness[ranked[0]] - NEARLY_AS_SURE
    ]
    return tuple(sorted(sensed.spans[unit] for unit in best))


def vote_safety(
    rules: Sequence[Danger], sensed: Sensed, weights: Weights, *, speaks_of_people: bool
) -> tuple[Danger, ...]:
    """Signs that must not wait, in the text as a whole or in one unit of it.

    One line in a long calm text can be the one that matters, so a text that reads calmly as a whole does not outvote
    a rule's words unless the encoder rules them out in their own unit, nor a unit of which it is sure by itself.
    Of texts that speak of nobody the encoder learnt nothing; there it neither raises an alarm nor quells one.
    """
    if not speaks_of_people:
        return one_place_each(rules)
    log_odds = math.log(max(sensed.urgent, 1e-6)) - math.log(max(1 - sensed.urgent, 1e-6))
    if log_odds + (weights.urgent_rule if rules else 0.0) >= weights.urgent_least:
        return one_place_each(rules, sensed) or (_surest_danger(sensed),)
    in_units = [d for d in rules if _danger_at(sensed, d) >= weights.danger_rule]
    if in_units or sensed.safety.max(initial=0.0) < weights.danger_least:
        return one_place_each(in_units, sensed)
    return (_surest_danger(sensed),)


def one_place_each(found: Sequence[Danger], sensed: Sensed | None = None) -> tuple[Danger, ...]:
    """Each indicator once: at its first place, or at that of which the encoder is surest; in order of place."""
    ranked = sorted(found, key=lambda d: -_danger_at(sensed, d)) if sensed else found
    first = {d.indicator: d for d in reversed(ranked)}
    return tuple(sorted(first.values(), key=lambda d: d.start))


def _danger_at(sensed: Sensed, danger: Danger) -> float:
    """How surely the encoder sees any danger in the unit of ``danger``."""
    return float(sensed.safety[unit_at(sensed, danger.start)].max(initial=0.0))


def _surest_danger(sensed: Sensed) -> Danger:
    unit, index = np.unravel_index(int(sensed.safety.argmax()), sensed.safety.shape)
    start, end = sensed.spans[int(unit)]
    return Danger(taxonomy.SAFETY_INDICATORS[int(index)], start, end, ENCODER)


def vote_wording(rules: Sequence[Wording], sensed: Sensed, weights: Weights) -> tuple[Wording, ...]:
    """Poor wording of the rules, and of the encoder in units where no rule flagged the same kind."""
    taken = {(unit_at(sensed, w.start), w.kind) for w in rules}
    added = [
        Wording(kind, *sensed.spans[unit], ENCODER)
        for index, kind in enumerate(taxonomy.LANGUAGE_KINDS)
        for unit in np.flatnonzero(sensed.wording[:, index] >= weights.wording_least)
        if (int(unit), kind) not in taken
    ]
    return tuple(sorted([*rules, *added], key=lambda w: w.start))


def unit_at(sensed: Sensed, position: int) -> int:
    """The reading unit in which ``position`` stands; the last one where it stands in none."""
    for unit, (start, end) in enumerate(sensed.spans):
        if start <= position < end:
            return unit
    return max(0, len(sensed.spans) - 1)
