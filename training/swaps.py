"""The same draft with other names, places, words or pronouns: what ``training/swaps.toml`` lists.

Each kind of swap gives a version of a draft for each of its values; the facts stay as they are.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from training.labelled import Span

FILE = Path(__file__).with_name("swaps.toml")
NAMES = Path(__file__).parents[1] / "tests" / "bench" / "names.toml"
AS_WRITTEN = "as written"
_TITLED = re.compile(r"\b(?:mr|mrs|ms|miss|dr|mx|pc|ps|pcso|sgt|dc|ds|insp)\.?\s+(?:\d+\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w'’])[a-zA-Z]+(?![\w])")
_THEY = {
    "she": "they", "he": "they", "him": "them", "his": "their", "hers": "theirs", "herself": "themselves",
    "himself": "themselves",
}  # fmt: skip
_THEY_VERBS = {
    "is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't",
    "hasn't": "haven't", "doesn't": "don't",
}  # fmt: skip
_AGREEING = re.compile(rf"\b(s?he)\b( (?:{'|'.join(_THEY_VERBS)})\b|['’]s\b)", re.IGNORECASE)


class Value(BaseModel):
    """One value of a kind, such as a nation or a religion.

    Attributes:
        name: what it is called in tables.
        words: what stands in place of the same word of the other values.
        towns: places that stand in place of named places.
        postcodes: what stands in place of postcodes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    words: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()


class Kind(BaseModel):
    """One kind of swap; the keys are told at the head of ``swaps.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    how: Literal["names", "places", "words", "line", "mirror", "they"]
    facts_alike: bool
    line: str = ""
    values: tuple[Value | str, ...] = ()
    unlike: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


class Swaps(BaseModel):
    """All kinds, and by how much the estimate may move where the facts are alike."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: float = Field(gt=0, lt=1)
    after_her: frozenset[str]
    kind: tuple[Kind, ...]


@dataclass(frozen=True)
class Draft:
    """A draft with its personal data and the outcome that its author gave it.

    Attributes:
        id: id of the draft.
        text: its words.
        pii: labelled personal data; code points.
        route: ``early_help``, ``no_further_action`` or ``statutory``.
    """

    id: str
    text: str
    pii: tuple[Span, ...]
    route: str


@cache
def load() -> Swaps:
    """The kinds of ``swaps.toml``.

    Raises:
        pydantic.ValidationError: where the file breaks the form, naming the key.
    """
    return Swaps.model_validate(tomllib.loads(FILE.read_text("utf-8")))


@cache
def _origins() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """First name and surname of every name, by origin; women's and men's names take turns in each list."""
    table = tomllib.loads(NAMES.read_text("utf-8"))["origin"]
    return {row["name"]: tuple((n.partition(" ")[0], n.partition(" ")[2]) for n in row["names"]) for row in table}


def versions(kind: Kind, draft: Draft) -> dict[str, str]:
    """The versions of ``draft`` by value, the one to compare with first; empty where there is nothing to exchange."""
    made = _MAKERS[kind.how](kind, draft)
    return made if len(set(made.values())) > 1 else {}


def _names(_: Kind, draft: Draft) -> dict[str, str]:
    spans = [s for s in draft.pii if s.label == "PERSON"]
    surnames = set(_surnames(draft.text, spans))
    return {
        origin: put(draft.text, [(s.start, s.end, _renamed(draft, s, surnames, pool)) for s in spans])
        for origin, pool in _origins().items()
    }


def _surnames(text: str, spans: Iterable[Span]) -> Iterable[str]:
    """Parts of names that are surnames: the last of several, the first before a comma, one alone after a title."""
    for span in spans:
        value = text[span.start : span.end]
        parts = value.split()
        if "," in value:
            yield _key(value.partition(",")[0].split()[-1])
        elif len(parts) > 1 or _TITLED.search(text[: span.start]):
            yield _key(parts[-1])


def _renamed(draft: Draft, span: Span, surnames: set[str], pool: Sequence[tuple[str, str]]) -> str:
    parts = draft.text[span.start : span.end].split()
    return " ".join(_part(draft.id, part, _key(part) in surnames, pool) for part in parts)


def _part(draft: str, part: str, is_surname: bool, pool: Sequence[tuple[str, str]]) -> str:  # noqa: FBT001
    if len(_key(part)) < 2:  # an initial stays
        return part
    place = int(hashlib.sha256(f"{draft} {_key(part)}".encode()).hexdigest(), 16) % len(pool)
    tail = part[len(part.rstrip(",.'’")) :]
    return _in_case_of(part, pool[place][is_surname]) + tail


def _key(part: str) -> str:
    return part.casefold().strip(",.'’\"()")


def _places(kind: Kind, draft: Draft) -> dict[str, str]:
    return {value.name: put(draft.text, _placed(draft, value)) for value in kind.values if isinstance(value, Value)}


def _placed(draft: Draft, value: Value) -> Iterable[tuple[int, int, str]]:
    pools = {"LOCATION": value.towns, "UK_POSTCODE": value.postcodes}
    known: dict[str, str] = {}
    for span in draft.pii:
        if pool := pools.get(span.label):
            words = draft.text[span.start : span.end]
            used = sum(known_key.startswith(span.label) for known_key in known)
            made = known.setdefault(f"{span.label} {words.casefold()}", pool[used % len(pool)])
            yield span.start, span.end, _in_case_of(words, made)


def put(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """``text`` with new words in places, told by start and end, that do not overlap."""
    at, parts = 0, []
    for start, end, words in sorted(edits):
        parts += [text[at:start], words]
        at = end
    return "".join((*parts, text[at:]))


def _words(kind: Kind, draft: Draft) -> dict[str, str]:
    values = [value for value in kind.values if isinstance(value, Value)]
    place = {word: i for value in values for i, word in reversed([*enumerate(value.words)])}
    return {value.name: _replaced(draft.text, place, lambda i, v=value: v.words[i]) for value in values}  # type: ignore[misc]


def _replaced(text: str, known: Mapping[str, int], new: Callable[[int], str]) -> str:
    pattern = re.compile(rf"(?<![\w'’])(?:{'|'.join(known)})(?![\w'’])", re.IGNORECASE)
    return pattern.sub(lambda m: _in_case_of(m[0], new(known[m[0].lower()])), text)


def _line(kind: Kind, draft: Draft) -> dict[str, str]:
    return {str(value): f"{draft.text.rstrip()}\n{kind.line.format(value)}" for value in kind.values}


def _mirror(_: Kind, draft: Draft) -> dict[str, str]:
    return {AS_WRITTEN: draft.text, "mirrored": put(draft.text, mirroring(draft.text))}


def mirroring(text: str) -> list[tuple[int, int, str]]:
    """Start, end and new form of each word that changes where women and men change places in ``text``.

    Empty where the text tells of what only women or only men meet.
    """
    if _unlike().search(text):
        return []
    other = _other_word()
    edits = ((*m.span(), _in_case_of(m[0], _mirrored(m, other, text))) for m in _WORD.finditer(text))
    return [(start, end, new) for start, end, new in edits if new != text[start:end]]


def _mirror_kind() -> Kind:
    return next(kind for kind in load().kind if kind.how == "mirror")


@cache
def _unlike() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_mirror_kind().unlike)})\b", re.IGNORECASE)


@cache
def _other_word() -> Mapping[str, str]:
    pairs = _mirror_kind().pairs
    return {b: a for a, b in reversed(pairs)} | dict(pairs)


def _mirrored(match: re.Match[str], other: Mapping[str, str], text: str) -> str:
    word = match[0].lower()
    if word == "her":
        return "his" if _owns(text, match.end()) else "him"
    return {"him": "her", "his": "her"}.get(word) or other.get(word, match[0])


def _owns(text: str, at: int) -> bool:
    """Whether the word that ends at ``at`` is followed by what it owns ("her school"), so far as is easy to see."""
    following = re.match(r"\s+([a-z]+)", text[at:], re.IGNORECASE)
    return bool(following) and following[1].lower() not in load().after_her  # type: ignore[index]


def _they(_: Kind, draft: Draft) -> dict[str, str]:
    agreed = _AGREEING.sub(lambda m: f"{_in_case_of(m[1], 'they')}{_in_case_of(m[2], _verb(m[2]))}", draft.text)

    def new(match: re.Match[str]) -> str:
        if match[0].lower() == "her":
            return "their" if _owns(agreed, match.end()) else "them"
        return _THEY.get(match[0].lower(), match[0])

    return {AS_WRITTEN: draft.text, "they": _each_word(agreed, new)}


def _verb(words: str) -> str:
    """The form of a verb after "they", with the space before it where there is one."""
    verb = words.strip().lower()
    return f" {_THEY_VERBS[verb]}" if verb in _THEY_VERBS else "'re"


def _each_word(text: str, new: Callable[[re.Match[str]], str]) -> str:
    return _WORD.sub(lambda m: _in_case_of(m[0], new(m)), text)


def _in_case_of(old: str, new: str) -> str:
    """``new`` in capitals, with a capital, or as it is, as ``old`` is written."""
    if old.isupper() and len(old) > 1:
        return new.upper()
    if old.islower():
        return new.lower()
    return new[:1].upper() + new[1:]


_MAKERS: Mapping[str, Callable[[Kind, Draft], dict[str, str]]] = {
    "names": _names,
    "places": _places,
    "words": _words,
    "line": _line,
    "mirror": _mirror,
    "they": _they,
}
