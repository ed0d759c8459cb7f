"""Where shipped files lie: in the installed package, or in the checkout around it."""

from importlib.resources import files
from pathlib import Path


def shipped(name: str) -> Path:
    """The path of a shipped file or folder.

    Args:
        name: path below the project's root, such as ``models`` or ``app.py``.

    Returns:
        The copy inside the installed package where there is one, else the one in the checkout.
    """
    package = Path(str(files("nlp")))
    inside = package / "_shipped" / name
    return inside if inside.exists() else package.parent / name
