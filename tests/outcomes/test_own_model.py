"""An own model is said to be better only where it is, is written whole, and can be used."""

import json

import pytest

from nlp import models, render, settings
from nlp.errors import ModelError, SettingsError
from nlp.features import MONOTONE, NAMES
from nlp.outcomes import judged
from nlp.outcomes.own import fit_own
from nlp.outcomes.report import Report, Section, Table, to_markdown
from nlp.outcomes.vocabulary import load
from nlp.reviewer import Reviewer
from nlp.routing import RouteModel
from nlp.settings import Settings

TEXT = (
    "Mum agreed to early help. Tanya Reed, 11, said that she cannot sleep since dad left in May. School worry. "
    "Mum asks for somebody to talk to."
)


@pytest.fixture(scope="session")
def fitted(elsewhere):
    return fit_own(elsewhere, load("english-mash"))


@pytest.fixture(scope="session")
def folder(fitted, tmp_path_factory):
    out = tmp_path_factory.mktemp("force") / "our-model"
    fitted.write(out)
    return out


def in_short(report):
    return " ".join(report.sections[0].lines)


def test_it_is_better_where_the_area_decides_otherwise(fitted):
    assert "Your model is measurably better than the shipped one" in in_short(fitted.report)
    assert "Do not use" not in in_short(fitted.report)


def test_within_noise_is_said_where_the_shipped_model_fits(alike):
    said = in_short(fit_own(alike, load("english-mash")).report)
    assert "not measurably better than the shipped one" in said
    assert "Keep the shipped model" in said


def test_a_model_of_noise_is_not_to_be_used(noise):
    said = in_short(fit_own(noise, load("english-mash")).report)
    assert "It does not measurably tell what went to early help from what was closed" in said


def test_the_report_has_every_system_month_and_limit(fitted):
    page = to_markdown(fitted.report)
    for name in ("Your model", "Shipped model", "Always no further action", "Words alone (TF-IDF)"):
        assert name in page
    assert "| 2025-09 |" in page
    assert "| 2025-10 |" in page
    assert "not what should have been decided" in page
    assert "no reason to refer or not to refer" in page


def test_the_file_has_the_shipped_form(folder):
    own, shipped = (json.loads(models.read(*where)) for where in (("model.json", folder), ("routing/model.json",)))
    assert list(own) == list(shipped)
    assert list(own["weights"]) == list(NAMES)
    assert [len(row) for row in own["bootstrap"]] == [len(row) for row in shipped["bootstrap"]]
    assert set(shipped["figures"]) <= set(own["figures"])
    assert all(own["weights"][name] * sign >= 0 for name, sign in MONOTONE.items())


def test_the_folder_holds_model_meta_card_report_and_a_manifest_that_names_them(folder):
    assert {path.name for path in folder.iterdir()} == {
        *("model.json", "meta.json", "README.md", "report.md", "manifest.json"),
    }
    assert set(models.manifest(folder)) == {"model.json", "meta.json"}
    assert "Contest it" in (folder / "README.md").read_text("utf-8")
    assert "our" not in json.loads(models.read("meta.json", folder)).get("path", "")


def test_figures_are_those_of_rows_that_it_never_saw(fitted, elsewhere):
    assert fitted.content["figures"]["texts"] == sum(month >= "2025-09" for month in elsewhere.months)
    assert fitted.made_from["months"] == "2025-01 to 2025-10"


def test_an_altered_or_absent_model_is_refused(folder, tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    (copy / "model.json").write_text((copy / "model.json").read_text("utf-8").replace("0", "1", 1), "utf-8")
    with pytest.raises(ModelError, match=r"model\.json is not the file that copy/manifest\.json names; train it again"):
        RouteModel.load(copy)
    with pytest.raises(ModelError, match="nowhere/manifest"):
        RouteModel.load(tmp_path / "nowhere")


def test_settings_name_it_and_reviews_use_it(folder, tmp_path, reviewer):
    (folder.parent / "ours.toml").write_text('model = "our-model"', "utf-8")
    local = settings.load(folder.parent / "ours.toml")
    assert local.model == folder
    before, after = reviewer.review(TEXT), Reviewer.load(model=local.model).review(TEXT)
    assert after.route != before.route
    assert after.sections == before.sections
    assert after.versions.models != before.versions.models
    (tmp_path / "bad.toml").write_text('model = "nowhere"', "utf-8")
    with pytest.raises(SettingsError, match=r"bad\.toml, model: nowhere/manifest\.json"):
        settings.load(tmp_path / "bad.toml")


def test_reports_say_what_an_own_model_was_made_from(folder, reviewer):
    review = reviewer.review(TEXT)
    assert "made from fictional texts" in render.to_plain(TEXT, review)
    assert "outcomes of your own area" in " ".join(render.to_plain(TEXT, review, Settings(model=folder)).split())


# ── evaluate ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_shipped_model_is_judged_alone(alike):
    report = judged.judge(alike, judged.load("shipped"))
    page = to_markdown(report)
    assert "Your model" not in page
    assert "The shipped model is measurably better than saying" in page
    assert "neither too high nor too low" in page
    assert "the earliest rows of the file" in page


def test_estimates_that_run_high_are_told(noise):
    assert "too high" in in_short(judged.judge(noise, judged.load("shipped")))


def test_an_own_model_is_compared_with_what_it_was_fitted_on(folder, elsewhere):
    report = judged.judge(elsewhere, judged.load(str(folder)))
    assert "It was made from outcomes of 2025-01 to 2025-10" in in_short(report)
    page = to_markdown(report)
    assert "the texts that the model was fitted on" in page
    assert "## Do estimates still fit?" in page


def test_without_dates_nothing_is_said_of_months(make):
    report = judged.judge(make(200, months=[]), judged.load("shipped"))
    assert "No dates were given" in in_short(report)
    assert "Do texts change?" not in to_markdown(report)


def test_no_cell_breaks_a_table_of_the_report():
    page = to_markdown(Report("T", (Section("S", ("one",), Table(("a", "b"), [("x|y", "z")])),)))
    assert page == "# T\n\n## S\n\none\n\n| a | b |\n|---|---|\n| x/y | z |\n"
