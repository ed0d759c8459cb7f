"""Hand-written names, places and shapes from which personal data is invented."""

import random
import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from training.labelled import BANK

LETTERS = "ABCDEFGHJKLMNOPRSTUVWXY"
_PLACEHOLDER = re.compile(r"\{(\w+)\}|#|~")


@dataclass(frozen=True)
class Fills:
    """Hand-written names, places and settings."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    origins: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    places: Mapping[str, tuple[str, ...]]
    streets: Mapping[str, tuple[str, ...]]
    settings: Mapping[str, tuple[str, ...]]


@cache
def fills() -> Fills:
    """The hand-written values of ``bank/fills.toml``."""
    table: dict[str, Any] = tomllib.loads((BANK / "fills.toml").read_text("utf-8"))
    origins = {row["origin"]: (tuple(row["first"]), tuple(row["last"])) for row in table["names"]}
    words = table["words_that_are_names"]
    first = [*(n for names, _ in origins.values() for n in names), *words["first"], *words["nicknames"]]
    last = [*(n for _, names in origins.values() for n in names), *words["last"]]

    def lists(name: str) -> dict[str, tuple[str, ...]]:
        return {key: tuple(values) for key, values in table[name].items()}

    return Fills(tuple(first), tuple(last), origins, lists("places"), lists("streets"), lists("settings"))


@cache
def shapes() -> Mapping[str, tuple[str, ...]]:
    """The shapes of ``bank/shapes.toml``."""
    return {k: tuple(v) for k, v in tomllib.loads((BANK / "shapes.toml").read_text("utf-8")).items()}


def shaped(rng: random.Random, name: str, values: Mapping[str, str] | None = None) -> str:
    """A value in one of the shapes called ``name``, with ``values`` for its placeholders."""

    def fill(match: re.Match[str]) -> str:
        if match[1]:
            return values[match[1]] if values and match[1] in values else shaped(rng, match[1], values)
        return rng.choice(string.digits if match[0] == "#" else LETTERS)

    return _PLACEHOLDER.sub(fill, rng.choice(shapes()[name]))
