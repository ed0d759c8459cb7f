"""Which columns of a file hold what."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.batch.rows import TEXT_COLUMNS
from nlp.outcomes.table import chosen

REVIEW_KEYS = ("review", "schema_version")


@dataclass(frozen=True)
class Columns:
    """Which column holds what; None where there is no such column, or for a text where reviews stand instead."""

    text: str | None
    outcome: str
    date: str | None
    group: str | None
    reason: str | None
    fairness: str | None


@dataclass(frozen=True)
class Asked:
    """The columns that the user named; None where the usual names hold."""

    text: str | None = None
    outcome: str | None = None
    date: str | None = None
    group: str | None = None
    reason: str | None = None
    fairness: str | None = None


def columns_of(names: Sequence[str], asked: Asked) -> Columns:
    """Which of the columns named ``names`` hold what.

    Args:
        names: the columns there are, in lower case.
        asked: the columns that the user named.

    Raises:
        OutcomeError: where one that is needed or was named is not there.
    """
    premade = asked.text is None and any(key in names for key in REVIEW_KEYS)
    texts = [asked.text] if asked.text else TEXT_COLUMNS
    return Columns(
        text=None if premade else chosen(names, texts, "--text-column", "the text of each referral"),
        outcome=chosen(names, [asked.outcome or "outcome"], "--outcome-column", "the outcomes"),
        date=_optional(names, asked.date, "date", "--date-column", "the dates"),
        group=_optional(names, asked.group, "group", "--group-column", "whom each row is about"),
        reason=_optional(names, asked.reason, "reason", "--reason-column", "the reasons"),
        fairness=_optional(names, asked.fairness, "", "--fairness-column", "the groups to compare"),
    )


def _optional(names: Sequence[str], asked: str | None, usual: str, option: str, what: str) -> str | None:
    if asked is None:
        return usual if usual in names else None
    return chosen(names, [asked], option, what)
