"""The cost law: against brute force, numerical integration, long arithmetic and the plain formulas."""

import math
from decimal import Decimal, getcontext
from statistics import NormalDist

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from scipy import special

from sim.laws.cost import (
    capacity_cost,
    coordination_cost,
    experience_factor,
    fading,
    fractile,
    running_cost,
    sd_cost,
    shortage_cost,
    spread_of_need,
    stationary_capacity,
)
from sim.laws.normal import normal_loss, normal_tail

NORMAL = NormalDist()
NODES, WEIGHTS = np.polynomial.legendre.leggauss(20)
positive = st.floats(0.01, 1e4)
shares = st.floats(0, 1)


def expected_shortage(capacity, need, deviation):
    """Return E[max(0, X - capacity)] of a normal need, by another formula than the law's."""
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (capacity - need) / deviation
        spread = deviation * (np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi) - z * special.ndtr(-z))
    return np.where(deviation > 0, spread, np.maximum(0.0, need - capacity))


def total_cost(capacity, need, deviation, fixed_cost, cost, exponent, price):
    """Return what the month costs at a capacity, without the cost of use."""
    held = np.where(capacity > 0, fixed_cost + cost * capacity**exponent, 0.0)
    return held + price * expected_shortage(capacity, need, deviation)


def long_loss(x):
    """Return the normal loss in 60 digits: phi(x) (1 - x R(x)), R the continued fraction of Mills' ratio."""
    getcontext().prec = 60
    two_pi = 2 * Decimal("3.14159265358979323846264338327950288419716939937510582")
    x = Decimal(x)
    ratio = Decimal(0)
    for k in range(4000, 0, -1):
        ratio = k / (x + ratio)
    density = (-x * x / 2).exp() / two_pi.sqrt()
    return float(density * (1 - x / (x + ratio)))


@pytest.mark.parametrize("x", [2.0, 3.0, 5.0, 7.0, 9.0, 12.0, 20.0])
def test_normal_loss_keeps_its_digits_far_out(x):
    # the form phi(x) - x (1 - Phi(x)) with Phi computed first is 84 times too large at 9
    assert normal_loss(x) == pytest.approx(long_loss(x), rel=1e-11)


def test_normal_loss_known_values():
    # tables of the unit normal loss, e.g. Silver, Pyke & Peterson (1998), appendix B: L(0), L(1), L(2), L(-1)
    assert [round(normal_loss(x), 4) for x in (0.0, 1.0, 2.0, -1.0)] == [0.3989, 0.0833, 0.0085, 1.0833]
    assert normal_loss(-40.0) == 40.0
    assert normal_loss(40.0) == 0.0


@given(st.floats(-30, 30))
def test_normal_loss_is_the_integral_of_the_tail(x):
    # L(x) - L(-x) = -x, and L' = -(1 - Phi)
    assert normal_loss(x) - normal_loss(-x) == pytest.approx(-x, rel=1e-13, abs=1e-15)
    assert normal_tail(x) == pytest.approx(special.ndtr(-x), rel=1e-12, abs=1e-300)
    step = 1e-4
    slope = (normal_loss(x + step) - normal_loss(x - step)) / (2 * step)
    assert slope == pytest.approx(-special.ndtr(-x), rel=1e-3, abs=1e-10)


@given(st.lists(positive, min_size=1, max_size=8), st.floats(0, 0.5), shares)
def test_spread_of_need_is_that_of_the_sum(needs, nu, rho):
    q = np.array(needs)
    covariance = nu * nu * np.outer(q, q) * (rho + (1 - rho) * np.eye(q.size))
    expected = math.sqrt(covariance.sum())
    assert spread_of_need((q * q).sum(), q.sum(), nu, rho) == pytest.approx(expected, rel=1e-12)


@given(st.floats(0.001, 0.999), positive)
def test_fractile_is_the_newsvendors(ratio, price):
    z = fractile(ratio * price, price)
    assert 1.0 - NORMAL.cdf(z) == pytest.approx(ratio, rel=1e-12)
    assert fractile(price, price) == -math.inf
    assert fractile(price * 1.5, price) == -math.inf


def random_cases(count):
    """Return arrays of cases: every exponent, lots, certain needs, fixed costs, capacity that is too dear."""
    rng = np.random.default_rng(1951)
    need = np.exp(rng.uniform(math.log(0.2), math.log(500), count))
    deviation = need * rng.uniform(0.02, 0.5, count) * (rng.random(count) > 0.2)
    exponent = rng.choice([0.4, 0.6, 0.8, 1.0, 1.1, 1.5], count)
    price = rng.uniform(1, 100, count)
    # marginal cost at the need between a twentieth of the price and one and a half times it
    cost = price * rng.uniform(0.05, 1.5, count) * need ** (1 - exponent)
    lot = np.where(rng.random(count) < 0.5, 0.0, need * rng.choice([0.05, 0.3, 1.0, 2.5], count))
    fixed_cost = price * need * rng.uniform(0, 0.8, count) * (rng.random(count) < 0.6)
    return need, deviation, fixed_cost, cost, exponent, lot, price


def test_running_cost_is_the_least_of_all_capacities():
    count = 3000
    cases = random_cases(count)
    need, deviation, fixed_cost, cost, exponent, lot, price = cases
    found = np.array(
        [running_cost(q, s, f, c, e, b, u, fractile(c, u)) for q, s, f, c, e, b, u in zip(*cases, strict=True)]
    )
    capacity, fixed, held, short = found.T
    rest = (need, deviation, fixed_cost, cost, exponent, price)
    # it says what its capacity costs
    np.testing.assert_allclose(fixed + held + short, total_cost(capacity, *rest), rtol=1e-11)
    np.testing.assert_array_equal(fixed, np.where(capacity > 0, fixed_cost, 0.0))
    # the capacity is a whole number of lots
    lots = np.divide(capacity, lot, out=np.zeros(count), where=lot > 0)
    np.testing.assert_allclose(lots, np.round(lots), atol=1e-9)
    # and no other capacity costs less
    steps = np.arange(1200)[:, None]
    highest = need + 9 * deviation + 2 * lot
    width = np.where(lot > 0, lot, highest / (steps.size - 1))
    least = total_cost(steps * width, *rest).min(0)
    assert np.all(fixed + held + short <= least * (1 + 1e-9)), "a capacity of the grid is cheaper"
    # the cases are not all of one kind: in-house and bought, in each exponent
    for each in np.unique(exponent):
        assert 0.05 < np.mean(capacity[exponent == each] > 0) < 0.95


def test_running_cost_of_a_grid_too_coarse_is_not_missed():
    # without lots the grid above is coarse: its best point, improved by bounded search, is still no better
    from scipy.optimize import minimize_scalar

    need, deviation, fixed_cost, cost, exponent, lot, price = (each[:400] for each in random_cases(3000))
    for k in np.flatnonzero(lot == 0.0):
        rest = (need[k], deviation[k], fixed_cost[k], cost[k], exponent[k], price[k])
        grid = np.linspace(0, need[k] + 9 * deviation[k], 200)
        best = int(total_cost(grid, *rest).argmin())
        ends = (grid[max(0, best - 1)], grid[min(199, best + 1)])
        near = minimize_scalar(
            lambda x, rest=rest: float(total_cost(np.array(x), *rest)), bounds=ends, method="bounded"
        )
        ours = running_cost(*rest[:5], 0.0, rest[5], fractile(cost[k], price[k]))
        assert sum(ours[1:]) <= near.fun * (1 + 1e-9)


@pytest.mark.parametrize(
    ("exponent", "capacity", "cost"),
    [
        # up to 4/9 a unit costs less than the market's 2: 3 sqrt(4/9) = 2; then 2 (4/9)^1.5 + 2 (2 - 4/9)
        (1.5, 4 / 9, 100 / 27),
        (1.0, 0.0, 4.0),  # as dear as buying
        (0.5, 2.0, 2 * math.sqrt(2)),  # economies of scale: all or nothing
    ],
)
def test_running_cost_of_a_certain_need_by_hand(exponent, capacity, cost):
    # a need of 2 that never varies, 2 k^eta for a capacity k, 2 for a unit bought
    found = running_cost(2.0, 0.0, 0.0, 2.0, exponent, 0.0, 2.0, fractile(2.0, 2.0))
    assert found[0] == pytest.approx(capacity, rel=1e-9)
    assert sum(found[1:]) == pytest.approx(cost, rel=1e-12)


def test_stationary_capacity_is_the_largest():
    # exponent 0.6: the condition has two solutions, and the lower one is a maximum of the cost
    need, deviation, cost, exponent, price = 100.0, 20.0, 8.0, 0.6, 4.0
    found = stationary_capacity(need, deviation, cost, exponent, price, 0.0)
    marginal = cost * exponent * found ** (exponent - 1)
    assert price * (1 - NORMAL.cdf((found - need) / deviation)) == pytest.approx(marginal, rel=1e-9)
    above = np.linspace(found * 1.001, need + 8 * deviation, 5000)
    saving = price * special.ndtr(-(above - need) / deviation)
    assert np.all(saving < cost * exponent * above ** (exponent - 1))
    below = np.linspace(1e-6, found * 0.999, 5000)
    saving = price * special.ndtr(-(below - need) / deviation)
    assert np.any(saving < cost * exponent * below ** (exponent - 1))


@given(positive, st.floats(0.05, 0.5), st.floats(-6, 6), st.floats(0, 5), st.floats(0.01, 50))
def test_sd_cost_is_the_integral(need, variation, z, use_cost, price):
    deviation = variation * need
    capacity = need + z * deviation

    def moment(power):
        """Integrate on either side of the kink at z, by Gauss and Legendre in steps of one deviation."""
        knots = np.unique([*range(-12, 13), z])
        half = np.diff(knots)[:, None] / 2
        x = knots[:-1, None] + half * (1 + NODES)
        cost = use_cost * x + price * np.maximum(0.0, x - z)  # in deviations from the mean need
        return (half * WEIGHTS * cost**power * np.exp(-0.5 * x * x)).sum() / math.sqrt(2 * math.pi)

    expected = deviation * math.sqrt(max(0.0, moment(2) - moment(1) ** 2))
    assert sd_cost(capacity, need, deviation, use_cost, price) == pytest.approx(
        expected, rel=1e-6, abs=1e-7 * price * deviation
    )


def test_sd_cost_at_its_ends():
    assert sd_cost(50.0, 100.0, 0.0, 1.0, 3.0) == 0.0  # a certain need costs the same every month
    assert sd_cost(1e6, 100.0, 5.0, 2.0, 3.0) == pytest.approx(10.0)  # only use varies
    assert sd_cost(0.0, 100.0, 5.0, 2.0, 3.0) == pytest.approx(25.0)  # all is bought, and used
    smooth = [sd_cost(100.0 + z * 5.0, 100.0, 5.0, 0.0, 3.0) for z in np.linspace(-8.01, -7.99, 21)]
    assert np.ptp(smooth) < 1e-10 * smooth[0]  # where the formula changes nothing jumps


@given(positive, positive, st.floats(0.3, 1.5))
def test_capacity_and_shortage_by_the_plain_formulas(capacity, need, exponent):
    expected = 3.0 * math.pow(capacity, exponent)
    assert capacity_cost(capacity, 3.0, exponent) == pytest.approx(expected, rel=1e-14)
    assert shortage_cost(capacity, need, 0.0, 7.0) == 7.0 * max(0.0, need - capacity)
    expected = 7.0 * float(expected_shortage(capacity, need, 0.3 * need))
    found = shortage_cost(capacity, need, 0.3 * need, 7.0)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-12 * need)


@given(st.integers(1, 500), positive, positive, positive)
def test_coordination_counts_members_and_pairs(n, hub, per_member, per_pair):
    pairs = sum(1 for a in range(min(n, 60)) for _ in range(a)) if n <= 60 else math.comb(n, 2)
    expected = hub + per_member * n + per_pair * pairs
    assert coordination_cost(n, hub, per_member, per_pair) == pytest.approx(expected, rel=1e-13)


@given(st.floats(0, 1e6), positive, st.floats(0.5, 1))
def test_experience_factor_falls_by_the_progress_ratio_at_each_doubling(experience, reference, ratio):
    exponent = -math.log2(ratio)
    here = experience_factor(experience, reference, exponent)
    doubled = experience_factor(2 * experience + reference, reference, exponent)  # 1 + E/E0 doubles
    assert doubled == pytest.approx(ratio * here, rel=1e-12)
    assert experience_factor(experience, reference, 0.0) == 1.0


@given(st.integers(0, 600), st.floats(0.1, 600))
def test_fading_is_exponential(age, months):
    assert fading(age, months) == pytest.approx(math.e ** (-age / months), rel=1e-12, abs=1e-300)
    assert fading(0, months) == 1.0
