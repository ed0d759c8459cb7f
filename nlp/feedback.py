"""The few questions whose answers would help a screener most. Questions only: never an answer."""

from collections.abc import Iterable, Mapping

from nlp import taxonomy
from nlp.features import STATUS_VALUE
from nlp.result import FindingItem, Question, Section
from nlp.rules.schema import QuestionRule

MOST_QUESTIONS = 5
# Where needs are told, what they do to the person, what the family agrees to and what the person says come
# first; where none is told, what happened comes first.
_WITH_NEEDS = {"impact": 0.3, "consent": 0.25, "voice": 0.2, "request": 0.1}
_WITHOUT_NEEDS = {"incident": 0.3, "subject_identity": 0.2, "voice": 0.1}


def question_for(rule: QuestionRule, status: str) -> str | None:
    """What to ask about a section with ``status``; None where it is answered."""
    if status in {"present", "not_known"}:
        return None
    return rule.partial_question if status == "partial" else rule.question


def questions(
    sections: Mapping[str, Section],
    findings: Iterable[FindingItem],
    rules: Mapping[str, QuestionRule],
    most: int | None = MOST_QUESTIONS,
) -> tuple[Question, ...]:
    """Questions about unanswered sections, the most useful first.

    Args:
        sections: status of each section.
        findings: what was found; needs told as fact change what matters most.
        rules: the question of each section.
        most: at most so many; None for all.

    Returns:
        The questions, ranked from 1.
    """
    needs = any(f.assertion == "affirmed" and f.id not in taxonomy.PROTECTIVE for f in findings)
    extra = _WITH_NEEDS if needs else _WITHOUT_NEEDS
    asked = [
        (-(rules[name].weight + extra.get(name, 0.0)) * (1 - STATUS_VALUE[section.status]), name)
        for name, section in sections.items()
        if section.status in {"partial", "missing"}
    ]
    return tuple(
        Question(
            section=name,
            question=question_for(rules[name], sections[name].status) or "",
            why=rules[name].why,
            rank=rank,
        )
        for rank, (_, name) in enumerate(sorted(asked)[:most], 1)
    )
