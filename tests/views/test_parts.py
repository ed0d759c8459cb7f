"""The smaller parts: comparison, skeletons, tables, figures, set-up."""

import json
import tomllib

import pytest

from nlp import names, taxonomy
from nlp.resources import shipped
from nlp.result import Span
from views import figures, samples, scripts
from views.compare import changes, same_draft
from views.highlight import _IN_SHORT
from views.markup import quote, table
from views.skeletons import SKELETONS, finished, inserted, unfinished

PLAIN = "Attended the address. The car was taken away."


@pytest.mark.parametrize("section", taxonomy.SECTIONS)
@pytest.mark.parametrize("draft", [PLAIN, f"{PLAIN}\n", "", "One.\n\nTwo."])
def test_a_line_that_nobody_finished_is_left_out_of_the_check(section, draft):
    line = SKELETONS[section]
    assert line.endswith(": …")
    assert finished(f"{draft}\n\n{line}") == draft.rstrip("\n")
    assert unfinished(f"{draft}\n\n{line}") == (line,)


def test_a_finished_line_stays_and_a_draft_without_inserted_lines_is_untouched():
    done = SKELETONS["voice"].replace("…", "he is scared.")
    assert finished(f"{PLAIN}\n\n{done}") == f"{PLAIN}\n\n{done}"
    assert finished(" \n\n a … b \r\n") == " \n\n a … b \r\n"


def test_a_line_inserted_twice_is_left_out_twice():
    line = SKELETONS["voice"]
    assert finished(f"{line}\n\n{PLAIN}\n\n{line}").strip() == PLAIN


@pytest.mark.parametrize(
    ("draft", "cursor", "grown"),
    [
        ("One. Two.", None, "One. Two.\n\nX: …"),
        ("One. Two.", 4, "One.\n\nX: …\n\nTwo."),
        ("One. Two.", 2, "One.\n\nX: …\n\nTwo."),  # never within a sentence
        ("One. Two.", 7, "One. Two.\n\nX: …"),
        ("One. Two.", 0, "X: …\n\nOne. Two."),
        ("One. Two.", 99, "One. Two.\n\nX: …"),
        ("Name: Jo\nDob: 2015", 3, "Name: Jo\n\nX: …\n\nDob: 2015"),
        ("Seen at 10.30 today\r\nAll well", 9, "Seen at 10.30 today\n\nX: …\n\nAll well"),
        ("Name: …\n\nEnd", 6, "Name: …\n\nX: …\n\nEnd"),
        ("", 0, "X: …"),
        ("  \n", None, "X: …"),
    ],
)
def test_a_line_goes_in_at_the_cursor_but_never_within_a_sentence(draft, cursor, grown):
    found, at = inserted(draft, "X: …", cursor)
    assert found == grown
    assert found[at:].startswith("X: …")


@pytest.mark.parametrize(
    ("told", "cursor"), [(None, None), ({}, None), ({"at": -1}, None), ({"at": "3"}, None), ({"at": 3}, 3)]
)
def test_a_cursor_counts_only_where_the_box_was_touched(told, cursor):
    assert scripts.cursor(told) == cursor


def test_every_section_has_a_short_label():
    assert set(_IN_SHORT) == set(names.SECTIONS) == set(taxonomy.SECTIONS)


def test_no_change_is_told_as_none(review):
    assert changes(review(PLAIN), review(PLAIN)).none


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a b c d", "a b c d e f", True),
        ("a b c d", "x y z", False),
        ("", "a", True),
    ],
)
def test_stages_of_one_draft_are_told_from_another_text(one, other, same):
    assert same_draft(one, other) is same


def test_a_table_can_be_scrolled_by_key_and_has_heads():
    html = table("Rows", ("A", "B"), [("<b>x</b>", "y")])
    assert 'tabindex="0"' in html
    assert '<th scope="row"><b>x</b></th>' in html
    assert "<caption>Rows</caption>" in html


def test_samples_are_there_and_every_case_answers_every_section():
    assert len(samples.drafts()) == 5
    assert all(set(case.sections) == set(taxonomy.SECTIONS) for case in samples.cases().values())


def test_figures_are_read_from_the_files_beside_the_models(tmp_path):
    folder = tmp_path / "routing"
    folder.mkdir()
    (folder / "card.md").write_text("# Card", "utf-8")
    (folder / "meta.json").write_text(json.dumps({"scores": {"macro_f1": 0.5, "ok": True}, "seed": "x"}), "utf-8")
    (fact,) = figures.facts(tmp_path)
    assert fact == figures.ModelFacts("routing", "### Card", {"scores, macro f1": 0.5})


def test_no_models_folder_means_no_figures(tmp_path):
    assert figures.facts(tmp_path / "none") == []


def test_the_app_tells_nobody_anything():
    config = tomllib.loads(shipped(".streamlit").joinpath("config.toml").read_text("utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
    assert config["client"]["showErrorLinks"] is False
    assert config["server"]["address"] == "localhost"
    assert config["server"]["maxUploadSize"] <= 5


def test_app_is_short():
    assert len(shipped("app.py").read_text("utf-8").splitlines()) < 40


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("short words", "“short words”"),
        ('"she said no"', "“she said no”"),
        ("one two three four", "“one two …”"),
        ("abcdefghijklmnop", "“abcdefghijkl …”"),
        ("<b>", "“&lt;b&gt;”"),
    ],
)
def test_a_quotation_is_cut_between_words_and_escaped(text, shown):
    assert quote(text, Span(start=0, end=len(text)), 12) == shown
