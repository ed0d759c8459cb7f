"""Signs that must not wait: actual or likely significant harm, or a serious crime."""

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from nlp.components.attributes import Danger
from nlp.components.context import Context
from nlp.components.matching import near
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
        """Each indicator that fires in ``doc``, once, at its first place."""
        found: dict[str, Danger] = {}
        for hit in doc._.hits:
            rule = self._rules.get(hit.rule)
            if rule is None or rule.indicator in found:
                continue
            span = doc[hit.start : hit.end]
            assertion, _ = self._context.read(doc, _AS_FINDING, hit.start, hit.end)
            if assertion in {"affirmed", "uncertain"} and self._company(rule, span):
                found[rule.indicator] = Danger(rule.indicator, span.start_char, span.end_char, rule.id)
        return tuple(found.values())

    def _company(self, rule: SafetyRule, span: Span) -> bool:
        """Whether the words that the rule wants nearby stand in the same or a neighbouring unit."""
        if not rule.near:
            return True
        unit = span.sent
        before = unit[0].nbor(-1).sent.start if unit.start else unit.start
        after = unit[-1].nbor(1).sent.end if unit.end < len(span.doc) else unit.end
        wanted = near(rule.id)
        return any(hit.rule == wanted and before <= hit.start and hit.end <= after for hit in span.doc._.hits)
