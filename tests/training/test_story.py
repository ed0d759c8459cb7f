"""The causal story: its parameters are sourced or called assumptions, and its cases are as it says."""

import re
from itertools import pairwise

import numpy as np
import pytest
from pydantic import ValidationError

from nlp.features import MONOTONE, NAMES
from training import story

COUNT = 6000


@pytest.fixture(scope="module")
def drawn():
    return story.cases(COUNT)


@pytest.fixture(scope="module")
def every_family():
    """Families as they are drawn, statutory ones among them: what is left out afterwards bends their shares."""
    import random

    rng = random.Random(7)
    values = {name: p.value for name, p in story.parameters().items()}
    return [story.draw(values, rng) for _ in range(COUNT)]


def value(name):
    return story.parameters()[name].value


def test_each_parameter_has_a_source_that_can_be_followed_or_is_called_an_assumption():
    for parameter in story.parameters().values():
        assert bool(parameter.source) != parameter.assumption, parameter.id
        assert not re.search(r"domain\.md|\bseed \d|\[[SMTUI]\]", parameter.source + parameter.reason), parameter.id


@pytest.mark.parametrize("given", [{}, {"source": "a guide", "assumption": True}, {"assumption": True, "reason": "x"}])
def test_a_parameter_without_one_origin_or_a_reason_is_refused(given):
    with pytest.raises(ValidationError):
        story.Parameter.model_validate({"id": "x", "value": 1, "reason": "a reason that is long enough", **given})


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("declines", lambda c: not c.family.agrees),
        ("asked", lambda c: c.family.asked),
        ("already_open", lambda c: c.family.open),
        ("earlier_referral", lambda c: c.family.known),
        ("without_need", lambda c: not c.family.needs),
    ],
)
def test_shares_match_the_file(every_family, name, share):
    expected = value(name)
    error = (expected * (1 - expected) / COUNT) ** 0.5
    assert np.mean([share(case) for case in every_family]) == pytest.approx(expected, abs=4 * error)


def test_families_with_needs_have_as_many_as_the_file_says(every_family):
    counts = [len(case.family.needs) for case in every_family if case.family.needs]
    assert np.mean(counts) == pytest.approx(value("needs_mean"), abs=0.1)


def test_the_writer_is_independent_of_the_family(every_family):
    quality = np.array([case.quality for case in every_family])
    for fact in (
        [len(case.family.needs) for case in every_family],
        [case.family.impact for case in every_family],
        [case.family.agrees for case in every_family],
        [case.family.open for case in every_family],
    ):
        assert abs(np.corrcoef(quality, fact)[0, 1]) < 0.05


def test_no_feature_is_a_length():
    assert not [name for name in NAMES if re.search(r"length|word_?count|words|chars|size", name)]


@pytest.mark.parametrize("name", MONOTONE)
def test_what_the_estimate_may_only_raise_or_lower_does_so_on_average(drawn, name):
    examples = story.examples(drawn)
    column = examples.x[:, NAMES.index(name)]
    gap = column[examples.y == 1].mean() - column[examples.y == 0].mean()
    assert np.sign(gap) == MONOTONE[name]


def test_the_kinds_that_a_text_alone_cannot_tell_are_all_there(drawn):
    shares = story.shares(drawn)
    assert set(shares) == set(story.KINDS)
    assert min(shares.values()) > 0.02
    assert all(a >= b for a, b in pairwise(shares.values()))


def test_thin_drafts_hide_need_and_well_written_ones_are_rightly_closed(drawn):
    thin = [case for case in drawn if case.kind == "thin_hides_need"]
    full = [case for case in drawn if case.kind == "well_written_closed"]
    assert min(len(case.family.needs) for case in thin) >= 2
    assert np.mean([case.quality for case in full]) > np.mean([case.quality for case in thin]) + 0.3
    assert {case.route for case in (*thin, *full)} == {"no_further_action"}


def test_refusals_are_told_and_statutory_cases_are_left_out(drawn):
    refusals = [case for case in drawn if case.kind == "refusal"]
    assert {case.told.assertions["protective_engagement"] for case in refusals} == {"negated"}
    assert "statutory" not in {case.route for case in drawn}


def test_the_same_seed_gives_the_same_cases_and_another_seed_others():
    assert story.cases(50) == story.cases(50)
    assert story.cases(50, seed=1) != story.cases(50, seed=2)
