"""One line of danger counts in a long calm draft as it does alone."""

import pytest

from views import samples

DANGER = "He put his hands round her throat in front of the baby and said I will kill you."
CALM = [title for title in samples.drafts() if title.startswith(("Long", "Good", "Whole"))]


@pytest.mark.parametrize("title", CALM)
@pytest.mark.parametrize("place", ["first", "last"])
def test_a_line_of_danger_is_not_outvoted_by_what_stands_around_it(reviewer, title, place):
    calm = samples.drafts()[title]
    text = f"{DANGER}\n{calm}" if place == "first" else f"{calm}\n{DANGER}"
    found = reviewer.review(text).safety
    assert found.escalate
    assert any("throat" in text[i.start : i.end] or "kill" in text[i.start : i.end] for i in found.indicators)


def test_calm_drafts_stay_calm(reviewer, gold):
    calm = [case for case in gold if not case["escalate"]]
    assert not [case["id"] for case in calm if reviewer.review(case["text"]).safety.escalate]
