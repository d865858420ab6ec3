"""The records of the state: what is read together lies together."""

import numpy as np
import pytest

from sim.kernel.layout import copied, records
from sim.kernel.state import BOOK, ORGANIZATION, PLACE, POOL

LINE = 64


@pytest.mark.parametrize("dtype", [ORGANIZATION, PLACE, BOOK, POOL])
def test_records_fill_whole_cache_lines(dtype):
    assert dtype.itemsize % LINE == 0
    assert all(records(n, dtype).__array_interface__["data"][0] % LINE == 0 for n in (1, 7))


@pytest.mark.parametrize(
    ("dtype", "lines", "names"),
    [
        # whoever reviews, and those whom it may ask to found a pool
        (
            ORGANIZATION,
            {1, 2},
            "trust annuity power foresight solidarity autonomy risk_weight cash surplus entry_factor",
        ),
        (ORGANIZATION, {0}, "identity contacts_from contacts_to rule horizon pools"),
        (PLACE, {0, 2}, "need pool prescribed weight pooled_means service stand_alone liking fade_power refused sight"),
        (
            POOL,
            {0, 1},
            "members need squares weight steady_lump steady_spread fading_lump fading_spread believed decay",
        ),
        (POOL, {0, 1}, "unit_cost linear_fractile lightest heaviest capacity seen"),
        # a pass over all: loads; bills and books
        (PLACE, {0}, "use pool"),
        (PLACE, {0, 1}, "capacity standing alone_full billed unmet means pooled_means weight service"),
        (POOL, {0, 2}, "members weight load equal spread unmet_equal unmet_spread gain"),
        (
            ORGANIZATION,
            {2, 3, 4, 5},
            "cash cash_alone autonomy gain actual_cost counterfactual_cash total low owes closed",
        ),
    ],
)
def test_what_the_month_asks_for_is_where_it_asks(dtype, lines, names):
    assert {dtype.fields[name][1] // LINE for name in names.split()} <= lines


def test_a_copy_is_equal_and_its_own():
    one = records((2, 3), PLACE)
    one["need"] = np.arange(6.0).reshape(2, 3)
    other = copied(one)
    assert other.tobytes() == one.tobytes()
    assert other.shape == one.shape
    other["need"] = 0.0
    assert one["need"].sum() == 15.0
