"""What may come in, what is refused and how, and what is no referral."""

import pytest

from nlp import intake
from nlp.errors import InputError
from training import labelled

NOT_REFERRALS = (
    "Milk, eggs, bread, two tins of tomatoes, washing powder, cat food, batteries.",
    "Invoice 20391. 3 x toner cartridge black at £41.00 each. Payment within 30 days to Kestrel Supplies Ltd.",
    "Preheat the oven to 180 degrees. Cream the butter and sugar, fold in the flour and bake until golden.",
    "The council will resurface Mill Lane between 3 and 9 June. Please move parked cars by 8am.",
    "Shall I compare thee to a summer's day? Thou art more lovely and more temperate.",
)
OTHER_LANGUAGES = {
    "pl": "Dziecko zostało znalezione same w domu, matka poszła do sklepu i nie wróciła do wieczora, a sąsiedzi "
    "powiedzieli, że to nie pierwszy raz kiedy on jest sam.",
    "fr": "L'enfant a été trouvé seul dans la maison, sa mère est sortie et elle n'est pas revenue avant le soir, et "
    "les voisins ont dit que ce n'est pas la première fois.",
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("?!… 👪", "empty"),
        ("word " * 20_000, "too_long"),
        ("a\x00b\x01c\x02d\x03e\x04f", "not_text"),
        ("Mum said \ud800 no.", "not_text"),
        ("שלום ילד קטן נמצא לבדו", "not_english"),
        *((text, "not_english") for text in OTHER_LANGUAGES.values()),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(text, kind):
    with pytest.raises(InputError) as error:
        intake.check_text(text)
    assert error.value.kind == kind
    assert error.value.message.endswith(".")


def test_the_language_is_named():
    assert {code: intake.language(text) for code, text in OTHER_LANGUAGES.items()} == {c: c for c in OTHER_LANGUAGES}


def test_every_voice_of_the_bank_counts_as_english():
    assert [n.id for n in labelled.read_narratives() if intake.language(n.text) != "en"] == []


@pytest.mark.parametrize(
    "text", ["Mum 👩🏽 said no to help. Boy, 9, was crying.", "Mum said no.\r\nBoy, 9, cried. \u202eabc"]
)
def test_emoji_line_ends_and_marks_of_direction_are_read(reviewer, text):
    assert reviewer.review(text).read.words_read == len(text.split())


@pytest.mark.parametrize("text", NOT_REFERRALS)
def test_other_texts_are_no_referrals(reviewer, text):
    review = reviewer.review(text)
    assert not review.read.is_referral
    assert review.route.label == "not_applicable"
    assert [c.kind for c in review.checks][:1] == ["not_a_referral"]


def test_every_development_draft_is_a_referral(reviewer, gold):
    assert all(reviewer.review(row["text"]).read.is_referral for row in gold)
