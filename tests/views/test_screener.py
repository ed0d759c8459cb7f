"""The screener's page: files good and bad."""

import csv
import io
import json

import pytest

from nlp.errors import InputError
from tests.views.conftest import DANGER, shown
from views import uploads

CALM = "Attended the home. Mum said she is tired and asked for help. She agreed to a referral. The house was warm."


def table(*rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def open_file(page, name, data):
    page.file_uploader(key="upload").set_value((name, data, "text/plain")).run()
    return page


def check_all(page):
    return page.button(key="check_all").click().run()


def test_before_a_file_there_is_only_the_way_to_open_one(open_page):
    page = open_page("screener")
    assert "Check many referrals" in shown(page)
    assert not [b for b in page.button if b.key == "check_all"]


def test_rows_are_reviewed_with_what_must_not_wait_first_and_bad_rows_shown_as_such(open_page):
    data = table(["ref", "story"], ["r1", CALM], ["r2", ""], ["r3", DANGER], ["=cmd()", CALM])
    page = open_file(open_page("screener"), "in.csv", data)
    page.selectbox(key="text_column").set_value("story").run()
    html = shown(check_all(page))
    assert "4 rows: 1 must not wait, 1 could not be read" in html
    rows = html.split("<tbody>")[1].split("<tr>")[1:]
    assert "Serious domestic abuse" in rows[0]
    assert "Could not be read" in rows[1]
    assert len(page.get("download_button")) == 2


def test_a_row_opens_as_on_the_officers_page(open_page):
    page = open_file(
        open_page("screener"), "in.jsonl", json.dumps({"id": "x", "text": DANGER}).encode() + b"\nnot json\n"
    )
    check_all(page)
    page.selectbox(key="open_row").set_value(0).run()
    html = shown(page)
    assert 'class="rc alarm" role="alert"' in html
    assert "of 15 answered" in html
    page.selectbox(key="open_row").set_value(1).run()
    assert "is not a JSON object on one line" in shown(page)


def test_results_go_where_the_column_changes(open_page):
    page = check_all(open_file(open_page("screener"), "in.csv", table(["text", "other"], [CALM, CALM])))
    assert "1 rows" in shown(page)
    page.selectbox(key="text_column").set_value("other").run()
    assert "1 rows" not in shown(page)


def test_an_empty_file_is_told_plainly(open_page):
    page = open_file(open_page("screener"), "in.csv", b"text\n")
    assert "no rows" in shown(check_all(page))


@pytest.mark.parametrize(("name", "data"), [("a.csv", b"\n\n"), ("a.jsonl", b"[1]\n"), ("a.csv", b"PK\0\0\0")])
def test_a_file_without_columns_is_refused(name, data):
    with pytest.raises(InputError):
        uploads.columns(data, name)


def test_likely_columns_come_first():
    assert uploads.columns(b"id;when;Narrative\n1;2;3\n", "a.csv") == ["Narrative", "id", "when"]
    assert uploads.columns(b'{"id": "1", "n": 3, "text": "x"}\n', "a.jsonl") == ["text", "id"]


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(review):
    record = {"id": "=1+1", **review(CALM).to_dict()}
    cells = list(csv.reader(io.StringIO(uploads.spreadsheet([record]))))
    assert cells[1][0] == "'=1+1"


def test_downloads_hold_no_raw_text(review):
    text = "Attended 14 Tanner Row. Kasim Farooqi dob 02/09/2013 said he is tired. Mum agreed to a referral."
    record = {"id": "1", **review(text).to_dict()}
    assert "Farooqi" not in uploads.jsonl([record]) + uploads.spreadsheet([record])


def test_an_id_that_looks_like_markup_is_shown_as_written():
    reviewed = uploads.Reviewed("f", (), ({"id": "<script>", "error": {"kind": "x", "message": "<b>"}},))
    html = uploads.overview(reviewed, [0])
    assert "&lt;script&gt;" in html
    assert "<b>" not in html
