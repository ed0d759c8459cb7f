"""Rivals are scored alike, on texts that they were not fitted to."""

import numpy as np
import pytest

from nlp.features import MONOTONE, NAMES
from nlp.outcomes.logistic import Examples
from training import compare_routes, routes_page, story
from training.compare_routes import SHIPPED, Material, Scored, Texts

WITHOUT_WORDS = {name: rival for name, rival in compare_routes.RIVALS.items() if "words" not in name}


def texts(examples):
    told = np.ones(len(examples.y), dtype=bool)
    told[0] = False
    return Texts(examples, examples.x, ("masked",) * len(examples.y), told)


def drawn(count, seed):
    found = story.examples(story.cases(count, seed))
    return Examples(found.x, found.y, tuple(f"voice-{i % 3}" for i in range(count)))


@pytest.fixture(scope="module")
def material():
    labels = drawn(300, 1)
    return Material(labels, ("masked",) * 300, drawn(200, 2), texts(drawn(100, 3)), texts(drawn(60, 4)))


def perfect(y):
    return Scored(np.where(y == 1, 0.9, 0.1), np.ones(len(y), dtype=bool), y, ("a",) * len(y))


def test_a_rival_that_knows_is_better_beyond_chance_than_one_that_guesses():
    y = np.array([0.0, 1.0] * 30)
    guess = Scored(np.full(60, 0.5), np.zeros(60, dtype=bool), y, ("a",) * 60)
    assert compare_routes.gains(perfect(y), guess)["Brier"][0] > 0
    assert compare_routes.gains(guess, perfect(y))["Brier"][1] < 0
    assert compare_routes.figures(perfect(y)) == pytest.approx(
        {"AUC": 1.0, "Brier": 0.01, "ECE": 0.1, "decided": 1.0, "right when decided": 1.0}
    )


def test_an_estimate_that_is_not_told_counts_as_a_half_and_as_not_decided(material):
    held, gold = compare_routes.scored(WITHOUT_WORDS[SHIPPED], material)
    for found in (held, gold):
        assert found.p[0] == 0.5
        assert not found.decided[0]
        assert found.decided.any()  # others are: how many hangs on the share that has to be right


def test_no_voice_is_calibrated_on_itself(material):
    """Where one voice's outcomes are turned round, its own estimates stay as they were."""
    voice = np.array(material.held.examples.voice) == "voice-2"
    y = np.where(voice, 1 - material.held.examples.y, material.held.examples.y)
    turned = Examples(material.held.examples.x, y, material.held.examples.voice)
    other = Material(material.labels, material.masked, material.story, texts(turned), material.gold)
    before, _ = compare_routes.scored(WITHOUT_WORDS[SHIPPED], material)
    after, _ = compare_routes.scored(WITHOUT_WORDS[SHIPPED], other)
    assert np.allclose(before.p[voice], after.p[voice])
    assert not np.allclose(before.p[~voice], after.p[~voice])


def test_boosting_keeps_the_signs_that_it_must(material):
    rows = [material.gold.examples.x[:20].copy() for _ in range(2 * len(MONOTONE))]
    for at, name in enumerate(MONOTONE):
        rows[2 * at][:, NAMES.index(name)], rows[2 * at + 1][:, NAMES.index(name)] = 0.0, 1.0
    found = compare_routes._boosted(material.labels, *rows)
    for (name, sign), below, above in zip(MONOTONE.items(), found[::2], found[1::2], strict=True):
        assert np.all((above - below) * sign >= -1e-9), name


def test_a_rival_never_sees_the_outcomes_of_the_drafts(material):
    turned = Examples(material.gold.examples.x, 1 - material.gold.examples.y, material.gold.examples.voice)
    other = Material(material.labels, material.masked, material.story, material.held, texts(turned))
    for rival in WITHOUT_WORDS.values():
        (held, gold), (held_turned, gold_turned) = rival(material), rival(other)
        assert np.allclose(held, held_turned)
        assert np.allclose(gold, gold_turned)


def test_the_page_draws_its_conclusion_from_the_figures():
    y = np.array([0.0, 1.0] * 30)
    guess = Scored(np.full(60, 0.5), np.zeros(60, dtype=bool), y, ("a",) * 60)
    good = {SHIPPED: perfect(y), "rival": guess}
    bad = {SHIPPED: guess, "rival": perfect(y)}
    assert "No rival did better" in routes_page.conclusion(good, good)
    told = routes_page.conclusion(bad, bad)
    assert "“rival” did better than the shipped way beyond chance" in told
    assert "AUC, development drafts: 0.500; the target, at least 0.93, is missed." in told
