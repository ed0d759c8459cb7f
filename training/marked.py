"""Passages in which the words that tell of each finding are marked: for learning, and for measuring.

One passage a line, readable by a practitioner: "Mum <f id=domestic_abuse assertion=negated>denied any violence</f>".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp import taxonomy
from training.labelled import BANK, SENTENCE_ASSERTIONS, BankError, one_of, read_files

_MARK = re.compile(r"<f id=(\w+) assertion=(\w+)>(.*?)</f>")


@dataclass(frozen=True)
class Mark:
    """Words of ``text``, from ``start`` to ``end``, that speak of a finding, and how a practitioner reads them."""

    text: str
    start: int
    end: int
    finding: str
    assertion: str


Passage = tuple[Mark, ...]


def read_marked(folder: Path = BANK / "marked", pattern: str = "*.txt") -> list[Passage]:
    """Every passage of the files in ``folder``; lines that begin with # are comments.

    Raises:
        BankError: naming every file and line that breaks the format.
    """
    return read_files(folder, pattern, _passage)


def _passage(line: str, _: str) -> Passage:
    text, at, places = "", 0, []
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        places.append((len(text), len(text) + len(match[3]), match[1], match[2]))
        text += match[3]
        at = match.end()
    text += line[at:]
    marks = tuple(Mark(text, *place) for place in places)
    problems = list(_problems(marks, text))
    if problems:
        raise BankError("; ".join(problems))
    return marks


def _problems(marks: Passage, text: str) -> Iterator[str]:
    if not marks:
        yield "nothing is marked"
    if "<f" in text or "</f" in text:
        yield "a mark is not closed, or is nested"
    for mark in marks:
        if not text[mark.start : mark.end].strip():
            yield f"{mark.finding}: no words are marked"
        try:
            one_of(mark.finding, taxonomy.FINDINGS, "finding")
            one_of(mark.assertion, SENTENCE_ASSERTIONS, mark.finding)
        except BankError as error:
            yield str(error)
