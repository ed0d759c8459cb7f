"""Fictional cases that travel with the program."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from nlp.resources import shipped

_FILE = "data_samples/gold/dev.jsonl"
# The case's id and what it shows, in plain words.
_DRAFTS: Mapping[str, str] = {
    "w3-012": "Thin: an adult seen on a night shift",
    "w1-006": "Long, but says little: a family on an estate",
    "w1-001": "Good, with small gaps: a boy who looks after his grandfather",
    "w3-001": "Whole: a family ready for help",
    "w2-003": "Must not wait: a baby present at an assault",
}


@dataclass(frozen=True)
class Case:
    """A fictional case with the answers that people gave by hand.

    Attributes:
        id: its id in the file.
        text: the referral.
        sections: how far each section is answered, by hand.
        escalate: whether something in it must not wait, by hand.
        why: why, by hand.
    """

    id: str
    text: str
    sections: Mapping[str, str]
    escalate: bool
    why: str


def cases() -> dict[str, Case]:
    """Every fictional case, by its id, in the order of the file."""
    lines = shipped(_FILE).read_text("utf-8").splitlines()
    return {case.id: case for case in (_case(json.loads(line)) for line in lines if line.strip())}


def drafts() -> dict[str, str]:
    """Sample drafts for the officer's page: the text by what it shows."""
    found = cases()
    return {title: found[name].text for name, title in _DRAFTS.items() if name in found}


def _case(row: Mapping[str, object]) -> Case:
    sections = row["sections"]
    if not isinstance(sections, dict):
        raise TypeError(f"{_FILE}: sections of {row['id']} is no table")
    return Case(
        id=str(row["id"]),
        text=str(row["text"]),
        sections={str(name): str(status) for name, status in sections.items()},
        escalate=bool(row["escalate"]),
        why=str(row["why"]),
    )
