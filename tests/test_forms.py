"""Forms: names, order and what is required; never what is found."""

from importlib.resources import files

import pytest

from nlp import forms, render
from nlp.errors import RuleError
from nlp.names import SECTIONS
from nlp.settings import Settings

THIN = "PC Leach attended. Mum said that her boy is always out and she is worried."


def written(tmp_path, **changes):
    """The generic form as a local file, with changes to its words."""
    text = (files("nlp") / "rules" / "forms" / "generic.toml").read_text("utf-8")
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "ours.toml"
    path.write_text(text, "utf-8")
    return path


def test_six_forms_are_shipped_the_generic_one_first():
    assert list(forms.shipped_forms()) == ["generic", "adult", "england", "northern-ireland", "scotland", "wales"]
    assert forms.shipped_forms()["generic"].titles == SECTIONS


@pytest.mark.parametrize("name", forms.shipped_forms())
def test_a_form_changes_names_and_order_and_not_what_is_found(reviewer, name):
    form = forms.load(name)
    plain, formed = reviewer.review(THIN), reviewer.review(THIN, form)
    assert formed.model_copy(update={"feedback": ()}) == plain.model_copy(update={"feedback": ()})
    checklist = next(part for part in render.report.report(THIN, formed, Settings(form=name)) if part.id == "checklist")
    assert [item.label for item in checklist.items] == list(form.titles.values())


def test_nothing_is_asked_about_a_section_that_is_not_required(reviewer, tmp_path):
    path = written(tmp_path, optional=('id = "impact"\n', 'id = "impact"\nrequired = false\n'))
    assert "impact" in {q.section for q in reviewer.review(THIN).feedback}
    assert "impact" not in {q.section for q in reviewer.review(THIN, forms.load(path)).feedback}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('id = "impact"', 'id = "impct"'), "legal: subject_identity"),
        (('id = "impact"', 'id = "voice"'), "missing: impact"),
        (('nation = "any"', 'nation = "france"'), "nation"),
        (("dated = 2026-11-22", "dated = soon"), "TOML"),
        (("dated = 2026-11-22", 'dated = "soon"'), "dated"),
        (('kind = "any"', 'kind = "any"\ncolour = "red"'), "colour"),
    ],
)
def test_a_mistake_is_told_with_file_and_place(tmp_path, change, told):
    with pytest.raises(RuleError, match=r"ours\.toml") as error:
        forms.load(written(tmp_path, change=change))
    assert told in str(error.value)


def test_a_form_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(RuleError, match="generic, adult, england"):
        forms.load("narnia")
