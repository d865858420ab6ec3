"""The no-loser clause: who would pay more than alone gets the difference from those who save."""

import numpy as np
import pytest
from scipy.optimize import linprog

from sim import PoolingModel, simulate
from sim.laws.clause import NO_TRANSFER, bill_after, levy_of
from tests.kernel.equations import expected_bills, stand_alone, steady_cost, transfers
from tests.kernel.stories import edges, told
from tests.kernel.test_bills import check_bills
from tests.kernel.worlds import members_of, plain, played, rich, sizes

CLAUSE = {"shared.no_loser_clause": True}


def pooled(folder, needs, values=None, months=3, choices=()):
    """Return a plain world with the clause, whose organizations pool from the first month in equal parts."""
    rows = [(1, row, "pool") for row in range(len(needs)) if row not in {who for _, who, _ in choices}]
    return told(folder, [*rows, *choices], CLAUSE | {"months": months} | (values or {}), {"need_shared": needs})


def least_transfers(alone, bills):
    """Return the least sum of absolute transfers that sum to 0 and leave nobody above alone; None if there are none."""
    n = len(bills)
    equal = np.hstack([np.ones(n), -np.ones(n)])[None]
    limits = np.hstack([np.eye(n), -np.eye(n)])  # bill + paid - received <= alone
    solved = linprog(np.ones(2 * n), A_ub=limits, b_ub=alone - bills, A_eq=equal, b_eq=[0.0], method="highs")
    return solved.fun if solved.status == 0 else None


def test_the_transfers_are_the_least_that_leave_nobody_above_alone():
    random = np.random.default_rng(2)
    met = 0
    for _ in range(60):
        n = int(random.integers(2, 9))
        alone = random.lognormal(3.0, 0.5, n)
        bills = alone * random.uniform(0.4, 1.5, n)
        lost, saved = np.maximum(0.0, bills - alone).sum(), np.maximum(0.0, alone - bills).sum()
        levy = levy_of(lost, saved)
        after = np.array([bill_after(levy, a, b) for a, b in zip(alone, bills, strict=True)])
        least = least_transfers(alone, bills)
        assert (least is None) == (bills.sum() > alone.sum()) == (levy == NO_TRANSFER)
        if least is None:
            np.testing.assert_array_equal(after, bills)
            continue
        met += 1
        assert (after <= alone).all()
        assert after.sum() == pytest.approx(bills.sum(), rel=1e-12)
        assert np.abs(after - bills).sum() == pytest.approx(least, rel=1e-6, abs=1e-9)
        assert (after[bills > alone] == alone[bills > alone]).all()
        np.testing.assert_allclose(after, bills + transfers(alone, bills), rtol=1e-12)
    assert 15 < met < 45


def test_where_nothing_is_saved_nothing_is_transferred():
    assert levy_of(0.0, 0.0) == 0.0
    assert levy_of(1.0, 0.0) == NO_TRANSFER
    assert levy_of(1.0 + 1e-12, 1.0) == 1.0  # beyond rounding only
    assert bill_after(1.0, 0.1, 0.07) <= 0.1


def test_bills_and_ledgers_with_the_clause(tmp_path):
    # alone 900 + 10 q; together (900 + 3,450) / 3 = 1,450 each: those of 5 and 10 lose 500 and 450, that of 330 saves
    needs, lost = [5.0, 10.0, 330.0], 500.0 + 450.0
    scenario = pooled(tmp_path, needs, months=4)
    for _, state in played(scenario):
        np.testing.assert_allclose(state.place["billed"][:, 0], [950.0, 1000.0, 1450.0 + lost])
        assert state.mechanism.clause["transfer"][:, 0].sum() == pytest.approx(0.0, abs=1e-9)
        assert state.organization["actual_cash"].sum() == pytest.approx(900 + 10 * 345)
        (slot,) = members_of(state)
        assert state.pool["gain"][0, slot] == pytest.approx(1800)  # what the pool saves
    run = simulate(scenario, replications=1)
    assert float(run["transfers_paid"].item()) == pytest.approx(4 * lost)
    assert float(run["clause_not_met"].item()) == 0
    np.testing.assert_allclose(run["total_gain"].values[0], [0.0, 0.0, 4 * 1800], atol=1e-9)
    np.testing.assert_allclose(run["planned_gain"], run["gain"], atol=1e-9)  # all goes to plan


def test_where_the_pool_costs_more_than_all_alone_nothing_is_transferred(tmp_path):
    for hub, unmet in ((1799.0, 0), (1801.0, 4)):
        run = simulate(pooled(tmp_path, [5.0, 10.0, 330.0], {"shared.hub_cost": hub}, months=4), replications=1)
        assert float(run["clause_not_met"].item()) == unmet
        assert (float(run["transfers_paid"].item()) > 0.0) == (unmet == 0)
        if unmet:
            np.testing.assert_allclose(run["actual_cost"].values[0], (900 + 3450 + hub) / 3)


def test_newcomers_and_leavers_change_the_transfers(tmp_path):
    needs = [5.0, 10.0, 330.0, 100.0]
    choices = [(1, 0, "pool"), (3, 3, "pool"), (5, 0, "alone")]
    scenario = pooled(tmp_path, needs, months=6, choices=choices)
    terms = scenario.resources["shared"]
    for _, state in played(scenario):
        (rows,) = members_of(state).values()
        alone = [stand_alone(terms, needs[i])[0] for i in rows]
        bills = expected_bills(terms, [10.0] * len(rows), [needs[i] for i in rows], 0.0)
        due = np.add(bills, transfers(alone, bills))
        np.testing.assert_allclose(state.place["billed"][rows, 0], due)


@pytest.mark.parametrize("sharing", ["equal", "serial"])
def test_bills_are_shares_and_transfers_where_pools_come_and_go(sharing):
    values = {"no_loser_clause": True, "sharing": sharing, "admission": "open", "hub_cost": 300}
    values = {f"resources.{name}.{key}": value for name in rich().resources for key, value in values.items()}
    scenario = rich({"months": 24} | values)
    paid, not_met = np.zeros(4), np.zeros(4)
    for month, state in played(scenario):
        check_bills(scenario, state, month)
        for r in range(4):
            for slot, rows in members_of(state, r).items():
                given = state.mechanism.clause["transfer"][rows, r]
                assert abs(given.sum()) < 1e-9 * np.abs(given).sum() + 1e-9
                paid[r] += np.maximum(0.0, given).sum()
                not_met[r] += state.pool["levy"][r, slot] < 0.0
    np.testing.assert_allclose(state.resource["transfers_paid"], paid, rtol=1e-12)
    np.testing.assert_array_equal(state.resource["clause_not_met"], not_met)
    assert paid.sum() > 0
    assert not_met.sum() > 0


@pytest.mark.parametrize(("n", "harmonic"), [(4, 2.0833), (12, 3.1032)])
def test_the_whole_that_unravels_in_equal_parts_is_founded_with_the_clause(tmp_path, n, harmonic):
    # Anshelevich et al. (2008), section 6: needs of 1, 1/2, ..., 1/n at a price of 1, or all for 1.01
    values = edges(tmp_path, [(0, row) for row in range(1, n)]) | {"months": 2, "shared.sharing": "equal"}
    values |= {"shared.fixed_cost": 1.01, "shared.unit_cost": 1e-9, "shared.market_price": 1, "shared.unmet_value": 2}
    needs = [1 / i for i in range(1, n + 1)]
    for clause, pools in ((False, []), (True, [n])):
        scenario = told(tmp_path, [], values | {"shared.no_loser_clause": clause}, {"need_shared": needs})
        for _, state in played(scenario):
            assert sizes(state) == pools
            np.testing.assert_allclose(state.place["stand_alone"][:, 0], needs)
            if clause:
                assert (state.place["billed"][:, 0] <= np.array(needs) * (1 + 1e-12)).all()
        ratio = state.organization["counterfactual_cost"].sum() / state.organization["actual_cost"].sum()
        assert ratio == pytest.approx(harmonic / 1.01 if clause else 1.0, rel=1e-4)


def test_values_and_solidarity_follow_the_bill_after_transfers(tmp_path):
    needs, months, weight = [5.0, 10.0, 330.0, 60.0], 36, 0.25
    model = PoolingModel(pooled(tmp_path, needs, {"population.solidarity": weight, "shared.hub_cost": 50}))
    model.step()
    terms = model.world.resources["shared"]
    alone = [stand_alone(terms, q)[0] for q in needs]
    bills = expected_bills(terms, [10.0] * 4, needs, 0.0)
    after = np.add(bills, transfers(alone, bills))
    assert (np.array(bills) > alone).sum() == 2
    for k, organization in enumerate(model.organizations):
        others = [q for m, q in enumerate(needs) if m != k]
        spared = steady_cost(terms, [10.0] * 3, others) - (sum(bills) - after[k])
        expected = months * (alone[k] - after[k]) + weight * months * spared
        assert organization.value_of_staying(0) == pytest.approx(expected, rel=1e-9)


def test_a_candidate_values_the_bill_after_transfers(tmp_path):
    needs = [5.0, 10.0, 330.0, 100.0]
    for sharing in ("equal", "serial", "by_need"):
        values = {"shared.sharing": sharing, "shared.hub_cost": 200, "shared.joining_cost": 7}
        model = PoolingModel(pooled(tmp_path, needs, values, choices=[(9, 3, "pool")]))
        model.step()
        terms = model.world.resources["shared"]
        bills = expected_bills(terms, [10.0] * 4, needs, 0.0)
        alone = [stand_alone(terms, q)[0] for q in needs]
        paid = bills[3] + transfers(alone, bills)[3]
        value = model.organizations[3].value_of_joining(model.pools[0])
        assert value == pytest.approx(36 * (alone[3] - paid) - 7, rel=1e-9)


def test_admission_looks_before_transfers(tmp_path):
    # the newcomer raises the equal bill of all; after transfers those who lose pay as much as alone, with or without it
    needs = [5.0, 10.0, 12.0, 330.0]
    for admission, admitted in (("open", True), ("no_harm", False)):
        values = {"shared.admission": admission}
        model = PoolingModel(pooled(tmp_path, needs, values, choices=[(9, 3, "pool")]))
        model.step()
        assert model.pools[0].admits(model.organizations[3]) is admitted


def test_a_vote_looks_after_transfers(tmp_path):
    # without a fixed cost the pool saves nothing: by need nobody loses, and in equal parts transfers say the same
    needs = [5.0, 10.0, 330.0]
    values = {"shared.fixed_cost": 0, "shared.vote_months": 1, "shared.vote_rules": ["by_need"]}
    for clause, changes in ((True, 0), (False, 1)):
        run = simulate(pooled(tmp_path, needs, values | {"shared.no_loser_clause": clause}), replications=1)
        assert float(run["rule_changes"].item()) == changes


def test_the_records_cost_nothing_while_it_is_off():
    for clause, shape in ((False, (1, 1)), (True, (12, 1))):
        (_, state), *_ = played(plain({"shared.no_loser_clause": clause, "months": 1}))
        assert state.mechanism.clause.shape == shape
