"""How far each of the 15 sections is answered: by content, wherever it stands, never by headings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc

from nlp import taxonomy
from nlp.components.attributes import Finding, Pii, SectionFound
from nlp.components.context import Context
from nlp.components.matching import Hit
from nlp.rules.schema import IngredientRule, StatusRule

Place = tuple[int, int]
_AS_FINDING = "protective_family_support"  # what an ingredient tells of is governed by the same cues as a strength
NOT_KNOWN = "not_known"


class Sections:
    """Judges sections from their ingredients.

    Args:
        ingredients: the rules that find ingredients.
        statuses: the rules that say which ingredients a section needs.
        context: reads the cues around ingredients that must be asserted.
    """

    def __init__(self, ingredients: Iterable[IngredientRule], statuses: Iterable[StatusRule], context: Context) -> None:
        self._context = context
        self._ingredients = {rule.id: rule for rule in ingredients}
        self._statuses = {rule.section: rule for rule in statuses}

    def find(self, doc: Doc, pii: Sequence[Pii], findings: Sequence[Finding]) -> dict[str, SectionFound]:
        """The status of all 15 sections, with the words that prove it."""
        shared = _from_others(pii, findings)
        own = self._own(doc)
        return {section: _judge(self._statuses[section], own.get(section, {}), shared) for section in taxonomy.SECTIONS}

    def _own(self, doc: Doc) -> dict[str, dict[str, list[Place]]]:
        found: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        for hit in doc._.hits:
            rule = self._ingredients.get(hit.rule)
            if rule is not None and (not rule.asserted or self._asserted(doc, hit)):
                span = doc[hit.start : hit.end]
                found[rule.section][rule.ingredient].append((span.start_char, span.end_char))
        return found

    def _asserted(self, doc: Doc, hit: Hit) -> bool:
        return self._context.read(doc, _AS_FINDING, hit.start, hit.end)[0] in {"affirmed", "uncertain"}


def _from_others(pii: Sequence[Pii], findings: Sequence[Finding]) -> dict[str, list[Place]]:
    """What other components found, under the names by which status rules ask for it."""
    shared: dict[str, list[Place]] = defaultdict(list)
    for item in pii:
        shared[f"pii:{item.type}"].append((item.start, item.end))
    for finding in findings:
        if finding.assertion == "affirmed":
            shared[f"finding:{finding.id}"].append((finding.start, finding.end))
    return shared


def _judge(rule: StatusRule, own: Mapping[str, list[Place]], shared: Mapping[str, list[Place]]) -> SectionFound:
    def places(name: str) -> list[Place]:
        return list(own.get(name) or shared.get(name) or ())

    if own.get(NOT_KNOWN):
        return SectionFound("not_known", tuple(own[NOT_KNOWN]))
    met = [[p for name in group for p in places(name)] for group in rule.present]
    evidence = tuple(sorted({p for group in met for p in group}))
    lacking = tuple(group[0] for group, found in zip(rule.present, met, strict=True) if not found)
    if not lacking:
        return SectionFound("present", evidence)
    weak = tuple(sorted({p for name in rule.partial for p in places(name)}))
    if evidence or weak:
        return SectionFound("partial", evidence or weak, lacking)
    return SectionFound("missing", (), lacking)
