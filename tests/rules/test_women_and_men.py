"""What a rule sees hangs on nobody's sex: its example sentences, with women and men in each other's place."""

import pytest

from nlp.components.pipeline import Pipeline
from nlp.rules import loader
from nlp.rules.schema import FindingRule, SafetyRule
from training.swaps import mirroring, put

BOOK = loader.load()
OF_WOMEN_ONLY = "safety.fgm."  # female genital mutilation
SENTENCES = [
    (rule.id, sentence, edits)
    for rule in (*BOOK.of(FindingRule), *BOOK.of(SafetyRule))
    for sentence in rule.hits
    if not rule.id.startswith(OF_WOMEN_ONLY) and (edits := mirroring(sentence))
]


@pytest.fixture(scope="module")
def by_rules():
    return Pipeline(BOOK)


def fires(pipeline, rule, sentence):
    reading = pipeline.read(sentence)._.reading
    return rule in {found.rule for found in (*reading.findings, *reading.dangers)}


def test_there_are_many_such_sentences():
    assert len(SENTENCES) > 300


@pytest.mark.parametrize(("rule", "sentence", "edits"), SENTENCES)
def test_a_rule_fires_alike(by_rules, rule, sentence, edits):
    assert fires(by_rules, rule, put(sentence, edits)) == fires(by_rules, rule, sentence)
