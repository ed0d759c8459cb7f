"""Records that stand each in a TOML file of its own: forms, views, vocabularies, directories. Read strictly."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from nlp.errors import RuleError

R = TypeVar("R", bound=BaseModel)


def read(file: Traversable, kind: type[R]) -> R:
    """The record of one file.

    Args:
        file: a TOML file.
        kind: what it holds.

    Raises:
        RuleError: naming the file, the key and what is wrong with it.
    """
    try:
        return kind.model_validate(tomllib.loads(file.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise RuleError(file.name, "(whole file)", f"not readable as TOML: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or f"({kind.__name__.lower()})"
        raise RuleError(file.name, where, first["msg"]) from error


def shipped(folder: str, kind: type[R]) -> Iterator[R]:
    """The records of every file in ``folder`` of the shipped rules, by file name.

    Raises:
        RuleError: where a file breaks the schema.
    """
    found = (item for item in (files("nlp") / "rules" / folder).iterdir() if item.name.endswith(".toml"))
    for file in sorted(found, key=lambda item: item.name):
        yield read(file, kind)


def named(name: str | Path, known: Mapping[str, R], kind: type[R]) -> R:
    """A shipped record by its id, or a local one by its file.

    Args:
        name: id of a shipped record, or path of a TOML file.
        known: the shipped records by id.
        kind: what the file holds.

    Raises:
        RuleError: where there is no such record, or its file breaks the schema.
    """
    if str(name) in known:
        return known[str(name)]
    path = Path(name)
    if not path.is_file():
        what = kind.__name__.lower()
        legal = ", ".join(known)
        raise RuleError(
            path.name, f"({what})", f"no such {what} or file; give the path of a .toml file, or one of: {legal}"
        )
    return read(path, kind)
