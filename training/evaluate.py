"""The bake-off: rules, frozen vectors, encoder, and both, on the development gold set.

Nothing here is fitted to the gold set. Intervals are the middle 95% over cases drawn again with replacement.
"""

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from joblib import Parallel, delayed

from training import score

Rows = Sequence[Mapping[str, Any]]
Cases = Sequence[tuple[Any, Any]]
BOOTSTRAPS = 200
SEED = 20241122
NOTHING = "–"


def figures(cases: Cases) -> dict[str, float]:
    """The figures of the tables for gold rows with their reviews; not a number where there is nothing to count."""
    listed = list(cases)
    pii = score.score_pii(listed, [])["chars"]
    sections = score.score_sections(listed, [])
    findings = score.score_findings(listed, [])
    route = score.score_route(listed, [])
    return {
        "personal data masked (letters and digits)": pii["recall"],
        "masking precision": pii["precision"],
        "section kappa (weighted)": sections["kappa_w"],
        "'missing' F1": sections["missing"]["f1"],
        "findings F1": findings["f1"],
        "denied or past wrongly affirmed (lower is better)": findings["negated_affirmed_rate"],
        "must-not-wait recall": route["escalate"]["recall"],
        "must-not-wait precision": route["escalate"]["precision"],
        "route AUC": route["auc"],
        "poor wording recall": score.score_language(listed, [])["recall"],
    }


def pairs(gold: Rows, reviews: Iterable[Mapping[str, Any]]) -> list[tuple[Any, Any]]:
    """Gold rows with their reviews, by id; an empty review where there is none."""
    by_id = {row["id"]: row for row in reviews}
    return [(row, by_id.get(row["id"], {})) for row in gold]


def intervals(cases: Cases) -> dict[str, tuple[float, float]]:
    """Middle 95% of each figure over cases drawn again with replacement."""
    rng = random.Random(SEED)
    samples = [[rng.choice(cases) for _ in cases] for _ in range(BOOTSTRAPS)]
    drawn: list[dict[str, float]] = Parallel(n_jobs=-1)(delayed(figures)(sample) for sample in samples)
    return {name: _middle([row[name] for row in drawn]) for name in drawn[0]}


def _middle(values: Iterable[float]) -> tuple[float, float]:
    counted = sorted(v for v in values if not math.isnan(v))
    if not counted:
        return math.nan, math.nan
    return counted[len(counted) // 40], counted[-1 - len(counted) // 40]


def comparison_table(gold: Rows, systems: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[str]:
    """Markdown: a row a figure, a column a system, each with its interval."""
    ready = {name: pairs(gold, reviews) for name, reviews in systems.items()}
    measured = {name: (figures(cases), intervals(cases)) for name, cases in ready.items()}
    lines = [f"| figure | {' | '.join(ready)} |", f"|---|{'---|' * len(ready)}"]
    for title in next(iter(measured.values()))[0]:
        cells = [with_interval(values[title], spread[title]) for values, spread in measured.values()]
        lines.append(f"| {title} | {' | '.join(cells)} |")
    return lines


def with_interval(value: float, spread: tuple[float, float]) -> str:
    """A figure with its interval, for a table."""
    return NOTHING if math.isnan(value) else f"{value:.2f} ({spread[0]:.2f} to {spread[1]:.2f})"


def voice_table(gold: Rows, reviews: Iterable[Mapping[str, Any]]) -> list[str]:
    """Markdown: the shipped system's figures for each of the gold set's voices."""
    cases = pairs(gold, reviews)
    voices = sorted({str(row["id"]).partition("-")[0] for row in gold})
    by_voice = [figures([p for p in cases if p[0]["id"].startswith(f"{voice}-")]) for voice in voices]
    rows = [f"| {title} | {' | '.join(_two(v[title]) for v in by_voice)} |" for title in by_voice[0]]
    return [f"| figure | {' | '.join(voices)} |", f"|---|{'---|' * len(voices)}", *rows]


def section_table(gold: Rows, reviews: Iterable[Mapping[str, Any]]) -> list[str]:
    """Markdown: agreement by section."""
    by = score.score_sections(pairs(gold, reviews), [])["by"]
    rows = [f"| {n} | {v['accuracy']:.2f} | {v['kappa_w']:.2f} |" for n, v in by.items()]
    return ["| section | accuracy | kappa (weighted) |", "|---|---|---|", *rows]


def section_figures(gold: Rows, reviews: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Accuracy and weighted kappa by section."""
    by = score.score_sections(pairs(gold, reviews), [])["by"]
    return {n: {"accuracy": round(v["accuracy"], 3), "kappa": round(v["kappa_w"], 3)} for n, v in by.items()}


def finding_table(gold: Rows, reviews: Iterable[Mapping[str, Any]]) -> list[str]:
    """Markdown: precision and recall by finding."""
    by = score.score_findings(pairs(gold, reviews), [])["by"]
    rows = [f"| {n} | {v['n']} | {_two(v['precision'])} | {_two(v['recall'])} |" for n, v in by.items()]
    return ["| finding | in gold | precision | recall |", "|---|---|---|---|", *rows]


def _two(value: float) -> str:
    return NOTHING if math.isnan(value) else f"{value:.2f}"


def given_up(gold: Rows, systems: Mapping[str, Iterable[Mapping[str, Any]]], shipped_name: str) -> list[str]:
    """One line for each figure in which another system beats the shipped one."""
    measured = {name: figures(pairs(gold, reviews)) for name, reviews in systems.items()}
    lines = []
    for title, value in measured[shipped_name].items():
        sign = -1 if "lower is better" in title else 1
        for name, other in measured.items():
            if sign * (other[title] - value) > 0.005:
                lines.append(f"* {title}: {name} reaches {other[title]:.2f}, the shipped system {value:.2f}")
    return lines or ["* nothing that these figures show"]
