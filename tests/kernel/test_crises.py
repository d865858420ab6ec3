"""Crises: all needs are multiplied, in both worlds, and nobody expects it."""

import numpy as np
import pytest

from sim.kernel.joining import joining_value
from sim.kernel.membership import found
from sim.laws.crisis import in_crisis
from sim.laws.random import run_key
from tests.kernel.worlds import plain, played, rich, start

HARD = {"crises.probability": 0.1, "crises.length": 3}


def hard_months(scenario, replication=0):
    """Return which months of a run are months of crisis (T,)."""
    crises = scenario.crises
    key = run_key(scenario.seed, replication)
    return np.array([in_crisis(key, t, crises.probability, crises.length) for t in range(scenario.months)])


@pytest.mark.parametrize(
    ("size", "alone", "together"),
    [
        # ten units are held alone, at 900 + 100; 120 together, at 900 + 1,200. A unit short costs 1,000
        (1.5, 1000 + 5 * 1000, 175 + 60 * 1000 / 12),
        (3.0, 1000 + 20 * 1000, 175 + 240 * 1000 / 12),
        (0.5, 1000, 175),
        (0.0, 1000, 175),
    ],
)
def test_what_a_crisis_costs_alone_and_together(size, alone, together):
    scenario = plain(HARD | {"months": 30, "crises.size": size, "population.rule": "together"})
    hard = hard_months(scenario)
    assert 3 < hard.sum() < 27
    for month, now in played(scenario):
        books, place = now.organization, now.place
        assert place["use"][:, 0] == pytest.approx(10 * size if hard[month] else 10)
        assert books["counterfactual_cost"] == pytest.approx(alone if hard[month] else 1000)
        assert books["actual_cost"] == pytest.approx(together if hard[month] else 175)
        assert books["gain"] == pytest.approx(alone - together if hard[month] else 825)


def test_use_costs_and_unmet_needs_grow_with_the_crisis():
    # capacity at 900 a month to hold, 40 a unit to use; beyond it needs go unmet, at 500
    values = {"shared.use_cost": 40, "shared.unmet_value": 500, "crises.size": 2, "population.rule": "alone"}
    scenario = plain(HARD | {"months": 30} | values)
    hard = hard_months(scenario)
    for month, now in played(scenario):
        books = now.organization
        paid = 1000 + 40 * 10 * (2 if hard[month] else 1)
        assert books["actual_cash"] == pytest.approx(paid)
        assert books["actual_cost"] == pytest.approx(paid + (10 * 500 if hard[month] else 0))


def test_a_crisis_multiplies_what_the_month_would_have_needed():
    calm = rich({"months": 40})
    scenario = rich({"months": 40, "crises.probability": 0.2, "crises.length": 2, "crises.size": 1.7})
    hard = hard_months(scenario)
    assert 5 < hard.sum() < 35
    for (month, now), (_, before) in zip(played(scenario), played(calm), strict=True):
        factor = 1.7 if hard[month] else 1.0  # for everybody, and for all four resources
        np.testing.assert_allclose(now.place["use"], factor * before.place["use"], rtol=1e-12)


def test_nobody_expects_a_crisis():
    # with cash for everything, the same organizations found, join and leave the same pools in the same months
    ample = {"population.cash": 600, "society.liquidity_months": 0}
    worlds = rich(ample), rich(ample | HARD | {"crises.size": 4})
    costs = []
    for (_, calm), (_, hard) in zip(*map(played, worlds), strict=True):
        np.testing.assert_array_equal(calm.place["pool"], hard.place["pool"])
        np.testing.assert_array_equal(calm.organization["trust"], hard.organization["trust"])
        costs.append((calm.organization["actual_cost"].sum(), hard.organization["actual_cost"].sum()))
    assert np.mean(np.diff(costs, axis=1) > 0) == pytest.approx(hard_months(worlds[1]).mean())


def test_an_offer_is_worth_the_same_in_a_crisis():
    scenario = plain(HARD | {"months": 30, "crises.size": 3, "society.review_rate": 0, "shared.joining_cost": 600})
    state = start(scenario)
    state.desk["member"][:2] = (0, 1)
    slot = found(state, 0, 0, 2, 0)
    for _ in played(scenario, state):
        assert joining_value(state, 2, 0, slot)[0] == pytest.approx(36 * (1000 - 400) - 600)
    assert hard_months(scenario).any()


def test_replications_have_their_own_crises():
    scenario = plain(HARD | {"months": 30, "crises.size": 2, "population.rule": "alone"})
    for replication in range(3):
        hard = hard_months(scenario, replication)
        costs = [now.organization["actual_cost"][0] > 1000 for _, now in played(scenario, replication=replication)]
        np.testing.assert_array_equal(costs, hard)
