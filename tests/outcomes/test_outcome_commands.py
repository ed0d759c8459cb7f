"""``refcheck train`` and ``refcheck evaluate``, from the file of outcomes to what stands on the disk."""

import csv
import json
import random
import re

import pytest

from nlp import taxonomy
from nlp.cli import ExitCode
from nlp.outcomes import reading
from nlp.resources import shipped
from nlp.reviewer import Reviewer
from tests.cli.conftest import run

__all__ = ["run"]

TEXT = "Mum agreed to early help. Tanya Reed, 11, said that she cannot sleep. School worry. Mum asks for help."
DANGER = "He put his hands round her throat in front of the baby and said I will kill you. Mum is 24 and lives at home."
NO_REFERRAL = "Stationery order: twelve boxes of paper clips and a stapler, please, by Friday."
WORDS = (
    *("amberish", "birchen", "cedarn", "daisied", "eldern", "fernlike", "gorsey", "hazeline", "ivied"),
    *("junipered", "kelpy", "larchen", "maplewise", "nettled", "oaken", "pinelike", "rowanberry", "sedgy"),
)


@pytest.fixture(scope="session")
def wire(reviewer):
    """A review in the form of the contract."""
    return reviewer.review(TEXT).to_dict()


def row(wire, number, rng):
    """A row that holds a review with other answers and other words, and an outcome that follows from the answers."""
    statuses = {name: rng.choice(["present", "partial", "missing"]) for name in taxonomy.SECTIONS}
    sections = {name: {**wire["sections"][name], "status": status} for name, status in statuses.items()}
    helped = statuses["history"] == "present" or (statuses["history"] == "partial" and rng.random() < 0.5)
    return {
        "review": {**wire, "sections": sections, "masked_text": " ".join(rng.choices(WORDS, k=60))},
        "outcome": "early help" if helped else "NFA",
        "date": f"2025-{1 + number * 10 // 520:02d}-15",
        "group": f"P{number}",
    }


@pytest.fixture(scope="session")
def many(wire):
    rng = random.Random(1)
    return [row(wire, number, rng) for number in range(520)]


@pytest.fixture
def here(monkeypatch):
    """Reads in this process: starting others takes longer than a test should."""
    monkeypatch.setattr(reading, "FEW", 10**6)


def written(tmp_path, found, name="outcomes.jsonl"):
    path = tmp_path / name
    if name.endswith(".csv"):
        with path.open("w", encoding="utf-8", newline="") as out:
            table = csv.DictWriter(out, list(found[0]))
            table.writeheader()
            table.writerows(found)
    else:
        path.write_text("".join(f"{json.dumps(item)}\n" for item in found), "utf-8")
    return path


@pytest.mark.usefixtures("here")
def test_train_writes_a_folder_and_evaluate_reads_it(run, many, tmp_path):
    path, out = written(tmp_path, many), tmp_path / "our-model"
    code, told, err = run("train", "--data", path, "--vocabulary", "welsh-ppn", "--out", out)
    assert (code, err) == (ExitCode.NOTHING, "")
    assert "In short" in told
    assert "Your model is measurably better than the shipped one" in " ".join(told.split())
    assert {found.name for found in out.iterdir()} == {
        *("model.json", "meta.json", "README.md", "report.md", "manifest.json"),
    }
    report = tmp_path / "report.md"
    code, told, _ = run("evaluate", "--model", out, "--data", path, "--vocabulary", "welsh-ppn", "--output", report)
    assert code == ExitCode.NOTHING
    assert "Do texts change?" in told
    assert "## By month" in report.read_text("utf-8")
    for page in (*out.iterdir(), report):
        kept = page.read_text("utf-8")
        assert not set(re.findall(r"[a-z]+", kept)) & set(WORDS), page.name
        assert path.name not in kept
        assert not re.search(r"\bP\d+\b", kept)


@pytest.mark.usefixtures("here")
def test_the_same_rows_give_the_same_model(run, many, tmp_path):
    path = written(tmp_path, many)
    for name in ("one", "two"):
        run("train", "--data", path, "--vocabulary", "welsh-ppn", "--out", tmp_path / name)
    one, two = ((tmp_path / name / "model.json").read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_folder_that_holds_something_is_never_written_over(run, many, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("years of work", "utf-8")
    code, _, err = run("train", "--data", written(tmp_path, many[:3]), "--out", tmp_path / "full")
    assert code == ExitCode.USAGE
    assert "Name a new folder" in err


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("change", "options", "said"),
    [
        (lambda rows: rows, ("--outcome-column", "result"), "The columns are: review, outcome, date, group."),
        (lambda rows: [*rows[:9], {**rows[9], "outcome": "sorted"}], (), "row 10: the outcome is no word"),
        (lambda rows: [{**row, "outcome": "NFA"} for row in rows], (), "every usable row went to no further action"),
        (lambda rows: [{**row, "outcome": "s47"} for row in rows], (), "no row is left"),
        (lambda rows: rows[:150], (), "Too few outcomes"),
        (
            lambda rows: [*rows[:519], {**rows[519], "review": rows[3]["review"]}],
            (),
            "would be fitted on and scored, so figures would flatter: rows 4 and 520",
        ),
        (lambda rows: rows, ("--vocabulary", "narnia"), "no such vocabulary"),
    ],
    ids=["column", "outcome", "one class", "none left", "few", "same text", "vocabulary"],
)
def test_what_cannot_be_learnt_from_is_refused(run, many, tmp_path, change, options, said):  # noqa: PLR0917
    path = written(tmp_path, change(many))
    code, told, err = run("train", "--data", path, "--vocabulary", "welsh-ppn", "--out", tmp_path / "out", *options)
    assert (code, told) == (ExitCode.FAILURE, "")
    assert said in err
    assert not set(re.findall(r"[a-z]+", err)) & set(WORDS)
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("here")
def test_a_line_of_a_batch_with_its_outcome_added_is_read_too(run, many, tmp_path):
    flat = [
        {"id": str(at), **item["review"], "outcome": item["outcome"], "date": item["date"]}
        for at, item in enumerate(many)
    ]
    code, told, _ = run("evaluate", "--data", written(tmp_path, flat), "--vocabulary", "welsh-ppn")
    assert code == ExitCode.NOTHING
    assert "520 rows in the file; 520 usable" in told


def test_evaluate_needs_a_model_that_is_there(run, many, tmp_path):
    code, _, err = run("evaluate", "--model", tmp_path / "nowhere", "--data", written(tmp_path, many[:3]))
    assert code == ExitCode.FAILURE
    assert "nowhere/manifest.json cannot be read" in err


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def how():
    return reading.How(None, (), b"k" * 16, baseline=True)


def test_a_text_leaves_features_and_hashes_and_no_words(how, reviewer, monkeypatch):
    monkeypatch.setattr(reading, "_reviewer", lambda *_: reviewer)
    read, danger, other, empty, reviewed = reading.read(
        [
            TEXT,
            DANGER,
            NO_REFERRAL,
            " \n ",
            {"review": 1},
        ],
        5,
        how,
    )
    assert not read.skipped
    assert len(read.values) == 18
    assert read.terms.nnz > 5
    assert "Tanya" not in repr(read)
    assert "sleep" not in repr(read)
    assert danger.skipped.startswith("has a sign that must not wait")
    assert other.skipped == "reads like no referral"
    assert empty.skipped == "could not be reviewed: empty"
    assert reviewed.skipped == "could not be reviewed: no review"
    assert danger.values == other.values == ()


def test_names_do_not_reach_the_baseline(how, reviewer, monkeypatch):
    monkeypatch.setattr(reading, "_reviewer", lambda *_: reviewer)
    one, two = reading.read([TEXT, TEXT.replace("Tanya Reed", "Amir Hussain")], 2, how)
    assert (one.terms != two.terms).nnz == 0
    assert one.sketch == two.sketch


def test_many_rows_are_read_by_several_processes_in_order(how, many):
    given = many[:80]
    together = list(reading.read(given, len(given), how))
    apart = list(Reviewer.forgetting(reading._facts(item, how) for item in given))
    assert [facts.values for facts in together] == [facts.values for facts in apart]
    assert [facts.sketch for facts in together] == [facts.sketch for facts in apart]


# ── the sample ───────────────────────────────────────────────────────────────────────────────────────


def test_the_sample_says_that_it_is_fictional_and_holds_500_different_texts():
    path = shipped("data_samples/outcomes/fictional-outcomes.csv")
    assert path.stat().st_size < 1_000_000
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len({row["text"] for row in rows}) == 500
    assert all(row["id"].startswith("fictional-") for row in rows)
    assert len({row["date"][:7] for row in rows}) == 18
    assert len({row["group"] for row in rows}) < 500
