"""Trained artefacts, loaded only where their sha256 stands in ``models/manifest.json``."""

import hashlib
import json
from functools import cache
from pathlib import Path

from nlp.errors import ModelError
from nlp.resources import shipped

MEASURED = "measured.json"  # figures of the whole program on the development drafts; shown, never read to decide


def read(name: str, root: Path | None = None) -> bytes:
    """The bytes of a model file, checked against the manifest.

    Args:
        name: path below the models folder, such as ``routing/model.json``.
        root: the models folder; the shipped one by default.

    Raises:
        ModelError: where the file is absent, not in the manifest, or altered.
    """
    root = root or shipped("models")
    expected = manifest(root).get(name)
    if expected is None:
        raise ModelError(f"{name} is not in models/manifest.json; train it again or restore the manifest")
    try:
        data = (root / name).read_bytes()
    except OSError as error:
        raise ModelError(f"{name} cannot be read from {root}: {error.strerror}; install the program again") from error
    if hashlib.sha256(data).hexdigest() != expected:
        raise ModelError(f"{name} is not the file that models/manifest.json names; install the program again")
    return data


@cache
def manifest(root: Path) -> dict[str, str]:
    """Sha256 of every model file, by its path below ``root``.

    Raises:
        ModelError: where there is no readable manifest.
    """
    try:
        table = json.loads((root / "manifest.json").read_text("utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise ModelError(f"models/manifest.json cannot be read: {error}; install the program again") from error
    return {str(name): str(digest) for name, digest in table.items()}


def digest(root: Path | None = None) -> str:
    """One sha256 over the manifest, to stand in every review."""
    table = manifest(root or shipped("models"))
    return f"sha256:{hashlib.sha256(json.dumps(table, sort_keys=True).encode()).hexdigest()}"


def register(root: Path, *names: str) -> None:
    """Write the sha256 of ``names`` into the manifest of ``root``, keeping the other entries."""
    path = root / "manifest.json"
    table = json.loads(path.read_text("utf-8")) if path.exists() else {}
    for name in names:
        table[name] = hashlib.sha256((root / name).read_bytes()).hexdigest()
    path.write_text(json.dumps(dict(sorted(table.items())), indent=1) + "\n", "utf-8")
    manifest.cache_clear()
