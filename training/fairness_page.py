"""``docs/fairness.md``: what the swaps did, in tables, with whether the promise is kept."""

from collections.abc import Mapping, Sequence
from typing import Any


def page(measured: Mapping[str, Any]) -> str:
    """``docs/fairness.md``."""
    kinds: Sequence[Mapping[str, Any]] = measured["kinds"]
    parts = [
        "# Does the estimate treat everyone alike?",
        _HEAD.format(limit=measured["limit"], drafts=measured["drafts"]),
        "\n".join(_overview(kinds)),
        _verdict(kinds, measured["limit"]),
        "## By value",
        _BY_VALUE,
        *("\n".join(_values(kind)) for kind in kinds),
        "## Where it moved most",
        "\n".join(_worst(kinds)),
        "## What this cannot show",
        _LIMITS,
    ]
    return "\n\n".join(parts) + "\n"


_HEAD = """Made by `python -m training fairness`: {drafts} fictional drafts (the development drafts, and narratives that
nothing was trained on) are reviewed in several versions that tell the same facts. Names, places, words and lines come
from `training/swaps.toml` and `tests/bench/names.toml`. A move is the change of the estimate, which lies between 0 and
1, from the version with the first value to the version with another. The promise is a move of at most {limit} wherever
the facts are alike. Not yet tested on real referrals."""
_BY_VALUE = """Mean move: above 0 the estimate is higher than with the first value. Calibration gap: mean estimate less
the share of these drafts whose author meant early help; what counts is that the gaps of one table are alike."""
_LIMITS = """\
* The estimate sees counted features only, and the encoder that counts reads plain words in place of names, places,
  groups, walking aids and sexes (`nlp/rules/neutral.toml`). Moves come from names that were not seen as names, from
  words that those lists lack, and from what stays as it is written: they in place of she or he, illness, disability.
* Names take turns between women's and men's in every list, without a look at who is meant.
* Postcodes, towns and words are a choice; others may do worse.
* Group calibration on real outcomes can only be measured by a force that has them, with `refcheck train`."""


def _overview(kinds: Sequence[Mapping[str, Any]]) -> list[str]:
    titles = ("comparisons", "mean move", "largest move", "within the limit", "same checklist", "same label")
    head = f"| what was exchanged | {' | '.join(titles)} |"
    rows = [
        f"| {k['title']}{'' if k['facts_alike'] else ' (facts may differ)'} | {k['comparisons']} | {k['mean']:.4f} | "
        f"{k['largest']:.3f} | {k['within']:.3f} | {k['same_checklist']:.3f} | {k['same_label']:.3f} |"
        for k in kinds
    ]
    return [head, "|---|---|---|---|---|---|---|", *rows]


def _verdict(kinds: Sequence[Mapping[str, Any]], limit: float) -> str:
    broken = [k["title"].lower() for k in kinds if k["facts_alike"] and k["largest"] > limit]
    if not broken:
        return f"The promise is kept: no swap moved the estimate by more than {limit}."
    return f"The promise is **not kept** for: {'; '.join(broken)}. The program says so here and in the app until it is."


def _values(kind: Mapping[str, Any]) -> list[str]:
    rows = [
        f"| {v['value']} | {v['comparisons']} | {v['mean_move']:+.4f} | {v['calibration_gap']:+.3f} |"
        for v in kind["values"]
    ]
    return [
        f"### {kind['title']}",
        "",
        "| value | comparisons | mean move | calibration gap |",
        "|---|---|---|---|",
        *rows,
    ]


def _worst(kinds: Sequence[Mapping[str, Any]]) -> list[str]:
    return ["| what was exchanged | draft | value | before | after |", "|---|---|---|---|---|"] + [
        f"| {k['title']} | {w['draft']} | {w['value']} | {w['before']:.3f} | {w['after']:.3f} |"
        for k in kinds
        for w in k["worst"]
    ]
