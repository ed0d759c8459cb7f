"""Writes a route model: its file, its ``meta.json``, its card and its manifest entry."""

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nlp import models
from nlp.errors import RefcheckError
from nlp.outcomes.card import Story, card
from nlp.outcomes.logistic import SEED
from nlp.version import __version__


def write(root: Path, name: str, model: Mapping[str, Any], made_from: Mapping[str, Any], story: Story) -> None:
    """Write a model below ``root`` and enter it in the manifest there.

    Args:
        root: the models folder, or the folder of a force's own model.
        name: the model file, below ``root``.
        model: its content, as :func:`nlp.outcomes.fitting.train` gave it.
        made_from: what it was made from, for ``meta.json``.
        story: what the card says of this model alone.

    Raises:
        RefcheckError: where the folder cannot be written to.
    """
    path = root / name
    content = {key: value for key, value in model.items() if key not in {"plots", "intervals"}}
    meta = {
        **made_from,
        "seed": SEED,
        "program": __version__,
        "numpy": version("numpy"),
        "scipy": version("scipy"),
        "figures": model["figures"],
        "intervals": model.get("intervals", {}),
        "plots": model["plots"],
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
        path.with_name("meta.json").write_text(json.dumps(meta, indent=1) + "\n", "utf-8")
        path.with_name("README.md").write_text(card(model, story), "utf-8")
        models.register(root, name, Path(name).with_name("meta.json").as_posix())
    except OSError as error:
        raise RefcheckError(f"{root} cannot be written to: {error.strerror}. Name another folder.") from error
