"""``training/ROUTES.md``: the rivals of the route estimate side by side, and what follows, all from the figures."""

import math
from collections.abc import Mapping

import numpy as np

from training.compare_routes import RIVALS, SHIPPED, Material, Scored, figures, gains, middle, resampled, scored

TARGETS: Mapping[str, tuple[str, float]] = {
    "AUC": ("at least", 0.93),
    "ECE": ("at most", 0.10),
    "decided": ("at least", 0.70),
    "right when decided": ("at least", 0.92),
}
SETS = ("development drafts", "held-out narratives")
_NOTHING = "–"


def page(material: Material) -> str:
    """The page.

    Args:
        material: what the rivals learn from and are scored on.
    """
    results = {name: scored(rival, material) for name, rival in RIVALS.items()}
    gold = {name: pair[1] for name, pair in results.items()}
    held = {name: pair[0] for name, pair in results.items()}
    return (
        "\n\n".join(
            (
                "# Rivals for the route estimate",
                _head(material),
                f"## On the {SETS[0]}",
                table(gold),
                f"## On the {SETS[1]}",
                table(held),
                "## By voice of the development drafts",
                "AUC / Brier / share right when decided. A voice has few drafts, so these wander.",
                voices(gold),
                "## What follows",
                conclusion(gold, held),
            )
        )
        + "\n"
    )


def _head(material: Material) -> str:
    gold, held = material.gold.examples, material.held.examples
    return (
        f"Made by `python -m training compare-routes`. Learnt from {len(material.labels.y)} labelled narratives of the "
        f"bank, {len(material.story.y)} cases of the causal story (`training/story.toml`), or both; early help against "
        f"no further action. Scored on {len(gold.y)} development drafts, which nothing is fitted to, and on "
        f"{len(held.y)} held-out narratives, which neither encoder nor rival was fitted to. Temperature, shift and "
        "band of abstention of every rival come from the held-out narratives; for their own figures each voice is "
        "left out in turn. In brackets the middle 95% over texts drawn again. A text for which the program tells no "
        "estimate counts as 0.5 and as not decided. All texts are fictional: not yet tested on real referrals."
    )


def table(scores: Mapping[str, Scored]) -> str:
    """Markdown: a row a rival, each figure with its interval."""
    titles = list(figures(next(iter(scores.values()))))
    rows = [f"| {name} | {' | '.join(_cells(s))} |" for name, s in scores.items()]
    return "\n".join([f"| learnt how | {' | '.join(titles)} |", f"|---|{'---|' * len(titles)}", *rows])


def _cells(s: Scored) -> list[str]:
    drawn = [figures(s.of(rows)) for rows in resampled(len(s.y))]
    return [_with_interval(v, middle([d[name] for d in drawn])) for name, v in figures(s).items()]


def _with_interval(value: float, spread: tuple[float, float]) -> str:
    return _NOTHING if math.isnan(value) else f"{value:.3f} ({spread[0]:.3f} to {spread[1]:.3f})"


def voices(scores: Mapping[str, Scored]) -> str:
    """Markdown: a row a rival, a column a voice."""
    names = sorted(set(next(iter(scores.values())).voice))
    rows = [f"| {name} | {' | '.join(_voice(s, voice) for voice in names)} |" for name, s in scores.items()]
    first = next(iter(scores.values()))
    heads = [f"{voice} ({first.voice.count(voice)})" for voice in names]
    return "\n".join([f"| learnt how | {' | '.join(heads)} |", f"|---|{'---|' * len(names)}", *rows])


def _voice(s: Scored, voice: str) -> str:
    found = figures(s.of(np.flatnonzero(np.array(s.voice) == voice)))
    return " / ".join(_two(found[name]) for name in ("AUC", "Brier", "right when decided"))


def _two(value: float) -> str:
    return _NOTHING if math.isnan(value) else f"{value:.2f}"


def conclusion(gold: Mapping[str, Scored], held: Mapping[str, Scored]) -> str:
    """Plain sentences: whether the shipped way keeps the targets, and whether any rival is better beyond chance."""
    lines = [f"* {line}" for line in (*_targets(gold[SHIPPED]), *_rivals(gold, held))]
    better = _better(held)
    if better:
        lines.append(f"* On unseen narratives {_listed(better)} did better than the shipped way beyond chance.")
    else:
        lines.append(
            "* No rival did better than the shipped way beyond chance on unseen narratives, so the most legible one "
            "is shipped: a logistic regression whose weights anyone can read."
        )
    return "\n".join(lines)


def _targets(s: Scored) -> list[str]:
    found = figures(s)
    return [
        f"{name}, {SETS[0]}: {found[name]:.3f}; the target, {word} {target:.2f}, is "
        f"{'kept' if (found[name] >= target) == (word == 'at least') or found[name] == target else 'missed'}."
        for name, (word, target) in TARGETS.items()
    ]


def _rivals(gold: Mapping[str, Scored], held: Mapping[str, Scored]) -> list[str]:
    return [
        f"{name}, against the shipped way: {'; '.join(_gain(s[name], s[SHIPPED], where) for s, where in both)}."
        for name in gold
        if name != SHIPPED
        for both in [((gold, SETS[0]), (held, SETS[1]))]
    ]


def _gain(rival: Scored, shipped: Scored, where: str) -> str:
    low, high = gains(rival, shipped)["Brier"]
    word = "better" if low > 0 else "worse" if high < 0 else "no different beyond chance"
    return f"Brier {word} on the {where} (gain {low:+.3f} to {high:+.3f})"


def _better(held: Mapping[str, Scored]) -> list[str]:
    return [name for name, s in held.items() if name != SHIPPED and gains(s, held[SHIPPED])["Brier"][0] > 0]


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
