import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.check_digits import nhs_number_is_valid, upn_is_valid


def kinds(pipeline, text):
    return {text[p.start : p.end]: p.type for p in pipeline.read(text)._.reading.pii}


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("Ring mum on 07700 900 123 after six.", "07700 900 123", "PHONE_NUMBER"),
        ("Ring oh seven seven double oh nine one two.", "oh seven seven double oh nine one two", "PHONE_NUMBER"),
        ("Write to d.hamlyn@met-drama.example today.", "d.hamlyn@met-drama.example", "EMAIL_ADDRESS"),
        ("email is j dot reid at force dot uk", "j dot reid at force dot uk", "EMAIL_ADDRESS"),
        ("NHS no 943 476 5919 on the form.", "943 476 5919", "UK_NHS"),
        ("log 9434765919 refers to it.", "9434765919", "POLICE_REFERENCE"),
        ("PNC 19/123456K holds him.", "19/123456K", "UK_PNC_ID"),
        ("van yj18kxa was outside the house", "yj18kxa", "UK_VEHICLE_REGISTRATION"),
        ("born on 3rd April 2015 in town", "3rd April 2015", "DATE_OF_BIRTH"),
        ("lives at 14 Tanner Row with mum", "14 Tanner Row", "STREET_ADDRESS"),
        ("PC 21873 Leach was the officer", "21873", "OFFICER_ID"),
    ],
)  # fmt: skip
def test_types(pipeline, text, value, kind):
    assert kinds(pipeline, text).get(value) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Miss Cartwright denied it.", "Cartwright"),
        ("Mrs Vale also rang.", "Vale"),
        ("Dr van Houten and Mr Okri de Souza called.", "Okri de Souza"),
    ],
)
def test_a_name_after_a_title_ends_where_its_words_end(pipeline, text, name):
    assert kinds(pipeline, text).get(name) == "PERSON"


def test_a_name_once_found_is_found_everywhere(pipeline):
    text = "Mrs Okafor rang. Later OKAFOR said that okafor's son was out."
    assert sum(p.type == "PERSON" for p in pipeline.read(text)._.reading.pii) == 3


def test_an_event_date_is_no_birth_date(pipeline):
    assert "DATE_OF_BIRTH" not in kinds(pipeline, "On 12/03/2024 we attended the address.").values()


@given(st.text(alphabet="0123456789 ", max_size=14))
def test_nhs_check_is_only_for_ten_digits(text):
    if sum(c.isdigit() for c in text) != 10:
        assert not nhs_number_is_valid(text)


def test_check_digits():
    assert nhs_number_is_valid("943 476 5919")
    assert not nhs_number_is_valid("943 476 5918")
    assert upn_is_valid("H801200001001") is not upn_is_valid("J801200001001")
