"""One line in a long text may change everything: sentences of the bank hidden in its narratives."""

import random
from collections.abc import Sequence
from dataclasses import replace

from nlp.components.parsing import parse
from training.generate import Example, from_sentence
from training.labelled import Sentence, Span

HIDE_IN = 0.5  # share of narratives that hide a sentence from elsewhere
DANGEROUS = 0.5  # share of hidden sentences that tell of danger


def with_hidden(example: Example, sentences: Sequence[Sentence], rng: random.Random) -> Example:
    """``example`` with one of ``sentences`` between two of its own, now and then: one line may change everything.

    A text whose dangers are not quoted stays as it is: nobody could say where in it there is none.

    Args:
        example: a whole text.
        sentences: the bank's sentences.
        rng: what decides.
    """
    quoted = any(part.safety for part in example.parts)
    if rng.random() >= HIDE_IN or (example.escalate and not quoted):
        return example
    dangerous = rng.random() < DANGEROUS
    return inserted(example, rng.choice([s for s in sentences if s.findings and bool(s.safety) == dangerous]), rng)


def inserted(example: Example, sentence: Sentence, rng: random.Random) -> Example:
    """A whole text with ``sentence`` in a place where one of its own ends; its labels hold there."""
    inside = {i for part in example.parts for i in range(part.start + 1, part.end)}
    inside |= {i for span in example.pii for i in range(span.start + 1, span.end)}
    starts = [unit.start_char for unit in parse(example.text).sents]
    at = rng.choice([start for start in starts if start not in inside] or [0])
    put = sentence.text.strip()
    put = f"{put}{'' if put[-1] in '.!?' else '.'} "
    lead = len(sentence.text) - len(sentence.text.lstrip())

    def moved(start: int) -> int:
        return start + len(put) if start >= at else start

    own = [Span(s.start - lead + at, s.end - lead + at, s.label) for s in sentence.pii]
    (part,) = from_sentence(sentence).parts
    return replace(
        example,
        text=example.text[:at] + put + example.text[at:],
        pii=(*(Span(moved(s.start), s.end + moved(s.start) - s.start, s.label) for s in example.pii), *own),
        parts=(
            *(replace(p, start=moved(p.start), end=p.end + moved(p.start) - p.start) for p in example.parts),
            replace(part, start=at, end=at + len(put) - 1),
        ),
        findings={
            **{name: standing for name, standing in sentence.findings.items() if standing != "outsider"},
            **(example.findings or {}),
        },
        escalate=bool(example.escalate or sentence.safety),
        doubtful=frozenset(name for name in sentence.sections if (example.sections or {})[name] != "present"),
    )
