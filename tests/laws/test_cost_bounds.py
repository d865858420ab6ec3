"""Bounds of the cost law: no group costs less, whoever its members are, and no bound is far from what it bounds."""

import math
from statistics import NormalDist

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, example, given
from scipy.optimize import minimize_scalar

from sim.laws.cost import running_cost, spread_of_need
from sim.laws.cost_bounds import critical_cost, least_spread, least_unit_cost, most_excess

NORMAL = NormalDist()
needs = st.lists(st.floats(0.01, 100), min_size=2, max_size=9)
shares = st.floats(0, 1)
prices = st.floats(1.001, 50)


def running(capacity, need, deviation, price):
    """Return c k + u sigma L((k - Q) / sigma) at a unit cost of 1."""
    z = (capacity - need) / deviation
    return capacity + price * deviation * (NORMAL.pdf(z) - z * NORMAL.cdf(-z))


@given(needs, st.floats(0.01, 1), shares)
@example([3.0, 3.0, 3.0], 0.5, 0.2)
def test_no_group_spreads_its_need_less(each, variation, correlation):
    total, squares = math.fsum(each), math.fsum(q * q for q in each)
    spread = variation * math.sqrt((1 - correlation) * squares + correlation * total**2) / total
    bound = least_spread(len(each), variation, correlation)
    assert bound <= spread * (1 + 1e-12)
    if len(set(each)) == 1:
        assert bound == pytest.approx(spread, rel=1e-12)


@given(prices, st.floats(0.001, 2))
def test_no_capacity_costs_less(price, spread):
    best = minimize_scalar(running, bounds=(0, 1 + 10 * spread), args=(1.0, spread, price), method="bounded")
    least = min(best.fun, running(0.0, 1.0, spread, price))
    bound = least_unit_cost(1.0, price, spread)
    assert bound <= least * (1 + 1e-9)
    assert 1.0 <= bound <= price


@pytest.mark.parametrize("price", [1.25, 2.0, 4.0])
def test_the_bound_of_the_unit_cost_is_near(price):
    z = NORMAL.inv_cdf(1 - 1 / price)
    exact = price * NORMAL.pdf(z) * 0.1  # the price of uncertainty, beside the unit itself
    assert 0.9 * exact < least_unit_cost(1.0, price, 0.1) - 1.0 <= exact * (1 + 1e-12)


@given(prices, st.floats(0.05, 20), st.floats(0.05, 20))
def test_no_number_of_lots_costs_more_above_the_best_capacity(price, lot, deviation):
    z = NORMAL.inv_cdf(1 - 1 / price)
    need = 40 * lot + 40 * deviation
    for phase in np.linspace(0, 1, 21).tolist():
        best = need + phase * lot + z * deviation
        below = math.floor(best / lot) * lot
        lots = min(running(k, need + phase * lot, deviation, price) for k in (below, below + lot))
        excess = lots - running(best, need + phase * lot, deviation, price)
        assert excess <= most_excess(lot, critical_cost(1.0, price), price, deviation) + 1e-9 * lots


@given(
    st.lists(st.floats(0.01, 100), min_size=3, max_size=7),
    st.floats(0.05, 2),
    shares,
    prices,
    st.sampled_from([0.0, 0.3, 5.0, 80.0]),
    st.sampled_from([0.0, 2.0, 60.0]),
)
def test_one_more_adds_its_part_of_the_cost(each, variation, correlation, price, lot, fixed):
    """What screening takes for the cost of the others, with its condition: no group's best capacity is negative."""
    z = NORMAL.inv_cdf(1 - 1 / price)
    assume(z * variation >= -1)

    def cheapest(members):
        total = math.fsum(members)
        deviation = spread_of_need(math.fsum(q * q for q in members), total, variation, correlation)
        capacity, *costs = running_cost(total, deviation, fixed, 1.0, 1.0, lot, price, z)
        return capacity, math.fsum(costs), deviation

    (capacity, cost, _), (_, without, deviation) = cheapest(each), cheapest(each[1:])
    excess = most_excess(lot, critical_cost(1.0, price), price, deviation)
    least = max(0.0, each[0] - excess) if capacity > 0 else 0.5 * price * each[0]
    assert cost - without >= least - 1e-9 * cost
