"""What a change in the text does to a section: an answer closes a gap, taking it out opens it, layout does neither.

Measured over all fictional samples and their sections; the shares that must hold are stated here, because no reader
that learnt from examples holds in every single case.
"""

import random
import re

import pytest

from nlp.names import ANSWERED

CLOSED = 0.95  # share of gaps that a true, specific sentence must close, and of these at least
PRESENT = 0.7  # so many must be answered whole
OPENED = 0.75  # share of answers that are gone, or less, once every word that proved them is gone
KEPT = 0.93  # share of sections whose status stays as it was when only the layout changes

ANSWERS = {
    "subject_identity": "The child is Kasim Farooqi, born 02/09/2013, of 14 Tanner Row, Rochdale OL12 7QD.",
    "household": "He lives there with his mother Tanya, her partner Lee Hall and his sister Mina, aged 4.",
    "incident": "At 16:15 on Monday 3 March we attended 14 Tanner Row and saw the front door kicked in and him crying.",
    "impact": "He has not slept through since, wets the bed, is afraid to go home and has stopped going to football.",
    "voice": 'He told me, on his own, "I want it to stop and I want to live with my nan"; he shook while he spoke.',
    "family_view": "His mother says that she cannot manage his temper now and wants somebody to talk to him weekly.",
    "history": "Our records show two calls here, 4 May and 9 June 2025, both for shouting, neither with an arrest.",
    "strengths": "His grandmother has him every weekend, he is never late for school and he plays in a team.",
    "agencies": "He goes to Alder Park Primary; his social worker is Bea Lindqvist and the surgery is Moor Lane.",
    "consent": "His mother was told of this referral and agreed, in writing, to early help and to sharing this.",
    "actions": "I stayed until the lock was changed, rang the duty social worker and booked a visit for Friday.",
    "request": "They ask for a family support worker to help with bedtimes and for counselling for the boy.",
    "practitioner_safety": "There is a large dog, to be shut in the kitchen, and no other hazard to visiting staff.",
    "communication": "His mother speaks Punjabi and needs an interpreter; ring after 6pm, she cannot read letters.",
    "referrer": "PC 2231 Jo Harris, Rochdale neighbourhood team, 01632 960118.",
}
LESS = {"present": 2, "not_known": 2, "partial": 1, "missing": 0}


@pytest.fixture(scope="module")
def drafts(gold, reviewer):
    """Every sample with its review."""
    return [(case["text"], reviewer.review(case["text"])) for case in gold]


def share(outcomes):
    assert len(outcomes) >= 50
    return sum(outcomes) / len(outcomes)


def test_a_true_specific_sentence_closes_a_gap(drafts, reviewer):
    after = [
        reviewer.review(f"{text}\n{ANSWERS[name]}").sections[name].status
        for text, before in drafts
        for name, section in before.sections.items()
        if section.status == "missing"
    ]
    assert share([status != "missing" for status in after]) >= CLOSED
    assert share([status in ANSWERED for status in after]) >= PRESENT


def test_without_its_evidence_an_answer_is_gone(drafts, reviewer):
    """All sentences that the encoder or a rule holds for an answer are taken out, not the first few that are shown."""
    fell = []
    for text, before in drafts:
        for name, section in before.sections.items():
            if section.status != "present":
                continue
            left, status = text, "present"
            for _ in range(4):
                spans = reviewer.review(left).sections[name].evidence
                for span in reversed(spans):
                    left = left[: span.start] + left[span.end :]
                if not any(c.isalnum() for c in left):
                    break
                status = reviewer.review(left).sections[name].status
                if status == "missing":
                    break
            fell.append(LESS[status] < LESS["present"])
    assert share(fell) >= OPENED


def shuffled(text):
    """Paragraphs in another order; where there is only one, its sentences stay as they are."""
    parts = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    random.Random(1).shuffle(parts)
    return "\n\n".join(parts)


def other_headings(text):
    """Every short heading before a colon called something that says nothing."""
    return re.sub(r"(?m)^[A-Z][A-Za-z /&'-]{2,30}:", "Part:", text)


@pytest.mark.parametrize("change", [shuffled, other_headings, str.upper, lambda text: text.replace("\n", "\r\n")])
def test_layout_changes_no_status(drafts, reviewer, change):
    kept = [
        section.status == after.sections[name].status
        for text, before in drafts
        for after in [reviewer.review(change(text))]
        for name, section in before.sections.items()
    ]
    assert share(kept) >= KEPT
