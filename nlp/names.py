"""Plain English names for the ids of reviews, for reports and for the app."""

from collections.abc import Mapping
from enum import StrEnum

SECTIONS: Mapping[str, str] = {
    "subject_identity": "Who it is about",
    "household": "Who lives in the home",
    "incident": "What happened, when and where",
    "impact": "What it does to the person",
    "voice": "What the child or adult says or shows",
    "family_view": "What the family says and wants",
    "history": "What went before",
    "strengths": "What is going well",
    "agencies": "Who else is involved",
    "consent": "Whether the family knows and agrees",
    "actions": "What you did",
    "request": "What you ask for",
    "practitioner_safety": "Safety of visiting staff",
    "communication": "How to reach and talk to the family",
    "referrer": "Who is referring, and how to reach you",
}

FINDINGS: Mapping[str, str] = {
    "physical_abuse": "Physical abuse",
    "sexual_abuse": "Sexual abuse",
    "emotional_abuse": "Emotional abuse",
    "neglect": "Unmet basic needs",
    "domestic_abuse": "Domestic abuse",
    "parental_mental_ill_health": "Parent's mental health",
    "parental_alcohol_misuse": "Parent's drinking",
    "parental_drug_misuse": "Parent's drug use",
    "household_imprisonment": "Family member in prison",
    "parental_separation": "Parents separated",
    "bereavement": "Bereavement",
    "family_conflict": "Family conflict",
    "parenting_difficulty": "Difficulty with parenting",
    "family_criminality": "Crime in the family",
    "housing_problem": "Housing problem",
    "financial_hardship": "Money worries",
    "child_mental_health": "Child's mental health",
    "self_harm_or_suicide": "Self-harm or suicidal thoughts",
    "child_substance_misuse": "Child's drug or alcohol use",
    "send_or_disability": "Special educational needs or disability",
    "poor_health": "Poor health",
    "young_carer": "Young carer",
    "pregnancy_or_young_parent": "Pregnancy or young parent",
    "antisocial_or_offending": "Antisocial behaviour or offending",
    "aggressive_behaviour": "Aggressive behaviour",
    "school_disengagement": "Missing or struggling at school",
    "bullying": "Bullying",
    "missing_episodes": "Going missing",
    "criminal_exploitation": "Criminal exploitation",
    "sexual_exploitation": "Sexual exploitation",
    "online_harm": "Harm online",
    "antisocial_peers": "Harmful friendships",
    "unsafe_neighbourhood": "Unsafe neighbourhood",
    "looked_after_or_care_leaver": "Looked after, or leaving care",
    "radicalisation": "Radicalisation",
    "trafficking_or_asylum": "Trafficking or asylum",
    "weapon_or_serious_violence": "Weapons or serious violence",
    "adult_care_needs": "Adult's care needs",
    "adult_exploitation": "Adult exploited",
    "protective_family_support": "Strength: family helps",
    "protective_engagement": "Strength: accepts or asks for help",
    "protective_school_or_activity": "Strength: school or activity",
    "protective_services_in_place": "Strength: services in place",
}

PII_TYPES: Mapping[str, str] = {
    "PERSON": "Name",
    "DATE_OF_BIRTH": "Date of birth",
    "STREET_ADDRESS": "Street address",
    "UK_POSTCODE": "Postcode",
    "LOCATION": "Place",
    "SETTING": "Named school, surgery or other setting",
    "PHONE_NUMBER": "Phone number",
    "EMAIL_ADDRESS": "E-mail address",
    "ONLINE_HANDLE": "Online name",
    "UK_NHS": "NHS number",
    "UK_NINO": "National Insurance number",
    "UK_PASSPORT": "Passport number",
    "UK_DRIVING_LICENCE": "Driving licence number",
    "UK_VEHICLE_REGISTRATION": "Number plate",
    "UK_UPN": "Pupil number",
    "UK_BANK_ACCOUNT": "Bank details",
    "UK_PNC_ID": "PNC number",
    "POLICE_REFERENCE": "Police reference",
    "OFFICER_ID": "Officer's number",
    "CASE_REFERENCE": "Another agency's reference",
}

NATIONS: Mapping[str, str] = {
    "any": "All nations",
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}

LANGUAGE_KINDS: Mapping[str, str] = {
    "victim_blaming": "May put blame on the person harmed",
    "vague": "Says too little",
    "opinion_as_fact": "Opinion told as fact",
    "unexplained_abbreviation": "Police shorthand",
}

SAFETY_INDICATORS: Mapping[str, str] = {
    "child_injury": "Injury to a child",
    "sexual_harm": "Sexual harm",
    "young_child_alone": "Young child alone",
    "weapon_or_attack": "Weapon or attack",
    "suicidal_intent": "Suicidal intent",
    "serious_domestic_abuse": "Serious domestic abuse",
    "trafficking_or_slavery": "Trafficking or slavery",
    "criminal_exploitation": "Child made to work for criminals",
    "fgm": "Female genital mutilation",
    "forced_marriage_or_honour": "Forced marriage or honour-based harm",
    "adult_exploited_or_abused": "Adult at risk abused or exploited",
    "unborn_child_at_risk": "Unborn child at risk",
    "severe_neglect": "Severe neglect",
}

STATUSES: Mapping[str, str] = {
    "present": "answered",
    "partial": "partly answered",
    "not_known": "answered: said not to be known",
    "missing": "not answered yet",
}
# What is asked of each child or adult at risk.
ROWS: Mapping[str, str] = {
    "identity": "who they are",
    "seen": "that they were seen",
    "voice": "their own words or manner",
    "school": "school or services",
    "injury": "hurt or not",
    "parental_responsibility": "who has parental responsibility",
    "capacity": "whether they can decide for themselves",
    "care_needs": "care and support needs",
    "helper": "who helps them",
}
ANSWERED = frozenset({"present", "not_known"})

ASSERTIONS: Mapping[str, str] = {
    "affirmed": "told as fact",
    "negated": "denied or ruled out",
    "historical": "past and over",
    "uncertain": "guessed or unsure",
}

SOURCES: Mapping[str, str] = {
    "seen": "seen by the officer",
    "child_said": "said by the child",
    "other_said": "said by someone else",
    "record": "from a record",
    "inferred": "inferred",
}

ROLES: Mapping[str, str] = {
    "subject": "the person it is about",
    "family": "family",
    "professional": "professional",
    "third_party": "somebody else",
}

# How texts are named, never what should be done with them: no label may read as advice.
ROUTES: Mapping[str, str] = {
    "early_help": "texts that lead to early help",
    "no_further_action": "texts that are closed with no further action",
    "uncertain": "neither kind clearly",
    "not_applicable": "no estimate",
}


class MaskStyle(StrEnum):
    """How personal data is replaced: by who or what it is, by the name of its type, or by black marks."""

    PSEUDONYMS = "pseudonyms"
    PLACEHOLDERS = "placeholders"
    REDACTION = "redaction"
