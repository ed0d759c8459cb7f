from typing import get_args

import pytest

from nlp.rules import examples, loader, personal, schema
from nlp.rules.examples import Broken, Change

RULES = {rule.id: rule for rule in loader.load().rules}


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_does_what_its_examples_say(pipeline, rule_id):
    assert list(examples.broken_of(pipeline, RULES[rule_id])) == []


def test_every_kind_of_rule_can_be_tried():
    assert set(get_args(get_args(schema.AnyRule)[0])) == set(examples._PRODUCES)


def altered(rule_id, **changes):
    return RULES[rule_id].model_copy(update=changes)


@pytest.mark.parametrize("rule_id", {type(rule): rule.id for rule in RULES.values()}.values())
def test_an_example_that_does_not_hold_is_told_for_every_kind(pipeline, rule_id):
    wrong = "The weather was fine."
    # What is absent is asked for where a text says nothing.
    asked = isinstance(RULES[rule_id], schema.QuestionRule | personal.NeededRule)
    rule = altered(rule_id, hits=(), misses=(wrong,)) if asked else altered(rule_id, hits=(wrong,), misses=())
    side = "misses" if asked else "hits"
    assert list(examples.broken_of(pipeline, rule)) == [Broken(rule_id, side, wrong)]


def test_broken_examples_looks_at_the_whole_book(pipeline, book):
    bad = altered("context.stop.words", hits=("The weather was fine.",))
    small = loader.RuleBook((RULES["feedback.question.impact"], bad), book.digest)
    assert examples.broken_examples(pipeline, small) == [Broken(bad.id, "hits", "The weather was fine.")]


@pytest.mark.parametrize(
    ("status", "hit_fails", "miss_fails"),
    [("present", False, True), ("not_known", False, False), ("partial", True, False), ("missing", True, False)],
)
def test_a_section_said_not_to_be_known_is_a_hit_and_no_broken_miss(status, hit_fails, miss_fails):
    rule = next(rule for rule in RULES.values() if isinstance(rule, schema.StatusRule))
    reads = fake(sections={rule.section: Told(status=status)})
    both = rule.model_copy(update={"hits": ("x",), "misses": ("x",)})
    expected = [Broken(rule.id, "hits", "x")] * hit_fails + [Broken(rule.id, "misses", "x")] * miss_fails
    assert list(examples.broken_of(reads, both)) == expected


def test_effect_counts_what_is_new_and_what_is_gone():
    empty = {"sections": {}, "findings": (), "wording": (), "dangers": (), "pii": ()}
    one, two = Told(kind="vague", start=0, end=5), Told(kind="vague", start=7, end=9)
    before, after = fake(**{**empty, "wording": (one,)}), fake(**{**empty, "wording": (one, two)})
    assert examples.effect(before, after, ["a", "b"])["wording"] == Change(added=2, removed=0)
    assert examples.effect(after, before, ["a"])["wording"] == Change(added=0, removed=1)
    assert examples.effect(before, before, ["a"]) == dict.fromkeys(examples._TOLD, Change(0, 0))


class Told:
    """A record with whatever attributes a test needs."""

    def __init__(self, **told):
        self.__dict__.update(told)


def fake(**reading):
    """A pipeline that finds the same in every text."""
    doc = Told(_=Told(hits=(), reading=Told(**reading)))
    return Told(read=lambda text: doc)
