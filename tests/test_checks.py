"""Things to look at again, each told by its text and kept quiet by another."""

import pytest

SAID_ONCE = "Mum said that she cannot cope with the boy at home any more."
TELLS = {
    "contradiction": [
        ("No injuries seen. There was a bruise on his arm.", "No injuries seen. He was clean and well."),
        (
            "On 14/03/2026 we saw Kim Hall, aged 5, dob 02/09/2013, at home.",
            "On 14/03/2026 we saw Kim Hall, aged 12, dob 02/09/2013, at home.",
        ),
        (
            "On 14/03/2026 we saw Kim Hall dob 02/09/2013, year 2 at school.",
            "On 14/03/2026 we saw Kim Hall dob 02/09/2013, year 7 at school.",
        ),
        (
            "Mum has two children. Kim Hall (8), Lee Hall (6) and Jo Hall (4) live with her.",
            "Mum has three children. Kim Hall (8), Lee Hall (6) and Jo Hall (4) live with her.",
        ),
        ("Mum gave consent at the door. Consent: not sought.", "Mum gave consent at the door. Dad was out."),
    ],
    "undated": [("He has been shouting at her recently.", "He has been shouting at her since March.")],
    "pointer": [
        ("History: see log 3340.", "History: two arguments, in May and June."),
        ("Impact: as above.", "Impact: she does not sleep."),
    ],
    "pasted_log": [
        ("0910 CALL made\n0912 UNIT sent\n0920 DOOR opened\n0931 MUM spoken to", "At 0910 mum rang. We came at 0920.")
    ],
    "repeated": [
        (
            f"{SAID_ONCE} Dad was out. {SAID_ONCE}",
            f"{SAID_ONCE} Dad said the same.",
        )
    ],
    "long": [("Mum said that she is tired. " * 101, "Mum said that she is tired. " * 50)],
    "hard_to_read": [
        (
            "Multidisciplinary professionals subsequently communicated considerable apprehension concerning "
            "developmental deterioration, demonstrating institutional responsibility for collaborative "
            "intervention regarding accommodation, rehabilitation and educational "
            "participation within dysfunctional intergenerational "
            "relationships characterised by significant environmental instability. " * 3,
            "Mum said that he hit her. The boy saw it. He cried and hid in his room. " * 8,
        )
    ],
    "shorthand": [
        ("The IP rang us after the RTC.", "The injured party (IP) rang us."),
    ],
    "who_says": [("Mum is apparently drinking again.", "Her sister says that mum is drinking again.")],
    "child_lost": [
        (
            "Kim Hall dob 02/09/2013 lives with mum. He said he is hungry. Brother Lee Hall (6).",
            "Kim Hall dob 02/09/2013 lives with mum. Brother Lee Hall (6) said he is hungry.",
        )
    ],
    "child_not_seen": [
        (
            "Log says that dad was drunk. Subject Kim Hall dob 02/09/2013 of 14 Tanner Row. See log.",
            "Kim Hall dob 02/09/2013 of 14 Tanner Row. Kim told us: I want to go to my nan's.",
        ),
        (
            "Log says that dad was drunk. Subject Kim Hall dob 02/09/2013 of 14 Tanner Row. See log.",
            "Log says that dad was drunk. Subject Kim Hall dob 02/09/2013 of 14 Tanner Row. Children seen. See log.",
        ),
    ],
    "not_needed": [
        ("Mum's sort code is 20-14-53, account 40172961.", "Mum has no money."),
        (
            "Neighbour Ron Aldous, 01632 960118, heard the shouting.",
            "Neighbour Ron Aldous feeds the boys and takes them to school every day.",
        ),
    ],
    "informant": [
        ("The caller, Mrs Jean Platt, wishes to remain anonymous.", "Mum, Mrs Jean Platt, rang."),
        (
            "The caller, Mrs Jean Platt, feeds the boys every day and wishes to remain anonymous.",
            "Nan, Mrs Jean Platt, feeds the boys every day.",
        ),
    ],
    "refuge": [("She and her son fled to the refuge at 14 Alder Way.", "She lives with her son at 14 Alder Way.")],
    "identifying": [("They are the only Syrian family in the village. Mum said no.", "Mum said no to the boy.")],
    "needed_absent": [
        (
            "PC Leach: mum said that her boy is always out and she is worried.",
            "Kim Hall dob 02/09/2013, 14 Tanner Row. Mum, on 07700 900123, said that she is worried.",
        ),
    ],
}
MOST_RAISED = 0.12  # share of gaps that a paragraph which says nothing may close
# Company that makes a short text a referral, without telling of anything that is checked.
REFERRAL = " PC Leach 2231, response team. Mum gave her consent."


@pytest.mark.parametrize(("kind", "tells", "quiet"), [(k, a, b) for k, pairs in TELLS.items() for a, b in pairs])
def test_a_check_is_told_by_its_text_and_by_no_other(reviewer, kind, tells, quiet):
    assert kind in {c.kind for c in reviewer.review(tells + REFERRAL).checks}
    assert kind not in {c.kind for c in reviewer.review(quiet + REFERRAL).checks}


def test_spans_of_checks_stand_in_the_text_in_order(reviewer, gold):
    for case in gold:
        for check in reviewer.review(case["text"]).checks:
            assert [s.start for s in check.spans] == sorted(s.start for s in check.spans)
            assert all(0 <= s.start < s.end <= len(case["text"]) for s in check.spans)


def test_no_message_quotes_the_draft(reviewer):
    text = "Kim Hall dob 02/09/2013 of 14 Tanner Row. See log 3340. No injuries, but a bruise. They are triplets."
    for check in reviewer.review(text + REFERRAL).checks:
        assert not any(word in check.message for word in ("Kim", "Hall", "Tanner", "3340", "02/09"))


PADDING = (
    " This form was filled in at the end of the shift on the terminal in the report room. The printer was broken. "
    "The weather was dry and the road was clear. The car was parked on the left. Guidance has been read. "
    "The form has several parts, and each has been looked at in turn. Nothing else is recorded in this paragraph."
)


def test_padding_answers_nothing(reviewer, gold):
    raised = []
    for case in gold:
        before, after = reviewer.review(case["text"]), reviewer.review(case["text"] + PADDING)
        missing = [name for name, section in before.sections.items() if section.status == "missing"]
        raised += [after.sections[name].status != "missing" for name in missing]
    assert len(raised) >= 50
    assert sum(raised) / len(raised) <= MOST_RAISED
