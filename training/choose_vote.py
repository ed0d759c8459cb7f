"""Choose how rules and encoder vote, on bank narratives that the encoder was not trained on.

The development gold set is never looked at here.
"""

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import cycle, product
from pathlib import Path

from nlp import models
from nlp.components.attributes import Finding, Reading
from nlp.components.encoder import Sensed
from nlp.components.pipeline import Pipeline
from nlp.components.vote import VOTE_FILE, Weights, unit_at, vote_safety, vote_sections
from nlp.components.vote_findings import READINGS, reading, vote_findings
from training import closing, score
from training.generate import from_narrative
from training.held_out import gold_row
from training.hidden import inserted
from training.labelled import Narrative, Sentence
from training.section_trust import Trust, tempered

LINES = Path(__file__).with_name("danger_lines.tsv")
SEED = 20261123
LEAST_PRECISION = 0.75  # of alarms on narratives that are harder than most drafts, so that few are missed
NOISE = 0.01  # differences that so few texts cannot tell from chance
NOISE_OF_GAPS = 0.02  # the same for the shares of gaps that are closed
ONE_ALARM = 0.03  # about what one alarm more or less changes


@dataclass(frozen=True)
class Case:
    """A narrative as the rules and the encoder see it, before they vote."""

    gold: Mapping[str, object]
    reading: Reading
    rules: Reading


@dataclass(frozen=True)
class Gaps:
    """Narratives, in three ways.

    Attributes:
        plain: as they are.
        filled: the same, in the same order, with filler at the end.
        answered: those that leave something unsaid, with an answer to it.
        unsaid: which of ``plain`` each of ``answered`` is, and the section that is answered.
    """

    plain: Sequence[Case]
    filled: Sequence[Case]
    answered: Sequence[Case]
    unsaid: Sequence[tuple[int, str]]


def cases(narratives: Iterable[Narrative], pipeline: Pipeline) -> list[Case]:
    """Each narrative as it is read by ``pipeline``, and by its rules alone."""
    return [_case(n, n.text, pipeline) for n in narratives]


def gaps(narratives: Sequence[Narrative], pipeline: Pipeline) -> "Gaps":
    """The same narratives as they are, with filler, and with an answer to one of their gaps."""
    answers = closing.answered(narratives)
    return Gaps(
        cases(narratives, pipeline),
        [_case(n, n.text + closing.FILLER, pipeline) for n in narratives],
        [_case(narratives[a.index], a.text, pipeline) for a in answers],
        [(a.index, a.section) for a in answers],
    )


def danger_lines() -> tuple[list[Sentence], list[Sentence]]:
    """Lines to choose on, and lines to measure on; those that may wait have no indicator."""
    rows = [line.partition("\t") for line in LINES.read_text("utf-8").splitlines() if not line.startswith("#")]
    lines = [Sentence(text, safety=() if name == "none" else (name,)) for name, _, text in rows]
    return lines[::2], lines[1::2]


def with_line(narratives: Iterable[Narrative], lines: Sequence[Sentence], pipeline: Pipeline) -> list[Case]:
    """The calm ones, each with one of ``lines`` between two of its own sentences; the lines take turns."""
    rng = random.Random(SEED)
    calm = [n for n in narratives if not n.escalate]
    mixed = rng.sample(lines, len(lines))
    made = [inserted(from_narrative(n), line, rng) for n, line in zip(calm, cycle(mixed), strict=False)]
    return [
        _case(replace(n, escalate=bool(example.escalate)), example.text, pipeline)
        for n, example in zip(calm, made, strict=True)
    ]


def _case(narrative: Narrative, text: str, pipeline: Pipeline) -> Case:
    doc = pipeline.read(text)
    return Case(gold_row(narrative), doc._.reading, pipeline.by_rules(doc))


def figures(all_cases: Sequence[Case], weights: Weights) -> dict[str, float]:
    """Section kappa, findings F1, wrongly affirmed and escalation under ``weights``."""
    escalate = escalation(all_cases, weights)
    return {
        **section_figures(all_cases, weights),
        **finding_figures(all_cases, weights),
        "escalate_recall": escalate["recall"],
        "escalate_precision": escalate["precision"],
    }


def finding_figures(all_cases: Sequence[Case], weights: Weights) -> dict[str, float]:
    """Findings F1, and the share of what is denied or past that is wrongly affirmed, under ``weights``."""
    scored = score.score_findings([(case.gold, _voted(case, weights)) for case in all_cases], [])
    return {"findings_f1": scored["f1"], "wrongly_affirmed": scored["negated_affirmed_rate"]}


def section_figures(all_cases: Sequence[Case], weights: Weights) -> dict[str, float]:
    """Section kappa and F1 of 'missing' under ``weights``."""
    pairs = [(c.gold, {"sections": {n: {"status": s} for n, s in _statuses(c, weights).items()}}) for c in all_cases]
    scored = score.score_sections(pairs, [])
    return {"kappa": scored["kappa_w"], "missing_f1": scored["missing"]["f1"]}


def _sensed(case: Case) -> Sensed:
    if case.reading.sensed is None:
        raise ValueError("the pipeline was made without an encoder")
    return case.reading.sensed


def _voted(case: Case, weights: Weights) -> dict[str, object]:
    sensed = _sensed(case)
    return {
        "findings": [
            {"id": f.id, "assertion": f.assertion} for f in vote_findings(case.rules.findings, sensed, weights)
        ]
    }


def choose(held_out: Gaps, lined: Sequence[Case], trust: Trust) -> Weights:
    """The best weights of a small grid, one task after the other.

    Args:
        held_out: held-out narratives as both sides see them.
        lined: calm ones with a line of danger, or with one that looks like it.
        trust: how likely each status makes what the rules say of a section.
    """
    all_cases = held_out.plain
    best = choose_readings(all_cases, choose_sections(held_out, trust))
    options = [
        replace(best, finding_least=least, finding_rule=rule, finding_denied=denied)
        for least, rule, denied in product((-1.5, -1.0, -0.75, -0.5, 0.0), (1.0, 2.0, 3.0, 4.0), (0.0, 1.0, 2.0))
    ]
    # A denial that is told as fact does as much harm as a finding that is missed or made up.
    harmless = [(f := finding_figures(all_cases, w))["findings_f1"] - f["wrongly_affirmed"] for w in options]
    near = [w for w, told in zip(options, harmless, strict=True) if told > max(harmless) - NOISE]
    # Where held-out texts cannot tell: what a rule can show words for, and no more, since a wrong finding costs trust.
    rule, least = max((w.finding_rule, w.finding_least) for w in near)
    (denied,) = middle([(w.finding_denied,) for w in near if (w.finding_rule, w.finding_least) == (rule, least)])
    best = replace(best, finding_least=least, finding_rule=rule, finding_denied=denied)
    grid = list(
        product((-2.0, -1.0, 0.0, 1.0, 2.0), (1.0, 2.0, 3.0, 4.0), (0.003, 0.01, 0.03, 0.1), (0.2, 0.3, 0.5, 0.7, 0.9))
    )
    safe = {
        cell: _safety(
            all_cases,
            lined,
            replace(best, urgent_least=cell[0], urgent_rule=cell[1], danger_rule=cell[2], danger_least=cell[3]),
        )
        for cell in grid
    }
    least, rule, with_rule, alone = middle(
        [cell for cell in grid if safe[cell] >= (max(safe.values())[0], max(safe.values())[1] - ONE_ALARM)]
    )
    return replace(best, urgent_least=least, urgent_rule=rule, danger_rule=with_rule, danger_least=alone)


def choose_sections(held_out: Gaps, trust: Trust) -> Weights:
    """Weights for sections: of those that are right most often, those that close gaps by answers and not by filler."""
    weights: dict[tuple[float, ...], Weights] = {
        (strength, partial, unit): Weights(
            section_rules=tempered(trust, strength), section_partial=partial, section_unit=unit
        )
        for strength, partial, unit in product(
            (0.5, 0.75, 1.0, 1.25, 1.5, 1.75), (-0.3, -0.7, -1.1, -1.5), (3, 4, 5, 6)
        )
    }
    both = [*held_out.plain, *held_out.filled]
    told = {c: (f := section_figures(both, w))["kappa"] + f["missing_f1"] for c, w in weights.items()}
    near = [c for c in weights if told[c] > max(told.values()) - NOISE]
    closing_right = {c: (g := gaps_closed(held_out, weights[c]))[0] - g[1] for c in near}
    return weights[middle([c for c in near if closing_right[c] > max(closing_right.values()) - NOISE_OF_GAPS])]


def choose_readings(all_cases: Sequence[Case], weights: Weights) -> Weights:
    """``weights`` with those under which most of the words that rules found are read as they are labelled."""
    grid = list(product((0.0, 0.5, 1.0, 1.5, 2.0), (1.0, 2.0, 3.0, 4.0, 5.0)))
    right = {(w, cue): read_right(all_cases, replace(weights, finding_words=w, finding_cue=cue)) for w, cue in grid}
    words, cue = middle([cell for cell in grid if right[cell] > max(right.values()) - NOISE])
    return replace(weights, finding_words=words, finding_cue=cue)


def read_right(all_cases: Sequence[Case], weights: Weights) -> float:
    """Of the words that rules found where a finding is quoted, the share that is read as it is labelled."""
    right = [
        READINGS[int(reading(found, _sensed(case), unit_at(_sensed(case), found.start), weights).argmax())] == assertion
        for case in all_cases
        for found, assertion in _quoted(case)
    ]
    return sum(right) / max(1, len(right))


def _quoted(case: Case) -> Iterator[tuple[Finding, str]]:
    """What rules found where the same finding is quoted, and how that is labelled."""
    text = str(case.gold["text"])
    for row in case.gold["findings"]:  # type: ignore[attr-defined]
        start = text.index(row["quote"])
        for found in case.rules.findings:
            if found.id == row["id"] and found.start < start + len(row["quote"]) and start < found.end:
                yield found, row["assertion"]


def gaps_closed(held_out: Gaps, weights: Weights) -> tuple[float, float]:
    """Of what is missing under ``weights``: the share that an answer closes, and the share that filler closes."""
    plain, filled, answered = (
        [_statuses(case, weights) for case in cases] for cases in (held_out.plain, held_out.filled, held_out.answered)
    )
    by_answer = [
        told[section] != "missing"
        for told, (index, section) in zip(answered, held_out.unsaid, strict=True)
        if plain[index][section] == "missing"
    ]
    by_filler = [
        told[section] != "missing"
        for before, told in zip(plain, filled, strict=True)
        for section, status in before.items()
        if status == "missing"
    ]
    return sum(by_answer) / max(1, len(by_answer)), sum(by_filler) / max(1, len(by_filler))


def _statuses(case: Case, weights: Weights) -> dict[str, str]:
    return {n: s.status for n, s in vote_sections(case.rules.sections, _sensed(case), weights).items()}


def middle(cells: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    """The cell with the least way to all of ``cells``: where the data cannot tell, an edge would be chance."""
    places = [sorted(set(values)) for values in zip(*cells, strict=True)]
    ranks = {cell: [among.index(value) for among, value in zip(places, cell, strict=True)] for cell in cells}
    return min(
        cells,
        key=lambda one: sum(abs(a - b) for other in cells for a, b in zip(ranks[one], ranks[other], strict=True)),
    )


def _safety(all_cases: Sequence[Case], lined: Sequence[Case], weights: Weights) -> tuple[float, float]:
    """Recall is what counts, so long as alarms are right often enough to be heeded."""
    whole, one_line = escalation(all_cases, weights), escalation(lined, weights)
    return min(whole["precision"], LEAST_PRECISION), whole["recall"] + one_line["recall"] - one_line["false_alarms"]


def escalation(all_cases: Sequence[Case], weights: Weights) -> Mapping[str, float]:
    """Recall and precision of what must not wait under ``weights``, and the share of calm texts that raise an alarm."""
    alarms = [(bool(case.gold["escalate"]), _alarm(case, weights)) for case in all_cases]
    right = sum(must and alarm for must, alarm in alarms)
    raised = sum(alarm for _, alarm in alarms)
    urgent = sum(must for must, _ in alarms)
    return {
        "recall": right / max(1, urgent),
        "precision": right / max(1, raised),
        "false_alarms": (raised - right) / max(1, len(alarms) - urgent),
    }


def _alarm(case: Case, weights: Weights) -> bool:
    speaks = case.reading.speaks_of_people
    return bool(vote_safety(case.rules.dangers, _sensed(case), weights, speaks_of_people=speaks))


def save(weights: Weights, held_out: Mapping[str, float], count: int, root: Path) -> None:
    """Write the weights, with what they reached on the narratives they were chosen on."""
    content = {
        "weights": asdict(weights),
        "chosen_on": f"{count} bank narratives that the encoder was not trained on",
        "figures_there": {name: round(value, 3) for name, value in held_out.items()},
    }
    (root / VOTE_FILE).write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    models.register(root, VOTE_FILE)
