"""Poor wording: what the author wrote, never what the author quotes."""

import re
from collections.abc import Iterable

from spacy.tokens import Doc

from nlp.components.attributes import Wording
from nlp.components.matching import whole_words
from nlp.rules.schema import LanguageRule

_QUOTED = re.compile(r'"[^"\n]{1,600}"|(?<!\w)\'[^\'\n]{3,300}\'(?!\w)')


class Language:
    """Finds poor wording.

    Args:
        rules: the language rules in force.
    """

    def __init__(self, rules: Iterable[LanguageRule]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._unless = {rule.id: whole_words(*rule.unless) for rule in self._rules.values() if rule.unless}

    def find(self, doc: Doc) -> tuple[Wording, ...]:
        """Poor wording in ``doc``, each rule at most once, in order of place."""
        quoted = [match.span() for match in _QUOTED.finditer(doc._.text)]
        found: dict[str, Wording] = {}
        for hit in doc._.hits:
            rule = self._rules.get(hit.rule)
            if rule is None or rule.id in found:
                continue
            span = doc[hit.start : hit.end]
            start, end = span.start_char, span.end_char
            if any(a <= start and end <= b for a, b in quoted) or self._harmless(rule, span.sent.text):
                continue
            found[rule.id] = Wording(rule.wording, start, end, rule.id)
        return tuple(found.values())

    def _harmless(self, rule: LanguageRule, unit: str) -> bool:
        pattern = self._unless.get(rule.id)
        return pattern is not None and pattern.search(unit) is not None
