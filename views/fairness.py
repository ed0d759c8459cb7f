"""The fairness page: what swaps of names, places and groups did to the estimate, as it was measured."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from nlp.resources import shipped
from views import components
from views.markup import esc, section, table

FILE = "fairness.json"
_LEAD = (
    "The same drafts are read again with other names, places, faiths or pronouns, and the facts left as they are. "
    "What changes then is the program's doing, not the family's."
)
_HEAD = ("What was exchanged", "Comparisons", "Mean move", "Largest move", "Within the limit", "Same checklist")
_VALUES = ("Value", "Comparisons", "Mean move", "Estimate less outcome")
_LIMITS = (
    "Measured on fictional drafts; not yet tested on real referrals. A small move on average can hide a large one in "
    "a single draft: if a result looks wrong for a family, it may be. Whether to refer is for you to decide."
)
_NONE = "No figures travel with this version. Whoever runs the program can make them: python -m training fairness"


def page() -> None:
    """Show the page."""
    components.style()
    components.heading("Does it treat everyone alike?", _LEAD)
    measured = found()
    if not measured:
        components.show(f'<p class="rc">{esc(_NONE)}</p>')
        return
    components.show(section("The estimate", _overview(measured), _promise(measured)))
    components.show(f'<p class="rc">{esc(_LIMITS)}</p>')
    for kind in measured["kinds"]:
        _by_value(kind)


def found() -> Mapping[str, Any]:
    """The measured figures; empty where none travel with this version."""
    path = shipped("models") / FILE
    measured: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return measured


def _promise(measured: Mapping[str, Any]) -> str:
    limit = measured["limit"]
    broken = [k["title"].lower() for k in measured["kinds"] if k["facts_alike"] and k["largest"] > limit]
    told = f"It lies between 0 and 1, and should move by no more than {limit} wherever the facts are alike."
    if not broken:
        return f"{told} On {measured['drafts']} drafts it does."
    return f"{told} On {measured['drafts']} drafts this is not yet so for: {'; '.join(broken)}."


def _overview(measured: Mapping[str, Any]) -> str:
    return table("What swaps did to the estimate and the checklist", _HEAD, map(_row, measured["kinds"]))


def _row(kind: Mapping[str, Any]) -> Sequence[str]:
    note = "" if kind["facts_alike"] else " (facts may differ)"
    return (
        esc(f"{kind['title']}{note}"),
        f"{kind['comparisons']}",
        f"{kind['mean']:.3f}",
        f"{kind['largest']:.3f}",
        f"{kind['within']:.0%}",
        f"{kind['same_checklist']:.0%}",
    )


def _by_value(kind: Mapping[str, Any]) -> None:
    with st.expander(f"By value: {kind['title'].lower()}"):
        rows = (
            (esc(v["value"]), f"{v['comparisons']}", f"{v['mean_move']:+.3f}", f"{v['calibration_gap']:+.3f}")
            for v in kind["values"]
        )
        components.show(table(kind["title"], _VALUES, rows))
