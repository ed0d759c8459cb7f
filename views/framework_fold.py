"""What a text tells under the parts of a framework, as HTML. What it shows is escaped."""

from nlp import names
from nlp.frameworks import Framework, FrameworkPart
from nlp.result import Review
from views.markup import ICONS, esc, icon, items, quote
from views.panels import plain

QUOTED = 70  # characters of each quotation: enough to know the place by
SILENT = "Nothing was found in the text about"


def title(framework: Framework) -> str:
    """The name of a framework and its nation, for a list to choose from."""
    return framework.name if framework.nation == "any" else f"{framework.name} ({names.NATIONS[framework.nation]})"


def content(text: str, review: Review, shown: Framework) -> str:
    """What the text tells under the parts of a framework; under a reminder, the reminder alone."""
    parts = _reminder(shown) if shown.reminder else _view(text, review, shown)
    head = f"<p>{esc(shown.about)}</p><p><b>{esc(shown.note)}</b></p>"
    return f'<div class="rc small">{head}{parts}{_source(shown)}</div>'


def _source(shown: Framework) -> str:
    return (
        f'<p class="words">From: {esc(shown.source)}. Read on {shown.dated:%d %B %Y}, in our own words; '
        "check for changes.</p>"
    )


def _reminder(shown: Framework) -> str:
    return items(f"<b>{esc(part.title)}</b>. {esc(part.asks)}" for part in shown.part)


def _view(text: str, review: Review, shown: Framework) -> str:
    """Parts with something to show one by one, then in one list those about which nothing was found."""
    rows = {part.title: _rows(text, review, part) for part in shown.part}
    told = "".join(_part(part, rows[part.title]) for part in shown.part if rows[part.title])
    silent = items(
        f'<b>{esc(part.title)}</b> <span class="state">{esc(_asks(part))}</span>'
        for part in shown.part
        if not rows[part.title]
    )
    return told + (f"<h3>{SILENT}</h3>{silent}" if silent else "")


def _part(part: FrameworkPart, rows: str) -> str:
    return f"<h3>{esc(part.title)}</h3><p>{esc(_asks(part))}</p>{rows}"


def _asks(part: FrameworkPart) -> str:
    return f"{part.asks} This program does not look for {part.unseen}." if part.unseen else part.asks


def _rows(text: str, review: Review, part: FrameworkPart) -> str:
    told: dict[str, list[str]] = {}
    for name in part.findings:
        for item in (found for found in review.findings if found.id == name):
            head = f"<b>{esc(plain(name))}</b>, {esc(names.ASSERTIONS[item.assertion])}"
            told.setdefault(head, []).append(quote(text, item, QUOTED))
    answered = (
        f"{icon(ICONS[review.sections[name].status])}<b>{esc(names.SECTIONS[name])}</b>, "
        f"{esc(names.STATUSES[review.sections[name].status])}"
        for name in part.sections
    )
    found = (f"{head}: {', '.join(dict.fromkeys(words))}" for head, words in told.items())
    return items((*found, *answered), "rows")
