"""The wire format: its keys, its round trip, its bytes."""

import json
from itertools import pairwise

from nlp import taxonomy
from nlp.result import Review

KEYS = {
    "schema_version": None,
    "pii": {"type", "start", "end", "score", "role", "needed"},
    "sections": {"status", "evidence", "question"},
    "findings": {"id", "assertion", "start", "end", "source", "cues", "rule"},
    "language": {"kind", "start", "end", "why", "instead"},
    "safety": {"escalate", "indicators"},
    "route": {"label", "p_early_help", "interval", "reasons", "if_added"},
    "feedback": {"section", "question", "why", "rank"},
    "checks": {"kind", "message", "spans"},
    "children": {"label", "identity", "seen", "voice", "school", "also"},
    "read": {"words", "words_read", "truncated", "language", "is_referral"},
    "versions": {"program", "rules", "models"},
    "masked_text": None,
}


def test_keys(reviewer, gold):
    for row in gold[:8]:
        data = reviewer.review(row["text"]).to_dict()
        assert list(data) == list(KEYS)
        assert set(data["sections"]) == set(taxonomy.SECTIONS)
        for name, keys in KEYS.items():
            items = data[name] if isinstance(data[name], list) else [data[name]]
            items = list(data[name].values()) if name == "sections" else items
            assert all(set(item) == keys for item in items if keys), name


def test_round_trip(reviewer, gold):
    for row in gold:
        review = reviewer.review(row["text"])
        data = json.loads(json.dumps(review.to_dict()))
        assert Review.from_dict({"id": row["id"], **data}) == review


def test_the_same_text_gives_the_same_bytes(reviewer, gold):
    text = gold[0]["text"]
    assert json.dumps(reviewer.review(text).to_dict()) == json.dumps(reviewer.review(text).to_dict())


def test_ids_and_offsets_are_legal(reviewer, gold):
    for row in gold:
        review, size = reviewer.review(row["text"]), len(row["text"])
        assert {p.type for p in review.pii} <= set(taxonomy.PII_TYPES)
        assert {f.id for f in review.findings} <= set(taxonomy.FINDINGS)
        assert {i.id for i in review.safety.indicators} <= set(taxonomy.SAFETY_INDICATORS)
        spans = [*review.pii, *review.findings, *review.language, *review.safety.indicators]
        assert all(0 <= s.start < s.end <= size for s in spans)


def test_personal_data_does_not_overlap(reviewer, gold):
    for row in gold:
        pii = reviewer.review(row["text"]).pii
        assert all(a.end <= b.start for a, b in pairwise(pii))


def test_the_route_is_silent_where_something_must_not_wait(reviewer, gold):
    for row in gold:
        review = reviewer.review(row["text"])
        if review.safety.escalate:
            assert review.route.label == "not_applicable"
            assert review.route.p_early_help is None


def test_at_most_five_questions_and_none_for_an_answered_section(reviewer, gold):
    for row in gold:
        review = reviewer.review(row["text"])
        assert [q.rank for q in review.feedback] == list(range(1, len(review.feedback) + 1))
        assert all(review.sections[q.section].status in {"partial", "missing"} for q in review.feedback)
