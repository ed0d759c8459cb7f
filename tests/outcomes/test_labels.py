"""What is refused before a text is read: rows by number, remedies, and never the words of a row."""

import csv
import json

import pytest

from nlp.errors import InputError, OutcomeError
from nlp.outcomes.columns import Asked
from nlp.outcomes.labels import Labeller, month_of, rows
from nlp.outcomes.table import rows_told
from nlp.outcomes.vocabulary import load

WORDS = "Ruby Lascelles was crying"
ROWS = [
    {"text": WORDS, "outcome": "NFA", "date": "2025-03-31", "group": "A1", "reason": "BT"},
    {"text": f"{WORDS} again", "outcome": "Early help", "date": "01/04/2025", "group": "a1 ", "reason": ""},
    {"text": "another", "outcome": "s47", "date": "2025-05", "group": "", "reason": ""},
    {"text": "a fourth", "outcome": "nfa", "date": "2025-05-02", "group": "", "reason": "already open"},
]


def table(tmp_path, found, name="outcomes.csv", delimiter=","):
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as out:
        if name.endswith(".jsonl"):
            out.writelines(f"{json.dumps(row)}\n" for row in found)
        else:
            write = csv.DictWriter(out, list(found[0]), delimiter=delimiter)
            write.writeheader()
            write.writerows(found)
    return path


def read(path, **asked):
    return Labeller(load("welsh-ppn"), Asked(**asked)).read(path)


def changed(number, **cells):
    return [{**row, **(cells if at == number else {})} for at, row in enumerate(ROWS, 1)]


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.jsonl", "")])
def test_labels_are_read_from_tables_and_json_lines(tmp_path, name, delimiter):
    path = table(tmp_path, ROWS, name, delimiter or ",")
    columns, labels = read(path)
    assert [label.means for label in labels] == ["no_further_action", "early_help", "left_out", "left_out"]
    assert [label.why for label in labels] == ["", "", "statutory", "already open to a service"]
    assert [label.month for label in labels] == ["2025-03", "2025-04", "2025-05", "2025-05"]
    assert list(rows(path, columns)) == [row["text"] for row in ROWS]


def test_people_are_hashed_and_the_same_person_stays_the_same(tmp_path):
    _, labels = read(table(tmp_path, ROWS))
    one, same, other, fourth = (label.group for label in labels)
    assert one == same
    assert len({one, other, fourth}) == 3
    assert "a1" not in one.lower() or len(one) == 24
    _, again = read(table(tmp_path, ROWS))
    assert again[0].group != one  # the key is drawn for one run


@pytest.mark.parametrize(
    ("asked", "option"),
    [
        ({"text": "narative"}, "--text-column"),
        ({"outcome": "result"}, "--outcome-column"),
        ({"date": "when"}, "--date-column"),
        ({"group": "family"}, "--group-column"),
        ({"reason": "why"}, "--reason-column"),
        ({"fairness": "religion"}, "--fairness-column"),
    ],
)
def test_a_wrong_column_is_told_with_the_columns_there_are(tmp_path, asked, option):
    with pytest.raises(OutcomeError) as error:
        read(table(tmp_path, ROWS), **asked)
    assert next(iter(asked.values())) in str(error.value)
    assert "The columns are: text, outcome, date, group, reason." in str(error.value)
    assert option in str(error.value)


def test_a_first_row_without_headings_is_not_told(tmp_path):
    path = tmp_path / "bare.csv"
    path.write_text(f'"{WORDS} and would not stop for an hour",NFA\n', "utf-8")
    with pytest.raises(OutcomeError, match="must name the columns") as error:
        read(path)
    assert "Ruby" not in str(error.value)


def test_an_unknown_outcome_lists_legal_words_and_the_row_but_not_the_word(tmp_path):
    with pytest.raises(OutcomeError) as error:
        read(table(tmp_path, changed(2, outcome="Lascelles")))
    said = str(error.value)
    assert "outcomes.csv, row 2" in said
    assert "families first" in said
    assert "--vocabulary" in said
    assert "Lascelles" not in said


def test_an_unknown_reason_is_told_too(tmp_path):
    with pytest.raises(OutcomeError, match="row 1: the reason is no word of the vocabulary welsh-ppn"):
        read(table(tmp_path, changed(1, reason="just because")))


@pytest.mark.parametrize("written", ["", "soon", "31/02/2025", "03/31/2025", "1999-01-01", "2999-01-01"])
def test_a_bad_date_is_told_by_its_row(tmp_path, written):
    with pytest.raises(OutcomeError, match="row 3: no date that can be read"):
        read(table(tmp_path, changed(3, date=written)))


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2025-03-31", "2025-03"), ("31/03/2025", "2025-03"), ("31.03.2025", "2025-03"), ("01/02/25", "2025-02"),
        ("2025-03", "2025-03"), ("2025-03-31T14:20:00Z", "2025-03"), ("31/03/2025 14:20", "2025-03"), ("x", None),
    ],
)  # fmt: skip
def test_dates_are_british(written, month):
    assert month_of(written) == month


def test_rows_that_cannot_be_read_are_told_by_number(tmp_path):
    path = table(tmp_path, ROWS, "a.jsonl")
    path.write_text(path.read_text("utf-8") + "{broken\n[1]\n", "utf-8")
    with pytest.raises(OutcomeError, match="rows 5, 6: not readable"):
        read(path)
    with pytest.raises(OutcomeError, match="row 2: no text"):
        read(table(tmp_path, changed(2, text=" ")))


def test_a_file_without_rows_or_of_another_kind_is_refused(tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text("text,outcome\n", "utf-8")
    with pytest.raises(OutcomeError, match="holds no rows"):
        read(path)
    with pytest.raises(OutcomeError, match=r"Give a \.csv or \.jsonl file"):
        read(tmp_path / "outcomes.xlsx")
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "absent.csv")


def test_many_rows_are_told_in_short():
    assert rows_told([4]) == "row 4"
    assert rows_told(list(range(1, 15))) == "rows 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 4 more"
