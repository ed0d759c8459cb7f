"""The mathematics that shipped and own models share."""

import numpy as np
import pytest

from nlp.features import MONOTONE, NAMES
from nlp.outcomes.calibration import abstention, auc, coverage, expected_calibration_error, recalibration, reliability
from nlp.outcomes.drift import by_chance, of_features, shares, stability_index
from nlp.outcomes.logistic import Examples, bootstrap, fit, unseen
from nlp.outcomes.scores import Scorer, System, always_closed, estimates


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def test_auc_is_the_share_of_pairs_in_the_right_order_and_half_of_ties():
    p, y = np.array([0.1, 0.4, 0.4, 0.9, 0.2]), np.array([0.0, 1.0, 0.0, 1.0, 0.0])
    pairs = [(a > b) + 0.5 * (a == b) for a in p[y == 1] for b in p[y == 0]]
    assert auc(p, y) == pytest.approx(sum(pairs) / len(pairs))


def test_a_feature_that_may_not_lower_never_does():
    rng = np.random.default_rng(0)
    x = rng.random((300, len(NAMES)))
    at = NAMES.index("section_impact")
    y = (x[:, at] < 0.5).astype(float)  # the data say the contrary
    w = fit(x - x.mean(axis=0), y, 0.003)
    assert all(w[1 + i] * MONOTONE.get(name, 0) >= 0 for i, name in enumerate(NAMES))
    assert w[1 + at] == 0


def test_the_unseen_estimate_of_a_voice_does_not_hang_on_its_outcomes():
    rng = np.random.default_rng(0)
    x, y = rng.random((90, len(NAMES))), rng.integers(0, 2, 90).astype(float)
    voice = tuple(f"v{i % 3}" for i in range(90))
    own = np.array([v == "v0" for v in voice])
    turned = np.where(own, 1 - y, y)
    before, after = (unseen(Examples(x, outcome, voice), 0.01) for outcome in (y, turned))
    assert before[own] == pytest.approx(after[own])
    assert before[~own] != pytest.approx(after[~own])


def test_recalibration_finds_the_shift_and_factor_that_were_put_in():
    rng = np.random.default_rng(0)
    z = rng.normal(0, 2, 4000)
    y = (rng.random(4000) < sigmoid(0.6 * z + 1)).astype(float)
    assert recalibration(z, y) == pytest.approx((0.6, 1), abs=0.2)


def test_abstention_widens_until_enough_are_right():
    p = np.array([0.45, 0.55, 0.42, 0.58, 0.05, 0.95] * 20)
    y = np.array([1.0, 0.0, 1.0, 0.0, 0.0, 1.0] * 20)
    low, high = abstention(p, y)
    assert 0.05 <= low < 0.42
    assert 0.58 < high <= 0.95


def test_calibration_error_is_none_where_shares_are_met():
    p, y = np.array([0.25] * 4 + [0.75] * 4), np.array([1, 0, 0, 0, 1, 1, 1, 0], dtype=float)
    assert expected_calibration_error(p, y) == 0
    assert expected_calibration_error(p, 1 - y) == pytest.approx(0.5)
    assert [row["texts"] for row in reliability(p, y)] == [4, 4]
    assert coverage(p, y)[0] == {"decided": 1.0, "right": 0.75}


def test_the_bootstrap_is_the_same_each_time():
    rng = np.random.default_rng(0)
    data = Examples(rng.random((40, len(NAMES))), rng.integers(0, 2, 40).astype(float), ("a",) * 40)
    first, again = (next(bootstrap(data, data.x.mean(axis=0), 0.1, 1.0, 0.0)) for _ in range(2))
    assert list(first) == list(again)


def test_estimates_are_those_of_the_model(shipped_model):
    x = np.random.default_rng(0).random((5, len(NAMES)))
    one_by_one = [shipped_model.estimate(dict(zip(NAMES, row, strict=True))) for row in x]
    assert estimates(shipped_model, x) == pytest.approx(one_by_one)


# ── scores ───────────────────────────────────────────────────────────────────────────────────────────


def test_intervals_hold_the_figure_and_shrink_with_more_rows():
    rng = np.random.default_rng(0)
    widths = []
    for rows in (60, 600):
        y = rng.integers(0, 2, rows).astype(float)
        found = Scorer(y, [str(i) for i in range(rows)]).figures(System("s", np.clip(y * 0.6 + 0.2, 0, 1), (0.5, 0.5)))
        coin = Scorer(y, [str(i) for i in range(rows)]).figures(System("coin", rng.random(rows), (0.3, 0.7)))
        assert found["AUC"].value == 1
        assert all(f.low <= f.value <= f.high for f in coin.values())
        widths.append(coin["AUC"].high - coin["AUC"].low)
    assert widths[1] < widths[0] / 2


def test_figures_of_many_draws_at_once_are_those_of_one(shipped_model):
    rng = np.random.default_rng(0)
    y, p = rng.integers(0, 2, 80).astype(float), rng.integers(0, 8, 80) / 7  # with ties
    found = Scorer(y, [str(i) for i in range(80)]).figures(System("s", p, (0.3, 0.7)))
    decided = (p <= 0.3) | (p >= 0.7)
    assert found["AUC"].value == pytest.approx(auc(p, y))
    assert found["ECE"].value == pytest.approx(expected_calibration_error(p, y))
    assert found["Brier"].value == pytest.approx(np.mean((p - y) ** 2))
    assert found["decided"].value == pytest.approx(decided.mean())
    assert found["right when decided"].value == pytest.approx(((p >= 0.5) == y)[decided].mean())


def test_people_are_drawn_with_all_their_rows():
    y = np.array([0.0, 1.0] * 50)
    coin = System("coin", np.random.default_rng(0).random(100), (0.5, 0.5))
    apart = Scorer(y, [str(i) for i in range(100)]).gap(coin)
    together = Scorer(y, [str(i // 25) for i in range(100)]).gap(coin)
    assert apart.high - apart.low != pytest.approx(together.high - together.low, rel=0.05)


def test_what_cannot_be_measured_is_said_to_be_none():
    silent = System("silent", np.full(10, 0.5), (0.1, 0.9))
    found = Scorer(np.ones(10), [str(i) for i in range(10)]).figures(silent)
    assert found["AUC"].told == found["right when decided"].told == "none"


def test_always_closing_is_right_as_often_as_nothing_follows():
    y = np.array([1.0] * 3 + [0.0] * 7)
    assert Scorer(y, [str(i) for i in range(10)]).figures(always_closed(10))["right when decided"].value == 0.7


# ── drift ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_stability_index_is_nought_where_nothing_moved():
    assert stability_index([10, 20, 30], [10, 20, 30]) == 0
    assert stability_index([50, 5, 5], [5, 5, 50]) > 1


def test_chance_alone_passes_the_line_in_about_one_month_in_twenty():
    rng = np.random.default_rng(0)
    known = rng.choice([0.0, 0.5, 1.0], size=(2000, len(NAMES)))
    line = by_chance(2000, 60)
    before = shares(known)
    passed = 0
    for _ in range(400):
        now = shares(rng.choice([0.0, 0.5, 1.0], size=(60, len(NAMES))))
        passed += any(stability_index(before[name], now[name]) > line for name in NAMES)
    assert 0.01 < passed / 400 < 0.12


def test_a_feature_that_moved_is_named_in_its_month_and_no_other(alike):
    moved = "help_accepted"
    at = NAMES.index(moved)
    x = alike.x.copy()
    late = np.array([month == "2025-10" for month in alike.months])
    x[late, at] = 1.0
    facts = [
        type(f)(tuple(row), f.terms, f.sketch, f.skipped, f.made_by) for f, row in zip(alike.facts, x, strict=True)
    ]
    section = of_features(type(alike)(alike.labels, facts, alike.rows), shares(x[~late]), "the rest")
    said = {row[0]: row[-1] for row in section.table.rows}
    assert said["2025-10"] == "help is accepted or asked for (more)"
    assert set(said.values()) == {"none", said["2025-10"]}
