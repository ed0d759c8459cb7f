"""The few questions whose answers would help a screener most. Questions only: never an answer."""

from collections.abc import Container, Iterable, Mapping

from nlp import taxonomy
from nlp.features import STATUS_VALUE
from nlp.result import FindingItem, Question, Section
from nlp.rules.schema import QuestionRule

MOST_QUESTIONS = 5
# Where needs are told, what they do to the person, what the family agrees to and what the person says come
# first; where none is told, what happened comes first.
_WITH_NEEDS = {"impact": 0.3, "consent": 0.25, "voice": 0.2, "request": 0.1}
_WITHOUT_NEEDS = {"incident": 0.3, "subject_identity": 0.2, "voice": 0.1}


def question_for(rule: QuestionRule, status: str, lacking: Iterable[str] = (), *, urgent: bool = False) -> str | None:
    """What to ask about a section; None where it is answered.

    Args:
        rule: the section's question.
        status: its status.
        lacking: ingredients that were not found; told where the section is partly answered.
        urgent: whether something in the text must not wait.
    """
    if status in {"present", "not_known"}:
        return None
    if urgent and rule.urgent_question:
        return rule.urgent_question
    if status == "missing":
        return rule.question
    named = [rule.lacking[name] for name in lacking if name in rule.lacking]
    return f"{rule.partial_question} Not found: {', '.join(named)}." if named else rule.partial_question


def questions(
    sections: Mapping[str, Section],
    findings: Iterable[FindingItem],
    rules: Mapping[str, QuestionRule],
    required: Container[str] = taxonomy.SECTIONS,
) -> tuple[Question, ...]:
    """Questions about unanswered sections, the most useful first.

    Args:
        sections: status of each section.
        findings: what was found; needs told as fact change what matters most.
        rules: the question of each section.
        required: sections that the form requires; the others are asked for by no question.

    Returns:
        The questions, ranked from 1.
    """
    needs = any(f.assertion == "affirmed" and f.id not in taxonomy.PROTECTIVE for f in findings)
    extra = _WITH_NEEDS if needs else _WITHOUT_NEEDS
    asked = [
        (-(rules[name].weight + extra.get(name, 0.0)) * (1 - STATUS_VALUE[section.status]), name)
        for name, section in sections.items()
        if section.status in {"partial", "missing"} and name in required
    ]
    return tuple(
        Question(
            section=name,
            question=sections[name].question or "",
            why=rules[name].why,
            rank=rank,
        )
        for rank, (_, name) in enumerate(sorted(asked)[:MOST_QUESTIONS], 1)
    )
