"""Trained artefacts, loaded only where their sha256 stands in ``models/manifest.json``."""

import hashlib
import json
from functools import cache
from pathlib import Path

from nlp.errors import ModelError
from nlp.resources import shipped

OWN_MODEL = "model.json"  # the route estimate, in the folder of a force's own model
MEASURED = "measured.json"  # figures of the whole program on the development drafts; shown, never read to decide


def read(name: str, root: Path | None = None) -> bytes:
    """The bytes of a model file, checked against the manifest.

    Args:
        name: path below the models folder, such as ``routing/model.json``.
        root: the models folder, or the folder of a force's own model; the shipped one by default.

    Raises:
        ModelError: where the file is absent, not in the manifest, or altered.
    """
    remedy = "train it again" if root else "install the program again"
    root = root or shipped("models")
    listed = f"{root.name}/manifest.json"
    expected = manifest(root).get(name)
    if expected is None:
        raise ModelError(f"{name} is not in {listed}; train it again or restore the manifest")
    try:
        data = (root / name).read_bytes()
    except OSError as error:
        raise ModelError(f"{name} cannot be read from {root}: {error.strerror}; {remedy}") from error
    if hashlib.sha256(data).hexdigest() != expected:
        raise ModelError(f"{name} is not the file that {listed} names; {remedy}")
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
        raise ModelError(f"{root.name}/manifest.json cannot be read: {error}; restore it, or train again") from error
    return {str(name): str(digest) for name, digest in table.items()}


def digest(own: Path | None = None) -> str:
    """One sha256 over the manifest, to stand in every review.

    Args:
        own: folder of a force's own model, whose manifest then counts too.
    """
    table = {**manifest(shipped("models")), **(manifest(own) if own else {})}
    return f"sha256:{hashlib.sha256(json.dumps(table, sort_keys=True).encode()).hexdigest()}"


def register(root: Path, *names: str) -> None:
    """Write the sha256 of ``names`` into the manifest of ``root``, keeping the other entries."""
    path = root / "manifest.json"
    table = json.loads(path.read_text("utf-8")) if path.exists() else {}
    for name in names:
        table[name] = hashlib.sha256((root / name).read_bytes()).hexdigest()
    path.write_text(json.dumps(dict(sorted(table.items())), indent=1) + "\n", "utf-8")
    manifest.cache_clear()
