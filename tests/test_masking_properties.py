"""What masking promises of any text: no found value is left, offsets hold, and nothing else is changed."""

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.names import MaskStyle
from training import fakes

LEAST = 6  # letters and digits; shorter values may stand inside other words
PASSAGES = (
    "{person} (dob {birth}) lives at {address}, {postcode}. Mum is on {phone}.",
    "o/a spoke to {person}, NHS {nhs}. {person} said nothing. Log {reference}.",
    "write to {email}; {person} drives {plate}",
)
STRANGE = ("👪 ", "e\u0301 ", "\r\n", "\u202f", "\U0001f468\u200d\U0001f467 ", "ﬁ ", "")


def squeezed(text):
    return "".join(c for c in text if c.isalnum()).casefold()


@st.composite
def drafts(draw):
    """A draft with personal data in it, some of it told twice in another spacing or case."""
    rng = random.Random(draw(st.integers(0, 10**6)))
    parts = []
    for passage in draw(st.permutations(PASSAGES)):
        values = {name: make(rng) for name, make in MAKERS.items()}
        said = passage.format(**values)
        again = values[draw(st.sampled_from(["phone", "nhs", "postcode"]))]
        changed = draw(st.sampled_from([str.upper, str.lower, lambda v: re.sub(r"\W", "", v)]))(again)
        parts.append(draw(st.sampled_from(STRANGE)) + said + (f" Again {changed}." if again in said else ""))
    return draw(st.sampled_from(STRANGE)).join(parts)


MAKERS = {
    "person": fakes.full_name,
    "birth": fakes.birth_date,
    "address": fakes.street_address,
    "postcode": fakes.postcode,
    "phone": fakes.phone,
    "nhs": fakes.nhs_number,
    "reference": fakes.police_reference,
    "email": fakes.email,
    "plate": fakes.plate,
}
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("style", list(MaskStyle))
@few
@given(text=drafts())
def test_no_found_value_is_left_in_any_case_or_spacing(reviewer, style, text):
    left = squeezed(reviewer.mask(text, style))
    for item in reviewer.replacements(text, style):
        value = squeezed(text[item.start : item.end])
        assert len(value) < LEAST or value not in left


@few
@given(text=drafts())
def test_spans_are_in_order_apart_and_inside_the_text(reviewer, text):
    at = 0
    for item in reviewer.replacements(text):
        assert at <= item.start < item.end <= len(text)
        assert any(c.isalnum() for c in text[item.start : item.end])
        at = item.end


@few
@given(text=drafts())
def test_what_is_not_found_is_not_changed(reviewer, text):
    found = reviewer.replacements(text, MaskStyle.REDACTION)
    masked = reviewer.mask(text, MaskStyle.REDACTION)
    kept = [
        text[a:b] for a, b in zip([0, *(f.end for f in found)], [*(f.start for f in found), len(text)], strict=True)
    ]
    assert [piece for piece in re.split("█+", masked) if piece] == [piece for piece in kept if piece]


@few
@given(text=drafts())
def test_line_ends_change_nothing_that_is_found(reviewer, text):
    lines = text.replace("\r\n", "\n").split("\n")
    values = ["\r\n".join(lines)[f.start : f.end] for f in reviewer.replacements("\r\n".join(lines))]
    assert values == ["\n".join(lines)[f.start : f.end] for f in reviewer.replacements("\n".join(lines))]
