"""``python -m training``: check the bank, make texts, train, evaluate."""

import sys

from training import labelled


def main() -> int:
    """Check the bank and say how much it holds."""
    try:
        sentences, narratives = labelled.read_sentences(), labelled.read_narratives()
    except labelled.BankError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(sentences)} sentences, {len(narratives)} narratives: no problem found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
