"""A row for each child, the unborn too, or for the adult at risk."""

FAMILY = (
    "On 14/03/2026 we saw Kim Hall dob 02/09/2013 of 14 Tanner Row. Kim told me: I want to go to my nan's. "
    "Sister Jo Hall (6) was asleep in bed. Brother Lee Hall. PC Leach 2231, response team. "
)


def rows(reviewer, text):
    return {row.label: row for row in reviewer.review(text).children}


def test_each_child_has_a_row_of_its_own(reviewer):
    found = rows(reviewer, FAMILY)
    assert list(found)[:2] == ["Child A", "Child B"]
    assert found["Child A"].voice == "present"
    assert (found["Child B"].identity, found["Child B"].seen, found["Child B"].voice) == (
        "present",
        "present",
        "missing",
    )


def test_school_is_told_for_the_child_who_goes_there(reviewer):
    found = rows(reviewer, FAMILY.replace("was asleep in bed", "is in year 2 at school"))
    assert found["Child B"].school == "present"


def test_words_about_all_children_count_for_each(reviewer):
    found = rows(reviewer, FAMILY.replace("was asleep in bed", "lives there") + "Both children were seen.")
    assert found["Child B"].seen == "present"


def test_an_unborn_child_counts(reviewer):
    found = rows(reviewer, FAMILY + "Mum is 28 weeks pregnant and due in May.")
    assert found["Unborn child"].identity == "present"
    assert found["Unborn child"].seen == "not_known"
    assert "Unborn child" not in rows(reviewer, FAMILY + "Mum is not pregnant.")


def test_an_adult_at_risk_has_a_row(reviewer):
    text = "Mr Ernest Doughty, aged 84, lives alone at 14 Tanner Row. He told me: I am lonely. PC Leach 2231."
    assert list(rows(reviewer, text)) == ["Adult A"]


def test_a_child_is_asked_about_injury_and_parental_responsibility(reviewer):
    told = rows(reviewer, FAMILY + "Jo had a bruise on her arm. Dad has no PR for Jo.")
    assert told["Child B"].also == {"injury": "present", "parental_responsibility": "present"}
    assert rows(reviewer, FAMILY)["Child B"].also == {"injury": "missing", "parental_responsibility": "missing"}


def test_an_adult_is_asked_about_capacity_needs_and_helpers(reviewer):
    text = "Mr Ernest Doughty, aged 84, lives alone at 14 Tanner Row. He told me: I am lonely. PC Leach 2231."
    assert set(rows(reviewer, text)["Adult A"].also) == {"capacity", "care_needs", "helper"}
    more = text + " He has capacity to decide. He cannot cook for himself. His daughter visits on Sundays."
    assert set(rows(reviewer, more)["Adult A"].also.values()) == {"present"}
