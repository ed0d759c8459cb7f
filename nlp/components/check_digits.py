"""Check digits of national identifiers."""

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def nhs_number_is_valid(text: str) -> bool:
    """Whether the ten digits in ``text`` pass the mod-11 check (NHS Data Dictionary, NHS NUMBER)."""
    digits = [int(c) for c in text if c.isdigit()]
    if len(digits) != 10:
        return False
    check = 11 - sum(d * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == digits[9]


def upn_is_valid(text: str) -> bool:
    """Whether the letter of a unique pupil number fits its digits (DfE, UPN guide: mod 23)."""
    digits = [int(c) for c in text[1:] if c.isdigit()]
    return len(digits) == 12 and UPN_LETTERS[sum(d * w for d, w in enumerate(digits, 2)) % 23] == text[0].upper()


CHECKS = {"nhs_number": nhs_number_is_valid, "upn": upn_is_valid}
