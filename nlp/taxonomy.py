"""The ids that every part of the program shares, read once from ``rules/taxonomy.toml``."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Status = Literal["present", "partial", "not_known", "missing"]
Assertion = Literal["affirmed", "negated", "historical", "uncertain"]
Source = Literal["seen", "child_said", "other_said", "record", "inferred"]
Role = Literal["subject", "family", "professional", "third_party"]

STATUSES: tuple[str, ...] = get_args(Status)
ASSERTIONS: tuple[str, ...] = get_args(Assertion)
SOURCES: tuple[str, ...] = get_args(Source)


@cache
def _taxonomy() -> dict[str, dict[str, str]]:
    with (files("nlp") / "rules" / "taxonomy.toml").open("rb") as file:
        tables = tomllib.load(file)
    return {kind: {row["id"]: row.get("definition", "") for row in rows} for kind, rows in tables.items()}


PII_TYPES: tuple[str, ...] = tuple(_taxonomy()["pii"])
SECTIONS: tuple[str, ...] = tuple(_taxonomy()["section"])
FINDINGS: tuple[str, ...] = tuple(_taxonomy()["finding"])
LANGUAGE_KINDS: tuple[str, ...] = tuple(_taxonomy()["language"])
SAFETY_INDICATORS: tuple[str, ...] = tuple(_taxonomy()["safety"])
PROTECTIVE: tuple[str, ...] = tuple(i for i in FINDINGS if i.startswith("protective_"))


def definition(kind: str, identifier: str) -> str:
    """What a reader looks for under ``identifier``, a member of ``kind``.

    Args:
        kind: ``pii``, ``section``, ``finding``, ``language``, ``safety`` or ``route``.
        identifier: an id of that kind.

    Returns:
        The definition, or the id with spaces where the taxonomy gives none.

    Raises:
        KeyError: for a kind or id that the taxonomy does not have.
    """
    return _taxonomy()[kind][identifier] or identifier.replace("_", " ")
