"""A report that may travel further than the draft: names replaced, every place moved along."""

from hypothesis import given
from hypothesis import strategies as st

from nlp.masking import Replacement
from nlp.render import to_markdown
from nlp.render.masked import masked
from nlp.result import Check, Span


def test_a_report_of_the_masked_text_names_nobody_and_is_otherwise_the_same(reviewer, gold):
    for row in gold[:8]:
        text = row["text"]
        review = reviewer.review(text)
        hidden, moved = masked(text, review, reviewer.replacements(text))
        names = {text[item.start : item.end] for item in review.pii if item.type == "PERSON" and " " in text}
        report = to_markdown(hidden, moved)
        assert hidden == review.masked_text
        assert not [name for name in names if len(name) > 3 and f" {name} " in f" {hidden} {report} "]
        assert report.count("\n") == to_markdown(text, review).count("\n")


@given(st.text(max_size=40), st.data())
def test_words_outside_what_is_replaced_are_quoted_as_before(reviewer, text, data):
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    new = st.sampled_from(["", "[x]", "Child A lives"])
    pieces = zip(edges[::2], edges[1::2], strict=False)
    found = [Replacement("PERSON", start, end, data.draw(new)) for start, end in pieces]
    places = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=4))
    spans = tuple(Span(start=min(place), end=max(place)) for place in places)
    bare = reviewer.review("He said no.").model_copy(
        update={"pii": (), "findings": (), "language": (), "sections": {}, "children": ()}
    )
    hidden, moved = masked(
        text, bare.model_copy(update={"checks": (Check(kind="k", message="m", spans=spans),)}), found
    )
    for old, now in zip(spans, moved.checks[0].spans, strict=True):
        if all(item.end <= old.start or old.end <= item.start for item in found):
            assert hidden[now.start : now.end] == text[old.start : old.end]
        assert 0 <= now.start <= now.end <= len(hidden)


def test_a_place_that_cuts_through_a_replaced_piece_grows_to_all_that_replaced_it(reviewer):
    review = reviewer.review("He said no.").model_copy(
        update={"checks": (Check(kind="k", message="m", spans=(Span(start=5, end=9), Span(start=0, end=6))),)}
    )
    hidden, moved = masked("Mum Ann Lee left.", review, [Replacement("PERSON", 4, 11, "Mother")])
    assert hidden == "Mum Mother left."
    assert [hidden[s.start : s.end] for s in moved.checks[0].spans] == ["Mother", "Mum Mother"]
