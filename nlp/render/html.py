"""The report as one HTML page that needs no script and fetches nothing."""

from html import escape

from nlp.render.marks import LAYERS, marked
from nlp.render.report import TITLE, Item, Part, made_by, report, visible
from nlp.result import Review
from nlp.settings import Settings

_STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; }
body { max-width: 46rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 1.5rem 0 .25rem; }
li { margin: .25rem 0; } q { font-style: italic; unicode-bidi: isolate; }
.urgent { border: .25rem solid #a00; padding: 0 1rem .5rem; } .urgent h2 { color: #a00; }
.estimate, footer { font-size: .85rem; } .estimate h2 { font-size: 1rem; }
.draft { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #767676; padding: .75rem; line-height: 1.9; }
mark { color: inherit; background: #f3f3f3; text-decoration: underline; text-underline-offset: .2em; }
mark[data-key]::after { content: attr(data-key); font-size: .65em; font-weight: bold; vertical-align: super; }
mark.pii { text-decoration-style: dotted; background: #e9eef5; }
mark.evidence { text-decoration-style: solid; background: #e6f2e6; }
mark.finding { text-decoration-style: double; background: #f3ecdc; }
mark.check { text-decoration-style: dashed; background: #efe6f2; }
mark.wording { text-decoration-style: wavy; background: #fdf0d5; }
mark.danger { text-decoration: underline solid .2em; font-weight: bold; background: #fbe3e3; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
@media print { body { max-width: none; } }
"""
_HEAD = f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{TITLE}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{TITLE}</h1>
"""


def to_html(text: str, review: Review, settings: Settings | None = None) -> str:
    """The report as a self-contained page, with the draft and its marks.

    Args:
        text: the text exactly as reviewed.
        review: its review.
        settings: local settings: the form, duty numbers, whether the estimate is shown.

    Returns:
        A whole HTML document; every word of the draft is escaped.
    """
    parts = report(text, review, settings)
    last = [part for part in parts if part.id == "estimate"]
    first = [part for part in parts if part.id != "estimate"]
    body = [*map(_part, first), _draft(text, review), *map(_part, last), _foot(review)]
    return f"{_HEAD}{''.join(body)}</main>\n</body>\n</html>\n"


def _part(part: Part) -> str:
    intro = f"<p>{escape(part.intro)}</p>\n" if part.intro else ""
    items = "".join(map(_item, part.items))
    listed = f"<ul>\n{items}</ul>\n" if items else ""
    return f'<section class="{part.id}">\n<h2>{escape(part.heading)}</h2>\n{intro}{listed}</section>\n'


def _item(item: Item) -> str:
    status = f"{escape(item.status)} " if item.status else ""
    quotes = "; ".join(f'<q dir="auto">{escape(words)}</q>' for words in item.quotes)
    tail = f"{item.after_label}{status}{quotes}{item.before_text}{escape(item.text)}"
    return f"<li><strong>{escape(item.label)}</strong>{tail.rstrip()}</li>\n"


def _draft(text: str, review: Review) -> str:
    """The draft as written; each mark shows by underline, letter and title, so colour is never needed."""
    legend = "".join(
        f'<li><mark class="{name}" data-key="{layer.key}">{layer.name}</mark></li>\n' for name, layer in LAYERS.items()
    )
    body = "".join(_stretch(visible(words), layers, title, key) for words, layers, title, key in marked(text, review))
    return (
        f'<section class="text">\n<h2>Your draft, marked</h2>\n<ul class="legend">\n{legend}</ul>\n'
        f'<div class="draft" dir="auto">{body}</div>\n</section>\n'
    )


def _stretch(words: str, layers: str, title: str, key: str) -> str:
    if not layers:
        return escape(words)
    shown = f' data-key="{key}"' if key else ""
    return f'<mark class="{layers}" title="{escape(title)}"{shown}>{escape(words)}</mark>'


def _foot(review: Review) -> str:
    return f"<footer><p>{made_by(review)}</p></footer>\n"
