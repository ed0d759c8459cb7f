"""Whether a finding is asserted, denied, past, guessed or somebody else's.

After ConText (Harkema et al. 2009, doi 10.1016/j.jbi.2009.05.002): cues with a direction and a reach,
ended by the unit or by stop words. Added for police forms: the answer to a field ("Drugs: N").
"""

import re
from collections.abc import Iterable

from spacy.tokens import Doc

from nlp import taxonomy
from nlp.components.attributes import Cue
from nlp.components.matching import Hit
from nlp.rules.schema import CueRule, StopRule

# What outranks what when several cues govern one finding: whose it is comes first, then time. What goes on is not over.
_RANK = ("outsider", "historical", "negated", "uncertain", "affirmed")
# Of what effect a cue is none when it begins inside one of these: "no further action", "did not deny", "not sure if".
_WITHIN = {
    "none": ("negated", "affirmed", "ongoing", "historical", "outsider"),
    "affirmed": ("negated", "uncertain"),
    "uncertain": ("negated",),
}
_FIELD_YES = re.compile(
    r"(?:[^\S\n]+(?!and\b|but\b)[\w'/]+){0,6}?[^\S\n]*(?:\?|:|=|\|)+\s*(?:A\s*[:.]\s*)?[\"'(]?"
    r"(?P<answer>yes|yeah|yep|aye|y|confirmed|disclosed|admitted|\[x\] ?y(?:es)?)\b"
    r"(?!\s*/\s*n|,?\s*(?:no\b|none|nothing|nil|neg|to neither))",
    re.IGNORECASE,
)
# What begins a sentence of its own where a field seems to be answered: "Drug use - no attempt to hide it".
_NO_ANSWER = (
    r"electric|food|bed\b|heating|gp\b|school|one\b|attempt|explanation|explained|treatment|change|secret|idea|doubt|let.?up|"
    r"reported before|weapon was|said\b"
)
_FIELD_NO = re.compile(
    r"\s*(?:\?|:|=|-|\||\]|\.{2,}|;(?=\s*\S+(?:\s+(?:seen|known|disclosed|noted))?\s*(?:[.;,\n]|$)))+"
    r"\s*(?:\[\s*\]\s*yes\s*)?(?:A\s*[:.]\s*)?(?:(?:confirmed|disclosed|admitted)\s+)?"
    r"(?P<answer>nil|none|no|neg|negative|n(?!/)|nothing|0|never|not (?:seen|known|present|apparent|disclosed)|"
    rf"denied|denies|\[x\] ?no?)\b(?!\s*(?:{_NO_ANSWER}))",
    re.IGNORECASE,
)
_FIELD_UNKNOWN = re.compile(
    r"\s*(?:\?|:|;|=|-|\|)+\s*(?P<answer>n/?k|unknown|unk|not known|possib\w+|poss|suspected|\?|tbc)(?!\w)",
    re.IGNORECASE,
)
_Answers = tuple[tuple[re.Pattern[str], taxonomy.Assertion], ...]
_NO_OR_UNKNOWN: _Answers = ((_FIELD_NO, "negated"), (_FIELD_UNKNOWN, "uncertain"))
_YES: _Answers = ((_FIELD_YES, "affirmed"),)


class Context:
    """Reads cues around findings.

    Args:
        cues: the cue rules in force.
        stops: the stop rules in force.
    """

    def __init__(self, cues: Iterable[CueRule], stops: Iterable[StopRule]) -> None:
        self._cues = {rule.id: rule for rule in cues}
        self._stops = {rule.id: rule for rule in stops}

    def read(self, doc: Doc, finding: str, start: int, end: int) -> tuple[taxonomy.Assertion | None, tuple[Cue, ...]]:
        """How the finding in tokens ``start`` to ``end`` is to be read.

        Args:
            doc: the parse, with the hits of all rules on it.
            finding: id of the finding.
            start: index of its first token.
            end: index after its last token.

        Returns:
            The assertion (None where it is somebody else's), and the cues that decided.
        """
        if field := _field_answer(doc, end, _NO_OR_UNKNOWN):
            return field
        governing = [hit for hit in doc._.hits if self._governs(doc, hit, finding, start, end)]
        live = [hit for hit in governing if not any(self._undoes(other, hit) for other in governing)]
        by_effect: dict[str, list[Hit]] = {}
        for hit in live:
            by_effect.setdefault(self._cues[hit.rule].effect, []).append(hit)
        if claims := by_effect.get("affirmed"):
            least = min(_distance(hit, start, end) for hit in claims)
            by_effect["negated"] = [h for h in by_effect.get("negated", ()) if _distance(h, start, end) < least]
        if by_effect.get("historical") and "ongoing" in by_effect:
            del by_effect["historical"]
            by_effect.setdefault("affirmed", by_effect["ongoing"])
        for effect in _RANK:
            if by_effect.get(effect):
                cues = tuple(_cue(doc, hit) for hit in by_effect[effect])
                return (None if effect == "outsider" else effect), cues  # type: ignore[return-value]
        return _field_answer(doc, end, _YES) or ("affirmed", ())

    def _undoes(self, other: Hit, hit: Hit) -> bool:
        """Whether ``hit`` begins inside ``other``, is not the longer of the two, and is no cue there."""
        within = other.start <= hit.start < other.end and (hit.start, -hit.end) >= (other.start, -other.end)
        return within and self._cues[hit.rule].effect in _WITHIN.get(self._cues[other.rule].effect, ())

    def _governs(self, doc: Doc, hit: Hit, finding: str, start: int, end: int) -> bool:
        rule = self._cues.get(hit.rule)
        if rule is None or not _applies(rule, finding):
            return False
        if hit.start < start and rule.direction in {"after", "both"}:
            gap = (min(hit.end, start), start)
        elif end <= hit.start and rule.direction in {"before", "both"}:
            gap = (end, hit.start)
        else:
            # "no food in": a denial inside is of the finding's own words, not of the finding.
            return rule.effect != "negated" and start <= hit.start and hit.end <= end
        return (
            gap[1] - gap[0] <= rule.reach
            and doc[gap[0]].sent.start == doc[min(gap[1], len(doc) - 1)].sent.start
            and (rule.effect == "ongoing" or not self._stopped(doc, rule, *gap))
            and not (rule.effect == "negated" and self._denies(doc, start, end))
        )

    def _denies(self, doc: Doc, start: int, end: int) -> bool:
        """Whether the words from ``start`` to ``end`` hold a denial of their own, as in a list: "no bed, no food"."""
        return any(
            start <= h.start and h.end <= end and h.rule in self._cues and self._cues[h.rule].effect == "negated"
            for h in doc._.hits
        )

    def _stopped(self, doc: Doc, rule: CueRule, start: int, end: int) -> bool:
        """Whether words between the tokens ``start`` and ``end`` keep a cue of ``rule`` from reaching over them."""
        stops = [(hit.start, self._stops[hit.rule].of_clause) for hit in doc._.hits if hit.rule in self._stops]
        clause_ends = rule.within_clause and any(of_clause and start <= at <= end for at, of_clause in stops)
        return clause_ends or any(not of_clause and start <= at < end for at, of_clause in stops)


def _applies(rule: CueRule, finding: str) -> bool:
    if rule.findings:
        return finding in rule.findings
    return rule.protective or finding not in taxonomy.PROTECTIVE


def _field_answer(doc: Doc, end: int, patterns: _Answers) -> tuple[taxonomy.Assertion, tuple[Cue, ...]] | None:
    """The answer where the finding that ends at token ``end`` is the label of a form field, as in "Injuries - nil"."""
    label = doc[end - 1]
    for pattern, assertion in patterns:
        if match := pattern.match(doc._.text, label.idx + len(label)):
            return assertion, (Cue(*match.span("answer"), "context.field"),)
    return None


def _distance(hit: Hit, start: int, end: int) -> int:
    """How many tokens stand between a cue and the finding in tokens ``start`` to ``end``."""
    return max(0, start - hit.end, hit.start - end)


def _cue(doc: Doc, hit: Hit) -> Cue:
    span = doc[hit.start : hit.end]
    return Cue(span.start_char, span.end_char, hit.rule)
