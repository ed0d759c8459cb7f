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
_BETWEEN = re.compile(r"[.!?…][\"'”’)]*\s*$|\n\s*$")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)]*(?=\s|$)|(?=\n)")


def unfinished(draft: str) -> tuple[str, ...]:
    """The inserted lines of ``draft`` that nobody has finished, in order."""
    return tuple(line.strip() for line in draft.splitlines() if line.strip() in _LINES)


def finished(draft: str) -> str:
    """``draft`` without unfinished lines; the same text where it has none."""
    for line in unfinished(draft):
        draft = re.sub(rf"\n*^[ \t]*{re.escape(line)}[ \t]*$", "", draft, count=1, flags=re.MULTILINE)
    return draft


def inserted(draft: str, line: str, cursor: int | None) -> tuple[str, int]:
    """``draft`` with ``line`` put in on a line of its own, with an empty line before and after it.

    Args:
        draft: the draft as it stands in the box.
        line: what to put in.
        cursor: where in the draft, in code points; the end where None. Within a sentence, the end of the sentence.

    Returns:
        The new draft, and where ``line`` starts in it.
    """
    draft = draft.replace("\r\n", "\n")
    at = len(draft) if cursor is None else _end_of_sentence(draft, min(cursor, len(draft)))
    before, after = draft[:at].rstrip(), draft[at:].strip()
    start = f"{before}\n\n" if before else ""
    return f"{start}{line}" + (f"\n\n{after}" if after else ""), len(start)


def _end_of_sentence(draft: str, cursor: int) -> int:
    """``cursor`` where it stands between sentences or lines, else the end of the sentence that it stands in."""
    if not draft[:cursor].strip() or _BETWEEN.search(draft[:cursor]):
        return cursor
    found = _SENTENCE_END.search(draft, cursor)
    return found.end() if found else len(draft)
