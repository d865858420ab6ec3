"""Every published number that a law gives by itself is what the law gives: the numbers of the page on validation."""

import pytest

from docs.site.published import CASES, COMPUTED, holds
from docs.site.validation import SIMULATED

ROWS = [
    pytest.param(name, row, id=f"{name}: {row.quantity}") for name in COMPUTED for row in COMPUTED[name][1](CASES[name])
]


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_what_a_law_gives_is_what_was_published(name, row):
    assert holds(CASES[name], row)


def test_a_wrong_number_would_be_seen():
    for name, row in (each.values for each in ROWS):
        case = CASES[name]
        assert not holds(case, row._replace(ours=row.published + 1.1 * case["tolerance"] + 1e-6))


def test_every_case_is_computed_or_simulated():
    assert {*COMPUTED} | {*SIMULATED} == {*CASES}
    assert not {*COMPUTED} & {*SIMULATED}
