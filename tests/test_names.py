from typing import get_args

import pytest

from nlp import names, taxonomy
from nlp.result import RouteLabel

TABLES = {
    "SECTIONS": taxonomy.SECTIONS,
    "FINDINGS": taxonomy.FINDINGS,
    "PII_TYPES": taxonomy.PII_TYPES,
    "LANGUAGE_KINDS": taxonomy.LANGUAGE_KINDS,
    "SAFETY_INDICATORS": taxonomy.SAFETY_INDICATORS,
    "STATUSES": taxonomy.STATUSES,
    "ASSERTIONS": taxonomy.ASSERTIONS,
    "SOURCES": taxonomy.SOURCES,
    "ROLES": get_args(taxonomy.Role),
    "ROUTES": get_args(RouteLabel),
}


@pytest.mark.parametrize("table", TABLES)
def test_every_id_has_a_name_in_the_order_of_the_taxonomy(table):
    assert tuple(getattr(names, table)) == TABLES[table]


@pytest.mark.parametrize("table", TABLES)
def test_names_are_plain_and_not_shared(table):
    labels = list(getattr(names, table).values())
    assert len(set(labels)) == len(labels)
    assert not [label for label in labels if "_" in label or len(label) > 45 or label != label.strip()]


def test_not_known_counts_as_answered():
    assert {"present", "not_known"} == names.ANSWERED
