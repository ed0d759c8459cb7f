import html as html_library
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import names, taxonomy
from nlp.render import report, to_html, to_markdown, to_plain, to_terminal
from nlp.render.marks import LAYERS, marked
from nlp.result import (
    Check,
    FindingItem,
    IfAdded,
    Indicator,
    LanguageItem,
    PiiItem,
    Question,
    Read,
    Reason,
    Review,
    Route,
    Safety,
    Section,
    Span,
    Versions,
)

TEXT = "Jo Bloggs (8) says dad hit her. Usual concerns. <script>alert('x')</script> [bold]hi[/bold] `rm` *x*\x1b[31m"
PARTS = ["calm", "checklist", "questions", "wording", "checks", "personal", "estimate"]
LIMITS = ("no advice on whether to refer", "not yet been tested on real referrals", "cannot see history")


def span(words, text=TEXT):
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def review(**changes):
    found = {
        "pii": (PiiItem(**span("Jo Bloggs"), type="PERSON", score=0.9, role="third_party", needed=False),),
        "sections": dict.fromkeys(taxonomy.SECTIONS, Section(status="missing", question="What?"))
        | {
            "subject_identity": Section(status="present", evidence=(Span(**span("Jo Bloggs")),)),
            "history": Section(status="not_known"),
            "incident": Section(status="partial", evidence=(Span(**span("<script>alert('x')</script>")),)),
        },
        "findings": (
            FindingItem(
                **span("dad hit her"), id="physical_abuse", assertion="affirmed", source="child_said", rule="findings.x"
            ),
        ),
        "language": (LanguageItem(**span("Usual concerns"), kind="vague", why="It says little.", instead="Say more."),),
        "safety": Safety(escalate=False),
        "route": Route(
            label="early_help",
            p_early_help=0.714,
            interval=(0.6, 0.8),
            reasons=(Reason(feature="needs", contribution=0.8, text="how many needs are told"),),
            if_added=(IfAdded(section="consent", p_early_help=0.8),),
        ),
        "feedback": (
            Question(section="voice", question="What did she say?", why="It tells of her life.", rank=2),
            Question(section="consent", question="Do they agree?", why="It is needed.", rank=1),
        ),
        "checks": (Check(kind="undated", message="Since when?", spans=(Span(**span("`rm` *x*")),)),),
        "children": (),
        "read": Read(words=9, words_read=9, truncated=False, language="en", is_referral=True),
        "versions": Versions(program="1", rules="sha256:r", models="sha256:m"),
        "masked_text": "",
    }
    return Review(**{**found, **changes})


URGENT = {
    "safety": Safety(
        escalate=True, indicators=(Indicator(**span("hit her"), id="child_injury", message="A child may be hurt."),)
    ),
    "route": Route(label="not_applicable"),
}


class Page(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.classes, self.titles, self.words = [], [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.classes += [c for name, value in attrs if name == "class" for c in value.split()]
        self.titles += [value for name, value in attrs if name == "title"]
        assert not [name for name, _ in attrs if name.startswith("on") or name in {"src", "href"}]

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(params=[to_plain, to_markdown, to_html], ids=["plain", "markdown", "html"])
def render(request):
    return request.param


def flat(page):
    return " ".join(html_library.unescape(page).split())


def test_parts_come_in_order_and_the_estimate_last():
    assert [part.id for part in report.report(TEXT, review())] == PARTS


def test_every_format_tells_everything_in_order(render):
    page = flat(render(TEXT, review()))
    told = ["phone 999", "2 of 15 answered", "Do they agree?", "What did she say?", "Wording to look at",
            "Since when?", "Personal data", "Texts like this, as written, resemble", *LIMITS]  # fmt: skip
    places = [page.index(words) for words in told]
    assert places == sorted(places)


def test_what_must_not_wait_stands_first_and_turns_the_estimate_off(render):
    page = flat(render(TEXT, review(**URGENT)))
    body = page[page.index("<main>") :] if render is to_html else page
    assert "A child may be hurt" in body[:600]
    assert body.index("drafting can wait") < body.index("answered")
    assert "because something in the text must not wait" in body
    assert "as written, resemble" not in body


def test_no_sign_is_no_all_clear(render):
    assert "phone 999 or your duty safeguarding team now, whatever this report says" in flat(render(TEXT, review()))


def test_evidence_words_stand_beside_the_section():
    line = next(line for line in to_plain(TEXT, review()).splitlines() if names.SECTIONS["subject_identity"] in line)
    assert "answered “Jo Bloggs”" in line


def test_personal_data_is_counted_and_what_is_not_needed_is_pointed_out():
    page = to_plain(TEXT, review())
    assert "Name: 1" in page
    assert "may not need: “Jo Bloggs”" in page


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"route": Route(label="uncertain", p_early_help=0.5, interval=(0.4, 0.6))}, "neither kind of outcome"),
        ({"route": Route(label="no_further_action", p_early_help=0.2, interval=(0.1, 0.3))}, "about 20 of 100"),
        ({"route": Route(label="not_applicable")}, "does not read like a referral"),
    ],
)
def test_the_estimate_never_stands_without_its_limits(render, changes, told):
    page = flat(render(TEXT, review(**changes)))
    assert told in page
    assert all(limit in page for limit in LIMITS)


def test_an_interval_that_rounds_to_one_number_is_not_told():
    page = to_plain(TEXT, review(route=Route(label="early_help", p_early_help=0.981, interval=(0.979, 0.984))))
    assert "in about 98 of 100." in " ".join(page.split())


def test_an_unsure_estimate_gives_no_number():
    page = to_plain(TEXT, review(route=Route(label="uncertain", p_early_help=0.53, interval=(0.4, 0.6))))
    assert "53" not in page


def test_no_report_on_any_sample_says_not_to_refer(reviewer, gold, render):
    for row in gold:
        page = flat(render(row["text"], reviewer.review(row["text"]))).casefold()
        assert not re.search(r"(do not|don't|need not|no need to|should not) refer", page)


def test_a_bare_review_renders(render):
    empty = review(pii=(), findings=(), language=(), feedback=(), checks=(), sections={})
    assert "Nothing more to ask." in render("x", empty)


def test_html_escapes_the_draft_and_fetches_nothing():
    page = to_html(TEXT, review())
    seen = Page(page)
    assert "<script" not in page
    assert not {"script", "link", "img", "iframe", "object", "form", "a"} & set(seen.tags)
    assert "default-src 'none'" in page
    assert 'lang="en-GB"' in page
    assert not re.search(r"https?:|url\(|@import", page)
    assert "<script>alert('x')</script>" in "".join(seen.words)


def test_html_shows_every_layer_by_class_letter_and_title():
    page = to_html(TEXT, review(**URGENT))
    seen = Page(page)
    assert set(LAYERS) <= set(seen.classes)
    for layer in LAYERS.values():
        assert f"{layer.key}" in re.findall(r'data-key="([^"]*)"', page)
        assert any(title.startswith(f"{layer.name}: ") or f"; {layer.name}: " in title for title in seen.titles)
    styles = re.findall(r"mark\.\w+ \{ text-decoration(?:-style)?: ([\w .]+);", page)
    assert len(set(styles)) == len(LAYERS)


def test_control_characters_and_turned_directions_are_shown_not_obeyed(render):
    text = TEXT + "\u202egnol\u202c \x07"
    found = review(checks=(Check(kind="undated", message="Look.", spans=(Span(**span(text[-20:], text)),)),))
    page = render(text, found)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", page)
    assert "\ufffd" in page


def test_rich_markup_and_markdown_in_the_draft_are_words():
    check = Check(kind="undated", message="Look.", spans=(Span(**span("[bold]hi[/bold] `rm` *x*")),))
    found = review(checks=(check,))
    assert "“[bold]hi[/bold] `rm` *x*”" in to_plain(TEXT, found)
    assert r"“\[bold\]hi\[/bold\] \`rm\` \*x\*”" in to_markdown(TEXT, found)
    assert "&lt;script>" in to_markdown(TEXT, found)


def test_terminal_says_what_plain_text_says(capsys):
    from rich.console import Console

    Console(width=88, color_system="truecolor", force_terminal=True).print(to_terminal(TEXT, review()))
    out = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out)
    assert [line.rstrip() for line in out.splitlines()] == to_plain(TEXT, review()).splitlines()


def test_long_quotes_are_cut_and_broken_lines_joined():
    text = "a\r\n\tb " + "c" * 500
    assert report.quote(text, Span(start=0, end=6)) == "a b"
    assert len(report.quote(text, Span(start=0, end=len(text)))) == report.LONGEST_QUOTE


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60), st.data())
def test_marking_loses_no_character(text, data):
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = [Span(start=a, end=b) for a, b in data.draw(st.lists(places, max_size=6))]
    items = tuple(LanguageItem(start=s.start, end=s.end, kind="vague", why="?", instead="?") for s in spans)
    pii = tuple(PiiItem(start=s.start, end=s.end, type="PERSON", score=1, role=None, needed=None) for s in spans[:2])
    found = review(sections={}, findings=(), checks=(), safety=Safety(escalate=False), language=items, pii=pii)
    assert "".join(stretch.words for stretch in marked(text, found)) == text
    inside = {i for s in spans for i in range(s.start, s.end)}
    at = 0
    for stretch in marked(text, found):
        assert bool(stretch.layers) == (at in inside)
        at += len(stretch.words)
    Page(to_html(text, found))


def test_wording_of_which_the_same_is_to_be_said_is_told_once():
    text = "Usual concerns. Chaotic family. Wrong sort."
    why = {"kind": "vague", "why": "It says little.", "instead": "Say more."}
    items = tuple(LanguageItem(**span(w, text), **why) for w in ("Usual concerns", "Chaotic family"))
    other = LanguageItem(
        **span("Wrong sort", text), kind="victim_blaming", why="It blames.", instead="Say what was done."
    )
    wording = next(p for p in report.report(text, review(language=(*items, other))) if p.id == "wording")
    assert [i.quotes for i in wording.items] == [("Usual concerns", "Chaotic family"), ("Wrong sort",)]


def test_offsets_are_code_points_beyond_the_basic_plane():
    text = "👨‍👩‍👧 שלום Jo 😀 hit her"
    item = PiiItem(**span("Jo", text), type="PERSON", score=1, role=None, needed=None)
    found = review(pii=(item,), sections={}, findings=(), language=(), checks=())
    assert [stretch.words for stretch in marked(text, found) if stretch.layers] == ["Jo"]
    assert re.search(r'<mark class="pii"[^>]*>Jo</mark>', to_html(text, found))
