"""The same text is known again without its words; other texts are not."""

import pytest

from nlp.outcomes.likeness import NEARLY_THE_SAME, common, pairs_across, sketch

KEY = b"0123456789abcdef"
TEXT = (
    "[PERSON] was seen at the bus stop with no coat on, and said that nobody had been home since the morning. "
    "Mum came at six and said she had been at work. She would like some help with the mornings. The house was warm "
    "and tidy and there was food in the fridge. School say that he is often late and hungry on a Monday but otherwise "
    "doing well."
)
OTHER = (
    "Called to a row over a parking space between neighbours. Two teenagers were sent to stand outside. Neither was "
    "hurt and both were back in school the next day. Their father thanked us and asked for nothing. No one else was "
    "seen, and nothing at the address gave any cause for worry about either of them or about anybody who lives there."
)


def likeness(one, other):
    return common(sketch(one, KEY), sketch(other, KEY))


@pytest.mark.parametrize(
    "again",
    [
        TEXT.upper(),
        TEXT.replace(" ", "\n"),
        TEXT.replace(".", " -"),
        f"14:20 {TEXT}",
        TEXT.replace("[PERSON]", "PERSON"),
    ],
)
def test_case_spaces_marks_and_figures_do_not_hide_the_same_text(again):
    assert likeness(TEXT, again) == 1


def test_a_sentence_more_is_nearly_the_same_and_another_text_is_not():
    assert NEARLY_THE_SAME <= likeness(TEXT, f"{TEXT} Update: spoke to school.") < 1
    assert likeness(TEXT, OTHER) == 0


def test_hashes_hang_on_the_key():
    assert not sketch(TEXT, KEY) & sketch(TEXT, b"another key")


def test_short_and_empty_texts_have_a_sketch_too():
    assert likeness("Kids ok", "KIDS OK.") == 1
    assert likeness("", "Kids ok") == 0


def test_pairs_are_told_only_across_parts():
    sketches = {
        1: sketch(TEXT, KEY),
        2: sketch(OTHER, KEY),
        3: sketch(TEXT.upper(), KEY),
        4: sketch(f"{TEXT} Ok?", KEY),
    }
    assert set(pairs_across(sketches, ([1, 3], [2], [4]))) == {(1, 4), (3, 4)}
    assert list(pairs_across(sketches, ([1, 3, 4], [2]))) == []
