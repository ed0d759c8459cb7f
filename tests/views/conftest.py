"""Runs pages without a browser."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from nlp.resources import shipped
from nlp.result import Review
from nlp.reviewer import Reviewer
from views import samples

LONGEST_RUN = 60
DANGER = "He put his hands round her throat in front of the baby and said I will kill you. Mum is 24 and lives at home."


@pytest.fixture
def app() -> AppTest:
    """The whole app at its first page."""
    return AppTest.from_file(str(shipped("app.py")), default_timeout=LONGEST_RUN).run()


@pytest.fixture
def open_page() -> Callable[[str], AppTest]:
    """Opens one page by the name of its module."""

    def run(name: str) -> AppTest:
        script = f"from views import {name}\n{name}.page()"
        return AppTest.from_string(script, default_timeout=LONGEST_RUN).run()

    return run


@pytest.fixture(scope="session")
def review(reviewer: Reviewer) -> Callable[[str], Review]:
    return reviewer.review


@pytest.fixture(scope="session")
def drafts() -> dict[str, str]:
    """The sample drafts by the first word of their title."""
    return {title.split(":")[0].split(",")[0]: text for title, text in samples.drafts().items()}


def shown(page: AppTest) -> str:
    """Everything of our own HTML that stands on the page."""
    assert not page.exception, [e.value for e in page.exception]
    return "\n".join(str(element.body) for element in page.get("html"))
