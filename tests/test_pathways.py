"""Kinds of help: options to discuss and what they hang on, never a decision; none where something must not wait."""

import re
import tomllib

import pytest

from nlp import pathways, settings
from nlp.errors import RuleError, SettingsError
from nlp.forms import shipped_forms
from nlp.options import MOST, options
from nlp.result import Child, FindingItem, Route, Section, Span
from nlp.settings import Settings
from tests import frameworks_page

GENERIC, ENGLAND, ADULT = (shipped_forms()[name] for name in ("generic", "england", "adult"))
TEXT = (
    "Kim Hall dob 02/09/2013, 14 Tanner Row. Mum drinks a litre of vodka a day. She may be using cocaine. "
    "Kim has missed four weeks of school. Mum wants help. PC Leach 2231."
)
SAMPLE = pathways.load()
HELP = {
    "id": "help",
    "name": "Help",
    "does": "Helps a family.",
    "people": "either",
    "findings": ["young_carer"],
    "consent": "Ask them first.",
    "threshold": "None.",
    "source": "our board",
    "dated": "2026-11-22",
}
ORDERS = r"\brefer (?:to|them|him|her|this|the)\b|\bmust be referred\b|\bdo(?:es)? not refer\b|\bno need to refer\b"


def directory(*changes):
    return pathways.Directory.model_validate({"arrangement": [HELP | change for change in changes]})


def told(name, assertion="affirmed", start=0):
    return FindingItem(start=start, end=start + 3, id=name, assertion=assertion, source="seen", rule="test")


@pytest.fixture(scope="module")
def blank(reviewer):
    """A review in which nothing is told; tests put in what they are about."""
    sections = {name: Section(status="missing") for name in reviewer.review(TEXT).sections}
    nothing = {"findings": (), "children": (), "sections": sections}
    return reviewer.review(TEXT).model_copy(update=nothing)


def ids(found):
    return [option.arrangement.id for option in found]


def chosen(blank, listed, *findings, form=GENERIC, **more):
    return ids(options(blank.model_copy(update={"findings": findings, **more}), listed, form))


# ── the directory ────────────────────────────────────────────────────────────────────────────────────


def test_the_sample_names_no_service_and_no_number():
    assert SAMPLE.area == ""
    for shown in SAMPLE.arrangement:
        assert shown.reach == "", shown.id
        assert not re.search(r"\d{5}|@", shown.model_dump_json()), shown.id


@pytest.mark.parametrize("shown", SAMPLE.arrangement, ids=lambda a: a.id)
def test_an_arrangement_orders_nothing_and_can_be_followed(shown):
    assert not re.search(ORDERS, " ".join((shown.name, shown.does, shown.consent, shown.threshold)), re.IGNORECASE)
    assert not re.search(r"\bdomain|\bseed|\[[SMTUI]\]", shown.source)


@pytest.mark.parametrize("form", shipped_forms().values(), ids=lambda f: f.id)
def test_every_form_has_help_for_a_family_that_asks(blank, form):
    child = Child(label="Child A", identity="present", seen="missing", voice="missing", school="missing")
    asked = blank.sections | {"request": Section(status="partial", evidence=(Span(start=0, end=3),))}
    found = options(blank.model_copy(update={"sections": asked, "children": (child,)}), SAMPLE, form)
    assert len(found) == 1
    assert (found[0].needs, found[0].asked) == ((), (Span(start=0, end=3),))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"findings": ["young_carrer"]}, "legal: physical_abuse"),
        ({"sections": ["voise"]}, "legal: subject_identity"),
        ({"people": "dog"}, "people"),
        ({"nations": ["france"]}, "nations"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_mistake_is_told_with_file_and_place(tmp_path, change, message):
    rows = "\n".join(f"{key} = {value!r}" for key, value in (HELP | change).items())
    path = tmp_path / "ours.toml"
    path.write_text(f"[[arrangement]]\n{rows}\n", "utf-8")
    with pytest.raises(RuleError, match=r"ours\.toml.*arrangement\.0") as error:
        pathways.load(path)
    assert message in str(error.value)


def test_an_id_stands_once(tmp_path):
    row = "\n".join(f"{key} = {value!r}" for key, value in HELP.items())
    path = tmp_path / "ours.toml"
    path.write_text(f"[[arrangement]]\n{row}\n[[arrangement]]\n{row}\n", "utf-8")
    with pytest.raises(RuleError, match="'help' stands twice"):
        pathways.load(path)


def test_a_file_that_is_not_there_or_not_toml_is_told(tmp_path):
    with pytest.raises(RuleError, match=r"none\.toml.*not readable"):
        pathways.load(tmp_path / "none.toml")


def test_settings_name_the_area_s_own_file_beside_them(tmp_path):
    page = frameworks_page.PAGE.read_text("utf-8")
    (tmp_path / "help.toml").write_text(page.split("```toml\n")[1].split("```")[0], "utf-8")
    (tmp_path / "ours.toml").write_text('pathways = "help.toml"', "utf-8")
    own = settings.load(tmp_path / "ours.toml").chosen_pathways
    assert own.area == "Northshire"
    assert [shown.reach for shown in own.arrangement] == ["Family Help desk, 01632 960300, weekdays"]
    assert Settings().chosen_pathways == SAMPLE


def test_a_mistake_in_the_area_s_file_is_told_before_anything_is_reviewed(tmp_path):
    (tmp_path / "ours.toml").write_text('pathways = "none.toml"', "utf-8")
    with pytest.raises(SettingsError, match=r"ours\.toml, pathways: none\.toml"):
        settings.load(tmp_path / "ours.toml")


# ── what is chosen ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("assertion", "found"),
    [("affirmed", ["help"]), ("uncertain", ["help"]), ("negated", []), ("historical", [])],
)
def test_only_what_is_told_as_fact_or_guessed_counts(blank, assertion, found):
    assert chosen(blank, directory({}), told("young_carer", assertion)) == found


def test_nothing_is_offered_where_something_must_not_wait_or_where_it_is_no_referral(blank):
    need = (told("young_carer"),)
    urgent = blank.safety.model_copy(update={"escalate": True})
    other = blank.read.model_copy(update={"is_referral": False})
    assert chosen(blank, directory({}), *need) == ["help"]
    assert chosen(blank, directory({}), *need, safety=urgent) == []
    assert chosen(blank, directory({}), *need, read=other) == []


def test_an_estimate_changes_nothing(blank):
    sure = Route(label="no_further_action", p_early_help=0.02, interval=(0.01, 0.05))
    need = told("young_carer")
    assert chosen(blank, SAMPLE, need) == chosen(blank, SAMPLE, need, route=sure) != []


def test_the_most_fitting_stands_first(blank):
    listed = directory(
        {"id": "wide", "findings": ["young_carer", "bereavement", "neglect"]},
        {"id": "narrow", "findings": ["young_carer"]},
        {"id": "two", "findings": ["bereavement", "housing_problem", "bullying", "neglect"]},
        {"id": "later", "findings": ["young_carer"]},
    )
    needs = told("young_carer"), told("bereavement", "uncertain"), told("housing_problem")
    assert chosen(blank, listed, *needs) == ["wide", "two", "narrow", "later"]
    assert chosen(blank, listed, *reversed(needs)) == ["wide", "two", "narrow", "later"]
    assert chosen(blank, listed, told("young_carer")) == ["narrow", "later", "wide"]


def test_what_may_be_harm_comes_first_whatever_else_is_told(blank):
    listed = directory(
        {"id": "many", "findings": ["young_carer", "bereavement"]},
        {"id": "harm", "findings": ["neglect"], "first": True},
    )
    needs = told("young_carer"), told("bereavement"), told("neglect", "uncertain")
    assert chosen(blank, listed, *needs) == ["harm", "many"]
    both = chosen(blank, SAMPLE, told("neglect"), told("adult_exploitation"), told("family_conflict"), told("bullying"))
    assert set(both[:2]) == {"childrens-front-door", "adult-safeguarding"}


def test_a_need_that_is_told_twice_weighs_as_one(blank):
    listed = directory({"id": "two", "findings": ["bereavement", "neglect"]}, {"id": "one"})
    needs = told("young_carer"), told("young_carer", start=9), told("bereavement"), told("neglect")
    assert chosen(blank, listed, *needs) == ["two", "one"]
    wide = directory(
        {"id": "wide", "findings": ["young_carer", "bullying"]}, {"id": "one", "findings": ["bereavement"]}
    )
    both = told("young_carer"), told("young_carer", "uncertain"), told("bereavement")
    assert chosen(blank, wide, *both) == ["one", "wide"]


def test_a_handful_at_most(blank):
    listed = directory(*({"id": f"help-{n}"} for n in range(MOST + 3)))
    assert chosen(blank, listed, told("young_carer")) == [f"help-{n}" for n in range(MOST)]


def test_a_nation_is_shown_its_own(blank):
    listed = directory({"id": "welsh", "nations": ["wales"]}, {"id": "every"}, {"id": "none", "nations": ["any"]})
    found = {name: chosen(blank, listed, told("young_carer"), form=form) for name, form in shipped_forms().items()}
    assert found["wales"] == ["welsh", "every"]
    assert found["scotland"] == ["every"]
    assert found["generic"] == ["every", "none"]


@pytest.mark.parametrize(
    ("labels", "need", "form", "found"),
    [
        ((), "neglect", GENERIC, ["child", "adult", "either"]),
        (("Child A",), "neglect", GENERIC, ["child", "either"]),
        (("Unborn child",), "neglect", GENERIC, ["child", "either"]),
        (("Adult A",), "neglect", GENERIC, ["adult", "either"]),
        (("Child A", "Adult A"), "neglect", GENERIC, ["child", "adult", "either"]),
        ((), "adult_exploitation", GENERIC, ["child", "adult", "either"]),
        ((), "neglect", ADULT, ["adult", "either"]),
        ((), "neglect", ENGLAND, ["child", "either"]),
        (("Child A",), "neglect", ADULT, ["child", "adult", "either"]),
        (("Child A",), "adult_care_needs", ENGLAND, ["child", "adult", "either"]),
    ],
)
def test_help_is_for_whom_the_form_or_the_text_is_about(blank, labels, need, form, found):
    kinds = ("child", "adult", "either")
    listed = directory(*({"id": kind, "people": kind, "findings": [need]} for kind in kinds))
    rows = tuple(Child(label=x, identity="missing", seen="missing", voice="missing", school="missing") for x in labels)
    assert chosen(blank, listed, told(need), form=form, children=rows) == found


def test_no_offending_team_is_named_for_a_child_who_is_angry_or_misses_school(blank):
    needs = told("aggressive_behaviour"), told("school_disengagement")
    for form in shipped_forms().values():
        found = set(chosen(blank, SAMPLE, *needs, form=form))
        assert not found & {
            "youth-support",
            "early-effective-intervention",
            "youth-justice-agency",
            "gangs-exploitation-team",
        }


def test_the_example_in_the_docs_is_legal():
    block = frameworks_page.PAGE.read_text("utf-8").split("```toml\n")[1].split("```")[0]
    assert pathways.Directory.model_validate(tomllib.loads(block)).arrangement[0].nations == ("england",)
