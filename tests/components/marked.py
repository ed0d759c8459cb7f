"""Marked-up sentences: those that the cues were mended on, and those that nobody who writes cues has read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SENTENCES = Path(__file__).with_name("assertions.txt")
UNSEEN = Path(__file__).with_name("assertions_unseen.txt")
_MARK = re.compile(r"<f id=(\w+) assertion=(\w+)>(.*?)</f>")


@dataclass(frozen=True)
class Marked:
    """Words of ``text`` that speak of a finding, and how a practitioner reads them."""

    text: str
    start: int
    end: int
    finding: str
    assertion: str


def sentences(path: Path = SENTENCES) -> Iterator[tuple[Marked, ...]]:
    """The marks of each sentence of a file."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield _marks(line)


def _marks(line: str) -> tuple[Marked, ...]:
    text, at, places = "", 0, []
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        places.append((len(text), len(text) + len(match[3]), match[1], match[2]))
        text += match[3]
        at = match.end()
    text += line[at:]
    return tuple(Marked(text, *place) for place in places)
