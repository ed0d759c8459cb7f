"""Frameworks: views over findings, with their source; never a count, a score or a forecast."""

import re

import pytest

from nlp import taxonomy
from nlp.forms import shipped_forms
from nlp.frameworks import for_nation, shipped_frameworks
from views import panels

TEXT = "Kim Hall dob 02/09/2013 said: I do not sleep. Mum drinks a litre of vodka a day. Nan helps. PC Leach 2231."


def test_each_nation_has_its_own_first():
    assert {f.nation for f in shipped_frameworks().values()} == {
        "any",
        "england",
        "wales",
        "scotland",
        "northern-ireland",
    }
    for form in shipped_forms().values():
        listed = for_nation(form.nation)
        assert len(listed) == len({f.id for f in listed}) >= 3
        assert form.nation == "any" or listed[0].nation == form.nation


@pytest.mark.parametrize("framework", shipped_frameworks().values(), ids=lambda f: f.id)
def test_a_page_shows_every_part_and_its_source_and_no_number(reviewer, framework):
    html = panels.framework(TEXT, reviewer.review(TEXT), framework)
    assert all(part.title in html.replace("&#x27;", "'") for part in framework.part)
    assert "Read on 22 November 2026" in html
    words = re.sub(r"<[^>]+>|“.*?”", " ", html)
    assert not re.search(r"\b(?:score|risk level|likely to|will become)\b", words, re.IGNORECASE)


def test_every_need_stands_in_some_framework():
    shown = {name for f in shipped_frameworks().values() for part in f.part for name in part.findings}
    left_out = set(taxonomy.FINDINGS) - shown
    assert left_out <= {"adult_exploitation"}
