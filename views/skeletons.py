"""Beginnings of a line for each section, to finish by hand. They name what is asked; they say nothing of anybody.

A line that is still as it was inserted is left out of the check, so that it can close no gap.
"""

import re
from collections.abc import Mapping

SKELETONS: Mapping[str, str] = {
    "subject_identity": "Name, date of birth and address: …",
    "household": "Who lives in the home, and how they are related: …",
    "incident": "What happened, when and where, and what I saw or heard: …",
    "impact": "What this does to them, and how I know: …",
    "voice": "The child or adult said or showed: …",
    "family_view": "The parent or carer said, and wants: …",
    "history": "Earlier incidents or checks, with dates, or none found: …",
    "strengths": "What goes well, and who helps: …",
    "agencies": "School, surgery or worker who knows them: …",
    "consent": "Told about this; agreed, refused, or not asked because: …",
    "actions": "What I did, and whom I told: …",
    "request": "What they want help with, or what I ask of you: …",
    "practitioner_safety": "Dogs, weapons or markers, or none known: …",
    "communication": "Language, hearing, reading, best time to ring: …",
    "referrer": "My name or number, team and phone: …",
}
_LINES = frozenset(SKELETONS.values())


def unfinished(draft: str) -> tuple[str, ...]:
    """The inserted lines of ``draft`` that nobody has finished, in order."""
    return tuple(line.strip() for line in draft.splitlines() if line.strip() in _LINES)


def finished(draft: str) -> str:
    """``draft`` without unfinished lines; the same text where it has none."""
    for line in unfinished(draft):
        draft = re.sub(rf"\n*^[ \t]*{re.escape(line)}[ \t]*$", "", draft, count=1, flags=re.MULTILINE)
    return draft
