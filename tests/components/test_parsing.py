import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.parsing import MOST_UNIT_TOKENS, fold, parse


@given(st.text())
def test_folding_moves_no_character(text):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=300))
def test_every_token_has_the_offsets_of_the_text_as_given(text):
    doc = parse(text)
    assert doc._.text == doc.text == fold(text)
    assert all(fold(text)[t.idx : t.idx + len(t)] == t.text for t in doc)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Mum said no. Dad agreed.", 2),
        ("Seen by Dr. Shah at 10.30 today.", 1),
        ("Drugs: N\nAlcohol: N\nWeapons: nil", 3),
        ('He said "no." Then he left.', 2),
        ("one line only", 1),
        ("There were no bruises, but Mum had a black eye.", 2),
        ("Our systems hold nothing but a lost purse from 2019.", 1),
        ("It was mentioned at the time but nothing was confirmed.", 1),
        ("She is not, however, hurting herself.", 1),
        ("First line\r\nsecond line", 2),
        ("👮🏽 came. 家 seen.", 2),
    ],
)
def test_reading_units(text, units):
    assert len(list(parse(text).sents)) == units


def test_a_run_on_is_cut_into_units_that_can_be_read():
    text = "he said that and then he went there " * 30
    sizes = [len(unit) for unit in parse(text).sents]
    assert max(sizes) <= MOST_UNIT_TOKENS + 15
    assert sum(sizes) == len(parse(text))


def test_a_quoted_clause_that_says_otherwise_keeps_its_quotation_mark():
    first, second = parse('"I do not mind it," she told me, "but I fell asleep in maths."').sents
    assert (first.text[-1], second.text[0]) == (",", '"')
