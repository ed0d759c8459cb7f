"""What the vote on sections is chosen by: how far rules are trusted, and what closes a gap."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from nlp import taxonomy
from nlp.components.attributes import SectionFound
from training.closing import answered
from training.labelled import Narrative
from training.section_trust import counted, tempered

SILENT = dict.fromkeys(taxonomy.SECTIONS, "missing")
TELLS = Narrative(
    "a", "note", "Tom is nine. He sleeps badly since the row.", (), {**SILENT, "impact": "present"},
    {"impact": "sleeps badly"}, (), (), "early_help", escalate=False,
)  # fmt: skip
LEAVES_OUT = replace(TELLS, id="b", text="Tom is nine.", sections=SILENT, evidence={})


class Rules:
    """A pipeline whose rules give one status to every section."""

    def __init__(self, status):
        self.status = status

    def read(self, text):
        return text

    def by_rules(self, doc):
        return SimpleNamespace(sections={name: SectionFound(self.status) for name in taxonomy.SECTIONS})


def test_a_gap_is_answered_in_the_words_of_another_narrative():
    (made,) = [a for a in answered([TELLS, LEAVES_OUT]) if a.section == "impact"]
    assert made.index == 1
    assert made.text == "Tom is nine.\nHe sleeps badly since the row."


def test_what_no_narrative_answers_is_no_gap_to_close():
    assert {a.section for a in answered([TELLS, LEAVES_OUT])} == {"impact"}


def test_rules_are_trusted_as_far_as_they_were_right():
    always_right = counted([TELLS] * 20, Rules("present"))["impact"]["present"]
    always_wrong = counted([LEAVES_OUT] * 20, Rules("present"))["impact"]["present"]
    assert max(range(3), key=always_right.__getitem__) == 2
    assert max(range(3), key=always_wrong.__getitem__) == 0


def test_an_explained_absence_counts_as_answered():
    assert counted([TELLS], Rules("not_known")) == counted([TELLS], Rules("present"))


@pytest.mark.parametrize(("strength", "logs"), [(0.0, (0.0, 0.0)), (0.5, (0.5, -1.0))])
def test_trust_is_tempered(strength, logs):
    assert tempered({"impact": {"present": (1.0, -2.0)}}, strength) == {"impact": {"present": logs}}
