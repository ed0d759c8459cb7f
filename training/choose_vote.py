"""Choose how rules and encoder vote, on bank narratives that the encoder was not trained on.

The development gold set is never looked at here.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path

from nlp import models
from nlp.components.attributes import Reading
from nlp.components.pipeline import Pipeline
from nlp.components.vote import VOTE_FILE, Weights, vote_findings, vote_safety, vote_sections
from training import score
from training.labelled import Narrative


@dataclass(frozen=True)
class Case:
    """A narrative as the rules and the encoder see it, before they vote."""

    gold: Mapping[str, object]
    rules: Reading
    reading: Reading


def gold_row(narrative: Narrative) -> dict[str, object]:
    """A narrative in the form of the gold set."""
    return {
        "id": narrative.id,
        "text": narrative.text,
        "pii": [{"type": s.label, "start": s.start, "end": s.end} for s in narrative.pii],
        "sections": dict(narrative.sections),
        "findings": [{"id": f.label, "assertion": f.assertion, "quote": f.text} for f in narrative.findings],
        "language": [{"kind": q.label, "quote": q.text} for q in narrative.language],
        "route": narrative.route,
        "escalate": narrative.escalate,
        "why": "",
    }


def cases(narratives: Iterable[Narrative], with_encoder: Pipeline, by_rules: Pipeline) -> list[Case]:
    """Each narrative read by the rules alone, and with the encoder."""
    return [Case(gold_row(n), by_rules.read(n.text)._.reading, with_encoder.read(n.text)._.reading) for n in narratives]


def figures(all_cases: Sequence[Case], weights: Weights) -> dict[str, float]:
    """Section kappa, findings F1, wrongly affirmed and escalation F1 under ``weights``."""
    pairs = [(case.gold, _voted(case, weights)) for case in all_cases]
    sections = score.score_sections(pairs, [])
    findings = score.score_findings(pairs, [])
    escalate = score.score_route(pairs, [])["escalate"]
    return {
        "kappa": sections["kappa_w"],
        "missing_f1": sections["missing"]["f1"],
        "findings_f1": findings["f1"],
        "wrongly_affirmed": findings["negated_affirmed_rate"],
        "escalate_recall": escalate["recall"],
        "escalate_precision": escalate["precision"],
    }


def _voted(case: Case, weights: Weights) -> dict[str, object]:
    sensed = case.reading.sensed
    if sensed is None:
        raise ValueError("the pipeline was made without an encoder")
    sections = vote_sections(case.rules.sections, sensed, weights)
    return {
        "sections": {name: {"status": found.status} for name, found in sections.items()},
        "findings": [
            {"id": f.id, "assertion": f.assertion} for f in vote_findings(case.rules.findings, sensed, weights)
        ],
        "safety": {"escalate": bool(vote_safety(case.rules.dangers, sensed, weights))},
    }


def choose(all_cases: Sequence[Case]) -> Weights:
    """The best weights of a small grid, one task after the other.

    Args:
        all_cases: held-out narratives as both sides see them.
    """
    best = Weights()
    options = [
        replace(best, section_rule=rule, section_partial=partial, section_unit=unit)
        for rule, partial, unit in product((0.0, 0.5, 0.75, 1.0, 1.25), (0.0, -0.3, -0.6, -0.9), range(5))
    ]
    best = max(options, key=lambda w: (f := figures(all_cases, w))["kappa"] + f["missing_f1"])
    options = [
        replace(best, finding_least=least, finding_rule=rule, finding_denied=denied)
        for least, rule, denied in product((-1.5, -1.0, -0.75, -0.5, 0.0), (1.0, 2.0, 3.0, 4.0), (0.0, 1.0, 2.0))
    ]
    # A denial that is told as fact does as much harm as a finding that is missed or made up.
    best = max(options, key=lambda w: (f := figures(all_cases, w))["findings_f1"] - f["wrongly_affirmed"])
    options = [
        replace(best, urgent_least=least, urgent_rule=rule)
        for least, rule in product((-4.0, -3.0, -2.0, -1.0, 0.0, 1.0), (2.0, 3.0, 4.0))
    ]
    # Recall is what counts: a missed sign weighs three false alarms.
    return max(options, key=lambda w: 3 * (f := figures(all_cases, w))["escalate_recall"] + f["escalate_precision"])


def save(weights: Weights, held_out: Mapping[str, float], count: int, root: Path) -> None:
    """Write the weights, with what they reached on the narratives they were chosen on."""
    content = {
        "weights": asdict(weights),
        "chosen_on": f"{count} bank narratives that the encoder was not trained on",
        "figures_there": {name: round(value, 3) for name, value in held_out.items()},
    }
    (root / VOTE_FILE).write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    models.register(root, VOTE_FILE)
