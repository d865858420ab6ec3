"""Serial shares: they add up, equals pay equally, and nobody pays for the larger demands of others."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from sim.compilation.decorators import phase
from sim.laws.cost import fractile, running_cost, spread_of_need
from sim.laws.serial import cap_demands, serial_shares

demands = st.lists(st.floats(0.01, 1e3), min_size=1, max_size=25).map(sorted)


def lots(total, squares, n):
    """A pool that buys lots, shares risk, and pays for each member (any cost would do)."""
    deviation = spread_of_need(squares, total, 0.4, 0.2)
    parts = running_cost(total, deviation, 300.0, 20.0, 0.8, 5.0, 90.0, fractile(20.0, 90.0))
    return sum(parts[1:]) + 10.0 * n


COSTS = {
    "linear": lambda total, squares, n: 3.0 * total,
    "constant": lambda total, squares, n: 70.0,
    "convex": lambda total, squares, n: total**2 + 5.0 * n,
    "risk": lambda total, squares, n: np.sqrt(squares),
    "lots": lots,
}


def shares(needs, cost):
    total, squares, share = np.empty((3, len(needs)))
    cap_demands(np.array(needs), total, squares)
    capped = np.array([COSTS[cost](t, s, len(needs)) for t, s in zip(total, squares, strict=True)])
    serial_shares(capped, share)
    return share, capped


@given(demands)
def test_profiles_are_cut_at_each_demand(needs):
    total, squares = np.empty((2, len(needs)))
    cap_demands(np.array(needs), total, squares)
    for k, cap in enumerate(needs):
        cut = np.minimum(needs, cap)
        assert total[k] == pytest.approx(cut.sum(), rel=1e-12)
        assert squares[k] == pytest.approx((cut**2).sum(), rel=1e-12)


@pytest.mark.parametrize("cost", COSTS)
@given(demands)
def test_shares_sum_to_the_cost_and_grow_with_demand(cost, needs):
    share, capped = shares(needs, cost)
    assert share.sum() == pytest.approx(capped[-1], rel=1e-9)
    assert np.all(np.diff(share) >= -1e-9 * capped[-1])


@pytest.mark.parametrize("cost", COSTS)
@given(st.lists(st.sampled_from([1.0, 2.5, 4.0, 7.3]), min_size=2, max_size=20).map(sorted))
def test_equal_demands_pay_equally(cost, needs):
    share, capped = shares(needs, cost)
    for need in set(needs):
        same = share[np.array(needs) == need]
        np.testing.assert_allclose(same, same[0], rtol=1e-9, atol=1e-9 * capped[-1])


@pytest.mark.parametrize("cost", COSTS)
@given(demands, st.data())
def test_a_share_does_not_depend_on_larger_demands(cost, needs, data):
    kept = data.draw(st.integers(1, len(needs)))
    more = st.floats(needs[kept - 1], 1e4)
    others = sorted(data.draw(st.lists(more, min_size=len(needs) - kept, max_size=len(needs) - kept)))
    before, _ = shares(needs, cost)
    after, _ = shares([*needs[:kept], *others], cost)
    np.testing.assert_array_equal(after[:kept], before[:kept])


@given(demands)
def test_a_linear_cost_is_paid_by_demand_and_a_constant_one_equally(needs):
    np.testing.assert_allclose(shares(needs, "linear")[0], 3 * np.array(needs), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(shares(needs, "constant")[0], 70 / len(needs))


@phase
def _within_a_phase(demand, scratch):
    """Shares of a cost of 60 + 10 Q, in rows that a phase has at hand: demand (n,), scratch (3, n)."""
    cap_demands(demand, scratch[0], scratch[1])
    for k in range(demand.size):
        scratch[2, k] = 60.0 + 10.0 * scratch[0, k]
    serial_shares(scratch[2], scratch[2])


def test_a_phase_can_call_it_and_shares_may_take_the_place_of_costs():
    scratch = np.empty((3, 3))
    _within_a_phase(np.array([1.0, 2.0, 3.0]), scratch)
    assert scratch[2].tolist() == [30.0, 40.0, 50.0]
