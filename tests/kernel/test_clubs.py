"""Clubs: risk pools as Eppen's, and Buchanan's, which grow until a newcomer costs more than it brings."""

import math

import numpy as np
import pytest

from sim.kernel.cost import cheapest_provision
from sim.kernel.setup import prepare
from tests.kernel.worlds import plain, played, sizes


def record(values):
    """Return the record of a resource."""
    return prepare(plain({f"shared.{key}": value for key, value in values.items()})).resources[0]


@pytest.mark.parametrize("rho", [0.0, 0.1, 0.5, 1.0])
@pytest.mark.parametrize("price", [12.0, 30.0, 200.0])
def test_safety_costs_fall_as_the_spread_of_the_mean(rho, price):
    # identical organizations, F = 0, lot 0, eta 1: the cost above that of the mean need (Eppen 1979)
    terms = {
        "fixed_cost": 0,
        "variation": 0.4,
        "correlation": rho,
        "market_price": price,
        "unmet_value": price,
    }
    law, need = record(terms), 25.0

    def safety(n):
        terms = (law["unit_cost"], law["linear_fractile"])
        capacity, fixed, held, short = cheapest_provision(law, terms, n * need, n * need * need)
        assert capacity > 0
        return (fixed + held + short - 10.0 * n * need) / n

    for n in (2, 4, 9, 100, 10_000):
        assert safety(n) == pytest.approx(safety(1) * math.sqrt((1 + (n - 1) * rho) / n), rel=1e-9)


def test_the_realised_cost_of_a_pool_spreads_as_eppens():
    # the months themselves, not only what is expected of them: the variance of the mean use falls to
    # (1 + (n - 1) rho) / n
    rho, nu, need = 0.3, 0.1, 10.0
    scenario = plain(
        {
            "months": 600,
            "population.number": 10,
            "population.rule": "together",
            "shared.variation": nu,
            "shared.correlation": rho,
        }
    )
    use = np.array([state.place["use"][:, 0].copy() for _, state in played(scenario)])
    alone, pooled = use.var(0).mean(), use.mean(1).var()
    assert alone == pytest.approx((nu * need) ** 2, rel=0.15)
    expected = (1 + 9 * rho) / 10
    assert pooled / (nu * need) ** 2 == pytest.approx(expected, rel=4 * math.sqrt(2 / 600))


def club(values):
    """Return the sizes of all pools in every month of a world of sixty in which only F, g0 and g2 count."""
    base = {"population.number": 60, "months": 24, "shared.fixed_cost": 900, "shared.hub_cost": 100}
    base |= {"shared.market_price": 10_000, "shared.unmet_value": 10_000}
    return [sizes(state) for _, state in played(plain(base | values))]


@pytest.mark.parametrize("sharing", ["equal", "two_part", "by_need"])
@pytest.mark.parametrize(("pair_cost", "breadth"), [(10.0, 59), (10.0, 4), (25.0, 59), (4.0, 59)])
def test_no_club_grows_beyond_buchanans_bound(sharing, pair_cost, breadth):
    # a newcomer to n members lowers their bill while (F + g0) / (n (n + 1)) >= g2 / 2
    best = math.sqrt(2 * (900 + 100) / pair_cost)
    bound = 0.5 + math.sqrt(best**2 + 0.25)
    months = club(
        {
            "shared.pair_cost": pair_cost,
            "society.search_breadth": breadth,
            "shared.sharing": sharing,
            "shared.admission": "no_harm",
        }
    )
    largest = max(pools[0] for pools in months if pools)
    assert largest <= bound
    assert largest > bound - 1  # and the largest is as large as a whole number can be


def test_open_clubs_with_narrow_search_grow_larger():
    bound = 0.5 + math.sqrt(2 * 1000 / 10 + 0.25)
    values = {"shared.pair_cost": 10, "society.search_breadth": 3, "shared.commitment": 24}
    closed = club(values | {"shared.admission": "no_harm"})
    opened = club(values | {"shared.admission": "open"})
    assert max(pools[0] for pools in closed if pools) <= bound
    assert max(pools[0] for pools in opened if pools) > bound + 1


@pytest.mark.parametrize("admission", ["open", "no_harm", "majority"])
def test_nothing_stops_a_club_with_a_hub(admission):
    assert club({"shared.pair_cost": 0, "shared.admission": admission})[-1] == [60]


def test_a_cost_of_members_alone_does_not_stop_a_club():
    # g1 is the same in a club of any size
    assert club({"shared.member_cost": 300, "shared.admission": "no_harm"})[-1] == [60]
