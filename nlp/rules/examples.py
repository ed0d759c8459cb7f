"""Does each rule do what its examples say, and what does a local pack change?"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias

from nlp.rules import personal, schema
from nlp.rules.base import PhraseRule, Rule
from nlp.rules.loader import RuleBook

_ANSWERED = frozenset({"present", "not_known"})


class Reads(Protocol):
    """Whatever reads a text as :class:`nlp.components.pipeline.Pipeline` does."""

    def read(self, text: str) -> Any:  # noqa: ANN401 - a spaCy Doc; rules stand left of spaCy
        """The parse of ``text``, with what was found on ``doc._.hits`` and ``doc._.reading``."""
        ...


@dataclass(frozen=True)
class Broken:
    """An example that does not hold: a ``hits`` text that is missed, or a ``misses`` text that is hit."""

    rule: str
    side: Literal["hits", "misses"]
    text: str


@dataclass(frozen=True)
class Change:
    """How many things of one kind a pack adds to the samples, and how many it takes away."""

    added: int
    removed: int


# The ``_`` of a spaCy parse, which has no types.
Seen: TypeAlias = Any
Predicate = Callable[[Any, Seen], bool]


def broken_examples(pipeline: Reads, book: RuleBook) -> list[Broken]:
    """Every example of every rule that does not hold.

    Args:
        pipeline: the pipeline made from ``book``, without encoder: a rule must hold by itself.
        book: the rules whose examples to try.

    Returns:
        The broken examples, in the order of the rules; empty where all hold.
    """
    return [broken for rule in book.rules for broken in broken_of(pipeline, rule)]


def broken_of(pipeline: Reads, rule: Rule) -> Iterator[Broken]:
    """The examples of one rule that do not hold; as :func:`broken_examples`."""
    produces = _PRODUCES[type(rule)]
    forbidden = _FORBIDDEN.get(type(rule), produces)
    for text in rule.hits:
        if not produces(rule, pipeline.read(text)._):
            yield Broken(rule.id, "hits", text)
    for text in rule.misses:
        if forbidden(rule, pipeline.read(text)._):
            yield Broken(rule.id, "misses", text)


def effect(before: Reads, after: Reads, texts: Iterable[str]) -> dict[str, Change]:
    """What another set of rules changes in ``texts``.

    Args:
        before: reads with the shipped rules.
        after: reads with the local pack over them.
        texts: the samples.

    Returns:
        For sections, findings, wording, signs and personal data: how many are new and how many are gone.
    """
    totals = dict.fromkeys(_TOLD, Change(0, 0))
    for text in texts:
        old, new = before.read(text)._.reading, after.read(text)._.reading
        for name, told in _TOLD.items():
            was, now = told(old), told(new)
            totals[name] = Change(totals[name].added + len(now - was), totals[name].removed + len(was - now))
    return totals


def _found(rule: PhraseRule, seen: Seen) -> bool:
    return any(hit.rule == rule.id for hit in seen.hits)


def _finding(rule: schema.FindingRule, seen: Seen) -> bool:
    return any(f.rule == rule.id and f.assertion == rule.asserts for f in seen.reading.findings)


def _decides(rule: schema.CueRule, seen: Seen) -> bool:
    return any(cue.rule == rule.id for finding in seen.reading.findings for cue in finding.cues)


def _governs(rule: schema.CueRule, seen: Seen) -> bool:
    """Whether a finding is read as the cue says; words that only look like a cue leave it affirmed."""
    if rule.effect == "none":
        return any(f.assertion == "affirmed" for f in seen.reading.findings)
    wanted = {"outsider": None, "ongoing": "affirmed"}.get(rule.effect, rule.effect)
    return any(f.assertion == wanted and any(c.rule == rule.id for c in f.cues) for f in seen.reading.findings)


def _answered(rule: schema.StatusRule, seen: Seen) -> bool:
    return seen.reading.sections[rule.section].status in _ANSWERED


def _present(rule: schema.StatusRule, seen: Seen) -> bool:
    return bool(seen.reading.sections[rule.section].status == "present")


def _asked(rule: schema.QuestionRule, seen: Seen) -> bool:
    return seen.reading.sections[rule.section].status not in _ANSWERED


def _worded(rule: schema.LanguageRule, seen: Seen) -> bool:
    return any(item.rule == rule.id for item in seen.reading.wording)


def _advised(rule: schema.AdviceRule, seen: Seen) -> bool:
    return any(item.kind == rule.wording for item in seen.reading.wording)


def _warned(rule: schema.SafetyRule | schema.MessageRule, seen: Seen) -> bool:
    return any(danger.indicator == rule.indicator for danger in seen.reading.dangers)


def _personal(rule: personal.PiiRule, seen: Seen) -> bool:
    return any(item.type == rule.type for item in seen.reading.pii)


def _tells_whose(rule: personal.RoleRule, seen: Seen) -> bool:
    return any(person.part == rule.part and person.label == rule.label for person in seen.reading.people)


def _noticed(rule: personal.ExcessRule | personal.RareRule, seen: Seen) -> bool:
    return any(notice.message == rule.message for notice in seen.reading.notices)


def _missed(rule: personal.NeededRule, seen: Seen) -> bool:
    return any(rule.data in notice.message for notice in seen.reading.notices if notice.kind == "needed_absent")


_PRODUCES: Mapping[type[Rule], Predicate] = {
    schema.FindingRule: _finding,
    schema.CueRule: _governs,
    personal.NotDataRule: _found,
    schema.SignRule: _found,
    schema.RowRule: _found,
    schema.StopRule: _found,
    schema.IngredientRule: _found,
    schema.StatusRule: _answered,
    schema.LanguageRule: _worded,
    schema.TermRule: _found,
    schema.AdviceRule: _advised,
    schema.SafetyRule: _warned,
    schema.MessageRule: _warned,
    personal.PiiRule: _personal,
    personal.RoleRule: _tells_whose,
    personal.ExcessRule: _noticed,
    personal.RareRule: _noticed,
    personal.NeededRule: _missed,
    schema.QuestionRule: _asked,
}
# What a ``misses`` text must not do, where that is more or less than the opposite of a hit: a cue must decide
# nothing at all, and a section that is said not to be known is still not present.
_FORBIDDEN: Mapping[type[Rule], Predicate] = {schema.CueRule: _decides, schema.StatusRule: _present}

_TOLD: Mapping[str, Callable[[Any], set[tuple[Any, ...]]]] = {
    "sections": lambda reading: {(name, found.status) for name, found in reading.sections.items()},
    "findings": lambda reading: {(f.id, f.assertion, f.start, f.end) for f in reading.findings},
    "wording": lambda reading: {(w.kind, w.start, w.end) for w in reading.wording},
    "signs that must not wait": lambda reading: {(d.indicator,) for d in reading.dangers},
    "personal data": lambda reading: {(p.type, p.start, p.end) for p in reading.pii},
}
