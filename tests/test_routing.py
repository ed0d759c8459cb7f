"""The route estimate: legible, monotone where it must be, silent where it must be, blind to names."""

import json

import pytest

from nlp import models
from nlp.errors import ModelError
from nlp.features import MONOTONE, NAMES, TEXT, features, words_of
from nlp.resources import shipped
from nlp.routing import MODEL_FILE, RouteModel, route

NAMES_TO_SWAP = {"Kasim": "Oliver", "Farooqi": "Smith", "Yaqub": "George", "Nadia": "Emily", "Brzezicka": "Jones"}


@pytest.fixture(scope="module")
def model():
    return RouteModel.load()


def test_weights_have_the_signs_that_are_promised(model):
    assert all(model.weights[name] * sign >= 0 for name, sign in MONOTONE.items())


@pytest.mark.parametrize("name", ["section_consent", "section_impact", "section_voice"])
def test_answering_more_never_lowers_the_estimate(model, reviewer, gold, name):
    for row in gold[:12]:
        values = features(reviewer.review(row["text"]))
        assert model.estimate({**values, name: 1.0}) >= model.estimate({**values, name: 0.0})


def test_features_are_shares_with_a_name_and_words_each(reviewer, gold):
    for row in gold[:12]:
        values = features(reviewer.review(row["text"]))
        assert tuple(values) == NAMES
        assert all(0 <= value <= 1 for value in values.values())
    assert set(TEXT) == set(NAMES)


def test_contributions_add_up_to_the_estimate(model, reviewer, gold):
    values = features(reviewer.review(gold[0]["text"]))
    parts = sum(model.weights[n] * (values[n] - model.means[n]) for n in NAMES)
    only = RouteModel(model.intercept + parts, dict.fromkeys(NAMES, 0.0), model.means, model.bootstrap, model.abstain)
    assert only.estimate(values) == pytest.approx(model.estimate(values))


def test_names_do_not_move_it(reviewer):
    text = shipped("data_samples/referrals/fictional-young-carer.txt").read_text("utf-8")
    swapped = text
    for old, new in NAMES_TO_SWAP.items():
        swapped = swapped.replace(old, new)
    assert swapped != text
    before, after = (reviewer.review(t).route.p_early_help for t in (text, swapped))
    assert after == pytest.approx(before, abs=0.01)


def test_it_is_silent_where_something_must_not_wait(reviewer):
    text = shipped("data_samples/referrals/fictional-must-not-wait.txt").read_text("utf-8")
    review = reviewer.review(text)
    assert review.safety.escalate
    assert (review.route.label, review.route.p_early_help, review.route.reasons) == ("not_applicable", None, ())


def test_near_the_middle_it_abstains(model, reviewer, gold):
    review = reviewer.review(gold[0]["text"])
    wide = RouteModel(0.0, dict.fromkeys(NAMES, 0.0), model.means, model.bootstrap, (0.4, 0.6))
    assert route(review, wide).label == "uncertain"


def test_what_a_section_would_change_is_told_only_for_what_is_missing(reviewer, gold):
    for row in gold[:12]:
        review = reviewer.review(row["text"])
        assert all(review.sections[i.section].status in {"partial", "missing"} for i in review.route.if_added)
        assert all(i.p_early_help > (review.route.p_early_help or 0) for i in review.route.if_added)


def test_a_model_that_is_not_in_the_manifest_is_refused(tmp_path):
    (tmp_path / "routing").mkdir()
    (tmp_path / MODEL_FILE).write_text("{}", "utf-8")
    (tmp_path / "manifest.json").write_text("{}", "utf-8")
    with pytest.raises(ModelError, match=r"manifest.json; train it again"):
        models.read(MODEL_FILE, tmp_path)


def test_an_altered_model_is_refused(tmp_path):
    (tmp_path / "routing").mkdir()
    (tmp_path / MODEL_FILE).write_text("{}", "utf-8")
    models.register(tmp_path, MODEL_FILE)
    assert models.read(MODEL_FILE, tmp_path) == b"{}"
    (tmp_path / MODEL_FILE).write_text(json.dumps({"weights": {}}), "utf-8")
    with pytest.raises(ModelError, match="is not the file"):
        models.read(MODEL_FILE, tmp_path)


def test_a_reason_hangs_on_the_words_that_its_feature_counts(reviewer):
    text = (
        "On 14/03/2026 we saw Kim Hall, aged 12, of 14 Tanner Row. Dad drinks a litre of vodka a day. "
        "Mum agreed to early help and asked for a support worker. PC Leach 2231, response team."
    )
    review = reviewer.review(text)

    def told(feature):
        return " ".join(text[span.start : span.end] for span in words_of(review, feature))

    assert "vodka" in told("needs")
    assert "agreed to early help" in told("help_accepted")
    assert "Kim Hall" in told("section_subject_identity")
    assert told("other_sections") == told("help_declined") == ""


def test_every_feature_that_counts_findings_can_show_them(reviewer, gold):
    for case in gold[:12]:
        review = reviewer.review(case["text"])
        for feature, value in features(review).items():
            if feature.startswith(("needs", "help", "services", "family_support")):
                assert bool(value) == bool(words_of(review, feature)), feature
