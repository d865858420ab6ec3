"""Serial sharing in the kernel: shares, admission and proposals, where each bill depends on everybody's demand."""

import numpy as np
import pytest

from sim.kernel.joining import joining_value, staying_value
from sim.kernel.membership import found, leave
from tests.kernel.equations import annuity, expected_bills, serial_shares, stand_alone, steady_cost, unit_cost
from tests.kernel.worlds import full, members_of, plain, played, rich, start, uniform

NEEDS = (30.0, 10.0, 20.0)


def world(folder, needs, values=None):
    """Return a plain world that shares serially, of organizations with these needs."""
    rows = "".join(f"{q}\n" for q in needs)
    (folder / "people.csv").write_text("need_shared\n" + rows, encoding="utf-8")
    own = {"population.file": "people.csv", "population.number": len(needs), "shared.sharing": "serial"}
    return plain(own | {"population.size": 10} | (values or {}), folder)


def pooled(scenario, *founders):
    """Return the state of a world at its start, with a pool founded by some, and the pool's slot."""
    state = start(scenario)
    state.desk["member"][: len(founders)] = founders
    return state, found(state, founders[0], 0, len(founders), 0)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # 60 + 10 Q: a third of the fixed cost, and 10 a unit. With g1 = 5 a third of 60 + 15
        ({"shared.fixed_cost": 60}, {10: 120.0, 20: 220.0, 30: 320.0}),
        ({"shared.fixed_cost": 60, "shared.member_cost": 5}, {10: 125.0, 20: 225.0, 30: 325.0}),
        # 6 sqrt(Q): profiles of 30, 50 and 60 cost 32.863335, 42.426407 and 46.475800
        (
            {"shared.fixed_cost": 0, "shared.unit_cost": 6, "shared.scale_exponent": 0.5},
            {10: 10.954445, 20: 15.735981, 30: 19.785374},
        ),
        # lots of 25, F = 0, a unit worth more than any lot: 30, 50, 60 units take 2, 2, 3 lots of 250
        ({"shared.fixed_cost": 0, "shared.lot": 25}, {10: 500 / 3, 20: 500 / 3, 30: 500 / 3 + 250}),
    ],
)
def test_serial_bills_by_hand(values, expected, tmp_path):
    scenario = world(tmp_path, NEEDS, values | {"population.rule": "together", "months": 2})
    for _, state in played(scenario):
        for q, billed in zip(NEEDS, state.place["billed"][:, 0], strict=True):
            assert billed == pytest.approx(expected[q], abs=1e-5)
    # and so says the equation that the other tests use
    assert serial_shares(scenario.resources["shared"], NEEDS) == pytest.approx([expected[q] for q in NEEDS], abs=1e-5)


def test_nobody_pays_for_what_others_want_beyond_its_own_demand(tmp_path):
    values = {"shared.unit_cost": 30, "shared.scale_exponent": 1.4, "shared.fixed_cost": 100}
    bills = []
    for largest in (20.0, 60.0, 200.0):
        state, slot = pooled(world(tmp_path, (10.0, 20.0, largest), values), 0, 1, 2)
        pool = state.pool[0, slot]
        bills.append(float(pool["steady_spread"]) * state.place["weight"][:, 0])
    np.testing.assert_allclose([each[:2] for each in bills], [bills[0][:2]] * 3, rtol=1e-12)
    assert bills[0][2] < bills[1][2] < bills[2][2]
    # of two who want the same, both pay the same
    assert bills[0][1] == pytest.approx(bills[0][2], rel=1e-12)


def test_shares_are_serial_in_every_pool_and_month():
    scenario = full({f"resources.{name}.sharing": "serial" for name in full().resources})
    compared = 0
    for month, state in played(scenario):
        for r, terms in enumerate(scenario.resources.values()):
            for slot, rows in members_of(state, r).items():
                pool, needs = state.pool[r, slot], state.place["need"][rows, r].tolist()
                xi = 1.0 if pool["founded"] == month else float(pool["overrun"])
                cost = unit_cost(terms, float(pool["experience"]), float(pool["innovation"]))
                owed = np.array(serial_shares(terms, needs, xi, cost))
                weight = state.place["weight"][rows, r] / pool["weight"]
                np.testing.assert_allclose(weight, owed / owed.sum(), rtol=1e-9)
                assert weight.min() > 0.0
                compared += 1
    assert compared > 150


@pytest.mark.parametrize(("admission", "agreed"), [("open", True), ("majority", True), ("no_harm", False)])
def test_who_is_let_in_under_serial_shares(admission, agreed, tmp_path):
    # pairs cost 60: in a club of 3 with needs of 10, 20 and 30 all pay (900 + 180) / 3 = 360 and 10 a unit, in one of
    # 4 (900 + 360) / 4 = 315. Lots of 50 at 10 a unit: 30 and 50 units take one lot, 60 two; capped profiles of the
    # four are 40, 70, 90 and 120 units: 1, 2, 2, 3 lots. Steps before: 500/3, 0, 500; after: 500/4, 500/3, 0, 500.
    # So 10 pays 360 + 167, then 315 + 125; 20 pays 527, then 607; 30 pays 1,027, then 607
    values = {"shared.pair_cost": 60, "shared.lot": 50, "shared.admission": admission}
    scenario = world(tmp_path, (10.0, 20.0, 30.0, 60.0), values)
    terms = scenario.resources["shared"]
    before = expected_bills(terms, [1.0] * 3, [10.0, 20.0, 30.0], 0.0)
    after = expected_bills(terms, [1.0] * 4, [10.0, 20.0, 30.0, 60.0], 0.0)
    assert before == pytest.approx([360 + 500 / 3, 360 + 500 / 3, 360 + 500 / 3 + 500])
    assert after[:3] == pytest.approx([440, 440 + 500 / 3, 440 + 500 / 3])
    state, slot = pooled(scenario, 0, 1, 2)
    _, possible = joining_value(state, 3, 0, slot)
    assert possible == agreed


@pytest.mark.parametrize(("admission", "agreed"), [("open", True), ("majority", False), ("no_harm", False)])
def test_half_of_the_members_are_no_majority_under_serial_shares(admission, agreed, tmp_path):
    # lots of 40 at 10 a unit, and 60 a pair. Two with needs of 10 and 20 pay half of 60 and of a lot: 230. With a third
    # who needs 30 all pay a third of 180; profiles of 30, 50 and 60 units take 1, 2, 2 lots: 10 pays 60 + 133, but 20
    # 60 + 133 + 200
    values = {"shared.pair_cost": 60, "shared.lot": 40, "shared.fixed_cost": 0, "shared.admission": admission}
    scenario = world(tmp_path, (10.0, 20.0, 30.0), values)
    terms = scenario.resources["shared"]
    assert expected_bills(terms, [1.0] * 2, [10.0, 20.0], 0.0) == pytest.approx([230.0, 230.0])
    assert expected_bills(terms, [1.0] * 3, [10.0, 20.0, 30.0], 0.0) == pytest.approx([580 / 3, 1180 / 3, 1180 / 3])
    state, slot = pooled(scenario, 0, 1)
    _, possible = joining_value(state, 2, 0, slot)
    assert possible == agreed


@pytest.mark.parametrize("overuse", [0.0, 0.6])
@pytest.mark.parametrize("solidarity", [0.0, 0.7])
def test_values_under_serial_shares(overuse, solidarity, tmp_path):
    values = {
        "population.solidarity": solidarity,
        "shared.overuse": overuse,
        "shared.variation": 0.4,
        "shared.lot": 15,
        "shared.pair_cost": 12,
        "shared.unmet_value": 40,
        "shared.market_price": 60,
        "shared.joining_cost": 100,
    }
    needs = (10.0, 25.0, 40.0, 18.0)
    scenario = world(tmp_path, needs, values)
    terms = scenario.resources["shared"]
    for members, who in (((0, 1, 2), 0), ((0, 1, 2), 2), ((1, 2), 2), ((0, 1, 2), 3), ((0, 1, 2, 3), 1)):
        state, slot = pooled(scenario, *members)
        rows = members if who in members else (*members, who)
        together = [needs[i] for i in rows]
        others = [needs[i] for i in rows if i != who]
        ones = [1.0] * len(rows)
        own = expected_bills(terms, ones, together, 0.0)[rows.index(who)]
        a, _ = stand_alone(terms, needs[who])
        without = steady_cost(terms, ones[1:], others) if len(others) > 1 else stand_alone(terms, others[0])[0]
        spared = without - (steady_cost(terms, ones, together) - own)
        expected = annuity(1.0, 36) * (a - own + solidarity * spared) - (100 if who not in members else 0)
        if who in members:
            value = staying_value(state, who, 0)
        else:
            value, _ = joining_value(state, who, 0, slot)
        assert value == pytest.approx(expected, rel=1e-9)
    # what was only reckoned with has changed nothing
    weights = np.array(serial_shares(terms, together))
    np.testing.assert_allclose(state.place["weight"][list(rows), 0], weights / weights.sum(), rtol=1e-12)


def test_shares_follow_who_comes_and_goes(tmp_path):
    scenario = world(tmp_path, (10.0, 25.0, 40.0), {"shared.pair_cost": 12, "shared.lot": 15})
    terms = scenario.resources["shared"]
    state, slot = pooled(scenario, 0, 1, 2)
    leave(state, 1, 0, 0)
    pool = state.pool[0, slot]
    weights = np.array(serial_shares(terms, [10.0, 40.0]))
    np.testing.assert_allclose(state.place["weight"][[0, 2], 0], weights / weights.sum(), rtol=1e-12)
    assert pool["weight"] == pytest.approx(1.0, rel=1e-12)
    assert pool["steady_lump"] + pool["steady_spread"] == pytest.approx(weights.sum(), rel=1e-12)


def test_a_month_without_any_use_is_paid_by_the_same_shares():
    # needs that all move together fall to nothing together; shares are set beforehand
    scenario = plain(
        {
            "months": 200,
            "population.rule": "together",
            "population.size": uniform(1, 20),
            "shared.variation": 0.5,
            "shared.correlation": 1,
            "shared.sharing": "serial",
        }
    )
    unused = 0
    for _, state in played(scenario):
        place = state.place[:, 0]
        if place["use"].sum() == 0.0:
            unused += 1
            owed = np.array(serial_shares(scenario.resources["shared"], place["need"].tolist()))
            np.testing.assert_allclose(place["billed"] / place["billed"].sum(), owed / owed.sum(), rtol=1e-9)
    assert unused > 0


def test_founders_under_serial_shares_are_those_whom_it_harms_not():
    # the one law of proposals, whatever the rule: nobody's steady bill is above what it pays alone by more than its
    # solidarity and taste make up for; without these, no founder loses in its own eyes
    values = {f"resources.{name}.sharing": "serial" for name in rich().resources}
    values |= {"population.solidarity": 0, "population.taste": 0, "population.autonomy": 0, "months": 6}
    scenario = rich(values)
    seen = 0
    for month, state in played(scenario):
        for r, terms in enumerate(scenario.resources.values()):
            for slot, rows in members_of(state, r).items():
                if state.pool["founded"][r, slot] != month:
                    continue
                needs = state.place["need"][rows, r].tolist()
                bills = expected_bills(terms, needs, needs, 0.0)
                for q, own in zip(needs, bills, strict=True):
                    assert own < stand_alone(terms, q)[0]
                    seen += 1
    assert seen > 20
