"""The marked text: every word once and in order, and nothing of it ever markup."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.render.marks import Mark
from nlp.result import LanguageItem, Section, Span
from views import highlight
from views.highlight import LAYERS, highlighted

TAG = re.compile(r'<(?:span|a) class="tag[^>]*>.*?</(?:span|a)>')


def plain(marked: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", TAG.sub("", marked)))


@pytest.fixture
def base(review):
    empty = review("He said no.")
    return empty.model_copy(update={"pii": (), "findings": (), "language": (), "checks": (), "sections": {}})


def test_marks_may_overlap_and_each_layer_nests(base):
    text = "She is always kicking off again."
    wording = (LanguageItem(kind="vague", start=7, end=25, why="w", instead="i"),)
    sections = {"voice": Section(status="present", evidence=(Span(start=0, end=13),))}
    marked = highlighted(text, base.model_copy(update={"language": wording, "sections": sections}), list(LAYERS))
    assert '<mark class="m-evidence"><mark class="m-wording">always</mark></mark>' in marked
    assert 'href="#row-voice"' in marked
    assert 'id="words-voice-1"' in marked
    assert plain(marked) == text


def test_anchors_stay_where_their_layer_is_hidden(base):
    sections = {"voice": Section(status="present", evidence=(Span(start=3, end=7),))}
    marked = highlighted("He said no.", base.model_copy(update={"sections": sections}), [])
    assert 'id="words-voice-1"' in marked
    assert "<mark" not in marked


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_whatever_the_text_and_the_marks_every_character_stands_once(text, places):
    spans = [(min(p), max(p)) for p in places if max(p) <= len(text)]
    found = [Mark(layer, a, b, "label") for (a, b), layer in zip(spans, [*LAYERS, "danger"] * 2, strict=False) if a < b]
    found = [m for m in found if m.layer != "evidence"]
    cuts = sorted({0, len(text), *(m.start for m in found), *(m.end for m in found)})
    marked = "".join(highlight._pieces(text, found, {}, cuts))
    assert plain(marked) == highlight.visible(text)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<!-- a", "&lt;b&gt;"])
def test_what_looks_like_markup_is_shown_as_written(base, text):
    marked = highlighted(text, base, list(LAYERS))
    assert "<script" not in marked
    assert "<img" not in marked
    assert plain(marked) == text


def test_all_fictional_cases_come_out_whole(review, drafts):
    for text in drafts.values():
        assert plain(highlighted(text, review(text), list(LAYERS))).strip() == text.strip()
