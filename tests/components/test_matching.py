import pytest

from nlp.components.matching import RuleMatcher
from nlp.components.parsing import parse
from nlp.rules.schema import StopRule


def matcher(*phrases, regex=()):
    rule = StopRule(
        id="context.x", kind="stop", source="test", phrases=phrases, regex=regex, hits=("a",), misses=("b",)
    )
    return RuleMatcher([rule])


def found(phrases, text, regex=()):
    doc = parse(text)
    return [doc[h.start : h.end].text for h in matcher(*phrases, regex=regex).find(doc)]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("drink(s|ing)?", "She DRINKS a lot", ["DRINKS"]),
        ("drink(s|ing)?", "a drinker", []),
        ("(was)? found (by)?", "was found by us", ["was found by"]),
        ("(was)? found (by)?", "found", ["found"]),
        ("hides * phone", "she hides his new mobile phone", ["hides his new mobile phone"]),
        ("hides * phone", "she hides one two three four five phone", []),
        ("don't", "they dont and don\u2019t", ["dont", "don't"]),
        ("step-dad", "step dad, stepdad, step-dad", ["step dad", "stepdad", "step-dad"]),
        ("no food", "no\nfood", []),
        ("as (a|an) (kid|child)", "as a child", ["as a child"]),
    ],
)
def test_phrases(phrase, text, expected):
    assert found((phrase,), text) == expected


def test_of_two_hits_of_a_rule_the_longer_stays():
    assert found(("no", "no sign of"), "no sign of harm") == ["no sign of"]


def test_shapes_are_found_in_any_case():
    assert found(("x",), "At 1430HRS", regex=(r"\b\d{4}hrs\b",)) == ["1430HRS"]
