"""Plots of measured figures, each with the same figures as a table."""

from collections.abc import Mapping, Sequence

import altair as alt
import streamlit as st

from nlp import names
from views import components, figures
from views.markup import esc, section, table

_BLUE = "#1d5a96"
_HEIGHT = 260


def agreement() -> None:
    """Agreement with the labels, by section."""
    measured = figures.measured()
    rows = [
        {"section": names.SECTIONS[name], "agreement": row["kappa"]}
        for name, row in measured.get("sections", {}).items()
    ]
    if not rows:
        return
    components.show(
        section("Agreement with careful readers, by section", "", f"Weighted kappa. Measured on {measured['data']}.")
    )
    chart = (
        _chart(rows)
        .mark_bar(color=_BLUE)
        .encode(
            x=alt.X("agreement:Q", scale=alt.Scale(domain=[0, 1]), title="weighted kappa"),
            y=alt.Y("section:N", sort="-x", title=None, axis=alt.Axis(labelLimit=260)),
        )
    )
    _show(chart, "Agreement by section", rows)


def reliability() -> None:
    """How often texts with an estimate went to early help, and how sure the estimate is."""
    found = figures.plots("routing")
    if not found:
        return
    components.show(section("Is the estimate honest?", "", "On fictional texts that it was not trained on."))
    points = found["reliability"]
    line = _chart([{"estimate": 0, "early help": 0}, {"estimate": 1, "early help": 1}]).mark_line(
        color="#767676", strokeDash=[4, 4]
    )
    dots = _chart(points).mark_point(color=_BLUE, filled=True, size=90)
    axes = {
        "x": alt.X("estimate:Q", scale=alt.Scale(domain=[0, 1]), title="estimate"),
        "y": alt.Y("early help:Q", scale=alt.Scale(domain=[0, 1]), title="went to early help"),
    }
    _show(
        line.encode(**axes) + dots.encode(**axes), "Estimate and outcome: on the dotted line it would be exact", points
    )
    spread = found["coverage"]
    chart = (
        _chart(spread)
        .mark_line(color=_BLUE, point=True)
        .encode(
            x=alt.X("decided:Q", scale=alt.Scale(domain=[0, 1]), title="share of texts with an estimate"),
            y=alt.Y("right:Q", scale=alt.Scale(domain=[0, 1]), title="share of these that is right"),
        )
    )
    _show(chart, "The fewer texts get an estimate, the more of them are right", spread)


def _chart(rows: Sequence[Mapping[str, object]]) -> alt.Chart:
    return alt.Chart(alt.Data(values=list(rows)))  # type: ignore[no-untyped-call]


def _show(chart: alt.Chart | alt.LayerChart, title: str, rows: Sequence[Mapping[str, object]]) -> None:
    """A chart, and under it its figures for those who cannot see it."""
    st.altair_chart(chart.properties(height=_HEIGHT, title=title), width="stretch")
    with st.expander(f"The figures: {title.lower()}"):
        head = tuple(rows[0])
        components.show(table(title, head, ([esc(str(row[name])) for name in head] for row in rows)))
