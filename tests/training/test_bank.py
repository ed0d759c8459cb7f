"""The bank keeps its own rules: format, size, variety, and no word of the gold set."""

import json
import re
from collections import Counter

import pytest

from nlp import taxonomy
from nlp.resources import shipped
from tests.components.marked import SENTENCES, UNSEEN
from tests.components.marked import sentences as marked_sentences
from training import labelled
from training.keywords import share_without_keyword
from training.marked import read_marked

RUN = 6  # words in a row
SHINGLE = 5
MOST_ALIKE = 0.6


@pytest.fixture(scope="module")
def sentences():
    return labelled.read_sentences()


@pytest.fixture(scope="module")
def narratives():
    return labelled.read_narratives()


@pytest.fixture(scope="module")
def passages():
    return read_marked()


def words(text):
    return re.findall(r"[a-z0-9']+", text.lower())


def runs(text, length):
    tokens = words(text)
    return {tuple(tokens[i : i + length]) for i in range(len(tokens) - length + 1)}


def test_size(sentences, narratives, passages):
    assert len(sentences) >= 5000
    assert len(passages) >= 4000
    assert len(narratives) >= 200


def test_every_label_is_told_of_often_enough(sentences):
    told = Counter(name for s in sentences for name in s.findings)
    assert {name: count for name in taxonomy.FINDINGS if (count := told[name]) < 25} == {}
    answered = Counter((name, status) for s in sentences for name, status in s.sections.items())
    assert all(answered[name, status] >= 25 for name in taxonomy.SECTIONS for status in ("present", "partial"))
    wording = Counter(kind for s in sentences for kind in s.wording)
    assert all(wording[kind] >= 60 for kind in taxonomy.LANGUAGE_KINDS)
    safety = Counter(kind for s in sentences for kind in s.safety)
    assert all(safety[kind] >= 10 for kind in taxonomy.SAFETY_INDICATORS)


def test_half_or_more_is_told_without_a_keyword(sentences):
    assert share_without_keyword(sentences) >= 0.5


def test_every_assertion_is_told_of(sentences):
    told = Counter(standing for s in sentences for standing in s.findings.values())
    assert all(told[standing] >= 80 for standing in labelled.SENTENCE_ASSERTIONS)


def test_marks_tell_of_every_finding_in_every_way(passages):
    told = Counter((mark.finding, mark.assertion) for passage in passages for mark in passage)
    ways = [(name, said) for name in taxonomy.FINDINGS for said in labelled.SENTENCE_ASSERTIONS]
    assert {way: told[way] for way in ways if told[way] < 10} == {}


def test_nothing_of_the_gold_set_stands_in_the_bank(sentences, narratives, passages):
    rows = shipped("data_samples/gold/dev.jsonl").read_text("utf-8").splitlines()
    gold = set().union(*(runs(json.loads(row)["text"], RUN) for row in rows))
    texts = [(x.origin, x.text) for x in (*sentences, *narratives)] + [("marked", p[0].text) for p in passages]
    shared = {(origin, " ".join(run)) for origin, text in texts for run in runs(text, RUN) & gold}
    assert shared == set()


@pytest.mark.parametrize("path", [SENTENCES, UNSEEN], ids=lambda path: path.stem)
def test_nothing_of_the_marked_test_sentences_stands_among_the_marked_passages(passages, path):
    tested = set().union(*(runs(marks[0].text, RUN) for marks in marked_sentences(path)))
    assert {" ".join(run) for p in passages for run in runs(p[0].text, RUN) & tested} == set()


def test_no_passage_stands_twice(passages):
    assert max(Counter(p[0].text for p in passages).values()) == 1


def test_no_sentence_is_nearly_another(sentences):
    assert near_duplicates([(s.origin, runs(s.text, SHINGLE)) for s in sentences]) == []


def test_no_narrative_is_nearly_another(narratives):
    assert near_duplicates([(n.origin, runs(n.text, SHINGLE)) for n in narratives]) == []


def near_duplicates(items):
    """Pairs that share most of the five-word runs of the shorter one."""
    seen = {}
    shared = Counter()
    for index, (_, shingles) in enumerate(items):
        for shingle in shingles:
            for other in seen.setdefault(shingle, []):
                shared[other, index] += 1
            seen[shingle].append(index)
    return [
        (items[a][0], items[b][0])
        for (a, b), count in shared.items()
        if count >= 3 and count / min(len(items[a][1]), len(items[b][1])) > MOST_ALIKE
    ]


@pytest.mark.parametrize(
    ("read", "file", "line", "problem"),
    [
        (labelled.read_sentences, "x.tsv", "voice=loud\tShe said no.", "voice is 'loud'"),
        (labelled.read_sentences, "x.tsv", "ghosts=affirmed\tBoo.", "unknown label"),
        (labelled.read_sentences, "x.tsv", "voice=present She said no.", "a tab"),
        (labelled.read_sentences, "x.tsv", "voice=present\t[[PERSON|Ann] said no.", "not closed"),
        (labelled.read_sentences, "x.tsv", "voice=present\t[[GHOST|Ann]] said no.", "tag is 'GHOST'"),
        (labelled.read_sentences, "x.tsv", "nothing\tNHS [[UK_NHS|943 476 5918]].", "check digit"),
        (read_marked, "x.txt", "Nothing here.", "nothing is marked"),
        (read_marked, "x.txt", "<f id=neglect assertion=maybe>No tea</f>.", "neglect is 'maybe'"),
        (read_marked, "x.txt", "<f id=ghosts assertion=affirmed>Boo</f>.", "finding is 'ghosts'"),
        (read_marked, "x.txt", "<f id=neglect assertion=affirmed>No tea.", "nothing is marked; a mark is not closed"),
        (read_marked, "x.txt", "<f id=neglect assertion=affirmed></f>", "no words are marked"),
    ],
)
def test_a_bad_line_is_named_with_its_problem(tmp_path, read, file, line, problem):
    (tmp_path / file).write_text(f"# heading\n{line}\n", "utf-8")
    with pytest.raises(labelled.BankError, match=re.escape(problem)) as error:
        read(tmp_path)
    assert f"{file}:2" in str(error.value)
