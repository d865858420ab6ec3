"""Migration: a member moves to its pool in steps, pays twice on the way, and may be late."""

import math

import numpy as np
import pytest

from sim import simulate
from sim.errors import ScenarioError
from sim.laws.migration import double_cost, double_running
from tests.kernel.stories import books, edges, told
from tests.kernel.worlds import plain, played, sizes

MONTHS, FIXED, SERVICE = 5, 900.0, 1000.0  # of an organization alone in the plain world: 900 and 10 units at 10


def moving(folder, months=MONTHS, values=None, members=4):
    """Return a plain world in which all pool from the first month on, and take some months to move."""
    choices = [(1, row, "pool") for row in range(members)]
    base = {"population.number": members, "shared.migration_months": months, "shared.commitment": 60, "months": 12}
    return told(folder, choices, base | (values or {}), {"size": [10] * members})


def test_the_laws_of_double_running():
    assert double_cost(0.25, 600.0, 1000.0) == 600.0 + 0.75 * 400.0
    assert double_cost(0.25, 0.0, 1000.0) == 750.0  # an organization without capacity of its own
    assert double_cost(1.0, 600.0, 1000.0) == 0.0
    for months in (1, 2, 3, 12):
        assert double_running(1.0, months, 1, FIXED, SERVICE) == pytest.approx((months - 1) * (SERVICE + FIXED) / 2)
    expected = sum(0.9 ** (k - 2) * (FIXED + (1 - k / 6) * (SERVICE - FIXED)) for k in range(2, 6))
    assert double_running(0.9, 6, 2, FIXED, SERVICE) == pytest.approx(expected)


@pytest.mark.parametrize("months", [1, 2, 5, 12])
def test_the_cumulative_gain_has_a_closed_form(tmp_path, months):
    friction, theta, founding = 0.5, 4.0, 2000.0
    values = {"shared.friction": friction, "shared.friction_months": theta, "shared.founding_cost": founding}
    gain = books(moving(tmp_path, months, values))["gain"].cumsum(1)
    steady = (FIXED + 4 * 100) / 4
    for t in range(1, 13):
        m = min(t, months - 1)
        twice = m * FIXED + (SERVICE - FIXED) * (m - m * (m + 1) / (2 * months))
        fading = friction * steady * (1 - math.exp(-t / theta)) / (1 - math.exp(-1 / theta))
        expected = (SERVICE - steady) * t - fading - twice - founding / 4
        np.testing.assert_allclose(gain[:, t - 1], expected, rtol=1e-12)


def test_the_share_on_plan_follows_from_the_delay():
    values = {"population.number": 600, "population.rule": "together", "months": 12, "shared.commitment": 12}
    for months, delay in ((3, 0.2), (3, 0.72), (2, 0.5), (6, 0.0)):
        world = plain(values | {"shared.migration_months": months, "shared.migration_delay": delay})
        run = simulate(world, replications=4)
        due, on_plan = (float(run[name].sum()) for name in ("migrations_due", "migrations_on_plan"))
        expected = (1 - delay) ** (months - 1)
        assert due == 2400
        assert on_plan / due == pytest.approx(expected, abs=4 * math.sqrt(expected * (1 - expected) / due) + 1e-12)


@pytest.mark.parametrize("sharing", ["equal", "by_need", "by_use", "two_part", "serial"])
def test_a_member_pays_its_share_of_the_pool_whether_it_has_migrated_or_not(tmp_path, sharing):
    # two join a pool of two that has migrated: each of the four is billed alike, and only newcomers pay twice
    choices = [(1, 0, "pool"), (1, 1, "pool"), (6, 2, "pool"), (6, 3, "pool")]
    values = {"shared.sharing": sharing, "shared.migration_months": 4, "shared.commitment": 60, "months": 8}
    *_, (_, state) = played(told(tmp_path, choices, values, {"size": [10] * 4}))
    billed = state.place["billed"][:, 0]
    np.testing.assert_allclose(billed[:2], 1300 / 4)
    np.testing.assert_allclose(billed[2:], 1300 / 4 + FIXED + (1 - 3 / 4) * (SERVICE - FIXED))


def test_the_load_is_what_has_migrated(tmp_path):
    loads = [float(state.pool["load"][0].max()) for _, state in played(moving(tmp_path))]
    np.testing.assert_allclose(loads, [40 * min(k, MONTHS) / MONTHS for k in range(1, 13)])


def test_a_need_that_is_not_met_yet_stays_unmet(tmp_path):
    # alone all do without, since a unit is worth less than it costs; the pool serves what has migrated
    values = {"shared.unmet_value": 50, "shared.market_price": 2000, "shared.fixed_cost": 900, "shared.use_cost": 0}
    unmet = [state.place["unmet"][:, 0].tolist() for _, state in played(moving(tmp_path, 4, values))]
    assert unmet[:4] == [[(1 - k / 4) * 10 * 50] * 4 for k in range(1, 5)]
    run = simulate(moving(tmp_path, 4, values), replications=1)
    assert float(run["access"].values.squeeze()) == pytest.approx(1 - (0.75 + 0.5 + 0.25) / 12)


def test_who_cannot_bear_double_running_does_not_found(tmp_path):
    # sharing saves 450 of 1,000 a month; two months of double running cost 950 before that
    values = edges(tmp_path, [(0, 1)]) | {"months": 3, "shared.commitment": 3, "shared.sharing": "by_need"}
    for cash, months, pooled in ((5000.0, 2, [2]), (600.0, 2, []), (600.0, 1, [2])):
        people = {"size": [10, 10], "cash": [cash / SERVICE] * 2}
        world = told(tmp_path, [], values | {"shared.migration_months": months}, people)
        *_, (_, state) = played(world)
        assert sizes(state) == pooled


def test_a_migration_that_costs_more_than_it_saves_is_not_begun(tmp_path):
    values = edges(tmp_path, [(0, 1)]) | {"months": 3, "shared.commitment": 60, "population.horizon": 12}
    for months, pooled in ((4, [2]), (14, [])):  # 12 months save 5,400; 13 months of double running cost 12,350
        *_, (_, state) = played(told(tmp_path, [], values | {"shared.migration_months": months}, {"size": [10, 10]}))
        assert sizes(state) == pooled


def test_to_switch_pools_keeps_what_has_migrated_and_being_alone_starts_over(tmp_path):
    choices = [(1, row, "pool") for row in range(3)] + [(4, 0, "alone"), (6, 0, "pool")]
    values = {"shared.migration_months": 4, "shared.commitment": 4, "months": 8}
    steps = [state.mechanism.migration["steps"][0, 0] for _, state in played(told(tmp_path, choices, values))]
    assert steps == [0, 1, 2, 3, 0, 0, 1, 2]


def test_a_commitment_shorter_than_the_migration_is_refused():
    with pytest.raises(ScenarioError, match=r"migration_months = 6.*at most commitment = 3"):
        plain({"shared.migration_months": 6, "shared.commitment": 3})


def test_the_records_cost_nothing_while_it_is_off():
    for months, shape in ((1, (1, 1)), (2, (12, 1))):
        (_, state), *_ = played(plain({"shared.migration_months": months, "shared.commitment": 2, "months": 1}))
        assert state.mechanism.migration.shape == shape
