"""What is learnt from: labels stay with their words, whatever is exchanged, hidden or mirrored."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import taxonomy
from nlp.components.check_digits import nhs_number_is_valid, upn_is_valid
from nlp.components.heads import STANDINGS
from training import choose_vote, fakes, generate, hidden, labelled, targets
from training.labelled import Sentence
from training.marked import Mark

SENTENCES = labelled.read_sentences()[::40]
PASSAGES = [generate.from_sentence(s) for s in SENTENCES]
NARRATIVES = labelled.read_narratives()[::15]
seeds = st.integers(0, 10_000)
SOME = labelled.read_narratives()[::40]
DANGER = Sentence("Nan said his cough is back.", findings={"poor_health": "affirmed"}, safety=("severe_neglect",))


@pytest.mark.parametrize("narrative", SOME, ids=lambda n: n.id)
def test_a_hidden_line_moves_every_label_with_its_words(narrative):
    example = generate.from_narrative(narrative)
    made = hidden.inserted(example, DANGER, random.Random(7))
    before = [example.text[p.start : p.end] for p in (*example.parts, *example.pii)]
    after = [made.text[p.start : p.end] for p in (*made.parts[:-1], *made.pii)]
    assert after == before
    last = made.parts[-1]
    assert made.text[last.start : last.end] == DANGER.text
    assert last.safety == ("severe_neglect",)
    assert made.escalate


@pytest.mark.parametrize("narrative", SOME, ids=lambda n: n.id)
def test_mirroring_and_exchanging_keep_personal_data_whole(narrative):
    example = generate.from_narrative(narrative)
    made = generate.mirrored(example)
    assert [made.text[s.start : s.end] for s in made.pii] == [example.text[s.start : s.end] for s in example.pii]
    swapped = generate.exchange(made, random.Random(7))
    assert [s.label for s in swapped.pii] == [s.label for s in sorted(example.pii, key=lambda s: s.start)]
    assert all(swapped.text[s.start : s.end].strip() for s in swapped.pii)


def test_women_and_men_change_places():
    example = generate.Example("Mum said she was cold.", (), ())
    assert generate.mirrored(example).text == "Dad said he was cold."


def test_what_only_women_meet_is_not_mirrored():
    example = generate.Example("Mum is pregnant and she was cold.", (), ())
    assert generate.mirrored(example) == example


def test_a_text_whose_danger_is_not_quoted_hides_nothing():
    alarming = next(n for n in labelled.read_narratives() if n.escalate and not n.dangers)
    example = generate.from_narrative(alarming)
    assert all(hidden.with_hidden(example, [DANGER], random.Random(i)) == example for i in range(20))


@pytest.fixture(scope="module")
def tokenizer():
    from tokenizers import Tokenizer

    from nlp import models

    made = Tokenizer.from_str(models.read("encoder/tokenizer.json").decode("utf-8"))
    made.no_padding()
    made.no_truncation()
    return made


def test_where_the_danger_is_quoted_the_rest_of_the_text_is_known_to_be_calm(tokenizer):
    quoted = next(n for n in labelled.read_narratives() if n.dangers)
    made = targets.targets(generate.from_narrative(quoted), tokenizer)
    assert made.safety.max() == 1
    assert made.safety.min() == 0
    assert (made.safety.max(axis=1) == 1).sum() <= 3


def test_lines_of_danger_to_choose_on_and_to_measure_on_are_different():
    choosing, measuring = choose_vote.danger_lines()
    assert choosing
    assert measuring
    assert not {s.text for s in choosing} & {s.text for s in measuring}
    told = {s.safety[0] for s in (*choosing, *measuring) if s.safety}
    assert told == set(taxonomy.SAFETY_INDICATORS)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NARRATIVES), seeds)
def test_exchanged_data_is_labelled_where_it_stands(narrative, seed):
    before = generate.from_narrative(narrative)
    after = generate.exchange(before, random.Random(seed))
    assert [s.label for s in sorted(before.pii, key=lambda s: s.start)] == [
        s.label for s in sorted(after.pii, key=lambda s: s.start)
    ]
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
    example = next(iter(generate.compose(PASSAGES, rng)))
    noisy = generate.NOISE[voice](example, rng)
    assert len(noisy.text) == len(example.text)
    assert (noisy.pii, noisy.parts) == (example.pii, example.parts)
    for span in example.pii if voice in {"typos", "as_written"} else ():
        assert noisy.text[span.start : span.end] == example.text[span.start : span.end]


def test_composed_texts_hold_every_sentence_once():
    texts = list(generate.compose(PASSAGES, random.Random(1)))
    assert sum(len(t.parts) for t in texts) == len(SENTENCES)
    held = {t.text[p.start : p.end] for t in texts for p in t.parts}
    assert held == {s.text for s in SENTENCES}


def test_composed_texts_come_in_many_layouts_with_labels_in_place():
    texts = [t for seed in range(12) for t in generate.compose(PASSAGES[:30], random.Random(seed))]
    assert len(generate.LAYOUTS) >= 6
    assert any("\nConsent: -\n" in t.text or "History: N/A\n" in t.text for t in texts)
    assert any("\n> " in t.text for t in texts)
    by_text = {s.text: s for s in SENTENCES}
    for text in texts:
        for part in text.parts:
            assert part.findings == by_text[text.text[part.start : part.end]].findings


MARKED = (
    Mark("Dad never hits her, but Mum does.", 10, 14, "physical_abuse", "negated"),
    Mark("Dad never hits her, but Mum does.", 24, 32, "physical_abuse", "affirmed"),
)


def test_marks_keep_their_words_wherever_a_passage_is_put():
    passages = [generate.from_marked(MARKED)] * 9
    for seed in range(8):
        for text in generate.compose(passages, random.Random(seed)):
            assert {text.text[p.start : p.end] for p in text.parts} == {"hits", "Mum does"}


def test_of_a_marked_passage_only_its_findings_are_learnt(tokenizer):
    made = targets.targets(generate.from_marked(MARKED), tokenizer)
    for unknown in (made.sections, made.wording, made.safety):
        assert (unknown == targets.MASKED).all()
    read = made.findings[:, taxonomy.FINDINGS.index("physical_abuse")]
    assert [STANDINGS[i] for i in read] == ["negated", "affirmed"]
    assert [STANDINGS[words.standing] for words in made.words] == ["negated", "affirmed"]
    assert [len(words.tokens) for words in made.words] == [1, 2]


def test_of_two_readings_in_one_unit_the_plainer_one_is_learnt(tokenizer):
    text = "Dad hits her and Mum never does."
    marks = (Mark(text, 0, 12, "physical_abuse", "affirmed"), Mark(text, 17, 31, "physical_abuse", "negated"))
    made = targets.targets(generate.from_marked(marks), tokenizer)
    assert STANDINGS[made.findings[0, taxonomy.FINDINGS.index("physical_abuse")]] == "affirmed"


def test_a_sentence_that_tells_all_in_one_way_is_learnt_word_by_word():
    one = Sentence("No bed, no tea.", findings={"neglect": "affirmed", "housing_problem": "affirmed"})
    two = replace(one, findings={"neglect": "affirmed", "housing_problem": "negated"})
    assert [generate.from_sentence(s).parts[0].words for s in (one, two)] == [True, False]


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
