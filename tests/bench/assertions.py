"""How the marked-up sentences of ``tests/components/assertions*.txt`` are read, beside two peers.

    .venv/bin/python -m tests.bench.assertions [--errors]      writes docs/assertions.md

Both peers judge words that they are given, so this program is measured in that way too, and as a whole, where it must
find the words first. negSpaCy knows denials only. medspaCy's ConText runs where it is installed (it asks for an older
spaCy: ``python tests/bench/peers.py`` in an environment of its own writes what it makes of the same lines).
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from nlp.reviewer import Reviewer
from tests.bench import peers
from tests.components.marked import SENTENCES, UNSEEN, sentences
from tests.components.reading import Given, found_by
from training.marked import Mark, Passage

PAGE = Path(__file__).parents[2] / "docs" / "assertions.md"
CONTEXT = Path(__file__).with_name("context.json")
NAMES = ("affirmed", "negated", "historical", "uncertain", "outsider")
HEAD = """# How denials, doubts and the past are read

Made by `python -m tests.bench.assertions` from sentences that fresh hands wrote and marked, with dialects, form fields,
lists, doubt, and needs told without any word that gives them away. Nothing was trained on them. Share of marks that are
read right. Peers judge words that they are given; so does the second column. The first is the whole program, which must
find the words first.
"""
HEADINGS = {
    UNSEEN: "## Sentences that nobody has read who writes cues\n\n`tests/components/assertions_unseen.txt`\n",
    SENTENCES: "## Sentences on which the cues were mended\n\n`tests/components/assertions.txt`: what was read wrong "
    "here was looked at, so these figures flatter.\n",
}


def main() -> None:
    """Write the tables, and with ``--errors`` print every disagreement on the sentences that may be looked at."""
    reviewer = Reviewer.load()
    page = HEAD
    for path, heading in HEADINGS.items():
        lines = list(sentences(path))
        systems = read_by_all(reviewer, lines, path)
        page += f"\n{heading}\n{table([mark for line in lines for mark in line], systems)}\n"
        if "--errors" in sys.argv and path == SENTENCES:
            _print_errors([mark for line in lines for mark in line], *list(systems.values())[:2])
    PAGE.write_text(page, "utf-8")
    print(page)


def read_by_all(reviewer: Reviewer, lines: Sequence[Passage], path: Path) -> dict[str, list[str]]:
    """How each system reads each mark of ``lines``; ConText where it was run on the file ``path``."""
    given = Given(reviewer)
    context = json.loads(CONTEXT.read_text("utf-8")).get(path.name)
    return {
        "this program, finding them itself": [a for line in lines for a in found_by(reviewer, line)],
        "this program, given the words": [a for line in lines for a in given.read(line)],
        "negSpaCy, given the words": [a for line in lines for a in peers.negspacy(line)],
        **({"medspaCy ConText, given the words": context} if context else {}),
    }


def _print_errors(marks: Sequence[Mark], found: Sequence[str], given: Sequence[str]) -> None:
    for mark, by_itself, read in zip(marks, found, given, strict=True):
        if not mark.assertion == by_itself == read:
            print(f"{mark.finding}: {mark.assertion}, found {by_itself}, given {read}: {mark.text}")


def table(marks: Sequence[Mark], systems: dict[str, Sequence[str]]) -> str:
    """Share read right of each assertion by each system."""
    right = {
        name: Counter(m.assertion for m, r in zip(marks, read, strict=True) if m.assertion == r)
        for name, read in systems.items()
    }
    count = Counter(m.assertion for m in marks)
    rows = [f"| assertion | marks | {' | '.join(systems)} |", f"|---|---|{'---|' * len(systems)}"]
    for name in NAMES:
        shares = " | ".join(f"{right[system][name] / count[name]:.2f}" for system in systems)
        rows.append(f"| {name} | {count[name]} | {shares} |")
    whole = " | ".join(f"{right[system].total() / len(marks):.2f}" for system in systems)
    return "\n".join([*rows, f"| all | {len(marks)} | {whole} |"])


if __name__ == "__main__":
    main()
