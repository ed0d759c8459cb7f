"""The bake-off: rules, frozen vectors, encoder, and both, on the development gold set.

Nothing here is fitted to the gold set. Intervals are the middle 95% over cases drawn again with replacement.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from training import score

Rows = Sequence[Mapping[str, Any]]
BOOTSTRAPS = 400
SEED = 20241122


@dataclass(frozen=True)
class Measure:
    """A figure of the table: its title, and how it is read from a gold set and its reviews."""

    title: str
    read: Callable[[list[tuple[Any, Any]]], float]
    higher: bool = True


MEASURES: tuple[Measure, ...] = (
    Measure("data masked (letters and digits)", lambda p: score.score_pii(p, [])["chars"]["recall"]),
    Measure("masking precision", lambda p: score.score_pii(p, [])["chars"]["precision"]),
    Measure("section kappa (weighted)", lambda p: score.score_sections(p, [])["kappa_w"]),
    Measure("'missing' F1", lambda p: score.score_sections(p, [])["missing"]["f1"]),
    Measure("findings F1", lambda p: score.score_findings(p, [])["f1"]),
    Measure("wrongly affirmed", lambda p: score.score_findings(p, [])["negated_affirmed_rate"], higher=False),
    Measure("must-not-wait recall", lambda p: score.score_route(p, [])["escalate"]["recall"]),
    Measure("must-not-wait precision", lambda p: score.score_route(p, [])["escalate"]["precision"]),
    Measure("route AUC", lambda p: score.score_route(p, [])["auc"]),
    Measure("wording recall", lambda p: score.score_language(p, [])["recall"]),
)


def pairs(gold: Rows, reviews: Iterable[Mapping[str, Any]]) -> list[tuple[Any, Any]]:
    """Gold rows with their reviews, by id; an empty review where there is none."""
    by_id = {row["id"]: row for row in reviews}
    return [(row, by_id.get(row["id"], {})) for row in gold]


def interval(measure: Measure, cases: Sequence[tuple[Any, Any]]) -> tuple[float, float]:
    """Middle 95% of a figure over resampled cases."""
    rng = random.Random(SEED)
    drawn = sorted(
        value for _ in range(BOOTSTRAPS) if (value := measure.read([rng.choice(cases) for _ in cases])) == value
    )
    return drawn[len(drawn) // 40], drawn[-1 - len(drawn) // 40]


def comparison_table(gold: Rows, systems: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[str]:
    """Markdown: a row a figure, a column a system, each with its interval."""
    ready = {name: pairs(gold, reviews) for name, reviews in systems.items()}
    lines = [f"| figure | {' | '.join(ready)} |", f"|---|{'---|' * len(ready)}"]
    for measure in MEASURES:
        cells = []
        for cases in ready.values():
            low, high = interval(measure, cases)
            cells.append(f"{measure.read(list(cases)):.2f} ({low:.2f} to {high:.2f})")
        lines.append(f"| {measure.title} | {' | '.join(cells)} |")
    return lines


def voice_table(gold: Rows, reviews: Iterable[Mapping[str, Any]]) -> list[str]:
    """Markdown: the shipped system's figures for each of the gold set's voices."""
    cases = pairs(gold, reviews)
    voices = sorted({str(row["id"]).partition("-")[0] for row in gold})
    lines = [f"| figure | {' | '.join(voices)} |", f"|---|{'---|' * len(voices)}"]
    for measure in MEASURES:
        values = [measure.read([p for p in cases if p[0]["id"].startswith(v + "-")]) for v in voices]
        lines.append(f"| {measure.title} | {' | '.join(f'{v:.2f}' for v in values)} |")
    return lines


def section_table(gold: Rows, reviews: Iterable[Mapping[str, Any]]) -> list[str]:
    """Markdown: agreement by section."""
    by = score.score_sections(pairs(gold, reviews), [])["by"]
    rows = [f"| {n} | {v['accuracy']:.2f} | {v['kappa_w']:.2f} |" for n, v in by.items()]
    return ["| section | accuracy | kappa (weighted) |", "|---|---|---|", *rows]


def finding_table(gold: Rows, reviews: Iterable[Mapping[str, Any]]) -> list[str]:
    """Markdown: precision and recall by finding."""
    by = score.score_findings(pairs(gold, reviews), [])["by"]
    rows = [f"| {n} | {v['n']} | {_two(v['precision'])} | {_two(v['recall'])} |" for n, v in by.items()]
    return ["| finding | in gold | precision | recall |", "|---|---|---|---|", *rows]


def _two(value: float) -> str:
    return f"{value:.2f}" if value == value else "–"  # noqa: PLR0124 - not a number
