"""Risk: who fears a bill that varies weighs it against what varies when alone, and pools to be safer, or does not."""

import math

import numpy as np
import pytest

from sim.kernel.joining import joining_value, staying_value
from sim.kernel.membership import found
from tests.kernel.worlds import plain, played, sizes, start

FEAR = {
    "population.number": 4,
    "population.risk_weight": 2,
    "shared.fixed_cost": 0,
    "shared.unit_cost": 5000,  # nothing is held: all is bought at 30, so that a month's cost varies with its need
    "shared.market_price": 30,
    "shared.unmet_value": 1000,
    "shared.variation": 0.1,
}


def pooled(scenario, *founders):
    """Return the state of a world at its start, with a pool founded by some, and the pool's slot."""
    state = start(scenario)
    state.desk["member"][: len(founders)] = founders
    return state, found(state, founders[0], 0, len(founders), 0)


@pytest.mark.parametrize("sharing", ["equal", "by_size", "by_need", "by_use", "two_part", "serial"])
@pytest.mark.parametrize(("rho", "use_cost"), [(0.0, 0.0), (0.5, 0.0), (1.0, 0.0), (0.0, 1.0), (0.3, 50.0)])
def test_a_bill_in_a_pool_varies_with_what_it_shares(sharing, rho, use_cost):
    # alone: needs of 10 with a deviation of 1, at 30 + u0; in a pool of 4 alike a quarter of the deviation of the sum
    values = FEAR | {"shared.correlation": rho, "shared.use_cost": use_cost, "shared.sharing": sharing}
    values |= {"shared.member_cost": 7}
    state, slot = pooled(plain(values), 0, 1, 2, 3)
    alone = 30 + use_cost
    bill = alone * math.sqrt((1 + 3 * rho) / 4)
    assert state.place["deviation"][:, 0] == pytest.approx(alone, rel=1e-9)
    assert staying_value(state, 0, 0) == pytest.approx(36 * (-7 - 2 * (bill - alone)), rel=1e-7)
    three, slot = pooled(plain(values), 0, 1, 2)
    assert joining_value(three, 3, 0, slot)[0] == pytest.approx(staying_value(state, 0, 0), rel=1e-9)


def test_part_of_the_risk_follows_part_of_the_bill(tmp_path):
    # needs of 10 and 30 share by sizes of 15 and 5: the first pays three quarters, and bears as much of the deviation
    (tmp_path / "people.csv").write_text("size,need_shared,risk_weight\n15,10,0.5\n5,30,3\n", encoding="utf-8")
    values = FEAR | {"population.file": "people.csv", "population.number": 2, "shared.sharing": "by_size"}
    del values["population.risk_weight"]
    state, _ = pooled(plain(values, tmp_path), 0, 1)
    together = 30 * math.hypot(1, 3)
    for i, (need, weight, share) in enumerate(((10, 0.5, 0.75), (30, 3, 0.25))):
        saved = 30 * need - 1200 * share
        expected = 36 * (saved - weight * (together * share - 30 * 0.1 * need))
        assert staying_value(state, i, 0) == pytest.approx(expected, rel=1e-7)


def test_capacity_that_is_held_leaves_less_to_fear():
    # a unit at 10, bought at 30: the newsvendor holds what is enough in two thirds of the months. The deviation of a
    # month's cost is that of 30 max(0, D - capacity): by the months themselves
    values = {"population.number": 2, "population.risk_weight": 1, "months": 1, "shared.fixed_cost": 0}
    values |= {"shared.market_price": 30, "shared.variation": 0.4}
    state = start(plain(values))
    place = state.place[0, 0]
    draws = np.random.default_rng(1).normal(10.0, 4.0, 2_000_000)
    assert np.mean(draws <= place["capacity"]) == pytest.approx(2 / 3, abs=0.002)
    assert place["deviation"] == pytest.approx(np.std(30 * np.maximum(0.0, draws - place["capacity"])), rel=0.005)


@pytest.mark.parametrize(("weight", "pools"), [(0.0, 0), (0.45, 0), (0.55, 1), (2.0, 1)])
def test_fear_founds_what_saves_nothing(weight, pools):
    # four alike that buy all: alone 300 a month, deviation 30; together 7.50 more each, deviation 15. A smoother bill
    # is worth it from a risk weight of 7.5 / 15 on
    scenario = plain(FEAR | {"population.risk_weight": weight, "shared.member_cost": 7.5})
    *_, (_, state) = played(scenario)
    assert len(sizes(state)) == pools


@pytest.mark.parametrize(("weight", "wants"), [(0.0, True), (0.2, True), (0.3, False)])
def test_fear_keeps_out_who_would_bear_the_risk_of_others(weight, wants, tmp_path):
    # needs of 10 and 30, which move together, in equal shares: each pays 600 and bears a deviation of 60. Were the
    # small one to pay 608 alone instead of 300, it would save 8; but its own needs cost it a deviation of 30
    (tmp_path / "people.csv").write_text("need_shared\n10\n30\n", encoding="utf-8")
    values = FEAR | {"population.file": "people.csv", "population.number": 2, "shared.correlation": 1}
    values |= {"population.risk_weight": weight}
    state, _ = pooled(plain(values, tmp_path), 0, 1)
    state.place["stand_alone"][0, 0] = 608.0
    value = staying_value(state, 0, 0)
    assert value == pytest.approx(36 * (8 - weight * 30), rel=1e-7)
    assert (value > 0) == wants
