"""What closes a gap: an answer must, wherever it is put, and filler must not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nlp import taxonomy
from nlp.components.parsing import parse
from training.labelled import Narrative

# Answers nothing.
FILLER = (
    "\n\nThe tablet froze twice while this was being typed and had to be charged in the van. It rained on and off. "
    "There was a queue at the lights by the retail park. The font on this form is small. I have read it through once "
    "for spelling. The next box would not open at first."
)


@dataclass(frozen=True)
class Answered:
    """A narrative with an answer to what it leaves unsaid.

    Attributes:
        index: which of the narratives it is.
        section: the section that it leaves unsaid.
        text: the narrative and, on a line of its own, the answer.
    """

    index: int
    section: str
    text: str


def answered(narratives: Sequence[Narrative]) -> list[Answered]:
    """Each section that a narrative leaves unsaid, with an answer in another one's words; the others take turns."""
    answers = {name: [(n, _answer(n, name)) for n in narratives if _answers(n, name)] for name in taxonomy.SECTIONS}
    gaps = [
        (i, n, name) for i, n in enumerate(narratives) for name in taxonomy.SECTIONS if n.sections[name] == "missing"
    ]
    turns = Counter[str]()
    made = []
    for index, narrative, section in gaps:
        others = [words for other, words in answers[section] if other is not narrative]
        if not others:
            continue
        made.append(Answered(index, section, f"{narrative.text}\n{others[turns[section] % len(others)]}"))
        turns[section] += 1
    return made


def _answers(narrative: Narrative, section: str) -> bool:
    quote = narrative.evidence.get(section)
    return quote is not None and narrative.sections[section] == "present" and quote in narrative.text


def _answer(narrative: Narrative, section: str) -> str:
    """The units of ``narrative`` that hold what a hand quoted as its answer to ``section``."""
    quote = narrative.evidence[section]
    start = narrative.text.index(quote)
    end = start + len(quote)
    units = parse(narrative.text).sents
    return " ".join(u.text.strip() for u in units if u.start_char < end and start < u.end_char)
