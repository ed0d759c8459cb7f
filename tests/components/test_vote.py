"""What is shown of what was found: the places of which the program is nearly as sure as of the surest."""

import pytest

from nlp.components.attributes import Danger, SectionFound
from nlp.components.vote import Weights, vote_safety, vote_sections
from tests.components.seen import NOTHING, SPANS, sensed


@pytest.mark.parametrize(
    ("actions", "ruled", "shown"),
    [
        ((0.99, 0.7, 0.0), (), [(0, 10)]),
        ((0.95, 0.94, 0.0), (), [(0, 10), (11, 20)]),
        ((0.9, 0.9, 0.93), ((22, 25),), [(21, 30)]),
        ((0.99, 0.1, 0.0), ((12, 14),), [(0, 10)]),
        ((0.59, 0.35, 0.0), ((12, 14),), [(0, 10)]),
        ((0.75, 0.3, 0.3), ((12, 14), (22, 25)), [(0, 10)]),
        ((0.1, 0.1, 0.0), ((12, 14),), [(12, 14)]),
        ((0.1, 0.1, 0.0), (), []),
    ],
)
def test_a_status_is_proved_by_the_surest_units_first_of_all_where_a_rule_sees_an_answer(actions, ruled, shown):
    rules = {**NOTHING, "actions": SectionFound("present", ruled)}
    found = vote_sections(rules, sensed(actions=actions), Weights())["actions"]
    assert list(found.evidence) == shown
    assert (found.status == "missing") is (shown == [])


@pytest.mark.parametrize(("danger", "speaks", "shown"), [((0.2, 0.1, 0.9), True, [21]), ((0.2, 0.1, 0.9), False, [0])])
def test_a_sign_is_shown_once_where_the_encoder_is_surest_of_danger(danger, speaks, shown):
    rules = [Danger("injury_to_child", start, start + 5, "safety.injury") for start, _ in SPANS]
    found = vote_safety(rules, sensed(danger=danger), Weights(), speaks_of_people=speaks)
    assert [d.start for d in found] == shown


@pytest.mark.parametrize(("factors", "status"), [((0.0, 0.0, 0.0), "present"), ((9.0, 0.0, 0.0), "missing")])
def test_what_rules_say_of_a_section_counts_as_far_as_it_proved_right(factors, status):
    weights = Weights(section_rules={"actions": {"missing": factors}})
    assert vote_sections(NOTHING, sensed(actions=(0.99, 0.1, 0.0)), weights)["actions"].status == status
