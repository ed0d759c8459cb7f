"""Invented personal data of every type, in every shape that officers use.

Phones come from Ofcom's drama ranges, e-mail domains from RFC 2606, NHS and pupil numbers pass their checks.
"""

import random
import string
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from nlp.components.check_digits import UPN_LETTERS, nhs_number_is_valid
from training.labelled import BANK

_MONTHS = "January February March April May June July August September October November December".split()
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_AREAS = "AB B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CT CV DA DD DE DH DL DN DY E EH EX FK FY G GL GU HA HD HG HR HU HX IP IV KA KT KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH S SA SE SG SK SL SN SO SP SR SS ST SW SY TF TN TQ TR TS UB W WA WF WN WR WS WV YO".split()


@dataclass(frozen=True)
class Fills:
    """Hand-written names, places and settings, from ``bank/fills.toml``."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    origins: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    places: dict[str, tuple[str, ...]]
    streets: dict[str, tuple[str, ...]]
    settings: dict[str, tuple[str, ...]]


@cache
def fills() -> Fills:
    """The hand-written values."""
    table: dict[str, Any] = tomllib.loads((BANK / "fills.toml").read_text("utf-8"))
    origins = {row["origin"]: (tuple(row["first"]), tuple(row["last"])) for row in table["names"]}
    words = table["words_that_are_names"]
    first = [*(n for f, _ in origins.values() for n in f), *words["first"], *words.get("nicknames", ())]
    last = [*(n for _, names in origins.values() for n in names), *words["last"]]

    def lists(name: str) -> dict[str, tuple[str, ...]]:
        return {key: tuple(values) for key, values in table[name].items()}

    return Fills(tuple(first), tuple(last), origins, lists("places"), lists("streets"), lists("settings"))


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice(string.digits) for _ in range(count))


def _letters(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("ABCDEFGHJKLMNOPRSTUVWXY") for _ in range(count))


def name_part(rng: random.Random, *, last: bool) -> str:
    """A first name or surname."""
    return rng.choice(fills().last if last else fills().first)


def full_name(rng: random.Random) -> str:
    """A whole name, mostly of one origin."""
    first, last = rng.choice(list(fills().origins.values()))
    return f"{rng.choice(first)} {rng.choice(last)}"


def _spoken_number(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    words = "twenty thirty forty fifty sixty seventy eighty ninety".split()[tens - 2]
    return words if not unit else f"{words} {_UNITS[unit]}"


def _spoken_digits(rng: random.Random, digits: str) -> str:
    zero = rng.choice(("oh", "zero", "o", "nought"))
    out: list[str] = []
    at = 0
    while at < len(digits):
        word = zero if digits[at] == "0" else _UNITS[int(digits[at])]
        if at + 1 < len(digits) and digits[at + 1] == digits[at] and rng.random() < 0.6:
            out.append(f"double {word}")
            at += 2
        else:
            out.append(word)
            at += 1
    return " ".join(out)


def phone(rng: random.Random) -> str:
    """A number of Ofcom's drama ranges."""
    stem, last = rng.choice((("07700", 900000), ("07700", 900000), ("07700", 900000), ("01632", 960000), ("0161", 4960000), ("020", 79460000)))
    digits = stem + str(last + rng.randrange(1000))
    if stem == "0161":
        plain = f"0161 496 0{digits[-3:]}"
    elif stem == "020":
        plain = f"020 7946 0{digits[-3:]}"
    else:
        plain = f"{digits[:5]} {digits[5:]}"
    shapes = (
        plain, plain, plain, plain.replace(" ", ""), f"{digits[:5]} {digits[5:8]} {digits[8:]}", plain.replace(" ", "-"),
        f"+44 {digits[1:5]} {digits[5:]}", f"+44{digits[1:]}", f"({digits[:5]}) {digits[5:]}", plain.replace(" ", "."),
        f"{digits[:5]} {digits[5:7]} {digits[7:9]} {digits[9:]}".strip(), _spoken_digits(rng, digits),
    )  # fmt: skip
    return rng.choice(shapes)


def birth_date(rng: random.Random) -> str:
    """A birth date; the range and format of UK drafts."""
    year = rng.choice((rng.randint(2005, 2024), rng.randint(2005, 2024), rng.randint(1932, 2004)))
    day, month = rng.randint(1, 28), rng.randint(1, 12)
    name = _MONTHS[month - 1]
    ordinal = f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
    spoken_day = _ORDINALS[day - 1] if day <= 20 else f"twenty {_ORDINALS[day - 21]}"
    century = "two thousand" if year < 2010 else "twenty"
    rest = year - 2000
    spoken_year = (
        f"nineteen {_spoken_number(year - 1900)}" if year < 2000
        else f"two thousand and {_spoken_number(rest)}" if rng.random() < 0.5 or year < 2010
        else f"{century} {_spoken_number(rest)}"
    )  # fmt: skip
    mark = rng.choice("/.-/")
    short = f"{year % 100:02d}"
    return rng.choice((
        f"{day:02d}{mark}{month:02d}{mark}{year}", f"{day:02d}{mark}{month:02d}{mark}{year}", f"{day}{mark}{month}{mark}{short}",
        f"{day:02d}{month:02d}{short}", f"{day:02d}{mark}{month:02d}{mark}{short}", f"{day} {name} {year}", f"{ordinal} {name} {year}",
        f"{day} {name[:3]} {year}", f"{ordinal} of {name} {year}", f"{day:02d}-{name[:3].upper()}-{year}", f"{year}-{month:02d}-{day:02d}",
        f"{spoken_day} of {name} {spoken_year}", f"the {spoken_day} of {name} {year}", f"{day:02d}{month:02d}{year}", f"{ordinal} {name[:3]} {short}",
    ))  # fmt: skip


def street_address(rng: random.Random) -> str:
    """Number, flat or house name, with a street."""
    streets = fills().streets
    street = rng.choice(streets["welsh"]) if rng.random() < 0.12 else f"{rng.choice(streets['stems'])} {rng.choice(streets['kinds'])}"
    number = str(rng.randint(1, 240)) + (rng.choice("abcA") if rng.random() < 0.1 else "")
    flat = rng.choice(("Flat", "Apt", "flat", "Flat", "Room", "FLAT")) + f" {rng.randint(1, 40)}"
    return rng.choice((
        f"{number} {street}", f"{number} {street}", f"{number} {street}", f"{number} {street}", f"{flat}, {number} {street}", f"{flat} {number} {street}",
        f"{flat} {rng.choice(streets['sites'])}", f"{flat}, {rng.choice(streets['sites'])}, {street}", f"{rng.choice(streets['house_names'])}, {street}",
        f"{rng.choice(streets['house_names'])}", f"Plot {rng.randint(1, 30)}, {rng.choice(streets['sites'])}", f"{rng.randint(1, 30)} {rng.choice(streets['sites'])}",
        f"{number}/{rng.randint(1, 9)} {street}", f"no {number} {street}", f"{number}, {street}",
    ))  # fmt: skip


def postcode(rng: random.Random) -> str:
    """A postcode in any spacing and case, sometimes its outward part alone."""
    outward = f"{rng.choice(_AREAS)}{rng.randint(1, 29)}"
    inward = f"{rng.randint(1, 9)}{''.join(rng.choice('ABDEFGHJLNPQRSTUWXYZ') for _ in range(2))}"
    return rng.choice((f"{outward} {inward}",) * 5 + (f"{outward}{inward}", f"{outward} {inward}".lower(), f"{outward}{inward}".lower(), outward))


def place(rng: random.Random) -> str:
    """A town, village, estate, road without number, shop or place abroad."""
    fill = fills()
    road = f"{rng.choice(fill.streets['stems'])} {rng.choice(fill.streets['kinds'])}"
    pool = rng.choices(("towns", "estates", "shops", "roads_named", "abroad", ""), (60, 8, 12, 3, 5, 12))[0]
    return rng.choice(fill.places[pool]) if pool else road


def setting(rng: random.Random) -> str:
    """A named school, surgery, home, club or employer."""
    pools = fills().settings
    return rng.choice(pools[rng.choices(list(pools), [4 if p == "schools" else 2 if p == "health" else 1 for p in pools])[0]])


def email(rng: random.Random) -> str:
    """An address at a reserved domain, written or dictated."""
    user = f"{rng.choice(fills().first)}.{rng.choice(fills().last)}".lower().replace(" ", "").replace("'", "")
    if rng.random() < 0.4:
        user = user[0] + user[user.index(".") :]
    domain = rng.choice(("northshire.police.example", "school.example", "hub.example", "mail.example", "met-drama.example", "council.example"))
    written = f"{user}@{domain}"
    return rng.choice((written, written, written.replace("@", " at ").replace(".", " dot "), f"{user.replace('.', ' dot ')} at {domain.split('.')[0]} dot uk"))


def handle(rng: random.Random) -> str:
    """A user name or profile link."""
    stem = rng.choice(fills().first).lower().replace(" ", "").replace("'", "")
    body = rng.choice((f"{stem}_{_digits(rng, 2)}", f"{stem}.{rng.choice(('xo', 'not.here', 'official', 'x'))}", f"lil_{stem}{_digits(rng, 1)}", f"{stem}{_digits(rng, 4)}", f"x{stem}x_{_digits(rng, 3)}"))
    return rng.choice((f"@{body}", f"@{body}", body, f"instagram.com/{body}"))


def nhs_number(rng: random.Random) -> str:
    """Ten digits that pass the check."""
    while True:
        number = "9" + _digits(rng, 9)
        if nhs_number_is_valid(number):
            spaced = f"{number[:3]} {number[3:6]} {number[6:]}"
            return rng.choice((spaced, spaced, number, spaced.replace(" ", "-")))


def pupil_number(rng: random.Random) -> str:
    """A unique pupil number that passes its check."""
    body = _digits(rng, 12)
    return UPN_LETTERS[sum(int(d) * w for w, d in enumerate(body, 2)) % 23] + body


def insurance_number(rng: random.Random) -> str:
    """A National Insurance number."""
    text = f"{rng.choice('ABCEHJKLMNPRSTWXY')}{rng.choice('ABCEGHJKLMNPRSTWXYZ')}{_digits(rng, 6)}{rng.choice('ABCD')}"
    return rng.choice((text, text, f"{text[:2]} {text[2:4]} {text[4:6]} {text[6:8]} {text[8]}", text.lower()))


def plate(rng: random.Random) -> str:
    """A number plate, current or old, with or without its space, in any case."""
    new = f"{_letters(rng, 2)}{rng.randint(1, 75):02d}{_letters(rng, 3)}"
    old = f"{rng.choice('ABCDEFGHJKLMNPRSTVWXY')}{rng.randint(1, 999)} {_letters(rng, 3)}"
    spaced = f"{new[:4]} {new[4:]}"
    return rng.choice((new, spaced, spaced, new.lower(), spaced.lower(), old))


def licence(rng: random.Random) -> str:
    """A driving licence number."""
    surname = "".join(c for c in rng.choice(fills().last).upper() if c in string.ascii_uppercase)[:5].ljust(5, "9")
    return f"{surname}{rng.randint(0, 9)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}{rng.randint(0, 9)}{_letters(rng, 2)}{rng.randint(1, 9)}{_letters(rng, 2)}"


def bank_account(rng: random.Random) -> str:
    """Sort code, account number, or both."""
    sort, account = f"{_digits(rng, 2)}-{_digits(rng, 2)}-{_digits(rng, 2)}", _digits(rng, 8)
    return rng.choice((sort, f"{sort} {account}", account, f"{sort.replace('-', ' ')} {account}", f"{sort.replace('-', '')} {account}"))


def pnc_id(rng: random.Random) -> str:
    """A PNC identifier."""
    year = rng.choice((f"{rng.randint(0, 25):02d}", str(rng.randint(1995, 2025)), str(rng.randint(88, 99))))
    return f"{year}/{rng.choice((_digits(rng, 6), _digits(rng, 5), '0' + _digits(rng, 6)))}{rng.choice('ABCDEFGHJKLMNPQRSTUVWXYZ')}"


def police_reference(rng: random.Random) -> str:
    """A log, crime, occurrence or referral number, in the form of one force or another."""
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(23, 26)
    force = rng.choice("NP MP WM GMP TVP SY WY EMSOU LC CH ESX KT HC AS DP SW GW NW PS".split())
    return rng.choice((
        f"{_digits(rng, 4)}-{day:02d}{month:02d}{year}", f"{_digits(rng, 4)}/{day:02d}{month:02d}{year}", f"{_digits(rng, 4)} of {day}/{month}", _digits(rng, 4), _digits(rng, 3),
        f"{force}-20{year}{month:02d}{day:02d}-{_digits(rng, 4)}", f"{force}-{year}-00{_digits(rng, 5)}", f"PPN/{year}/00{_digits(rng, 5)}", f"{year}PAC{_digits(rng, 6)}",
        f"43{year}00{_digits(rng, 5)}", f"{rng.randint(10, 99)}/{_digits(rng, 5)}/{year}", f"CC20{year}0{_digits(rng, 8)}", f"RM{year}0{_digits(rng, 5)}", f"E{year}/{_digits(rng, 4)}/IR",
        f"122500{_digits(rng, 5)}", f"CAD {_digits(rng, 4)}/{day:02d}{_MONTHS[month - 1][:3].upper()}{year}", f"{_digits(rng, 4)}-{day:02d}{_MONTHS[month - 1][:3].upper()}", f"00{_digits(rng, 3)}i/{day:02d}{month:02d}{year}",
        f"{year}*{_digits(rng, 6)}", f"N{_digits(rng, 6)}{year}", f"PS-20{year}{month:02d}{day:02d}-{_digits(rng, 4)}", f"ENQ-{_digits(rng, 6)}-{year}", f"{_digits(rng, 10)}", f"PPN-{force}-20{year}-{_digits(rng, 5)}",
    ))  # fmt: skip


def officer_id(rng: random.Random) -> str:
    """A collar, shoulder or warrant number."""
    return rng.choice((
        _digits(rng, 4), _digits(rng, 4), _digits(rng, 5), _digits(rng, 3), _digits(rng, 2), f"{rng.choice('CEKPSTNRMD')}{_digits(rng, 4)}", f"P{_digits(rng, 6)}",
        f"{_letters(rng, 2)}{_digits(rng, 3)}", f"{_letters(rng, 2)} {_digits(rng, 4)}", f"{_digits(rng, 4)}{rng.choice('STKB')}", f"{_letters(rng, 2)}{_digits(rng, 4)}",
    ))  # fmt: skip


def case_reference(rng: random.Random) -> str:
    """Another agency's number."""
    return rng.choice((
        f"LCS {_digits(rng, 7)}", f"NCT-{_digits(rng, 6)}", f"AC-{_digits(rng, 6)}", f"NIHE/{_letters(rng, 2)}/{_digits(rng, 5)}", f"LS{rng.randint(20, 25)}C5{_digits(rng, 4)}",
        _digits(rng, 7), f"CS{_digits(rng, 6)}", f"HSG/{_digits(rng, 5)}", f"{_letters(rng, 3)}-{_digits(rng, 5)}", f"TEN{_digits(rng, 6)}", f"P{_digits(rng, 7)}",
    ))  # fmt: skip


MAKERS: dict[str, Callable[[random.Random], str]] = {
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
    "UK_PASSPORT": lambda rng: _digits(rng, 9),
    "UK_DRIVING_LICENCE": licence,
    "UK_VEHICLE_REGISTRATION": plate,
    "UK_UPN": pupil_number,
    "UK_BANK_ACCOUNT": bank_account,
    "UK_PNC_ID": pnc_id,
    "POLICE_REFERENCE": police_reference,
    "OFFICER_ID": officer_id,
    "CASE_REFERENCE": case_reference,
}


def made_like(rng: random.Random, kind: str, value: str, known: dict[str, str]) -> str:
    """Another value of ``kind`` to stand where ``value`` stood, in its letter case.

    Args:
        rng: source of chance.
        kind: id of the type.
        value: the value that is replaced.
        known: values (and parts of names) already replaced in this text; the same one gets the same again.
    """
    if kind != "PERSON":
        key = f"{kind}:{value.casefold()}"
        if key not in known:
            known[key] = MAKERS[kind](rng)
        made = known[key]
    else:
        made = " ".join(_name_parts_like(rng, value.split(), known))
    return _in_case_of(value, made)


def _name_parts_like(rng: random.Random, parts: Sequence[str], known: dict[str, str]) -> list[str]:
    made = []
    for index, part in enumerate(parts):
        if len(part.strip(".")) < 2:
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
