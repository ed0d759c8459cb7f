"""What negSpaCy and medspaCy's ConText make of the marked-up sentences. Each judges the words that it is given.

python tests/bench/peers.py       with medspaCy installed: writes what ConText says of every mark
"""

import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import spacy

CONTEXT = Path(__file__).with_name("context.json")


@cache
def _negex() -> Any:
    import negspacy.negation  # noqa: F401 - registers "negex"

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp, nlp.create_pipe("negex", config={"ent_types": []})


def negspacy(marks: Sequence[Any]) -> list[str]:
    """Negated or affirmed, for each mark of one sentence."""
    nlp, negex = _negex()
    doc = nlp(marks[0].text)
    return ["negated" if ent._.negex else "affirmed" for ent in _given(doc, marks, negex)]


def context(nlp: Any, marks: Sequence[Any]) -> list[str]:
    """ConText's reading of each mark of one sentence, whose it is first, then time, denial and doubt."""
    doc = nlp.tokenizer(marks[0].text)
    doc = nlp.get_pipe("medspacy_pyrush")(doc)
    return [_reading(ent) for ent in _given(doc, marks, nlp.get_pipe("medspacy_context"))]


def _reading(ent: Any) -> str:
    told = ent._
    if told.is_family:
        return "outsider"
    for name, said in (
        ("historical", told.is_historical),
        ("negated", told.is_negated),
        ("uncertain", told.is_uncertain),
    ):
        if said:
            return name
    return "affirmed"


def _given(doc: Any, marks: Sequence[Any], pipe: Any) -> Iterator[Any]:
    """The marks as entities of ``doc``, judged by ``pipe`` one at a time, for marks may touch."""
    for mark in marks:
        doc.ents = [doc.char_span(mark.start, mark.end, label="FINDING", alignment_mode="expand")]
        pipe(doc)
        yield doc.ents[0]


def main() -> None:
    """Write what ConText says of every mark, in order."""
    import medspacy

    # Run as a file: other packages of that environment may be called "tests" too.
    sys.path[:0] = [str(Path(__file__).parents[1] / "components"), str(Path(__file__).parents[2])]
    from marked import SENTENCES, UNSEEN, sentences

    nlp = medspacy.load(enable=["medspacy_pyrush", "medspacy_context"])
    read = {p.name: [a for line in sentences(p) for a in context(nlp, line)] for p in (SENTENCES, UNSEEN)}
    CONTEXT.write_text(json.dumps(read) + "\n", "utf-8")


if __name__ == "__main__":
    main()
