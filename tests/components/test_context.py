"""How cues decide what is denied, past, guessed or claimed, without the encoder."""

import pytest

READINGS = [
    ("There is domestic violence.", "affirmed"),
    ("No drugs, no weapons and no domestic violence.", "negated"),
    ("Domestic violence: no", "negated"),
    ("Domestic violence: Y", "affirmed"),
    ("Domestic violence? Yes, most weeks.", "affirmed"),
    ("Domestic violence: y/n", "affirmed"),
    ("Domestic violence: nil\nWeapons: Y", "negated"),
    ("Domestic violence: N/K", "uncertain"),
    ("She saw domestic violence; no weapon was used.", "affirmed"),
    ("She did not deny the domestic violence.", "affirmed"),
    ("Not only drink but domestic violence.", "affirmed"),
    ("He makes no secret of the domestic violence.", "affirmed"),
    ("Apart from the domestic violence, no concerns.", "affirmed"),
    ("There were no drugs; there was domestic violence.", "affirmed"),
    ("He denied the theft, he admitted domestic violence.", "affirmed"),
    ("She never knows when the domestic violence will begin.", "affirmed"),
    ("Nobody was told that there was domestic violence.", "affirmed"),
    ("There is no evidence that there was domestic violence.", "negated"),
    ("There was historic domestic violence.", "historical"),
    ("At one time there was domestic violence and it has got worse.", "affirmed"),
    ("Domestic violence in the past week.", "affirmed"),
    ("We could not rule out domestic violence.", "uncertain"),
    ("?domestic violence", "uncertain"),
    ("The neighbour has had domestic violence.", None),
    ("The neighbour has heard domestic violence.", "affirmed"),
    ("The domestic violence was at the house opposite, not this family.", None),
    ("The woman in the house told of domestic violence.", "affirmed"),
    ("Children in the house heard domestic violence.", "affirmed"),
    ("The officer was told by Mum about the domestic violence.", "affirmed"),
    ("Domestic violence: none recorded", "negated"),
    ("Domestic violence: no history", "negated"),
    ("Domestic violence; none disclosed.", "negated"),
    ("Domestic violence; n/k.", "uncertain"),
    ("Domestic violence: confirmed no", "negated"),
    ("Q: any domestic violence? A: no", "negated"),
    ("Domestic violence - no attempt to hide it.", "affirmed"),
    ("At one time there was domestic violence; he still sees the children.", "historical"),
    ("No previous domestic violence; Dad remains at the address.", "historical"),
    ("It was just noise, domestic violence was denied.", "negated"),
    ("She did not dispute that there was no domestic violence.", "negated"),
    ("Domestic violence was mentioned but nothing confirmed.", "uncertain"),
    ("Nobody reported domestic violence.", "negated"),
    ("It is not the case that there is domestic violence.", "negated"),
    ("Mum has not yet disclosed domestic violence.", "negated"),
]


# One item of a list does not deny the next.
LISTS = [("No plan, no weapon.", "negated"), ("No worries at home, no bruises, no weapon.", "negated")]


@pytest.mark.parametrize(
    ("finding", "text", "assertion"),
    [*(("domestic_abuse", *row) for row in READINGS), *(("weapon_or_serious_violence", *row) for row in LISTS)],
)
def test_cues_decide_how_words_are_read(pipeline, finding, text, assertion):
    found = [f for f in pipeline.read(text)._.reading.findings if f.id == finding]
    assert {f.assertion for f in found} == {assertion}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("House was clean, food in the fridge.", "present"),
        ("There was no food in the fridge.", "missing"),
        ("No concerns, house clean and warm.", "present"),
    ],
)
def test_what_is_denied_is_no_strength(pipeline, text, status):
    assert pipeline.read(text)._.reading.sections["strengths"].status == status
