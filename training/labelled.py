"""The bank: hand-labelled narratives and sentences, read strictly.

Formats and conventions: ``training/bank/LABELLING.md``. Every problem in every file is gathered and
reported at once, with file and line, so that a writer can mend them in one go.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from nlp import taxonomy
from nlp.components.check_digits import nhs_number_is_valid

BANK = Path(__file__).parent / "bank"
TAG = re.compile(r"\[\[([A-Z_]+)\|(.*?)\]\]", re.DOTALL)
SENTENCE_ASSERTIONS = (*taxonomy.ASSERTIONS, "outsider")
T = TypeVar("T")
ROUTES = ("no_further_action", "early_help", "statutory")


class BankError(ValueError):
    """The bank breaks its own rules; the message lists every place."""


@dataclass(frozen=True)
class Span:
    """A labelled stretch of text; offsets are code points, ``end`` exclusive."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Sentence:
    """A labelled sentence or short passage of the bank."""

    text: str
    pii: tuple[Span, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    wording: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True)
class Quote:
    """A finding or a piece of poor wording, with the words that show it."""

    label: str
    assertion: str
    text: str


@dataclass(frozen=True)
class Narrative:
    """A labelled referral of the bank."""

    id: str
    style: str
    text: str
    pii: tuple[Span, ...]
    sections: Mapping[str, str]
    evidence: Mapping[str, str]
    findings: tuple[Quote, ...]
    language: tuple[Quote, ...]
    route: str
    escalate: bool
    origin: str = ""
    dangers: tuple[Quote, ...] = ()


def untag(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Plain text and personal-data spans of a text in the ``[[TYPE|…]]`` form."""
    parts: list[str] = []
    spans: list[Span] = []
    read = written = 0
    for match in TAG.finditer(marked):
        before = marked[read : match.start()]
        start = written + len(before)
        spans.append(Span(start, start + len(match[2]), match[1]))
        parts += (before, match[2])
        written, read = start + len(match[2]), match.end()
    parts.append(marked[read:])
    return "".join(parts), tuple(spans)


def read_sentences(folder: Path = BANK / "sentences") -> list[Sentence]:
    """Every labelled sentence of the bank.

    Raises:
        BankError: naming every file and line that breaks the format.
    """
    return read_files(folder, "*.tsv", _sentence)


def read_narratives(folder: Path = BANK / "narratives") -> list[Narrative]:
    """Every labelled narrative of the bank.

    Raises:
        BankError: naming every file and line that breaks the format.
    """
    return read_files(folder, "*.jsonl", _narrative)


def bank_digest() -> str:
    """One sha256 over every file of the bank."""
    digest = hashlib.sha256()
    for path in sorted(p for p in BANK.rglob("*") if p.is_file()):
        digest.update(path.relative_to(BANK).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def read_files(folder: Path, pattern: str, parse: Callable[[str, str], T]) -> list[T]:
    """What ``parse`` makes of each line of the files in ``folder`` and of its place; blank lines are passed over.

    Args:
        folder: where the files lie.
        pattern: which files.
        parse: line and origin in, item out; raises BankError where the line breaks the format.

    Raises:
        BankError: naming every file and line that breaks the format; or where there is no such file.
    """
    items: list[T] = []
    problems: list[str] = []
    paths = sorted(folder.glob(pattern))
    if not paths:
        raise BankError(f"no file {pattern} in {folder.name}")
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if not line.strip() or (line.startswith("#") and pattern != "*.jsonl"):
                continue
            origin = f"{path.name}:{number}"
            try:
                items.append(parse(line, origin))
            except BankError as error:
                problems.append(f"{origin}: {error}")
    if problems:
        raise BankError("\n".join(problems))
    return items


def _sentence(line: str, origin: str) -> Sentence:
    labels, tab, marked = line.partition("\t")
    if not tab or not marked.strip():
        raise BankError("expected labels, a tab, then the text")
    sections: dict[str, str] = {}
    findings: dict[str, str] = {}
    source, wording, safety = None, [], []
    for label in labels.split():
        name, _, value = label.partition("=")
        if name in taxonomy.SECTIONS:
            sections[name] = one_of(value, ("present", "partial"), name)
        elif name in taxonomy.FINDINGS:
            findings[name] = one_of(value, SENTENCE_ASSERTIONS, name)
        elif name == "source":
            source = one_of(value, taxonomy.SOURCES, name)
        elif name == "wording":
            wording.append(one_of(value, taxonomy.LANGUAGE_KINDS, name))
        elif name == "safety":
            safety.append(one_of(value, taxonomy.SAFETY_INDICATORS, name))
        elif label != "nothing":
            raise BankError(f"unknown label {label!r}")
    text, pii = untag(marked)
    _check_tags(text, pii)
    return Sentence(text, pii, sections, findings, source, tuple(wording), tuple(safety), origin)


def _narrative(line: str, origin: str) -> Narrative:
    try:
        row = json.loads(line)
        text, pii = untag(row["marked"])
        narrative = Narrative(
            id=row["id"],
            style=row["style"],
            text=text,
            pii=pii,
            sections=row["sections"],
            evidence=row["evidence"],
            findings=tuple(Quote(f["id"], f["assertion"], f["quote"]) for f in row["findings"]),
            language=tuple(Quote(q["kind"], "affirmed", q["quote"]) for q in row["language"]),
            route=row["route"],
            escalate=row["escalate"],
            origin=origin,
            dangers=tuple(Quote(q["id"], "affirmed", q["quote"]) for q in row.get("safety", ())),
        )
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise BankError(f"{type(error).__name__}: {error}") from error
    problems = list(_narrative_problems(narrative))
    if problems:
        raise BankError("; ".join(problems))
    return narrative


def _narrative_problems(narrative: Narrative) -> Iterator[str]:
    text, sections = narrative.text, narrative.sections
    if set(sections) != set(taxonomy.SECTIONS):
        yield f"sections differ from the taxonomy: {sorted(set(sections) ^ set(taxonomy.SECTIONS))}"
    for name, status in sections.items():
        if status not in ("present", "partial", "missing"):
            yield f"section {name} is {status!r}"
        if (status != "missing") != (name in narrative.evidence):
            yield f"section {name} is {status}, so evidence must {'' if status != 'missing' else 'not '}be given"
    for name, quote in narrative.evidence.items():
        if quote not in text:
            yield f"evidence for {name} is not in the text: {quote!r}"
    yield from _quote_problems(narrative.findings, taxonomy.FINDINGS, text)
    yield from _quote_problems(narrative.language, taxonomy.LANGUAGE_KINDS, text)
    yield from _quote_problems(narrative.dangers, taxonomy.SAFETY_INDICATORS, text)
    labels = [f.label for f in narrative.findings]
    if len(labels) != len(set(labels)):
        yield "a finding stands twice"
    yield from _route_problems(narrative)
    try:
        _check_tags(text, narrative.pii)
    except BankError as error:
        yield str(error)
    yield from _untagged_names(text, narrative.pii)


def _route_problems(narrative: Narrative) -> Iterator[str]:
    if narrative.route not in ROUTES or (narrative.route == "statutory") != narrative.escalate:
        yield f"route {narrative.route!r} with escalate {narrative.escalate}"
    if narrative.dangers and not narrative.escalate:
        yield "a danger is quoted, but escalate is false"


def _quote_problems(quotes: Iterable[Quote], legal: tuple[str, ...], text: str) -> Iterator[str]:
    for quote in quotes:
        if quote.label not in legal:
            yield f"unknown id {quote.label!r}"
        if quote.assertion not in taxonomy.ASSERTIONS:
            yield f"{quote.label}: unknown assertion {quote.assertion!r}"
        if not quote.text or quote.text not in text:
            yield f"{quote.label}: quote is not in the text: {quote.text!r}"


def _untagged_names(text: str, pii: tuple[Span, ...]) -> Iterator[str]:
    covered = {i for span in pii for i in range(span.start, span.end)}
    names = {text[s.start : s.end] for s in pii if s.label == "PERSON" and s.end - s.start > 3}
    for name in sorted(names):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if match.start() not in covered:
                yield f"untagged name {name!r} near {text[max(0, match.start() - 20) : match.end() + 10]!r}"


def _check_tags(text: str, pii: tuple[Span, ...]) -> None:
    if "[[" in text or "]]" in text:
        raise BankError("a tag is not closed, or is nested")
    for span in pii:
        one_of(span.label, taxonomy.PII_TYPES, "tag")
        value = text[span.start : span.end]
        digits = sum(c.isdigit() for c in value)
        if span.label == "UK_NHS" and digits and not nhs_number_is_valid(value):
            raise BankError(f"NHS number {value!r} fails its check digit")


def one_of(value: str, legal: tuple[str, ...], name: str) -> str:
    """``value``, where it is one of ``legal``.

    Raises:
        BankError: where it is not, saying what is ``name`` and which values are legal.
    """
    if value not in legal:
        raise BankError(f"{name} is {value!r}; legal: {', '.join(legal)}")
    return value
