"""Generated texts carry exact labels, character for character."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import taxonomy
from nlp.components.check_digits import nhs_number_is_valid, upn_is_valid
from training import fakes, generate, labelled

SENTENCES = labelled.read_sentences()[::40]
NARRATIVES = labelled.read_narratives()[::15]
seeds = st.integers(0, 10_000)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NARRATIVES), seeds)
def test_exchanged_data_is_labelled_where_it_stands(narrative, seed):
    before = generate.from_narrative(narrative)
    after = generate.exchange(before, random.Random(seed))
    assert [s.label for s in sorted(before.pii, key=lambda s: s.start)] == [s.label for s in after.pii]
    kept_before = outside(before.text, before.pii)
    assert outside(after.text, after.pii) == kept_before
    assert all(after.text[s.start : s.end].strip() for s in after.pii)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NARRATIVES), seeds)
def test_quotes_move_with_their_words(narrative, seed):
    before = generate.from_narrative(narrative)
    after = generate.exchange(before, random.Random(seed))
    for old, new in zip(before.parts, after.parts, strict=True):
        if not any(s.start < old.end and old.start < s.end for s in before.pii):
            assert after.text[new.start : new.end] == before.text[old.start : old.end]


@settings(max_examples=40, deadline=None)
@given(seeds, st.sampled_from(sorted(generate.NOISE)))
def test_noise_moves_nothing(seed, voice):
    rng = random.Random(seed)
    example = next(iter(generate.compose(SENTENCES, rng)))
    noisy = generate.NOISE[voice](example, rng)
    assert len(noisy.text) == len(example.text)
    assert (noisy.pii, noisy.parts) == (example.pii, example.parts)
    for span in example.pii if voice in {"typos", "as_written"} else ():
        assert noisy.text[span.start : span.end] == example.text[span.start : span.end]


def test_composed_texts_hold_every_sentence_once():
    texts = list(generate.compose(SENTENCES, random.Random(1)))
    assert sum(len(t.parts) for t in texts) == len(SENTENCES)
    held = {t.text[p.start : p.end] for t in texts for p in t.parts}
    assert held == {s.text for s in SENTENCES}


def test_composed_texts_come_in_many_layouts_with_labels_in_place():
    texts = [t for seed in range(12) for t in generate.compose(SENTENCES[:30], random.Random(seed))]
    assert len(generate.LAYOUTS) >= 6
    assert any("\nConsent: -\n" in t.text or "History: N/A\n" in t.text for t in texts)
    assert any("\n> " in t.text for t in texts)
    by_text = {s.text: s for s in SENTENCES}
    for text in texts:
        for part in text.parts:
            assert part.findings == by_text[text.text[part.start : part.end]].findings


@pytest.mark.parametrize("kind", taxonomy.PII_TYPES)
def test_invented_data_of_every_type(kind):
    made = {fakes.MAKERS[kind](random.Random(seed)) for seed in range(60)}
    assert len(made) > 20
    assert all(value.strip() and "{" not in value and "~" not in value for value in made)


def test_invented_numbers_are_reserved_or_pass_their_checks():
    for seed in range(80):
        rng = random.Random(seed)
        assert nhs_number_is_valid(fakes.nhs_number(rng))
        assert upn_is_valid(fakes.pupil_number(rng))
        digits = "".join(c for c in fakes.phone(rng) if c.isdigit())
        reserved = ("07700900", "447700900", "01632960", "01614960", "02079460")
        assert not digits or digits.startswith(reserved)


def test_the_same_name_is_exchanged_for_the_same():
    known = {}
    rng = random.Random(5)
    whole = fakes.made_like(rng, "PERSON", "Kasim Farooqi", known)
    assert fakes.made_like(rng, "PERSON", "Kasim", known) == whole.split()[0] or " " in known["name:kasim"]
    assert fakes.made_like(rng, "PERSON", "FAROOQI", known) == known["name:farooqi"].upper()


def outside(text, spans):
    parts, at = [], 0
    for span in sorted(spans, key=lambda s: s.start):
        parts.append(text[at : span.start])
        at = span.end
    return [*parts, text[at:]]
