"""Swaps exchange what they say and nothing else."""

import pytest

from training import swaps
from training.labelled import Span

TEXT = (
    "PC 2211 Leach. Mrs Tanya Reed and her son Kyle live in Otley LS21 3AA. He told me she's tired; I rang her at the "
    "church. KYLE was fine."
)


def spans(*pairs):
    found = []
    for label, words in pairs:
        at = TEXT.index(words)
        while at >= 0:
            found.append(Span(at, at + len(words), label))
            at = TEXT.find(words, at + 1)
    return tuple(found)


DRAFT = swaps.Draft(
    "d-1",
    TEXT,
    spans(
        ("PERSON", "Leach"), ("PERSON", "Tanya Reed"), ("PERSON", "Kyle"), ("PERSON", "KYLE"), ("LOCATION", "Otley"),
        ("UK_POSTCODE", "LS21 3AA"),
    ),
    "early_help",
)  # fmt: skip
KINDS = {kind.id: kind for kind in swaps.load().kind}


def made(kind):
    return swaps.versions(KINDS[kind], DRAFT)


def test_every_person_keeps_one_name_in_the_case_that_it_had():
    versions = made("name_origin")
    assert len(versions) == 14
    for text in versions.values():
        assert not {"Leach", "Tanya", "Reed", "Kyle", "KYLE"} & set(text.replace(".", " ").split())
        boy = text.split("her son ")[1].split(" live")[0]
        assert boy.upper() in text.split("church. ")[1]
        assert text.startswith("PC 2211 ")


def test_a_name_alone_after_a_title_or_number_is_a_surname():
    names = {last for _, last in swaps._origins()["Welsh"]}
    assert made("name_origin")["Welsh"].split("2211 ")[1].split(". Mrs")[0] in names


@pytest.mark.parametrize("kind", ["nation", "area"])
def test_places_change_and_nothing_else(kind):
    for text in made(kind).values():
        assert "Otley" not in text or "LS21" not in text
        assert "Tanya Reed" in text
        assert text.startswith("PC 2211 Leach. Mrs")


def test_a_place_of_worship_becomes_another():
    assert made("worship")["Muslim"] == TEXT.replace("church", "mosque")


def test_a_line_differs_in_its_value_alone():
    for value, text in made("religion").items():
        assert text == f"{TEXT}\nThe family are {value}."


def test_mirrored_gender_reads_as_before():
    assert made("gender")["mirrored"] == (
        "PC 2211 Leach. Mr Tanya Reed and his daughter Kyle live in Otley LS21 3AA. She told me he's tired; I rang him "
        "at the church. KYLE was fine."
    )


def test_a_draft_about_a_pregnancy_is_not_mirrored():
    other = swaps.Draft("d", "She is pregnant and he knows.", (), "early_help")
    assert swaps.versions(KINDS["gender"], other) == {}


def test_they_agrees_with_its_verbs():
    draft = swaps.Draft("d", "He is well. She has her coat; I saw her at home. He's fine.", (), "early_help")
    assert swaps.versions(KINDS["pronoun_they"], draft)["they"] == (
        "They are well. They have their coat; I saw them at home. They're fine."
    )


def test_a_draft_with_nothing_to_exchange_gives_no_version():
    bare = swaps.Draft("d", "Door shut, lights off.", (), "early_help")
    assert [kind for kind in KINDS if swaps.versions(KINDS[kind], bare)] == ["ethnicity", "religion", "disability"]
