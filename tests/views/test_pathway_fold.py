"""The fold of kinds of help: what they hang on, never an order; where something must not wait, to phone first."""

import re

import pytest

from nlp import pathways
from nlp.forms import shipped_forms
from nlp.options import MOST, options
from tests.test_pathways import GENERIC, HELP, ORDERS, SAMPLE, TEXT, directory, told
from tests.views.conftest import DANGER
from views import pathway_fold, samples


def fold(reviewer, text, form=GENERIC, listed=SAMPLE):
    review = reviewer.review(text)
    return pathway_fold.content(text, review, options(review, listed, form), listed)


def test_the_fold_shows_the_words_the_notes_and_the_source(reviewer):
    html = fold(reviewer, TEXT)
    assert {"Early help or family support", "Drug and alcohol service"} <= set(re.findall(r"<h3>(.*?)</h3>", html))
    for words in ("litre of vodka", "told as fact", "cocaine", "guessed or unsure", "the family has to agree"):
        assert words in html
    assert "your area fills this in" in html
    assert "Read on 22 November 2026" in html
    assert "your area has not filled in its own list yet" in html


def test_a_need_that_is_told_often_is_shown_once_by_its_surest_words(reviewer):
    needs = (told("young_carer", "uncertain"), told("young_carer", start=4), told("young_carer", start=8))
    review = reviewer.review(TEXT).model_copy(update={"findings": needs})
    html = pathway_fold.content("one two six", review, options(review, directory({}), GENERIC), directory({}))
    assert "“two” (young carer, told as fact)" in html
    assert "“one”" not in html
    assert "“six”" not in html


def test_an_area_s_own_list_says_whose_it_is_and_how_to_reach_it(reviewer):
    table = {"area": "Northshire", "arrangement": [HELP | {"findings": ["parental_alcohol_misuse"], "reach": "a<b>c"}]}
    html = fold(reviewer, TEXT, listed=pathways.Directory.model_validate(table))
    assert "From the list of Northshire." in html
    assert "not filled in" not in html
    assert "a&lt;b&gt;c" in html


def test_where_something_must_not_wait_it_says_to_phone_and_nothing_else(reviewer):
    assert re.sub(r"<[^>]+>", "", fold(reviewer, DANGER)) == pathway_fold.PHONE_FIRST


def test_nothing_is_shown_where_nothing_hangs_on_the_text(reviewer):
    assert fold(reviewer, TEXT, listed=directory({"findings": ["radicalisation"]})) == ""


@pytest.mark.parametrize("title", samples.drafts())
def test_the_fold_never_orders_or_decides(reviewer, title):
    text = samples.drafts()[title]
    for form in shipped_forms().values():
        own = re.sub(r'“.*?”|<p class="words">.*?</p>', "", fold(reviewer, text, form))
        assert not re.search(ORDERS, own, re.IGNORECASE)
        assert own.count("<h3>") <= MOST
