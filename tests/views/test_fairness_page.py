"""The fairness page tells what was measured, or that nothing was."""

from tests.views.conftest import shown
from views import fairness

KIND = {
    "id": "religion", "title": "Religion stated", "facts_alike": True, "comparisons": 8, "told": 8, "mean": 0.002,
    "largest": 0.004, "within": 1.0, "same_checklist": 0.75, "same_label": 1.0,
    "values": [{"value": "Sikh", "comparisons": 8, "mean_move": -0.002, "calibration_gap": 0.05}], "worst": [],
}  # fmt: skip
MEASURED = {"limit": 0.01, "drafts": 4, "kinds": [KIND]}


def test_each_kind_stands_in_the_table_with_its_values(open_page, monkeypatch):
    monkeypatch.setattr(fairness, "found", lambda: MEASURED)
    html = shown(open_page("fairness"))
    for words in ("Religion stated", "0.004", "100%", "75%", "Sikh", "-0.002", "On 4 drafts it does"):
        assert words in html
    assert "not yet tested on real referrals" in html


def test_a_promise_that_is_not_kept_is_told(open_page, monkeypatch):
    broken = {**MEASURED, "kinds": [{**KIND, "largest": 0.2}]}
    monkeypatch.setattr(fairness, "found", lambda: broken)
    assert "not yet so for: religion stated" in shown(open_page("fairness"))


def test_without_figures_the_page_says_so(open_page, monkeypatch, tmp_path):
    monkeypatch.setattr(fairness, "shipped", lambda _: tmp_path)
    assert "No figures travel with this version" in shown(open_page("fairness"))
