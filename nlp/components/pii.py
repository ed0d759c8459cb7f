"""Personal data: Presidio's recognisers and our own, over the one shared parse, with no network.

Presidio is given the tokens of our parse (``nlp_artifacts``), so it does not parse again. Its e-mail
recogniser asks tldextract for the public suffix list; ours gives it the copy that tldextract ships.
"""

import re
from collections.abc import Iterable, Sequence

from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    LocalRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from presidio_analyzer.predefined_recognizers import (
    EmailRecognizer,
    IbanRecognizer,
    NhsRecognizer,
    PhoneRecognizer,
    UkNinoRecognizer,
    UkPostcodeRecognizer,
)
from spacy.tokens import Doc
from tldextract import TLDExtract

from nlp import taxonomy
from nlp.components.attributes import Pii
from nlp.components.check_digits import CHECKS
from nlp.rules.personal import PiiRule

LEAST_SCORE = 0.4
# A recogniser that sees only a shape is never surer than a rule that also saw its company
# ("log 9434765919" is no NHS number, though one ten-digit number in eleven passes its check).
MOST_SHAPE_SCORE = 0.95
_PRESIDIO_TYPES = {"IBAN_CODE": "UK_BANK_ACCOUNT"}
_WITHIN_NAME = re.compile(
    r"[ '’-](?:(?:ap|ab|ferch|ní|ni|ó|o|mac|mc|nic|uí|de|del|della|da|dos|di|la|le|van|von|der|al|el|bin|bint|ibn|ul)"
    r"[ '’-])?",
    re.IGNORECASE,
)


class PersonalData:
    """Finds personal data of every type of the taxonomy.

    Args:
        rules: the shapes of the rule book, beside the recognisers that Presidio ships.
    """

    def __init__(self, rules: Iterable[PiiRule]) -> None:
        registry = RecognizerRegistry(
            recognizers=[*_shipped(), *(_RuleRecognizer(rule) for rule in rules)], supported_languages=["en"]
        )
        self._engine = AnalyzerEngine(
            registry=registry, nlp_engine=_SharedParse(), supported_languages=["en"], log_decision_process=False
        )

    def find(self, doc: Doc) -> tuple[Pii, ...]:
        """Personal data that shapes give away in ``doc``, in order, without overlaps."""
        results = self._engine.analyze(
            doc._.text, language="en", nlp_artifacts=_artifacts(doc), score_threshold=LEAST_SCORE
        )
        found = [Pii(_PRESIDIO_TYPES.get(r.entity_type, r.entity_type), r.start, r.end, _score(r)) for r in results]
        return without_overlaps(p for p in found if p.type in taxonomy.PII_TYPES)


def _score(result: RecognizerResult) -> float:
    name = (result.recognition_metadata or {}).get(RecognizerResult.RECOGNIZER_NAME_KEY, "")
    most = 1.0 if name.startswith("pii.") else MOST_SHAPE_SCORE
    return round(min(float(result.score), most), 3)


def without_overlaps(found: Iterable[Pii]) -> tuple[Pii, ...]:
    """``found`` in order of place; of those that overlap, the surest, then the longest, stays."""
    kept: list[Pii] = []
    for item in sorted(found, key=lambda p: (-p.score, p.start - p.end, p.start)):
        if all(item.end <= other.start or other.end <= item.start for other in kept):
            kept.append(item)
    return tuple(sorted(kept, key=lambda p: p.start))


def joined_names(text: str, found: Sequence[Pii]) -> list[Pii]:
    """``found``, with the pieces of one name made one: "Luned" and "Hanmer", "Deiniol" and "Cynan" of "ap Cynan"."""
    joined: list[Pii] = []
    for item in found:
        last = joined[-1] if joined else None
        if last and last.type == item.type == "PERSON" and _WITHIN_NAME.fullmatch(text, last.end, item.start):
            joined[-1] = Pii("PERSON", last.start, item.end, max(last.score, item.score))
        else:
            joined.append(item)
    return joined


def _shipped() -> list[EntityRecognizer]:
    return [
        _OfflineEmailRecognizer(),
        IbanRecognizer(),
        NhsRecognizer(context=["nhs"]),
        PhoneRecognizer(supported_regions=("GB",)),
        UkNinoRecognizer(),
        UkPostcodeRecognizer(),
    ]


class _OfflineEmailRecognizer(EmailRecognizer):  # type: ignore[misc]
    """Presidio's e-mail recogniser with the suffix list that tldextract ships, never fetched or cached."""

    _suffixes = TLDExtract(suffix_list_urls=(), cache_dir=None)

    def validate_result(self, pattern_text: str) -> bool:
        """Whether the address ends in a known domain."""
        return bool(self._suffixes(pattern_text).fqdn)


class _RuleRecognizer(LocalRecognizer):  # type: ignore[misc]
    """One PII rule as a Presidio recogniser, so that its context words are weighed as Presidio does."""

    def __init__(self, rule: PiiRule) -> None:
        self._rule = rule
        flags = re.IGNORECASE if rule.fold_case else 0
        self._patterns = [re.compile(regex, flags | re.MULTILINE) for regex in rule.regex]
        super().__init__(supported_entities=[rule.type], name=rule.id, context=list(rule.context))

    def load(self) -> None:
        """Nothing to load: the rule is data."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Every place where the rule's shape stands and its check holds."""
        del nlp_artifacts
        if self._rule.type not in entities:
            return []
        check = CHECKS.get(self._rule.check or "")
        return [
            RecognizerResult(
                self._rule.type,
                *span,
                self._rule.score,
                recognition_metadata={
                    RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                },
            )
            for pattern in self._patterns
            for match in pattern.finditer(text)
            if (span := _value_span(match)) and (check is None or check(text[slice(*span)]))
        ]


def _value_span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("value" if "value" in match.re.groupindex else 0)


class _SharedParse(NlpEngine):  # type: ignore[misc]
    """Stands where Presidio wants an engine of its own; it is handed our parse instead."""

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Always: there is nothing to load."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:  # noqa: ARG002 - Presidio's signature
        """Never called: every analysis brings its artifacts."""
        raise AssertionError("Presidio asked for a second parse")

    def process_batch(self, texts: Iterable[str], language: str, **_: object) -> object:  # noqa: ARG002
        """Never called."""
        raise AssertionError("Presidio asked for a second parse")

    def is_stopword(self, word: str, language: str) -> bool:  # noqa: ARG002
        """No word is passed over when context words are looked for."""
        return False

    def is_punct(self, word: str, language: str) -> bool:  # noqa: ARG002
        """Whether ``word`` is punctuation."""
        return not any(c.isalnum() for c in word)

    def get_supported_entities(self) -> list[str]:
        """None: the parse names no entities."""
        return []

    def get_supported_languages(self) -> list[str]:
        """English."""
        return ["en"]


def _artifacts(doc: Doc) -> NlpArtifacts:
    lower = [token.lower_ for token in doc]
    return NlpArtifacts(
        entities=[],
        tokens=doc,
        tokens_indices=[token.idx for token in doc],
        lemmas=lower,  # context words are matched on lemmas; a blank pipeline has none
        nlp_engine=_SharedParse(),
        language="en",
    )
