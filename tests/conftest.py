"""What tests share: rules, pipeline and reviewer are loaded once."""

import json

import pytest

from nlp.components.pipeline import Pipeline
from nlp.resources import shipped
from nlp.reviewer import Reviewer
from nlp.rules import loader


@pytest.fixture(scope="session")
def book():
    return loader.load()


@pytest.fixture(scope="session")
def pipeline(book):
    """The rules alone, without encoder."""
    return Pipeline(book)


@pytest.fixture(scope="session")
def reviewer():
    return Reviewer.load()


@pytest.fixture(scope="session")
def gold():
    """The fictional development samples, with their labels."""
    with shipped("data_samples/gold/dev.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
