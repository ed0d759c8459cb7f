"""Two stages of a draft side by side."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.changes import edits, side_by_side

BEFORE = "Attended the home. Mum said she is tired. The house was cold."


def words(side):
    """The words of one side as a reader has them: without signs, and without what is only heard."""
    heard = re.sub(r'<span class="(?:unseen|sign)".*?</span>', "", side)
    return html.unescape(re.sub(r"<[^>]+>", "", heard))


def sides(page):
    return re.findall(r"<b>(Before|Now)</b><p[^>]*>(.*?)</p>", page)


def test_nothing_is_shown_where_only_spaces_changed():
    assert side_by_side(BEFORE, BEFORE.replace(". ", ".\n\n")) == ""


def test_words_put_in_and_taken_out_are_marked_on_their_own_side_and_told():
    page = side_by_side(BEFORE, BEFORE.replace("is tired", "has not slept"))
    (_, old), (_, new) = sides(page)
    assert (
        '<del><span class="sign" aria-hidden="true">−</span><span class="unseen">taken out: </span>is tired.</del>'
        in old
    )
    assert '<span class="unseen">put in: </span>has not slept.</ins>' in new
    assert words(old) == "Mum said she is tired."
    assert words(new) == "Mum said she has not slept."
    assert "1 sentence as before" in page


def test_a_new_sentence_stands_beside_nothing():
    (edit,) = edits(BEFORE, f"{BEFORE}\n\nThere are two dogs.")
    assert (edit.before, edit.now, edit.same) == ("", "There are two dogs.", 3)
    assert "nothing here" in side_by_side(BEFORE, f"{BEFORE}\n\nThere are two dogs.")


def test_what_looks_like_markup_is_shown_as_written():
    page = side_by_side(BEFORE, BEFORE.replace("tired", "<script>alert(1)</script>"))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("now", ["", "word " * 4000])
def test_a_text_that_is_quite_another_is_shown_whole_and_at_once(now):
    page = side_by_side("other " * 4000, now)
    assert words(sides(page)[0][1]).split() == ["other"] * 4000


@given(st.text(alphabet="ab .!\n", max_size=40), st.text(alphabet="ab .!\n", max_size=40))
def test_no_word_of_a_change_is_lost(before, now):
    for edit in edits(before, now):
        assert edit.before != edit.now
    shown = sides(side_by_side(before, now))
    changed = edits(before, now)
    for index, edit in enumerate(changed):
        old, new = shown[2 * index][1], shown[2 * index + 1][1]
        assert words(old).replace("nothing here", "").split() == edit.before.split()
        assert words(new).replace("nothing here", "").split() == edit.now.split()
