"""Signs that must not wait: actual or likely significant harm, or a serious crime."""

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from nlp.components.attributes import Danger
from nlp.components.context import Context
from nlp.components.matching import near
from nlp.components.parsing import sentence_around
from nlp.rules.schema import SafetyRule

# Any finding id that is not protective: safety words are governed by the same cues as findings.
_AS_FINDING = "physical_abuse"


class Safety:
    """Finds signs that must not wait.

    Args:
        rules: the safety rules in force.
        context: reads the cues around them; what is denied, past or an outsider's does not count.
    """

    def __init__(self, rules: Iterable[SafetyRule], context: Context) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._context = context

    def find(self, doc: Doc) -> tuple[Danger, ...]:
        """Every place of ``doc`` at which an indicator fires, in order."""
        found = []
        for hit in doc._.hits:
            rule = self._rules.get(hit.rule)
            if rule is None:
                continue
            span = doc[hit.start : hit.end]
            assertion, _ = self._context.read(doc, _AS_FINDING, hit.start, hit.end)
            if assertion in {"affirmed", "uncertain"} and self._company(rule, span):
                found.append(Danger(rule.indicator, span.start_char, span.end_char, rule.id))
        return tuple(found)

    def _company(self, rule: SafetyRule, span: Span) -> bool:
        """Whether the words that the rule wants nearby stand in the same or a neighbouring sentence."""
        if not rule.near:
            return True
        unit = sentence_around(span.sent)
        before = sentence_around(unit[0].nbor(-1).sent).start if unit.start else unit.start
        after = sentence_around(unit[-1].nbor(1).sent).end if unit.end < len(span.doc) else unit.end
        wanted = near(rule.id)
        return any(hit.rule == wanted and before <= hit.start and hit.end <= after for hit in span.doc._.hits)
