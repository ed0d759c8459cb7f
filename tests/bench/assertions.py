"""How the marked-up sentences of ``tests/components/assertions.txt`` are read, by assertion.

.venv/bin/python tests/bench/assertions.py [--errors]
"""

import re
import sys
from collections import Counter
from pathlib import Path

from nlp.reviewer import Reviewer

SENTENCES = Path(__file__).parents[1] / "components" / "assertions.txt"
MARK = re.compile(r"<f id=(\w+) assertion=(\w+)>(.*?)</f>")
STRENGTH = ("negated", "historical", "uncertain", "affirmed")


def main() -> None:
    """Print a table, and with ``--errors`` every disagreement."""
    reviewer = Reviewer.load()
    marked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for line in SENTENCES.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        text = MARK.sub(lambda m: m[3], line)
        found: dict[str, str] = {}
        for finding in sorted(reviewer.review(text).findings, key=lambda f: STRENGTH.index(f.assertion)):
            found[finding.id] = finding.assertion
        for match in MARK.finditer(line):
            read = found.get(match[1], "outsider" if match[2] == "outsider" else "not found")
            marked[match[2]] += 1
            right[match[2]] += read == match[2]
            if read != match[2] and "--errors" in sys.argv:
                print(f"{match[1]}: {match[2]} read as {read}: {text}")
    print("| assertion | sentences marked | read right |\n|---|---|---|")
    for name, count in marked.items():
        print(f"| {name} | {count} | {right[name] / count:.2f} |")
    print(f"| all | {sum(marked.values())} | {sum(right.values()) / sum(marked.values()):.2f} |")


if __name__ == "__main__":
    main()
