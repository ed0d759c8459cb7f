"""Who was lost on the way: the child who was not seen, the sibling who is named once and never again."""

from collections.abc import Iterator

from spacy.tokens import Doc

from nlp.checks.spans import check
from nlp.components.attributes import Person, Reading
from nlp.components.people import ADULT
from nlp.result import Check


def find(doc: Doc) -> Iterator[Check]:
    """Checks of who was seen and who was lost in ``doc``."""
    reading: Reading = doc._.reading
    yield from _not_seen(doc)
    yield from _lost(doc, reading)


def _not_seen(doc: Doc) -> Iterator[Check]:
    """Nobody is told to have been seen, not even by words that say too little of it to count as a voice."""
    reading: Reading = doc._.reading
    voice = reading.sections.get("voice")
    told = any(hit.rule.startswith("sections.voice") for hit in doc._.hits)
    if (
        voice is not None
        and voice.status == "missing"
        and not told
        and any(p.part == "subject" for p in reading.people)
    ):
        message = "The text does not say whether the child or adult was seen or spoken to. If not, say why."
        yield check("child_not_seen", message)


def _lost(doc: Doc, reading: Reading) -> Iterator[Check]:
    """Brothers and sisters who are named once, with nothing said of them."""
    lost = [
        (p.spans[0].start, p.spans[0].end)
        for p in reading.people
        if _is_other_child(p) and len(p.spans) == 1 and _only_listed(doc, p)
    ]
    if lost:
        message = "Named once and not told of again. Where is this child, and was he or she seen or spoken to?"
        yield check("child_lost", message, *lost)


def _is_other_child(person: Person) -> bool:
    young = person.age is not None and person.age < ADULT
    return person.part == "sibling" or (young and person.part not in {"subject", "officer", "professional"})


def _only_listed(doc: Doc, person: Person) -> bool:
    """Whether the unit in which the child is named tells nothing of him or her but names and ages."""
    span = doc.char_span(person.spans[0].start, person.spans[0].end, alignment_mode="expand")
    told = [hit for hit in doc._.hits if hit.rule.startswith(("sections.voice", "sections.impact", "findings."))]
    return not any(span.sent.start <= hit.start < span.sent.end for hit in told)
