import re

import pytest

from nlp.names import MaskStyle

TEXT = (
    "Kasim Farooqi dob 02/09/2013 lives at 14 Tanner Row, Rochdale OL12 7QD with his grandad Yaqub Farooqi. "
    "Kasim said he is tired. Mum Tanya was out. PC 21873 Leach, ring 07700 900123."
)


def test_the_same_person_has_the_same_pseudonym(reviewer):
    masked = reviewer.mask(TEXT)
    assert masked.count("Child A") == 2
    assert "Grandfather" in masked
    assert "Mother" in masked
    assert "Officer 1" in masked


@pytest.mark.parametrize("style", list(MaskStyle))
def test_no_found_value_is_left_in_any_case_or_spacing(reviewer, style):
    masked = reviewer.mask(TEXT, style)
    squeezed = re.sub(r"\W", "", masked).casefold()
    for item in reviewer.review(TEXT).pii:
        value = re.sub(r"\W", "", TEXT[item.start : item.end]).casefold()
        assert value not in squeezed


def test_nothing_else_is_changed(reviewer):
    masked = reviewer.mask(TEXT, MaskStyle.REDACTION)
    assert len(masked) == len(TEXT)
    assert " said he is tired. Mum " in masked


@pytest.mark.parametrize("text", ["👮🏽 met Mrs Okafor\r\nat 9 High Street 👪", "Mrs Zoe\u0308 Okafor rang"])
def test_offsets_hold_for_astral_combining_and_crlf(reviewer, text):
    spans = [text[p.start : p.end] for p in reviewer.review(text).pii]
    assert any("Okafor" in s for s in spans)
