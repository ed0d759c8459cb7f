"""What is shown of what was found: the places of which the program is nearly as sure as of the surest."""

import numpy as np
import pytest

from nlp import taxonomy
from nlp.components.attributes import Cue, Danger, Finding, SectionFound
from nlp.components.encoder import Sensed
from nlp.components.heads import LEVELS, STANDINGS
from nlp.components.vote import Weights, vote_findings, vote_safety, vote_sections

SPANS = ((0, 10), (11, 20), (21, 30))
NOTHING = {name: SectionFound("missing") for name in taxonomy.SECTIONS}


def sensed(*, neglect=(0.0, 0.0, 0.0), actions=(0.0, 0.0, 0.0), danger=(0.0, 0.0, 0.0)):
    """What an encoder saw in three units: how surely each tells of neglect, of what the officer did, and of danger."""
    findings = np.zeros((3, len(taxonomy.FINDINGS), len(STANDINGS)), np.float32)
    findings[:, :, 0] = 1.0
    findings[:, taxonomy.FINDINGS.index("neglect"), 0] = 1 - np.array(neglect)
    findings[:, taxonomy.FINDINGS.index("neglect"), STANDINGS.index("affirmed")] = neglect
    sections = np.zeros((3, len(taxonomy.SECTIONS), len(LEVELS)), np.float32)
    sections[:, :, 0] = 1.0
    did = taxonomy.SECTIONS.index("actions")
    sections[:, did, 0] = 1 - np.array(actions)
    sections[:, did, LEVELS.index("present")] = actions
    status = np.zeros((len(taxonomy.SECTIONS), len(LEVELS)), np.float32)
    status[:, 0] = 1.0
    status[did] = (0.02, 0.03, 0.95)
    none, risk = np.zeros((3, 1), np.float32), np.array(danger, np.float32)[:, None]
    return Sensed(SPANS, sections, findings, none, risk, np.ones((3, len(taxonomy.SOURCES)), np.float32), status, 0.0)


@pytest.mark.parametrize(
    ("neglect", "shown"),
    [((0.99, 0.5, 0.0), [0]), ((0.99, 0.98, 0.0), [0, 11]), ((0.5, 0.5, 0.5), [0, 11, 21]), ((0.1, 0.1, 0.1), [])],
)
def test_of_one_finding_the_surest_places_are_shown(neglect, shown):
    found = vote_findings((), sensed(neglect=neglect), Weights())
    assert [f.start for f in found if f.id == "neglect"] == shown


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


@pytest.mark.parametrize(("cues", "told"), [((Cue(0, 2, "context.negated.no"),), ["negated"]), ((), [])])
def test_what_a_cue_denies_is_told_also_where_the_encoder_sees_nothing(cues, told):
    denied = Finding("neglect", "negated", 3, 8, "seen", cues, "findings.neglect")
    found = vote_findings([denied], sensed(), Weights())
    assert [f.assertion for f in found if f.id == "neglect"] == told


@pytest.mark.parametrize(("factors", "status"), [((0.0, 0.0, 0.0), "present"), ((9.0, 0.0, 0.0), "missing")])
def test_what_rules_say_of_a_section_counts_as_far_as_it_proved_right(factors, status):
    weights = Weights(section_rules={"actions": {"missing": factors}})
    assert vote_sections(NOTHING, sensed(actions=(0.99, 0.1, 0.0)), weights)["actions"].status == status


@pytest.mark.parametrize(
    ("cues", "told"), [((Cue(0, 2, "context.affirmed.litotes"),), ["affirmed"]), ((), ["negated"])]
)
def test_what_a_cue_claims_is_told_where_the_encoder_takes_it_for_denied(cues, told):
    seen = sensed()
    index = taxonomy.FINDINGS.index("neglect")
    seen.findings[0, index, 0], seen.findings[0, index, STANDINGS.index("negated")] = 0.1, 0.9
    claimed = Finding("neglect", "affirmed", 3, 8, "seen", cues, "findings.neglect")
    assert [f.assertion for f in vote_findings([claimed], seen, Weights()) if f.id == "neglect"] == told
