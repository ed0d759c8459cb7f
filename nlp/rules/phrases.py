"""The small language in which rules write their phrases, and its translation to regular expressions.

``(a|b)`` is a choice, ``(a|b)?`` a choice that may be left out, and both may stand inside a word:
``drink(s|ing)?``. A lone ``*`` stands for up to four words of any kind: ``hides * phone``. An apostrophe may
be missing in the text (``dont``), and a hyphen may be a blank or missing (``step dad``, ``stepdad``). ``{kin}``
stands for a choice of the words that the file lists under that name.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import product

MOST_GAP_WORDS = 4
_SPACE = r"[^\S\n]+"
_GAP = rf"(?:{_SPACE}\S+){{0,{MOST_GAP_WORDS}}}?"
_LETTERS = {"'": "'?", "-": r"[-\s]?"}
_LIST = re.compile(r"\{(\w*)\}")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]")


def spelt_out(phrase: str, lists: Mapping[str, Sequence[str]]) -> str:
    """``phrase`` with a choice of words in place of each ``{name}``.

    Raises:
        ValueError: for a name that is not in ``lists``.
    """

    def choice(name: re.Match[str]) -> str:
        if name[1] not in lists:
            raise ValueError(f"{name[0]} in {phrase!r} is no list of this file; legal: {', '.join(lists) or 'none'}")
        return f"({'|'.join(lists[name[1]])})"

    return _LIST.sub(choice, phrase)


def to_regex(phrase: str) -> str:
    """A regular expression, to be used without regard to case, that matches what ``phrase`` stands for.

    Raises:
        ValueError: for unbalanced brackets, or a phrase of which every word may be left out.
    """
    written = ""
    certain = False  # whether what was written so far cannot match nothing
    for word in _split(phrase.strip(), " "):
        if word == "*":
            written += _GAP
        elif _is_optional(word):
            inner = _word(word[:-1])
            written += f"(?:{_SPACE}{inner})?" if certain else f"(?:{inner}{_SPACE})?"
        else:
            written += (_SPACE if certain else "") + _word(word)
            certain = True
    if not certain:
        raise ValueError(f"every word of {phrase!r} may be left out")
    return written


def first_words(phrase: str) -> frozenset[str]:
    """The words, lower case and without apostrophes, with which a match of ``phrase`` can begin."""
    found: set[str] = set()
    for word in _split(phrase.strip(), " "):
        for text in _expand(word):
            found.update(_first(text))
        if not _is_optional(word):
            break
    return frozenset(found)


def key(word: str) -> str:
    """``word`` as :func:`first_words` gives it."""
    return word.replace("'", "").casefold()


def _first(text: str) -> list[str]:
    """How the first word of a plain phrase may begin: "step-dad" with "step" or "stepdad"."""
    chunk = text.strip().split(" ")[0]
    forms = [chunk, chunk.replace("-", "")] if "-" in chunk else [chunk]
    return [key(match.group()) for form in forms if (match := WORD.search(form))]


def _is_optional(word: str) -> bool:
    return word.startswith("(") and word.endswith(")?") and _closing(word, 0) == len(word) - 2


def _word(word: str) -> str:
    """The regular expression of one word, whose choices may hold several."""
    out = ""
    at = 0
    while at < len(word):
        if word[at] == "(":
            end = _closing(word, at)
            out += f"(?:{'|'.join(to_regex(option) for option in _split(word[at + 1 : end], '|'))})"
            at = end + 1
            if word[at : at + 1] == "?":
                out, at = out + "?", at + 1
        elif word[at] in "?\\[]" and word != "?":
            raise ValueError(
                f"{word[at]!r} in {word!r}: only brackets, bars, a question mark after a bracket and '*' have a meaning"
            )
        else:
            inside = 0 < at < len(word) - 1
            out += (inside and _LETTERS.get(word[at])) or re.escape(word[at])
            at += 1
    return out


def _expand(word: str) -> list[str]:
    """Every plain string for which one word stands."""
    sequence = [""]
    at = 0
    while at < len(word):
        if word[at] == "(":
            end = _closing(word, at)
            options = [text for option in _split(word[at + 1 : end], "|") for text in _expand(option)]
            at = end + 1
            if word[at : at + 1] == "?":
                options, at = [*options, ""], at + 1
            sequence = [a + b for a, b in product(sequence, options)]
        else:
            sequence, at = [s + word[at] for s in sequence], at + 1
    return sequence


def _split(text: str, separator: str) -> list[str]:
    """``text`` cut at ``separator`` outside brackets; empty parts between blanks are dropped."""
    parts = [""]
    depth = 0
    for char in text:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth < 0:
            raise ValueError(f"bracket closed but never opened in {text!r}")
        if char == separator and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    if depth:
        raise ValueError(f"bracket opened but never closed in {text!r}")
    return [part.strip() for part in parts if part.strip()]


def _closing(text: str, opening: int) -> int:
    """Index of the bracket that closes the one at ``opening``."""
    depth = 0
    for at in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise ValueError(f"bracket opened but never closed in {text!r}")
