"""The encoder looks for needs and answers in a text that says nothing of names, places, groups and sexes."""

import pytest
from tokenizers import Tokenizer

from nlp import models
from nlp.components.attributes import Pii
from nlp.components.encoder_input import lay_out
from nlp.components.neutral import exchanges, neutral, neutral_words
from nlp.components.parsing import parse
from training.swaps import put


@pytest.fixture(scope="module")
def tokenizer():
    made = Tokenizer.from_str(models.read("encoder/tokenizer.json").decode("utf-8"))
    made.no_padding()
    return made


def data(text, **kinds):
    """Personal data by its words: ``data(text, PERSON=("Ada",))``."""
    return [
        Pii(kind, at, at + len(value), 1.0)
        for kind, values in kinds.items()
        for value in values
        for at in range(len(text))
        if text.startswith(value, at)
    ]


def read_as(text, pii=()):
    """``text`` with what is exchanged in it."""
    return put(text, exchanges(text, sorted(pii, key=lambda p: p.start)))


def test_texts_about_other_people_in_other_places_read_alike():
    one = "Simran Kaur of Otley said Kaur senior had left."
    other = "Ffion Rees of Bala said Rees senior had left."
    kaur = [Pii("PERSON", 0, 11, 1.0), Pii("LOCATION", 15, 20, 1.0), Pii("PERSON", 26, 30, 1.0)]
    rees = [Pii("PERSON", 0, 10, 1.0), Pii("LOCATION", 14, 18, 1.0), Pii("PERSON", 24, 28, 1.0)]
    assert read_as(one, kaur) == read_as(other, rees) == "alex robin of derby said robin senior had left."


def test_two_people_of_one_text_keep_two_names():
    text = "Ada hit Bob. Bob hit Ada."
    assert read_as(text, data(text, PERSON=("Ada", "Bob"))) == "alex hit robin. robin hit alex."


def test_an_initial_goes_with_its_name():
    text = "Seen by J. Okafor. I Okafor, said Nan."
    assert read_as(text, data(text, PERSON=("Okafor",))) == "Seen by alex. I alex, said Nan."


@pytest.mark.parametrize("group", neutral_words().groups)
def test_no_group_is_told_from_another(group):
    assert read_as(f"The family are {group}.") == "The family are local."


@pytest.mark.parametrize(
    "text",
    [
        "Mum speaks Polish.",
        "She has little English.",
        "A Somali interpreter was used.",
        "English as a second language.",
        "Nan is Welsh speaking.",
    ],
)
def test_a_language_stays(text):
    assert read_as(text) == text


def test_places_of_worship_read_alike():
    assert read_as("The imam of the mosque rang.") == read_as("The priest of the temple rang.")


@pytest.mark.parametrize("aid", ["a wheelchair", "a walking frame", "crutches", "an artificial leg"])
def test_no_walking_aid_is_told_from_another(aid):
    assert read_as(f"The person uses {aid}.") == "The person uses crutches."


@pytest.mark.parametrize(("women", "men"), neutral_words().women_and_men)
def test_women_and_men_read_alike(women, men):
    assert {read_as(f"The {word} left.").lower() for word in (*women, *men)} == {f"the {women[0]} left."}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dad hit him and his sister; she told her nan.", "Mum hit her and her brother; he told his grandad."),
        ("He said the car was hers.", "She said the car was his."),
        ("The boy's father left; his gran stayed.", "The girl's mother left; her grandad stayed."),
    ],
)
def test_a_text_reads_alike_where_women_and_men_change_places(one, other):
    assert read_as(one).lower() == read_as(other).lower()


def test_no_place_decides_of_which_sex_people_are():
    text = "Isle of Man. She said he hit her. Maternity Road."
    assert read_as(text, data(text, LOCATION=("Isle of Man",), STREET_ADDRESS=("Maternity Road",))) == (
        "derby. She said he hit her. 12 mill road."
    )


@pytest.mark.parametrize("word", ["HİM", "sıster", "ſhe", "ımam"])
def test_a_letter_that_only_looks_like_one_of_a_word_harms_nothing(word):
    assert read_as(f"It was {word}.") == f"It was {word}."


def test_two_people_of_two_sexes_stay_two():
    assert read_as("He says that she hit him.") == "she says that he hit her."


def test_women_stay_women_where_a_text_tells_of_what_only_women_meet():
    assert read_as("Dad says she is pregnant.") == "Dad says she is pregnant."


def test_offsets_and_units_stay_those_of_the_text(tokenizer):
    text = "MR OYELARAN of LUTON was asleep.\nHis son, Tobi, was not."
    pii = data(text, PERSON=("OYELARAN", "Tobi"), LOCATION=("LUTON",))
    laid = lay_out(parse(text), tokenizer)
    made = neutral(laid, text, sorted(pii, key=lambda p: p.start), tokenizer)
    assert made.spans == laid.spans
    assert list(made.units) == sorted(made.units)
    assert set(made.units) == set(laid.units)
    assert {text[a:b] for a, b in zip(made.starts, made.ends, strict=True)} >= {"OYELARAN", "Tobi", "LUTON", "asleep"}
    upper = laid.shapes[laid.starts.index(text.index("OYELARAN"))]
    assert made.shapes[made.starts.index(text.index("OYELARAN"))] == upper


def test_a_text_without_personal_data_is_read_as_it_is(tokenizer):
    text = "The house was cold, and nobody had eaten since the day before."
    laid = lay_out(parse(text), tokenizer)
    assert neutral(laid, text, (), tokenizer) == laid
