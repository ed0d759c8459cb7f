import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.rules.phrases import WORD, first_words, key, to_regex


def means(phrase, text):
    return re.fullmatch(to_regex(phrase), text, re.IGNORECASE) is not None


MATCHES = [
    ("no food", "No FOOD"),
    ("no food", "no  \tfood"),
    ("(mum|dad) shouts", "dad shouts"),
    ("drink(s|ing)?", "drink"),
    ("drink(s|ing)?", "drinking"),
    ("(very)? drunk", "drunk"),
    ("(very)? drunk", "very drunk"),
    ("drunk (again)?", "drunk"),
    ("drunk (again)?", "drunk again"),
    ("a (b|c (d|e))", "a c e"),
    ("hides * phone", "hides phone"),
    ("hides * phone", "hides it behind her old phone"),
    ("don't", "dont"),
    ("step-dad", "step dad"),
    ("step-dad", "stepdad"),
    ("c.1 (x)", "c.1 x"),
]
DIFFERS = [
    ("no food", "nofood"),
    ("no food", "no\nfood"),
    ("(mum|dad) shouts", "nan shouts"),
    ("drink(s|ing)?", "drinker"),
    ("drunk (again)?", "drunk "),
    ("hides * phone", "hides it far behind her old phone"),
    ("c.1", "cx1"),
    ("don't", "donut"),
]


@pytest.mark.parametrize(("phrase", "text"), MATCHES)
def test_a_phrase_stands_for(phrase, text):
    assert means(phrase, text)


@pytest.mark.parametrize(("phrase", "text"), DIFFERS)
def test_a_phrase_does_not_stand_for(phrase, text):
    assert not means(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("(mum", "never closed"),
        ("mum (and (dad)", "never closed"),
        ("mum)", "never opened"),
        ("(a|b) c)", "never opened"),
        ("(very)? (much)?", "every word"),
        ("*", "every word"),
        ("", "every word"),
    ],
)
def test_a_phrase_that_means_nothing_is_refused(phrase, told):
    with pytest.raises(ValueError, match=told):
        to_regex(phrase)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("No food", {"no"}),
        ("(mum|dad) shouts", {"mum", "dad"}),
        ("(very)? drunk", {"very", "drunk"}),
        ("drink(s|ing)?", {"drink", "drinks", "drinking"}),
        ("don't know", {"dont"}),
        ("step-dad hits", {"step", "stepdad"}),
        ("(a b|c) d", {"a", "c"}),
    ],
)
def test_first_words(phrase, words):
    assert first_words(phrase) == words


@pytest.mark.parametrize(("phrase", "text"), MATCHES)
def test_a_match_begins_with_one_of_the_first_words(phrase, text):
    assert key(WORD.search(text).group()) in first_words(phrase)


WORDS = st.text(st.characters(categories=("Ll", "Nd")), min_size=1, max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_plain_words_stand_for_themselves(words):
    assert means(" ".join(words), " ".join(words))


@given(st.lists(WORDS, min_size=2, max_size=5, unique=True))
def test_a_choice_stands_for_each_of_its_words(words):
    assert all(means(f"({'|'.join(words)}) end", f"{word} end") for word in words)
