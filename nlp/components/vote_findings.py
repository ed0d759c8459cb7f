"""Needs, risks and strengths of both sides, rules and encoder.

In each unit the encoder's log-odds count, raised where a rule found words for a finding. How such words are to be read
("denied any", "until 2019") three voices say: the encoder of the unit, the encoder of the very words, and the cues.
What cues deny, date or doubt is told also where the encoder sees nothing. Where one place tells of a thing and another
denies it or says that it is over, the surer of the two stands. Of the places where one thing is told in one way, those
that are nearly as sure as the surest are shown.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nlp import taxonomy
from nlp.components.attributes import Finding
from nlp.components.encoder import Sensed
from nlp.components.heads import PLAINEST, STANDINGS
from nlp.components.vote import ENCODER, NEARLY_AS_SURE, Weights, unit_at

# How words may be read; None where they tell of somebody else.
READINGS: tuple[taxonomy.Assertion | None, ...] = tuple(
    None if standing == "outsider" else standing  # type: ignore[misc]
    for standing in STANDINGS[1:]
)
# What is claimed and what is guessed are told as one; so are what is denied and what is over.
_TOGETHER: tuple[frozenset[str | None], ...] = (
    frozenset({"affirmed", "uncertain"}),
    frozenset({"negated", "historical"}),
    frozenset({None}),
)
_SIDE = {name: [READINGS.index(n) for n in READINGS if n in side] for side in _TOGETHER for name in side}
_FINDING = {name: index for index, name in enumerate(taxonomy.FINDINGS)}
_TINY = 1e-6
Chances = NDArray[np.float64]
Voted = tuple[float, Finding]


def vote_findings(rules: Iterable[Finding], sensed: Sensed, weights: Weights) -> tuple[Finding, ...]:
    """Findings of both sides, at most one a unit and id, in order of place."""
    ruled: dict[tuple[int, int], list[Finding]] = {}
    for finding in rules:
        ruled.setdefault((unit_at(sensed, finding.start), _FINDING[finding.id]), []).append(finding)
    # Nothing is looked at closely that is too unlikely on any side; nearly everything is.
    likely = 1 - sensed.findings[:, :, 0] >= 1 / (1 + math.exp(-weights.finding_least))
    places = {(int(unit), int(index)) for unit, index in np.argwhere(likely)} | set(ruled)
    voted = []
    for unit, index in sorted(places):
        found = ruled.get((unit, index), ())
        sureness, finding = _by_both(found, sensed, unit, weights) if found else _by_encoder(sensed, unit, index)
        by_cue = finding.cues and finding.assertion not in {None, "affirmed"}
        if sureness >= weights.finding_least or by_cue:
            voted.append((sureness, finding))
    stand = _without_weaker_claims(voted, weights.finding_denied)
    return tuple(sorted(_surest_places(stand), key=lambda f: f.start))


def _by_encoder(sensed: Sensed, unit: int, index: int) -> Voted:
    """What the encoder alone sees; it is never somebody else's, for then there is nothing to tell."""
    chances = sensed.findings[unit, index, 1:].astype(float)
    told = READINGS[int(chances[:-1].argmax())]
    source = taxonomy.SOURCES[int(sensed.source[unit].argmax())]
    found = Finding(taxonomy.FINDINGS[index], told, *sensed.spans[unit], source, (), ENCODER)  # type: ignore[arg-type]
    return _log_odds(float(chances[_SIDE[told]].sum())), found


def _by_both(ruled: Sequence[Finding], sensed: Sensed, unit: int, weights: Weights) -> Voted:
    """Of the words that rules found for one thing in one unit, those that tell of it most plainly.

    Where they are read as somebody else's, by whichever voice, nothing is told of the household.
    """
    read = [(finding, reading(finding, sensed, unit, weights)) for finding in ruled]
    finding, chances = min(read, key=lambda both: PLAINEST.index(STANDINGS[1 + int(both[1].argmax())]))
    told = READINGS[int(chances.argmax())]
    there = 1 - float(sensed.findings[unit, _FINDING[finding.id], 0])
    sureness = _log_odds(there * float(chances[_SIDE[told]].sum())) + weights.finding_rule
    cues = finding.cues if told == finding.assertion else ()
    return sureness, replace(finding, assertion=told, cues=cues)


def reading(finding: Finding, sensed: Sensed, unit: int, weights: Weights) -> Chances:
    """How likely words that a rule found are to be read in each of ``READINGS``, by encoder and cues together.

    Args:
        finding: the words, as the rule and its cues read them.
        sensed: what the encoder makes of the text.
        unit: the reading unit in which the words stand.
        weights: how much the unit, the words and the cues count.
    """
    index = _FINDING[finding.id]
    none, of_unit = sensed.findings[unit, index, 0], sensed.findings[unit, index, 1:]
    of_words = sensed.words.read(index, finding.start, finding.end)
    # A unit in which the encoder sees nothing of the kind cannot say how it is told.
    chances = (of_unit + none / len(READINGS)).astype(float) * (of_words.astype(float) + _TINY) ** weights.finding_words
    if finding.cues:
        chances[READINGS.index(finding.assertion)] *= math.exp(weights.finding_cue)
    elif finding.assertion not in {"affirmed", "uncertain"}:
        # The rule's own words deny the thing, or say that it is over ("house clean and warm").
        chances = np.array([float(told == finding.assertion) for told in READINGS])
    return np.asarray(chances / chances.sum(), float)


def _log_odds(chance: float) -> float:
    chance = min(max(chance, _TINY), 1 - _TINY)
    return math.log(chance / (1 - chance))


def _surest_places(voted: Sequence[Voted]) -> Iterator[Finding]:
    """Of the findings of one id, told in one way, those that are nearly as sure as the surest."""
    best: dict[tuple[str, str | None], float] = {}
    for sureness, finding in voted:
        key = finding.id, finding.assertion
        best[key] = max(sureness, best.get(key, sureness))
    return (f for sureness, f in voted if sureness >= best[f.id, f.assertion] - NEARLY_AS_SURE)


def _without_weaker_claims(voted: Sequence[Voted], margin: float) -> list[Voted]:
    """Findings without those told as fact in one place and denied, or said to be over, more surely in another."""
    denied: dict[str, float] = {}
    claimed: dict[str, float] = {}
    for sureness, finding in voted:
        side = {"affirmed": claimed, "negated": denied, "historical": denied}.get(finding.assertion or "")
        if side is not None:
            side[finding.id] = max(sureness, side.get(finding.id, sureness))
    weaker = {name for name, sureness in claimed.items() if sureness < denied.get(name, -math.inf) + margin}
    return [(sureness, f) for sureness, f in voted if f.assertion != "affirmed" or f.id not in weaker]
