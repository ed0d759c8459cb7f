"""Two stages of a draft side by side: what was taken out, and what was put in, sentence by sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from nlp.render.report import visible
from views.markup import esc, icon

_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?…]+[\"'”’)]*(?=\s|$)|(?=\n)|$)")
_MOST_WORDS = 1500  # of one change; above it, comparing word by word would keep the officer waiting
_SUMMARY = "See what you changed, side by side"


@dataclass(frozen=True)
class Edit:
    """One place where two stages of a draft differ.

    Attributes:
        before: its sentences in the earlier stage; may be empty.
        now: its sentences in the later stage; may be empty.
        same: how many sentences before it, since the last edit, are as they were.
    """

    before: str
    now: str
    same: int


def edits(before: str, now: str) -> tuple[Edit, ...]:
    """Where two stages of a draft differ, in order; differences of spaces and empty lines alone do not count."""
    old, new = _sentences(before), _sentences(now)
    found, same = [], 0
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            same += b - a
        else:
            found.append(Edit(" ".join(old[a:b]), " ".join(new[c:d]), same))
            same = 0
    return tuple(found)


def side_by_side(before: str, now: str) -> str:
    """The edits as folded HTML: two columns, one under the other on a phone; empty where there is none.

    Args:
        before: the earlier text.
        now: the later text.
    """
    found = edits(before, now)
    if not found:
        return ""
    rows = "".join(f"<li>{_edit(edit)}</li>" for edit in found)
    return f'<details class="rc sides"><summary>{_SUMMARY} ({len(found)})</summary><ol>{rows}</ol></details>'


def _edit(edit: Edit) -> str:
    same = f'<p class="same">{_plural(edit.same)} as before</p>' if edit.same else ""
    old, new = _marked(edit.before, edit.now)
    return f'{same}<div class="pair">{_side("Before", old)}{_side("Now", new)}</div>'


def _side(title: str, body: str) -> str:
    return f'<div><b>{title}</b><p dir="auto">{body or "<i>nothing here</i>"}</p></div>'


def _plural(count: int) -> str:
    return f"{count} sentence{'s' if count > 1 else ''}"


def _marked(before: str, now: str) -> tuple[str, str]:
    """Both sides as HTML, with the words marked that stand on one side alone."""
    old, new = before.split(), now.split()
    if max(len(old), len(new)) > _MOST_WORDS or not (old and new):
        return _mark("del", before), _mark("ins", now)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        " ".join(_run("del", kind, old[a:b]) for kind, a, b, _, _ in codes if a < b),
        " ".join(_run("ins", kind, new[c:d]) for kind, _, _, c, d in codes if c < d),
    )


def _run(tag: str, kind: str, words: Sequence[str]) -> str:
    joined = " ".join(words)
    return esc(visible(joined)) if kind == "equal" else _mark(tag, joined)


def _mark(tag: str, words: str) -> str:
    """``words`` marked by a sign, by a line and, for who hears the page, by a word."""
    if not words:
        return ""
    sign, told = {"del": ("−", "taken out"), "ins": ("+", "put in")}[tag]
    return f'<{tag}>{icon(sign)}<span class="unseen">{told}: </span>{esc(visible(words))}</{tag}>'


def _sentences(text: str) -> list[str]:
    return [re.sub(r"\s+", " ", match[0]).strip() for match in _SENTENCE.finditer(text)]
