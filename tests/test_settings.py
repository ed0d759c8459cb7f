"""What a force sets for itself, and what a mistake in it says."""

import tomllib
from importlib.resources import files

import pytest

from nlp import forms, render, settings
from nlp.errors import RefcheckError, SettingsError
from nlp.resources import shipped
from nlp.reviewer import Reviewer
from nlp.settings import Desk, Settings
from views import panels

DANGER = "He put his hands round her throat in front of the baby and said I will kill you. Mum is 24 and lives at home."
VAGUE = "PC Leach: mum said that she is worried. Home conditions are chaotic. Her boy is always out."


def written(tmp_path, text):
    path = tmp_path / "ours.toml"
    path.write_text(text, "utf-8")
    return path


def test_without_a_file_everything_is_as_shipped(monkeypatch):
    monkeypatch.delenv(settings.VARIABLE, raising=False)
    assert settings.load() == Settings()
    assert Settings().chosen_form.id == forms.GENERIC


def test_the_file_of_the_environment_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv(settings.VARIABLE, str(written(tmp_path, 'form = "wales"')))
    assert settings.load().chosen_form.id == "wales"


def test_duty_numbers_stand_in_every_report_that_must_not_wait(reviewer):
    local = Settings(duty=(Desk(name="Duty desk", phone="01632 960100", hours="day and night"),))
    review = reviewer.review(DANGER)
    shown = [make(DANGER, review, local) for make in (render.to_plain, render.to_html, render.to_markdown)]
    for report in (*shown, panels.safety(DANGER, review, local.duty)):
        assert "01632 960100" in report
        assert "999" in report


def test_the_estimate_can_be_switched_off(reviewer):
    review = reviewer.review(VAGUE)
    assert "Estimate" in render.to_plain(VAGUE, review)
    assert "Estimate" not in render.to_plain(VAGUE, review, Settings(estimate="off"))


def test_a_flag_can_be_switched_off_with_a_reason(reviewer):
    rules = {item.rule for item in reviewer.pipeline.read(VAGUE)._.reading.wording} - {"encoder"}
    assert rules
    quiet = Reviewer.load(off=dict.fromkeys(rules, "our partners asked for this word"))
    assert rules.isdisjoint(item.rule for item in quiet.pipeline.read(VAGUE)._.reading.wording)


def test_a_form_beside_the_settings_is_found(tmp_path):
    own = (files("nlp") / "rules" / "forms" / "wales.toml").read_text("utf-8").replace('id = "wales"', 'id = "ours"')
    (tmp_path / "form.toml").write_text(own, "utf-8")
    assert settings.load(written(tmp_path, 'form = "form.toml"')).chosen_form.id == "ours"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('colour = "red"', "colour"),
        ('estimate = "loud"', "estimate"),
        ('[[duty]]\nname = "Desk"\nphone = "ring us"', "duty.0.phone"),
        ('form = "narnia"', "one of: generic"),
        ('[off]\n"language.vague.home" = " "', "say why"),
        ("form = ", "cannot be read"),
    ],
)
def test_a_mistake_is_told_with_file_and_key(tmp_path, text, told):
    with pytest.raises(SettingsError, match=r"ours\.toml") as error:
        settings.load(written(tmp_path, text))
    assert told in str(error.value)


def test_a_rule_that_is_not_there_or_is_needed_cannot_be_switched_off():
    with pytest.raises(RefcheckError, match="no shipped rule"):
        Reviewer.load(off={"language.narnia": "x"})
    with pytest.raises(RefcheckError, match="every review needs it"):
        Reviewer.load(off={"feedback.question.impact": "x"})


def test_the_example_in_the_docs_is_legal(tmp_path):
    page = shipped("docs/settings.md").read_text("utf-8")
    table = tomllib.loads(page.split("```toml\n")[1].split("```")[0])
    assert Settings.model_validate(table).estimate == "off"
