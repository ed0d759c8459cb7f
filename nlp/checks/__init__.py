"""Things to look at again: what contradicts itself, is undated, points elsewhere, is hard to read or was lost."""

from collections.abc import Iterable

from spacy.tokens import Doc

from nlp.checks import facts, people, writing
from nlp.result import Check
from nlp.rules.schema import TermRule


class Checks:
    """Looks through a read text.

    Args:
        terms: shorthand, and what it stands for.
    """

    def __init__(self, terms: Iterable[TermRule]) -> None:
        self._terms = {rule.id: rule for rule in terms}

    def find(self, doc: Doc) -> tuple[Check, ...]:
        """What an officer may want to look at again, at most one of each kind but contradictions.

        Args:
            doc: the parse, with everything found in it on ``doc._.reading``.
        """
        return (*facts.find(doc), *people.find(doc), *writing.find(doc, self._terms))
