"""Are names found alike, whoever bears them? Recall of PERSON by origin and by case; writes ``docs/equity.md``.

    .venv/bin/python -m tests.bench.equity

The names stand in ``names.toml``; none of them is in the training bank. Each is carried through the same
sentences as the name of the same place in every other list. A name counts as found where all its letters are masked
as a person's name.
"""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from nlp.components.attributes import Pii
from nlp.reviewer import Reviewer

NAMES = Path(__file__).with_name("names.toml")
PAGE = Path(__file__).parents[2] / "docs" / "equity.md"
CARRIERS_A_NAME = 4
CASES = {"as written": str, "lower case": str.lower, "ALL CAPS": str.upper}
HEAD = """# Are names found alike?

Made by `python -m tests.bench.equity`: {names} invented names in {origins} groups, none of them in the training bank,
each carried through the same {carriers} sentences, as written, in lower case and in ALL CAPS. A figure is the share of
the places where the name stands in which all its letters are masked as a name. Not yet tested on real referrals.

| origin | {cases} |
|---|{rules}|
"""


def main() -> None:
    """Print the table and write it down."""
    page = table(measure(Reviewer.load()))
    print(page)
    PAGE.write_text(page, "utf-8")


def measure(reviewer: Reviewer, names_an_origin: int | None = None) -> dict[str, dict[str, float]]:
    """Recall by origin and case.

    Args:
        reviewer: finds the names.
        names_an_origin: only so many names of each origin; all by default.
    """
    data = tomllib.loads(NAMES.read_text("utf-8"))
    carriers = [row["text"] for row in data["carrier"]]
    return {
        origin["name"]: {
            case: _recall(reviewer, origin["names"][:names_an_origin], carriers, change)
            for case, change in CASES.items()
        }
        for origin in data["origin"]
    }


def _recall(reviewer: Reviewer, names: Sequence[str], carriers: Sequence[str], change: type[str]) -> float:
    found = [
        _is_masked(text, reviewer.pipeline.read(change(text))._.reading.pii, place)
        for number, name in enumerate(names)
        for turn in range(CARRIERS_A_NAME)
        for text, places in [_carried(name, carriers[(number + turn) % len(carriers)])]
        for place in places
    ]
    return sum(found) / len(found)


def _carried(name: str, carrier: str) -> tuple[str, list[tuple[int, int]]]:
    """A carrier with the name put in, and where it stands."""
    text = ""
    places = []
    for part in _parts(carrier):
        words = {"{name}": name, "{first}": name.split(maxsplit=1)[0]}.get(part)
        if words:
            places.append((len(text), len(text) + len(words)))
        text += words or part
    return text, places


def _parts(carrier: str) -> Iterator[str]:
    for index, piece in enumerate(
        carrier.replace("{first}", "\0{first}\0").replace("{name}", "\0{name}\0").split("\0")
    ):
        if piece or index:
            yield piece


def _is_masked(text: str, pii: Sequence[Pii], place: tuple[int, int]) -> bool:
    covered = {i for item in pii if item.type == "PERSON" for i in range(item.start, item.end)}
    return {i for i in range(*place) if text[i].isalpha()} <= covered


def gap(figures: dict[str, dict[str, float]]) -> float:
    """The largest difference between two origins, as written."""
    written = [row["as written"] for row in figures.values()]
    return max(written) - min(written)


def table(figures: dict[str, dict[str, float]]) -> str:
    """The page."""
    data = tomllib.loads(NAMES.read_text("utf-8"))
    head = HEAD.format(
        names=sum(len(origin["names"]) for origin in data["origin"]),
        origins=len(data["origin"]),
        carriers=len(data["carrier"]),
        cases=" | ".join(CASES),
        rules="|".join("---" for _ in CASES),
    )
    rows = [f"| {name} | {' | '.join(f'{row[case]:.3f}' for case in CASES)} |" for name, row in figures.items()]
    means = {case: sum(row[case] for row in figures.values()) / len(figures) for case in CASES}
    rows.append(f"| **all** | {' | '.join(f'{means[case]:.3f}' for case in CASES)} |")
    return (
        head + "\n".join(rows) + f"\n\nLargest gap between two origins, as written: {100 * gap(figures):.1f} points.\n"
    )


if __name__ == "__main__":
    main()
