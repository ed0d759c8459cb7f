"""How rules, cues and encoder together read a finding, and what is shown of it."""

from dataclasses import replace

import pytest

from nlp import taxonomy
from nlp.components.attributes import Cue, Finding
from nlp.components.heads import STANDINGS
from nlp.components.vote import Weights
from nlp.components.vote_findings import vote_findings
from tests.components.seen import sensed, words

WEIGHTS = Weights(finding_words=1.0, finding_cue=4.0)


@pytest.mark.parametrize(
    ("neglect", "shown"),
    [((0.99, 0.5, 0.0), [0]), ((0.99, 0.98, 0.0), [0, 11]), ((0.5, 0.5, 0.5), [0, 11, 21]), ((0.1, 0.1, 0.1), [])],
)
def test_of_one_finding_the_surest_places_are_shown(neglect, shown):
    found = vote_findings((), sensed(neglect=neglect), Weights())
    assert [f.start for f in found if f.id == "neglect"] == shown


@pytest.mark.parametrize("leaning", [0.0, 0.009])
@pytest.mark.parametrize(("cues", "told"), [((Cue(0, 2, "context.negated.no"),), ["negated"]), ((), [])])
def test_what_a_cue_denies_is_told_also_where_the_encoder_sees_nothing(cues, told, leaning):
    seen = sensed(neglect=(leaning, 0.0, 0.0))
    denied = Finding("neglect", "negated", 3, 8, "seen", cues, "findings.neglect")
    found = vote_findings([denied], seen, Weights())
    assert [f.assertion for f in found if f.id == "neglect"] == told


def seen_as(standing, chance, *, told=None):
    """What the encoder saw where it takes the first unit to tell of neglect as ``standing``."""
    seen = sensed()
    row = seen.findings[0, taxonomy.FINDINGS.index("neglect")]
    row[:] = (1 - chance) / (len(STANDINGS) - 1)
    row[STANDINGS.index(standing)] = chance
    return replace(seen, words=words(told))


def ruled(assertion, *cues):
    return Finding("neglect", assertion, 3, 8, "seen", cues, "findings.neglect")


def read(finding, seen):
    return [f.assertion for f in vote_findings([finding], seen, WEIGHTS) if f.id == "neglect"]


@pytest.mark.parametrize(
    ("cues", "told"), [((Cue(0, 2, "context.affirmed.litotes"),), ["affirmed"]), ((), ["negated"])]
)
def test_what_a_cue_claims_is_told_where_the_encoder_takes_it_for_denied(cues, told):
    assert read(ruled("affirmed", *cues), seen_as("negated", 0.8)) == told


@pytest.mark.parametrize("told", ["affirmed", "negated", "historical", "uncertain"])
def test_the_very_words_are_read_beside_their_unit(told):
    assert read(ruled("affirmed"), seen_as("affirmed", 0.5, told=told)) == [told]


def test_where_encoder_and_words_agree_against_a_cue_its_words_are_not_shown():
    found = vote_findings(
        [ruled("negated", Cue(0, 2, "context.negated.no"))], seen_as("affirmed", 0.95, told="affirmed"), WEIGHTS
    )
    assert [(f.assertion, f.cues) for f in found if f.id == "neglect"] == [("affirmed", ())]


def test_what_is_read_as_somebody_elses_is_no_finding_of_the_household():
    assert read(ruled("affirmed"), seen_as("outsider", 0.9, told="outsider")) == [None]


def test_a_rule_that_cannot_tell_leaves_it_to_the_encoder():
    assert read(ruled("uncertain"), seen_as("affirmed", 0.8)) == ["affirmed"]


def test_a_rule_whose_own_words_deny_is_followed():
    assert read(ruled("negated"), seen_as("affirmed", 0.9, told="affirmed")) == ["negated"]


def test_findings_of_one_unit_stand_in_the_order_of_the_taxonomy():
    seen = sensed()
    seen.findings[0, :, 0], seen.findings[0, :, 1] = 0.01, 0.99
    assert [f.id for f in vote_findings((), seen, WEIGHTS)] == list(taxonomy.FINDINGS)


def test_of_two_places_in_one_unit_the_one_that_tells_most_plainly_counts():
    denied = ruled("negated", Cue(0, 2, "context.negated.no"))
    seen = seen_as("affirmed", 0.4)
    assert {f.assertion for f in vote_findings([denied, ruled("affirmed")], seen, WEIGHTS)} == {"affirmed"}
