"""What may come in: plain-English refusals for what cannot be read, and what kind of text it is."""

import unicodedata
from functools import cache

from nlp.errors import InputError

MOST_CHARACTERS = 60_000
ENGLISH = "en"
LEAST_WORDS_FOR_LANGUAGE = 20
LEAST_ENGLISH_SHARE = 0.06
NEAR_ENOUGH = 0.75  # some everyday words of other languages are English ones too ("to", "on", "do")
LEAST_TOLD = 2  # sections at least partly answered, for a text to count as a referral
_ALLOWED_CONTROLS = frozenset("\n\r\t\f\v")
MOST_CONTROL_SHARE = 0.01
# Languages whose everyday words spaCy ships, to tell a text in another language from terse English.
_LANGUAGES = ("en", "fr", "de", "es", "pt", "it", "pl", "ro", "hu", "lt", "nl", "tr", "sq", "cs", "sk")


def check_text(text: str) -> None:
    """Refuse what cannot be reviewed; nothing is ever cut silently.

    Args:
        text: the text as given.

    Raises:
        InputError: ``not_text``, ``empty``, ``too_long`` or ``not_english``, with what to do.
    """
    if not isinstance(text, str):
        raise InputError("not_text", "This is not text. Paste the words of the referral.")
    if not any(c.isalnum() for c in text):
        raise InputError("empty", "There is nothing to check yet. Paste or type the referral first.")
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            "too_long",
            f"This text has {len(text):,} characters; at most {MOST_CHARACTERS:,} can be read with care. "
            "Check one referral at a time.",
        )
    controls = sum(unicodedata.category(c) in {"Cc", "Cn"} and c not in _ALLOWED_CONTROLS for c in text)
    halves = any("\ud800" <= c <= "\udfff" for c in text)  # halves of characters: never part of real text
    if halves or controls > max(3, len(text) * MOST_CONTROL_SHARE):
        raise InputError("not_text", "This looks like a file of another kind, not text. Open it and paste its words.")
    if language(text) != ENGLISH:
        raise InputError(
            "not_english",
            "This does not look like English, the only language that the program reads so far. "
            "Check an English version, and keep the family's own words in their language.",
        )


def language(text: str) -> str:
    """``en``, the code of another language whose everyday words are commoner, or ``und``.

    Short texts count as English: too few words to tell.
    """
    words = [w.strip(".,;:!?\"'()[]").casefold() for w in text.split()]
    words = [w for w in words if w.isalpha()]
    if len(words) < LEAST_WORDS_FOR_LANGUAGE:
        letters = [c for c in text if c.isalpha()]
        latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
        return ENGLISH if latin >= len(letters) / 2 else "und"
    shares = {code: sum(w in everyday for w in words) / len(words) for code, everyday in _everyday_words().items()}
    best = max(shares, key=lambda code: shares[code])
    if shares[best] < LEAST_ENGLISH_SHARE:
        return "und"
    return ENGLISH if shares[ENGLISH] >= NEAR_ENOUGH * shares[best] else best


@cache
def _everyday_words() -> dict[str, frozenset[str]]:
    from importlib import import_module

    return {code: frozenset(import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS) for code in _LANGUAGES}
