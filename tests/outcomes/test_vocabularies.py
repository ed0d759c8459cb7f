"""An area's words for outcomes, and what a mistake in them says."""

from datetime import date

import pytest

from nlp.errors import RuleError
from nlp.outcomes.vocabulary import load, plain, shipped_vocabularies

OWN = """
id = "northshire"
name = "Northshire hub"
nation = "england"
source = "our screening team"
dated = 2026-11-01
note = "Words of our own hub."
[[outcome]]
means = "early_help"
words = ["Step down"]
[[outcome]]
means = "no_further_action"
words = ["File"]
"""


def written(tmp_path, text):
    path = tmp_path / "northshire.toml"
    path.write_text(text, "utf-8")
    return str(path)


@pytest.mark.parametrize("vocabulary", shipped_vocabularies().values(), ids=lambda v: v.id)
def test_shipped_vocabularies_say_where_they_come_from_and_cover_all_three(vocabulary):
    assert vocabulary.source
    assert vocabulary.note
    assert vocabulary.dated <= date(2026, 12, 31)
    assert {group.means for group in vocabulary.outcome} == {"early_help", "no_further_action", "left_out"}
    assert {group.why for group in vocabulary.outcome} >= {"statutory", "still open", "information only"}
    assert any(group.left_out for group in vocabulary.reason)


def test_two_nations_have_one():
    assert {vocabulary.nation for vocabulary in shipped_vocabularies().values()} >= {"wales", "england"}


@pytest.mark.parametrize(
    ("vocabulary", "word", "means"),
    [
        ("welsh-ppn", "NFA", "no_further_action"),
        ("welsh-ppn", "  Families   First ", "early_help"),
        ("welsh-ppn", "s47", "left_out"),
        ("english-mash", "Level 3", "early_help"),
        ("english-mash", "threshold not met", "no_further_action"),
        ("english-mash", "section 17", "left_out"),
    ],
)
def test_words_mean_what_areas_mean_by_them(vocabulary, word, means):
    assert load(vocabulary).outcomes[plain(word)].means == means


def test_a_local_vocabulary_is_read_from_its_file(tmp_path):
    assert load(written(tmp_path, OWN)).outcomes["step down"].means == "early_help"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('words = ["File"]', 'words = ["File", "FILE "]'), "'file' stands twice"),
        (('words = ["File"]', 'words = ["step down"]'), "'step down' stands twice"),
        (('"no_further_action"', '"left_out"'), "say why words are left out"),
        (('"no_further_action"', '"left_out"\nwhy = "open"'), "no word means no_further_action"),
        (('means = "early_help"', 'means = "helped"'), "early_help"),
        (('words = ["File"]', 'words = ["File"]\nmood = "glad"'), "mood"),
        (("nation", "= ["), "not readable as TOML"),
    ],
)
def test_a_mistake_names_the_file_and_the_place(tmp_path, change, said):
    with pytest.raises(RuleError, match=r"northshire\.toml") as error:
        load(written(tmp_path, OWN.replace(*change)))
    assert said in str(error.value)


def test_an_unknown_name_says_what_there_is():
    with pytest.raises(RuleError, match="english-mash, welsh-ppn"):
        load("narnia")
