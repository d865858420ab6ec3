"""Plans: what a member expected as it entered; a loss by the plan is chosen, a loss beyond it is suffered."""

import numpy as np
import pytest

from sim import simulate
from tests.kernel.stories import told

FIXED, SERVICE = 900.0, 1000.0  # of an organization alone in the plain world: 900 and 10 units at 10
MONTHS = 14


def run(folder, values=None, choices=None, members=4):
    """Simulate once a plain world in which all pool from the first month on, with friction and a founding cost."""
    base = {
        "months": MONTHS,
        "shared.commitment": 60,
        "shared.friction": 0.6,
        "shared.friction_months": 4.0,
        "shared.founding_cost": 2000.0,
        "shared.migration_months": 3,
    }
    choices = choices or [(1, row, "pool") for row in range(members)]
    return simulate(told(folder, choices, base | (values or {}), {"size": [10] * members}), replications=1).squeeze()


def path(months=MONTHS, theta=4.0, migration=3, founding=500.0, steady=(FIXED + 400) / 4):
    """Return what a founder plans to gain each month, from the closed form of each part."""
    k = np.arange(1, months + 1)
    twice = np.where(k < migration, FIXED + (1 - k / migration) * (SERVICE - FIXED), 0.0)
    return SERVICE - steady - 0.6 * steady * np.exp(-(k - 1) / theta) - twice - founding * (k == 1)


def trough(gain):
    return max(0.0, -np.cumsum(gain).min())


@pytest.mark.parametrize("sharing", ["equal", "by_need", "two_part", "serial"])
def test_where_all_goes_to_plan_every_loss_is_chosen(tmp_path, sharing):
    ds = run(tmp_path, {"shared.sharing": sharing})
    np.testing.assert_allclose(ds["planned_gain"], np.tile(path(), (4, 1)), rtol=1e-12)
    np.testing.assert_allclose(ds["gain"], ds["planned_gain"], rtol=1e-12)
    np.testing.assert_allclose(ds["chosen_loss"], trough(path()), rtol=1e-12)
    np.testing.assert_allclose(ds["suffered_loss"], 0.0, atol=1e-9)
    for name in ("chosen", "suffered"):
        np.testing.assert_allclose(ds[f"mean_{name}_loss"], ds[f"{name}_loss"].mean(), atol=1e-9)
        np.testing.assert_allclose(ds[f"collective_{name}_loss"], ds[f"{name}_loss"].sum(), atol=1e-9)
    np.testing.assert_allclose(ds["collective_planned_gain"], ds["planned_gain"].sum("organization"))
    np.testing.assert_allclose(ds["collective_planned_total_gain"], ds["collective_total_gain"])


def test_what_overruns_cost_is_suffered(tmp_path):
    ds = run(tmp_path, {"shared.overrun_mean": 2.0, "shared.hub_cost": 100.0})
    planned = path(steady=(FIXED + 400) / 4) - 25.0
    np.testing.assert_allclose(ds["planned_gain"].isel(organization=0), planned, rtol=1e-12)
    friction = 0.6 * (FIXED + 400) / 4 * np.exp(-np.arange(MONTHS) / 4.0)
    actual = planned - friction - 25.0 - 500.0 * (np.arange(MONTHS) == 0)
    np.testing.assert_allclose(ds["gain"].isel(organization=0), actual, rtol=1e-12)
    np.testing.assert_allclose(ds["chosen_loss"], trough(planned))
    np.testing.assert_allclose(ds["suffered_loss"], trough(actual) - trough(planned))


def test_the_effort_of_a_plan_is_the_one_that_is_trusted(tmp_path):
    # best for each of four alone: lambda S / (n^2 psi a') = 0.1 * 1,300 / (16 * 0.01625 * 1,000) = 1/2
    effort = {
        "shared.effort_stake": 0.1,
        "shared.effort_cost": 0.01625,
        "shared.inspection": 0,
        "population.reciprocity": 0,
    }
    for trust, more in ((0.5, 0.0), (0.9, 0.1 * (0.9 - 0.5) * 1300 / 4)):
        ds = run(tmp_path, effort | {"population.trust": trust, "shared.migration_months": 1})
        planned = path(migration=1) - 0.1 * (1 - trust) * 1300 / 4 - 0.01625 * 1000 * 0.5**2 / 2
        np.testing.assert_allclose(ds["planned_gain"].isel(organization=0), planned, rtol=1e-12)
        np.testing.assert_allclose(ds["planned_gain"] - ds["gain"], more, atol=1e-9)


def test_delays_of_the_migration_are_suffered(tmp_path):
    ds = run(tmp_path, {"shared.migration_delay": 0.9})
    np.testing.assert_allclose(ds["planned_gain"], np.tile(path(), (4, 1)), rtol=1e-12)
    assert (ds["suffered_loss"] > 0).any()


def test_the_payment_that_is_planned_is_net_of_the_subsidy_and_spread_over_a_credit(tmp_path):
    subsidized = run(tmp_path, {"levers.subsidy_share": 0.4})
    np.testing.assert_allclose(subsidized["planned_gain"].isel(organization=0), path(founding=300.0), rtol=1e-12)
    credit = run(tmp_path, {"levers.credit_months": 10, "levers.credit_rate": 0.06})
    np.testing.assert_allclose(credit["planned_gain"], credit["gain"], rtol=1e-12)


def test_a_newcomer_plans_with_the_pool_as_it_is_and_the_old_members_keep_their_plans(tmp_path):
    choices = [(1, 0, "pool"), (1, 1, "pool"), (1, 2, "pool"), (5, 3, "pool")]
    ds = run(tmp_path, {"shared.joining_cost": 70.0}, choices)
    old = path(steady=(FIXED + 300) / 3, founding=2000 / 3)
    np.testing.assert_allclose(ds["planned_gain"].isel(organization=0), old, rtol=1e-12)
    k = np.arange(MONTHS - 4)
    steady = (FIXED + 400) / 4
    twice = np.where(k < 2, FIXED + (1 - (k + 1) / 3) * (SERVICE - FIXED), 0.0)
    new = SERVICE - steady - 0.6 * steady * np.exp(-(k + 4) / 4.0) - twice - 70.0 * (k == 0)
    np.testing.assert_allclose(ds["planned_gain"].isel(organization=3), [0.0] * 4 + new.tolist(), rtol=1e-12)


def test_a_plan_ends_with_the_membership(tmp_path):
    choices = [(1, row, "pool") for row in range(4)] + [(6, 0, "alone"), (9, 1, "alone"), (9, 2, "alone")]
    ds = run(tmp_path, {"shared.leaving_cost": 40.0, "shared.commitment": 3}, choices)
    plan = ds["planned_gain"].values
    leaves = np.where(np.arange(MONTHS) == 5, -40.0, 0.0)
    np.testing.assert_allclose(plan[0], np.where(np.arange(MONTHS) < 5, path(), 0.0) + leaves, atol=1e-9)
    np.testing.assert_allclose(plan[3], np.where(np.arange(MONTHS) < 9, path(), 0.0), atol=1e-9)  # alone in it, it ends
