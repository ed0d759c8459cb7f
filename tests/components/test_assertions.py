"""The least share of the marked-up sentences that has to be read right; docs/assertions.md tells by assertion."""

import json

import pytest

from tests.bench.peers import CONTEXT
from tests.components.marked import SENTENCES, UNSEEN, sentences
from tests.components.reading import Given, found_by

# Of each file: the words are given, as peers are given them; the program finds the words itself.
LEAST = {SENTENCES: (0.77, 0.58), UNSEEN: (0.81, 0.6)}


def share_right(path, read):
    answers = [(mark.assertion, said) for line in sentences(path) for mark, said in zip(line, read(line), strict=True)]
    assert len(answers) > 370
    return sum(marked == said for marked, said in answers) / len(answers)


@pytest.mark.parametrize("path", LEAST, ids=lambda path: path.stem)
def test_given_words_are_read_as_a_practitioner_reads_them(path, reviewer):
    assert share_right(path, Given(reviewer).read) >= LEAST[path][0]


@pytest.mark.parametrize("path", LEAST, ids=lambda path: path.stem)
def test_words_are_found_and_read(path, reviewer):
    assert share_right(path, lambda line: found_by(reviewer, line)) >= LEAST[path][1]


@pytest.mark.parametrize("path", LEAST, ids=lambda path: path.stem)
def test_given_words_are_read_better_than_by_context(path, reviewer):
    marks = [mark for line in sentences(path) for mark in line]
    said = json.loads(CONTEXT.read_text("utf-8"))[path.name]
    by_context = sum(mark.assertion == read for mark, read in zip(marks, said, strict=True)) / len(marks)
    assert share_right(path, Given(reviewer).read) > by_context
