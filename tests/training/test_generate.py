"""What is learnt from: labels stay with their words, whatever is exchanged, hidden or mirrored."""

import random

import pytest

from nlp import taxonomy
from training import choose_vote, generate, hidden, labelled, targets
from training.labelled import Sentence

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


def test_where_the_danger_is_quoted_the_rest_of_the_text_is_known_to_be_calm():
    from tokenizers import Tokenizer

    from nlp import models

    tokenizer = Tokenizer.from_str(models.read("encoder/tokenizer.json").decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
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
