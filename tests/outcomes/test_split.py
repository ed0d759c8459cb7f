"""By time, never one person twice, never one text in two parts, and never too few."""

from dataclasses import replace
from pathlib import Path

import pytest

from nlp.errors import OutcomeError
from nlp.features import NAMES
from nlp.outcomes.data import Data
from nlp.outcomes.sections import LEAST_IN_A_GROUP, LEAST_IN_A_MONTH
from nlp.outcomes.split import CAUTIOUS_FITTED, ENOUGH_SCORED, LEAST_FITTED, LEAST_SCORED, split


def months(data, rows):
    return {data.labels[i].month for i in rows}


def people(data, rows):
    return {data.labels[i].group for i in rows}


def test_the_newest_fifth_is_scored_and_the_next_newest_calibrate(make):
    data = make(600)
    parts = split(data)
    assert parts.by_date
    assert months(data, parts.test) == {"2025-09", "2025-10"}
    assert months(data, parts.middle) == {"2025-07", "2025-08"}
    assert max(months(data, parts.fit)) == "2025-06"
    assert len(parts.fit) + len(parts.middle) + len(parts.test) == 600
    assert parts.dropped == 0


def test_an_older_row_of_a_person_in_a_newer_part_is_left_out(make):
    data = make(600, groups=[f"person {i % 500}" for i in range(600)])
    parts = split(data)
    assert not people(data, parts.fit) & people(data, parts.test)
    assert not people(data, parts.fit) & people(data, parts.middle)
    assert not people(data, parts.middle) & people(data, parts.test)
    assert parts.dropped > 0


@pytest.mark.parametrize("given", [[], ["2025-03"]])
def test_without_dates_people_are_drawn_and_always_the_same(make, given):
    groups = [f"person {i // 3}" for i in range(700)]
    data = make(700, months=given, groups=groups)
    parts = split(data)
    assert not parts.by_date
    assert not people(data, parts.fit) & people(data, (*parts.test, *parts.middle))
    assert 0.15 < len(parts.test) / 700 < 0.25
    assert split(data) == parts


@pytest.mark.parametrize(
    ("rows", "share", "said"),
    [(200, 0.5, "to fit on"), (4000, 0.03, "to fit on|to calibrate on|to score")],
)
def test_too_few_outcomes_are_refused_with_the_number_that_is_needed(make, rows, share, said):
    with pytest.raises(OutcomeError, match=f"Too few outcomes: of .* rows ({said})") as error:
        split(make(rows, share))
    assert "Give more months" in str(error.value)


def test_the_least_number_follows_the_number_of_features(make):
    with pytest.raises(OutcomeError, match=f"at least {LEAST_FITTED} are needed"):
        split(make(120))


def test_the_same_text_in_two_parts_is_refused_by_row(make):
    data = make(600)
    facts = list(data.facts)
    facts[595] = replace(facts[595], sketch=facts[3].sketch)  # scored, and fitted on
    facts[594] = replace(facts[594], sketch=facts[593].sketch)  # both scored: no harm
    with pytest.raises(OutcomeError, match="rows 4 and 596") as error:
        split(Data(data.labels, facts, data.rows))
    assert "595" not in str(error.value).replace("596", "")
    assert "--group-column" in str(error.value)


def test_the_page_tells_the_least_numbers_that_the_program_asks_for():
    page = (Path(__file__).parents[2] / "docs" / "outcomes.md").read_text("utf-8")
    assert (5 * len(NAMES), 10 * len(NAMES)) == (LEAST_FITTED, CAUTIOUS_FITTED)
    assert "at least five rows for each feature that the estimate counts are needed to fit on, ten are better" in page
    assert f"at least {LEAST_SCORED} each to calibrate and to score" in page
    assert f"dependable from about {ENOUGH_SCORED}" in page
    assert f"Months with fewer than {LEAST_IN_A_MONTH} rows and groups with fewer than {LEAST_IN_A_GROUP}" in page
