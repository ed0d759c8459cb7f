"""How much of what the sentence bank tells stands there without any word that a rule knows."""

from collections.abc import Iterable

from nlp.components.matching import RuleMatcher
from nlp.components.parsing import parse
from nlp.rules import loader
from nlp.rules.schema import FindingRule
from training.labelled import Sentence


def share_without_keyword(sentences: Iterable[Sentence]) -> float:
    """Share of the findings told as fact for which no finding rule knows a word of the sentence.

    Args:
        sentences: the labelled sentences.

    Returns:
        0 to 1; by the shipped rules, so it falls when the rules learn new words.
    """
    rules = loader.load().of(FindingRule)
    finding_of = {rule.id: rule.finding for rule in rules}
    matcher = RuleMatcher(rules)
    told = unnamed = 0
    for sentence in sentences:
        named = {finding_of[hit.rule] for hit in matcher.find(parse(sentence.text))}
        affirmed = {name for name, standing in sentence.findings.items() if standing == "affirmed"}
        told += len(affirmed)
        unnamed += len(affirmed - named)
    return unnamed / told if told else 0.0
