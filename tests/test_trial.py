"""A silent trial keeps what the estimate would have said, nothing of the text, and shows nothing."""

import json
import re

import pytest

from nlp import cli, render, settings, trial
from nlp.errors import SettingsError
from nlp.features import NAMES
from nlp.settings import Settings
from views import session

DRAFT = (
    "PC 4471 Ollerton, Marsh Lane station. Visited Bronwen Pickavance, dob 04/05/2014, at 12 Tanner Row, Otley, on "
    "3 May 2024 at 17:00. Mum Delyth said that she cannot cope since her partner left, and would welcome help. "
    'Bronwen said "I make the tea most days" and has missed two weeks of school.'
)
KEYS = ["date", "models", "label", "p_early_help", "features"]


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "trial.jsonl"


def lines(path):
    return [json.loads(row) for row in path.read_text("utf-8").splitlines()]


def test_a_line_holds_what_the_estimate_would_have_said(reviewer, kept):
    shown = reviewer.review(DRAFT).route
    reviewer.on_trial(kept).review(DRAFT)
    (row,) = lines(kept)
    assert list(row) == KEYS
    assert shown.p_early_help is not None
    assert (row["label"], row["p_early_help"]) == (shown.label, shown.p_early_help)
    assert tuple(row["features"]) == NAMES
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"])


def test_nothing_of_the_text_is_in_the_file(reviewer, kept):
    reviewer.on_trial(kept).review(DRAFT)
    told = kept.read_text("utf-8").casefold()
    ours = " ".join([*KEYS, *NAMES]).replace("_", " ").casefold()
    words = {word for word in re.findall(r"[a-z]{4,}|\d{2,}", DRAFT.casefold()) if word not in ours}
    assert {"bronwen", "tanner", "4471"} <= words
    # Years and the digits of a checksum are no words of the text: letters and the longer numbers decide.
    assert [word for word in words if word.isalpha() and re.search(rf"\b{word}\b", told)] == []
    assert "4471" not in json.dumps({k: v for k, v in lines(kept)[0].items() if k != "models"})


def test_each_review_adds_a_line(reviewer, kept):
    on_trial = reviewer.on_trial(kept)
    for _ in range(3):
        on_trial.review(DRAFT)
    assert len(lines(kept)) == 3


def test_nothing_is_shown(reviewer, kept):
    local = Settings(estimate="trial", trial=kept)
    review = reviewer.on_trial(kept).review(DRAFT)
    assert review.route.model_dump() == {
        "label": "not_applicable",
        "p_early_help": None,
        "interval": None,
        "reasons": (),
        "if_added": (),
    }
    for make in (render.to_plain, render.to_html, render.to_markdown):
        assert "Estimate" not in make(DRAFT, review, local)


def test_all_else_in_the_review_is_as_without_a_trial(reviewer, kept):
    with_trial, without = reviewer.on_trial(kept).review(DRAFT), reviewer.review(DRAFT)
    assert with_trial.model_copy(update={"route": without.route}) == without


def test_a_file_that_cannot_be_written_hinders_no_review(reviewer, kept, capsys):
    kept.mkdir()
    assert reviewer.on_trial(kept).review(DRAFT).sections
    told = capsys.readouterr().err
    assert "trial.jsonl: this trial file could not be written" in told
    assert "Bronwen" not in told


def test_a_trial_and_its_file_are_named_together(tmp_path):
    path = tmp_path / "ours.toml"
    for text in ('estimate = "trial"', 'trial = "t.jsonl"', 'estimate = "off"\ntrial = "t.jsonl"'):
        path.write_text(text, "utf-8")
        with pytest.raises(SettingsError, match=r"ours\.toml, trial: .*name both"):
            settings.load(path)
    path.write_text('estimate = "trial"\ntrial = "gone/t.jsonl"', "utf-8")
    with pytest.raises(SettingsError, match=r"folder of t\.jsonl is not there"):
        settings.load(path)
    path.write_text('estimate = "trial"\ntrial = "t.jsonl"', "utf-8")
    assert settings.load(path).trial == tmp_path / "t.jsonl"


def test_the_command_line_keeps_the_line_and_shows_nothing(tmp_path, capfdbinary):
    (tmp_path / "ours.toml").write_text('estimate = "trial"\ntrial = "t.jsonl"', "utf-8")
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    with pytest.raises(SystemExit):
        cli.main(["review", str(tmp_path / "draft.txt"), "--format", "json", "--settings", str(tmp_path / "ours.toml")])
    assert json.loads(capfdbinary.readouterr().out)["route"]["label"] == "not_applicable"
    assert lines(tmp_path / "t.jsonl")[0]["p_early_help"] is not None


def test_the_app_is_on_trial_for_drafts_and_not_for_its_own_samples(reviewer, kept, monkeypatch):
    monkeypatch.setattr(session, "reviewer", lambda: reviewer)
    monkeypatch.setattr(session, "settings", lambda: Settings(estimate="trial", trial=kept))
    session.reviewer().review(DRAFT)
    assert not kept.exists()
    session.drafts_reviewer().review(DRAFT)
    assert len(lines(kept)) == 1


def test_lines_of_the_same_review_differ_by_the_day_alone(reviewer):
    review = reviewer.review(DRAFT)
    one, two = trial.line(review, "2026-01-31"), trial.line(review, "2026-02-01")
    assert {key for key in one if one[key] != two[key]} == {"date"}
