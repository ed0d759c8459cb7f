"""Parts that the reports on outcomes share: figures, months, reasons, groups, limits."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from nlp.outcomes.calibration import reliability
from nlp.outcomes.data import Data, told
from nlp.outcomes.report import Section, Table
from nlp.outcomes.scores import MEASURES, Figure, Scorer, System
from nlp.outcomes.split import ENOUGH_SCORED, rarer

# Fewer rows are not told apart: figures would be noise, and a reader might know the family.
LEAST_IN_A_MONTH = 10
LEAST_IN_A_GROUP = 30
LIMITS = (
    (
        "It says how well estimates fit what was decided, not what should have been decided. Outcomes also hang on "
        "capacity, thresholds, agreement and what others know."
    ),
    "It says nothing about how dangerous or how needy a family is, and is no reason to refer or not to refer.",
    "It covers only rows that went to early help or to no further action. What must not wait gets no estimate.",
    (
        "An interval is the middle 95% when people are drawn again from these rows. It does not cover a change of "
        "threshold, staff or form after the last month."
    ),
)
_EXPLAINED = (
    "AUC: how often the row that went to early help has the higher estimate (0.5 is chance, 1 is always).",
    "Brier: mean squared gap between estimate and outcome (0 is best). ECE: mean gap between estimate and share.",
    "Decided: share of rows with an estimate that is told. The rest are told to be uncertain.",
)


def rows_used(data: Data) -> Section:
    """How many rows there are, and what was left out."""
    lines = [
        f"{data.rows} rows in the file; {len(data.labels)} usable{f', of {data.span}' if data.span else ''}.",
        f"Left out: {told(data.left_out)}.",
        f"{int(data.y.sum())} of the usable rows went to early help, {int((1 - data.y).sum())} to no further action.",
    ]
    if len(versions := {facts.made_by for facts in data.facts}) > 1:
        lines.append(f"The reviews were made with {len(versions)} versions of the rules. Make them again with one.")
    return Section("What was read", lines, in_summary=True)


def figures(scorer: Scorer, systems: Sequence[System], first: str) -> Section:
    """The figures of every system on the same rows."""
    found = [scorer.figures(system) for system in systems]
    rows = [(name, *(figures_of[name].told for figures_of in found)) for name in MEASURES]
    return Section(
        "Figures", (first, *_EXPLAINED), Table(("", *(system.name for system in systems)), rows), in_summary=True
    )


Standing = Literal["better", "worse", "within noise"]


def standing(difference: Figure) -> Standing:
    """What a difference of Brier scores (lower is better) comes to."""
    return "better" if difference.high < 0 else "worse" if difference.low > 0 else "within noise"


def compared(scorer: Scorer, one: System, others: Sequence[System]) -> Section:
    """Differences between one system and each other, on the same draws."""
    rows = []
    for other in others:
        brier, area = (scorer.difference(one, other, name) for name in ("Brier", "AUC"))
        rows.append((other.name, brier.told_closely, area.told_closely, standing(brier)))
    return Section(
        f"{one.name}, less each other",
        ("Below 0 in Brier, or above 0 in AUC, is better. Where the interval holds 0, it is within noise.",),
        Table(("less", "Brier", "AUC", "by Brier"), rows),
    )


def few(data: Data) -> Iterator[str]:
    """A warning where the scored rows are few."""
    if (found := rarer(data, range(len(data.labels)))) < ENOUGH_SCORED:
        yield (
            f"Only {found} of the scored rows have the rarer outcome. Below about {ENOUGH_SCORED} "
            "figures are too uncertain to rely on."
        )


def no_better_than_chance(scorer: Scorer, system: System) -> Iterator[str]:
    """A warning where the interval of the AUC holds 0.5."""
    found = scorer.figures(system)["AUC"]
    if not found.low > 0.5:
        yield (
            "It does not measurably tell what went to early help from what was closed: AUC "
            f"{found.told}, and 0.5 is chance. Do not use it."
        )


def by_month(data: Data, systems: Sequence[System]) -> Section | None:
    """The figures of every system month by month; None without dates."""
    rows: list[tuple[str, ...]] = []
    for month, part, inside in parts_of(data, [label.month for label in data.labels], LEAST_IN_A_MONTH):
        scorer = Scorer(part.y, [label.group for label in part.labels])
        for system in systems:
            own = System(system.name, system.p[inside], system.band)
            share = f"{part.y.mean():.2f}"
            rows.append((month, str(len(part.labels)), share, system.name, *_told(scorer.figures(own))))
    columns = ("month", "texts", "early help", "", *MEASURES)
    note = f"Months with fewer than {LEAST_IN_A_MONTH} rows are left out."
    return Section("By month", (note,), Table(columns, rows)) if rows else None


def by_reason(data: Data, system: System) -> Section | None:
    """The mean estimate of rows with each reason; None where no reasons are given."""
    kept = [label.reason or "no reason given" for label in data.labels]
    rows = [
        (reason, str(len(part.labels)), f"{part.y.mean():.2f}", f"{system.p[inside].mean():.2f}")
        for reason, part, inside in parts_of(data, kept, LEAST_IN_A_MONTH)
    ]
    if not any(label.reason for label in data.labels) or not rows:
        return None
    note = f"Reasons with fewer than {LEAST_IN_A_MONTH} rows are left out. The estimate never sees a reason."
    return Section("By reason", (note,), Table(("reason", "texts", "early help", "mean estimate"), rows))


def by_group(data: Data, system: System) -> Section | None:
    """Calibration by group; None where no groups are given."""
    given = [label.fairness for label in data.labels]
    if not any(given):
        return None
    rows = []
    for group, part, inside in parts_of(data, given, LEAST_IN_A_GROUP):
        own = System(system.name, system.p[inside], system.band)
        scorer = Scorer(part.y, [label.group for label in part.labels])
        ece = scorer.figures(own)["ECE"].told
        told_gap = scorer.gap(own)
        rows.append((group, str(len(part.labels)), f"{part.y.mean():.2f}", f"{own.p.mean():.2f}", told_gap.told, ece))
    small = sum(count for group, count in Counter(given).items() if count < LEAST_IN_A_GROUP)
    lines = (
        f"Only groups of at least {LEAST_IN_A_GROUP} rows are told; {small} rows are in smaller ones or have no group.",
        "A gap whose interval does not hold 0 means that estimates for this group run high (above 0) or low (below 0).",
        "Past outcomes may themselves have been unfair. A model that fits them well then repeats it.",
    )
    columns = ("group", "texts", "early help", "mean estimate", "gap", "ECE")
    return Section("By group", lines, Table(columns, rows) if rows else None)


def reliable(title: str, system: System, data: Data) -> Section:
    """Mean estimate and share that went to early help, in five equal bins."""
    rows = [
        (f"{row['estimate']:.2f}", f"{row['early help']:.2f}", str(int(row["texts"])))
        for row in reliability(system.p, data.y)
    ]
    return Section(title, (), Table(("mean estimate", "went to early help", "texts"), rows))


def limits() -> Section:
    """What no report on outcomes can tell."""
    return Section("What this cannot tell", LIMITS)


def parts_of(data: Data, keys: Sequence[str], least: int) -> Iterator[tuple[str, Data, list[int]]]:
    """The rows of each key that at least so many rows have, with their places; no key, no part."""
    for key in sorted({key for key in keys if key}):
        inside = [i for i, found in enumerate(keys) if found == key]
        if len(inside) >= least:
            yield key, data.of(inside), inside


def _told(found: Mapping[str, Figure]) -> tuple[str, ...]:
    return tuple(figure.told for figure in found.values())
