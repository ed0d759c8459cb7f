"""Measured figures, read from the files beside the models: none is ever typed into a page."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp import models
from nlp.resources import shipped

META_FILE = "meta.json"
CARD_FILES = ("card.md", "README.md", "CARD.md")


@dataclass(frozen=True)
class ModelFacts:
    """What stands beside one model.

    Attributes:
        name: its folder.
        card: its card in Markdown; empty where it has none.
        numbers: its figures by their path in the file.
    """

    name: str
    card: str
    numbers: Mapping[str, float]


def facts(root: Path | None = None) -> list[ModelFacts]:
    """What stands beside each model, by name.

    Args:
        root: the models folder; the shipped one by default.
    """
    root = root or shipped("models")
    folders = sorted(path for path in root.glob("*") if path.is_dir())
    return [ModelFacts(folder.name, _card(folder), _numbers(folder)) for folder in folders]


def measured(root: Path | None = None) -> Mapping[str, Any]:
    """Figures of the whole program on the development drafts; empty where none travel with this version.

    Args:
        root: the models folder; the shipped one by default.
    """
    return _json((root or shipped("models")) / models.MEASURED)


def plots(model: str, root: Path | None = None) -> Mapping[str, Sequence[Mapping[str, float]]]:
    """The series that stand beside one model, to be drawn; empty where there are none."""
    found: Mapping[str, Sequence[Mapping[str, float]]] = _json((root or shipped("models")) / model / META_FILE).get(
        "plots", {}
    )
    return found


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def _card(folder: Path) -> str:
    """The card with its headings two levels lower, since the page has its own."""
    found = (folder / name for name in CARD_FILES)
    text = next((path.read_text("utf-8") for path in found if path.is_file()), "")
    return re.sub(r"^#", "###", text, flags=re.MULTILINE)


def _numbers(folder: Path) -> dict[str, float]:
    return dict(_flat(_json(folder / META_FILE)))


def _flat(value: object, path: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _flat(below, f"{path}, {key}" if path else str(key))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path.replace("_", " "), float(value)
