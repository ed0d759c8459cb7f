"""Frameworks: views over findings, with their source; never a count, a score or a forecast."""

import re

import pytest
from pydantic import ValidationError

from nlp import taxonomy
from nlp.forms import shipped_forms
from nlp.frameworks import NATIONS, Framework, for_nation, shipped_frameworks
from nlp.names import NATIONS as NATION_NAMES
from tests import frameworks_page
from views import framework_fold

TEXT = "Kim Hall dob 02/09/2013 said: I do not sleep. Mum drinks a litre of vodka a day. Nan helps. PC Leach 2231."
SHIPPED = shipped_frameworks()
GOVERNED = r"\b(?:score[sd]?|points|risk level|likely to|will become|out of ten|\d+ of \d+)\b"
HARMLESS = r"never a score|\b(?:the|an) ACE score|less likely to get early help"


def words(html):
    """What stands on a page besides quotations of the draft."""
    return re.sub(r"<[^>]+>|“.*?”", " ", html).replace("&#x27;", "'")


def framework(**changes):
    part = {"title": "A part", "asks": "What is it like?", "findings": ["neglect"]}
    table = {
        "id": "ours",
        "name": "Ours",
        "nation": "wales",
        "about": "How we look at it.",
        "source": "our board",
        "dated": "2026-11-22",
        "note": "Keep it in mind.",
        "part": [part, {**part, "title": "Another"}],
    }
    return Framework.model_validate(table | changes)


def test_each_nation_has_its_own_first():
    assert {f.nation for f in SHIPPED.values()} == set(NATIONS) == set(NATION_NAMES)
    for form in shipped_forms().values():
        listed = for_nation(form.nation)
        assert len(listed) == len({f.id for f in listed}) >= 3
        assert listed[0].nation == form.nation


def test_what_the_issue_names_is_there():
    assert set(SHIPPED) == {
        "ace-lens", "ace-list", "assessment-triangle", "cse-signs", "decision-model", "early-help-groups", "factors",
        "girfec", "less-likely-helped", "shanarri", "supporting-families", "unocini", "what-matters",
    }  # fmt: skip


def test_an_adult_is_not_shown_what_is_about_children():
    assert [f.id for f in for_nation("scotland", "adult")] == ["decision-model"]
    assert {"shanarri", "decision-model"} <= {f.id for f in for_nation("scotland", "child")}
    assert for_nation("scotland", "any") == for_nation("scotland", "child")


@pytest.mark.parametrize("shown", SHIPPED.values(), ids=lambda f: f.id)
def test_a_page_shows_every_part_and_its_source_and_no_number(reviewer, shown):
    page = words(framework_fold.content(TEXT, reviewer.review(TEXT), shown))
    for part in shown.part:
        assert part.title in page
        assert part.asks in page
        assert part.unseen in page
    assert shown.source in page
    assert "Read on 22 November 2026" in page
    assert not re.search(GOVERNED, re.sub(HARMLESS, "", page), re.IGNORECASE)


@pytest.mark.parametrize("shown", SHIPPED.values(), ids=lambda f: f.id)
def test_a_source_can_be_followed(shown):
    assert re.search(r"\bdomain|\bseed|\[[SMTUI]\]", shown.source) is None


def test_words_stand_under_the_part_that_they_belong_to(reviewer):
    page = framework_fold.content(TEXT, reviewer.review(TEXT), SHIPPED["ace-list"])
    told, silent = page.split(framework_fold.SILENT)
    assert re.findall(r"<h3>(.*?)</h3>", told) == ["Alcohol in the home"]
    assert "vodka" in told
    assert "Drugs in the home" in silent


def test_what_no_id_covers_is_said(reviewer):
    page = words(framework_fold.content(TEXT, reviewer.review(TEXT), SHIPPED["cse-signs"]))
    assert "This program does not look for gifts, money or new possessions." in page


@pytest.mark.parametrize("text", [TEXT, f"Kim is a Black boy with mental health needs. {TEXT} Kim is low and anxious."])
def test_a_reminder_shows_nothing_of_the_text(reviewer, text):
    reminder = SHIPPED["less-likely-helped"]
    page = framework_fold.content(text, reviewer.review(text), reminder)
    assert page == framework_fold.content("", reviewer.review(TEXT), reminder)
    assert "“" not in page
    assert "vodka" not in page


def test_a_reminder_cannot_be_linked_to_a_text():
    with pytest.raises(ValidationError, match="never linked"):
        framework(reminder=True)


def test_a_part_without_ids_must_say_what_is_not_looked_for():
    bare = {"title": "Bare", "asks": "What is it like?"}
    with pytest.raises(ValidationError, match="'Bare' has neither"):
        framework(part=[bare, bare])
    assert framework(part=[bare | {"unseen": "gifts"}] * 2).part[0].unseen == "gifts"


@pytest.mark.parametrize("change", [{"findings": ["neglct"]}, {"sections": ["voise"]}])
def test_an_id_that_is_not_known_is_refused(change):
    part = {"title": "A part", "asks": "What is it like?", **change}
    with pytest.raises(ValidationError, match="legal"):
        framework(part=[part, part])


def test_every_need_stands_in_some_framework():
    shown = {name for f in SHIPPED.values() for part in f.part for name in part.findings}
    assert shown == set(taxonomy.FINDINGS)


@pytest.mark.parametrize("name", ["girfec", "assessment-triangle", "unocini"])
def test_a_view_of_a_whole_child_has_room_for_harm_and_for_strengths(name):
    held = {finding for part in SHIPPED[name].part for finding in part.findings}
    assert {"neglect", "physical_abuse", "domestic_abuse", "child_mental_health", "school_disengagement"} <= held
    assert held & set(taxonomy.PROTECTIVE)


def test_the_page_of_the_docs_is_made_from_the_data():
    page = frameworks_page.PAGE.read_text("utf-8")
    assert page == frameworks_page.filled(page), "run: python -m tests.frameworks_page"
    assert all(page.count(f"### {shown.name}\n") == 1 for shown in SHIPPED.values())
