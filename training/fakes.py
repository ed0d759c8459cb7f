"""Invented personal data of every type, in every shape that officers use.

Names and places come from ``bank/fills.toml``, shapes from ``bank/shapes.toml``. Phones lie in Ofcom's drama
ranges, e-mail domains are those of RFC 2606 or spoken, NHS and pupil numbers pass their checks.
"""

import random
import re
import string
from collections.abc import Callable, Mapping, Sequence

from nlp.components.check_digits import UPN_LETTERS, nhs_number_is_valid
from training.fills import LETTERS, fills, shaped, shapes

_INWARD = "ABDEFGHJLNPQRSTUWXYZ"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    "twentieth",
)


def name_part(rng: random.Random, *, last: bool) -> str:
    """A first name or surname."""
    return rng.choice(fills().last if last else fills().first)


def full_name(rng: random.Random) -> str:
    """A whole name of one origin."""
    first, last = rng.choice(list(fills().origins.values()))
    return f"{rng.choice(first)} {rng.choice(last)}"


def _dates(rng: random.Random, year: int) -> dict[str, str]:
    day, month = rng.randint(1, 28), rng.randint(1, 12)
    name = _MONTHS[month - 1]
    ending = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return {
        "d": str(day),
        "dd": f"{day:02d}",
        "dth": f"{day}{ending}",
        "m": str(month),
        "mm": f"{month:02d}",
        "mon": name[:3],
        "MON": name[:3].upper(),
        "month": name,
        "yy": f"{year % 100:02d}",
        "yyyy": str(year),
        "spoken_day": _ORDINALS[day - 1] if day <= 20 else f"twenty {_ORDINALS[day - 21]}",
        "spoken_year": _spoken_year(rng, year),
    }


def _spoken_year(rng: random.Random, year: int) -> str:
    if year < 2000:
        return f"nineteen {_spoken(year - 1900)}"
    if year < 2010 or rng.random() < 0.5:
        return f"two thousand and {_spoken(year - 2000)}"
    return f"twenty {_spoken(year - 2000)}"


def _spoken(number: int) -> str:
    if number < 20:
        return _NUMBERS[number]
    tens, unit = divmod(number, 10)
    return _TENS[tens - 2] if not unit else f"{_TENS[tens - 2]} {_NUMBERS[unit]}"


def birth_date(rng: random.Random) -> str:
    """A birth date, mostly of a child."""
    year = rng.randint(1932, 2004) if rng.random() < 0.33 else rng.randint(2005, 2024)
    return shaped(rng, "birth_date", _dates(rng, year))


def police_reference(rng: random.Random) -> str:
    """A log, crime, occurrence or referral number, in the form of one force or another."""
    return shaped(rng, "police_reference", _dates(rng, rng.randint(2023, 2026)))


def street_address(rng: random.Random) -> str:
    """Number, flat or house name, with a street."""
    streets = fills().streets
    values = {
        "n": str(rng.randint(1, 240)),
        "abc": rng.choice("abcA"),
        "street": f"{rng.choice(streets['stems'])} {rng.choice(streets['kinds'])}",
        "welsh": rng.choice(streets["welsh"]),
        "site": rng.choice(streets["sites"]),
        "house": rng.choice(streets["house_names"]),
    }
    return shaped(rng, "street_address", values)


def postcode(rng: random.Random) -> str:
    """A postcode in any spacing and case, sometimes its outward part alone."""
    inward = "".join(rng.choice(_INWARD) for _ in range(2))
    area = rng.choice(shapes()["area"])
    values = {
        "area": area,
        "area_low": area.lower(),
        "in": inward,
        "in2": f"{rng.randint(1, 9)}{inward}",
        "in_low": inward.lower(),
    }
    return shaped(rng, "uk_postcode", values)


def phone(rng: random.Random) -> str:
    """A number of Ofcom's drama ranges, written or spoken."""
    mobile, fixed = str(900000 + rng.randrange(1000)), str(960000 + rng.randrange(1000))
    if rng.random() < 0.08:
        return _spoken_digits(rng, f"07700{mobile}")
    values = {
        "900": mobile,
        "960": fixed,
        "900_split": f"{mobile[:3]} {mobile[3:]}",
        "960_split": f"{fixed[:3]} {fixed[3:]}",
    }
    return shaped(rng, "phone", values)


def _spoken_digits(rng: random.Random, digits: str) -> str:
    zero = rng.choice(("oh", "zero", "o", "nought"))
    out: list[str] = []
    at = 0
    while at < len(digits):
        word = zero if digits[at] == "0" else _NUMBERS[int(digits[at])]
        double = digits[at : at + 1] == digits[at + 1 : at + 2] and rng.random() < 0.6
        out.append(f"double {word}" if double else word)
        at += 2 if double else 1
    return " ".join(out)


def place(rng: random.Random) -> str:
    """A town, village, estate, road without number, shop or place abroad."""
    fill = fills()
    pool = rng.choices(("towns", "estates", "shops", "roads_named", "abroad", ""), (60, 8, 12, 3, 5, 12))[0]
    road = f"{rng.choice(fill.streets['stems'])} {rng.choice(fill.streets['kinds'])}"
    return rng.choice(fill.places[pool]) if pool else road


def setting(rng: random.Random) -> str:
    """A named school, surgery, home, club or employer."""
    pools = fills().settings
    common = [{"schools": 4, "health": 2}.get(name, 1) for name in pools]
    return rng.choice(pools[rng.choices(list(pools), common)[0]])


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def email(rng: random.Random) -> str:
    """An address at a reserved domain, written or dictated."""
    first, last = _plain(name_part(rng, last=False)) or "sam", _plain(name_part(rng, last=True)) or "lowe"
    return shaped(rng, "email", {"first": first, "f": first[0], "last": last})


def handle(rng: random.Random) -> str:
    """A user name or profile link."""
    return shaped(rng, "online_handle", {"name": _plain(name_part(rng, last=False)) or "sam"})


def nhs_number(rng: random.Random) -> str:
    """Ten digits that pass the check."""
    while True:
        number = "9" + "".join(rng.choice(string.digits) for _ in range(9))
        if nhs_number_is_valid(number):
            return rng.choice((number, " ".join((number[:3], number[3:6], number[6:]))))


def pupil_number(rng: random.Random) -> str:
    """A unique pupil number that passes its check."""
    body = "".join(rng.choice(string.digits) for _ in range(12))
    return UPN_LETTERS[sum(int(d) * w for w, d in enumerate(body, 2)) % 23] + body


def insurance_number(rng: random.Random) -> str:
    """A National Insurance number."""
    prefix = rng.choice("ABCEHJKLMNPRSTWXY") + rng.choice("ABCEGHJKLMPRSTWXYZ")
    return shaped(rng, "uk_nino", {"nino": prefix, "abcd": rng.choice("ABCD")})


def plate(rng: random.Random) -> str:
    """A number plate, current or old, with or without its space, in any case."""
    made = shaped(rng, "uk_vehicle_registration")
    return made.lower() if rng.random() < 0.25 else made


def licence(rng: random.Random) -> str:
    """A driving licence number (DVLA: five of the surname, six digits, two letters, a check)."""
    surname = _plain(name_part(rng, last=True)).upper()[:5].ljust(5, "9")
    digits = f"{rng.randint(0, 9)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}{rng.randint(0, 9)}"
    letters = "".join(rng.choice(LETTERS) for _ in range(4))
    return f"{surname}{digits}{letters[:2]}{rng.randint(1, 9)}{letters[2:]}"


def pnc_id(rng: random.Random) -> str:
    """A PNC identifier."""
    year = rng.randint(1995, 2025)
    values = {"yy": f"{year % 100:02d}", "yyyy": str(year), "check": rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ")}
    return shaped(rng, "uk_pnc_id", values)


MAKERS: Mapping[str, Callable[[random.Random], str]] = {
    "PERSON": full_name,
    "DATE_OF_BIRTH": birth_date,
    "STREET_ADDRESS": street_address,
    "UK_POSTCODE": postcode,
    "LOCATION": place,
    "SETTING": setting,
    "PHONE_NUMBER": phone,
    "EMAIL_ADDRESS": email,
    "ONLINE_HANDLE": handle,
    "UK_NHS": nhs_number,
    "UK_NINO": insurance_number,
    "UK_PASSPORT": lambda rng: shaped(rng, "uk_passport"),
    "UK_DRIVING_LICENCE": licence,
    "UK_VEHICLE_REGISTRATION": plate,
    "UK_UPN": pupil_number,
    "UK_BANK_ACCOUNT": lambda rng: shaped(rng, "bank_account"),
    "UK_PNC_ID": pnc_id,
    "POLICE_REFERENCE": police_reference,
    "OFFICER_ID": lambda rng: shaped(rng, "officer_id"),
    "CASE_REFERENCE": lambda rng: shaped(rng, "case_reference", _dates(rng, rng.randint(2019, 2025))),
}


def made_like(rng: random.Random, kind: str, value: str, known: dict[str, str]) -> str:
    """Another value of ``kind`` to stand where ``value`` stood, in its letter case.

    Args:
        rng: source of chance.
        kind: id of the type.
        value: the value that is replaced.
        known: values (and parts of names) already replaced in this text; the same one gets the same again.
    """
    if kind == "PERSON":
        made = " ".join(_name_parts_like(rng, value.split(), known))
    else:
        key = f"{kind}:{value.casefold()}"
        if key not in known:
            known[key] = MAKERS[kind](rng)
        made = known[key]
    return _in_case_of(value, made)


def _name_parts_like(rng: random.Random, parts: Sequence[str], known: dict[str, str]) -> list[str]:
    made = []
    for index, part in enumerate(parts):
        if len(part.strip(".")) < 2:  # an initial stays
            made.append(part)
            continue
        key = f"name:{part.casefold().strip(',')}"
        if key not in known:
            known[key] = name_part(rng, last=index > 0 and index == len(parts) - 1)
        made.append(known[key] + ("," if part.endswith(",") else ""))
    return made


def _in_case_of(value: str, made: str) -> str:
    if value.isupper() and any(c.isalpha() for c in value) and len(value) > 3:
        return made.upper()
    return made.lower() if value.islower() else made
