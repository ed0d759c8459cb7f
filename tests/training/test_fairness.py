"""The swaps are measured as the page says, and the promise is tried on a handful of drafts."""

import json
from types import SimpleNamespace

import pytest

from nlp.resources import shipped
from training import fairness, fairness_page, labelled, swaps
from training.route_material import drafts

LIMIT = swaps.load().limit
KIND = swaps.Kind(id="x", title="Faith", how="line", facts_alike=True, line="They are {}.", values=("a", "b", "c", "d"))
DRAFTS = [swaps.Draft(f"d-{n}", "Mum agreed.", (), "early_help" if n % 2 else "no_further_action") for n in range(4)]
A_HANDFUL = 30  # every so many drafts
QUICK = ("name_origin", "ethnicity", "religion", "nation", "area")


def review_by(estimate):
    """A review whose estimate hangs on the text."""

    def review(text):
        p = estimate(text)
        label = "not_applicable" if p is None else "early_help" if p > 0.5 else "no_further_action"
        route = SimpleNamespace(p_early_help=p, label=label)
        return SimpleNamespace(route=route, sections={"voice": SimpleNamespace(status="present")})

    return review


def test_an_estimate_that_never_moves_keeps_the_promise():
    found = list(fairness.moves(KIND, DRAFTS, review_by(lambda _: 0.7)))
    told = fairness.figures(found, LIMIT)
    assert (told["comparisons"], told["mean"], told["largest"], told["within"]) == (12, 0.0, 0.0, 1.0)
    assert (told["same_checklist"], told["same_label"]) == (1.0, 1.0)


def test_an_estimate_that_moves_for_one_value_is_found_out():
    found = list(fairness.moves(KIND, DRAFTS, review_by(lambda text: 0.4 if text.endswith(" c.") else 0.7)))
    told = fairness.figures(found, LIMIT)
    assert told["largest"] == pytest.approx(0.3)
    assert told["within"] == pytest.approx(2 / 3, abs=1e-4)
    rows = {row["value"]: row for row in fairness.by_value(found)}
    assert rows["c"]["mean_move"] == pytest.approx(-0.3)
    assert rows["b"]["mean_move"] == 0.0
    assert rows["b"]["calibration_gap"] == pytest.approx(0.7 - 0.5)


def test_an_estimate_that_appears_or_goes_counts_as_another_label_and_as_no_move():
    found = list(fairness.moves(KIND, DRAFTS, review_by(lambda text: None if text.endswith(" b.") else 0.7)))
    told = fairness.figures(found, LIMIT)
    assert (told["comparisons"], told["told"]) == (12, 8)
    assert told["same_label"] == pytest.approx(2 / 3, abs=1e-4)


def test_values_take_turns_where_a_draft_does_not_meet_all():
    found = list(fairness.moves(KIND, DRAFTS, review_by(lambda _: 0.7), values=1))
    assert [move.value for move in found] == ["b", "c", "d", "b"]


def test_the_page_says_whether_the_promise_is_kept():
    only = swaps.Swaps(limit=LIMIT, after_her=frozenset(), kind=(KIND,))
    kept = fairness.measure(only, DRAFTS, review_by(lambda _: 0.7))
    broken = fairness.measure(only, DRAFTS, review_by(lambda text: 0.7 + 0.05 * text.endswith(" d.")))
    assert "The promise is kept" in fairness_page.page(kept)
    assert "**not kept** for: faith" in fairness_page.page(broken)


def test_the_page_tells_the_figures_that_travel_with_the_models():
    measured = json.loads((shipped("models") / "fairness.json").read_text("utf-8"))
    assert fairness_page.page(measured) == shipped("docs/fairness.md").read_text("utf-8")
    assert [kind["id"] for kind in measured["kinds"]] == [kind.id for kind in swaps.load().kind]


@pytest.fixture(scope="module")
def handful(gold):
    return drafts(gold, labelled.read_narratives())[::A_HANDFUL]


def test_the_estimate_of_a_handful_stays_where_it_is_when_the_facts_do(reviewer, handful):
    """Of all drafts it does so for most, not for all: docs/fairness.md tells by how much."""
    moved = [
        (move.draft, kind.id, move.value, move.before, move.after)
        for kind in swaps.load().kind
        if kind.id in QUICK
        for move in fairness.moves(kind, handful, reviewer.review, values=2)
        if move.by is not None and abs(move.by) > LIMIT
    ]
    assert moved == []
