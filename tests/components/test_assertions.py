"""The least share of the marked-up sentences that has to be read right; docs/assertions.md tells by assertion."""

import pytest

from tests.components.marked import sentences
from tests.components.reading import Given, found_by

LEAST_GIVEN = 0.65  # the words are given, as peers are given them
LEAST_FOUND = 0.50  # the program finds the words itself


@pytest.fixture(scope="module")
def lines():
    return list(sentences())


def share_right(lines, read):
    answers = [(mark.assertion, said) for line in lines for mark, said in zip(line, read(line), strict=True)]
    assert len(answers) > 800
    return sum(marked == said for marked, said in answers) / len(answers)


def test_given_words_are_read_as_a_practitioner_reads_them(lines, reviewer):
    assert share_right(lines, Given(reviewer).read) >= LEAST_GIVEN


def test_words_are_found_and_read(lines, reviewer):
    assert share_right(lines, lambda line: found_by(reviewer, line)) >= LEAST_FOUND
