"""Beginnings of a line for each section, to finish by hand. They name what is asked; they say nothing of anybody."""

from collections.abc import Mapping

SKELETONS: Mapping[str, str] = {
    "subject_identity": "Name, date of birth and address: …",
    "household": "Who lives there, and how they are related: …",
    "incident": "When, where, and what I saw or heard: …",
    "impact": "What this does to them (what I saw or was told): …",
    "voice": "The child or adult said or showed: …",
    "family_view": "The parent or carer said, and wants: …",
    "history": "Earlier incidents or checks, with dates (or none found): …",
    "strengths": "What goes well, and who helps: …",
    "agencies": "School, surgery or worker who knows them: …",
    "consent": "Told about this? Agree, refuse, or not asked because: …",
    "actions": "What I did and whom I told: …",
    "request": "What they want help with, or what I ask of you: …",
    "practitioner_safety": "For visiting staff, such as dogs, weapons or markers (or none known): …",
    "communication": "Language, hearing, reading, best time to ring (or nothing special): …",
    "referrer": "My name or number, team and phone: …",
}
