"""Marked-up sentences: those that the cues were mended on, and those that nobody who writes cues has read."""

from pathlib import Path

from training.marked import Passage, read_marked

SENTENCES = Path(__file__).with_name("assertions.txt")
UNSEEN = Path(__file__).with_name("assertions_unseen.txt")


def sentences(path: Path = SENTENCES) -> list[Passage]:
    """The marks of each sentence of a file."""
    return read_marked(path.parent, path.name)
