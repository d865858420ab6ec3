"""The pools of a simulation as games: the right pools, at the right cost, with verdicts that hold."""

import numpy as np
import pytest

from sim import PoolingModel, load_scenario, simulate
from sim.analysis import audit, group, stability
from sim.analysis.audit import EMPTY, NOT_REFUTED, OBJECTED, STABLE, VERDICTS, sharing_rules
from sim.games import CostGame
from sim.games import audit as audit_game
from sim.scenario import parse_scenario
from tests.kernel.worlds import PLAIN

MONTH = 18


@pytest.fixture(scope="module")
def atelier(repository):
    return load_scenario(repository / "scenarios" / "atelier.toml", set=["months=24", "replications=2"])


@pytest.fixture(scope="module")
def found(atelier):
    return audit(atelier, MONTH)


def seats(found, p):
    """Return the members of a pool."""
    return [name for name in found["member"].values[p].tolist() if name]


def test_the_pools_are_those_of_the_simulation(atelier, found):
    pools = simulate(atelier)["pool"].sel(month=MONTH)
    listed = set()
    for p in range(found.sizes["pool"]):
        replication, resource, number = (found[name].values[p] for name in ("replication", "resource", "number"))
        here = pools.sel(replication=replication, resource=resource)
        members = here["organization"].values[here.values == number].tolist()
        assert seats(found, p) == members
        listed.add((int(replication), str(resource), int(number)))
    there = {
        (k, str(r), int(number))
        for k in (0, 1)
        for r in pools["resource"].values
        for number in np.unique(pools.sel(replication=k, resource=r).values)
        if number >= 0
    }
    assert listed == there


def test_costs_are_those_of_the_mesa_model(atelier, found):
    model = PoolingModel(atelier, replication=1)
    model.run_for(MONTH)
    there = {frozenset(member.name for member in pool.members): pool.steady_cost for pool in model.pools}
    chosen = [p for p in range(found.sizes["pool"]) if found["replication"].values[p] == 1]
    here = {frozenset(seats(found, p)): float(found["cost"].values[p]) for p in chosen}
    assert here.keys() == there.keys()
    for members, cost in there.items():
        assert here[members] == pytest.approx(cost)


def test_verdicts_are_those_of_the_games(atelier, found):
    for p in range(found.sizes["pool"]):
        members, resource = seats(found, p), str(found["resource"].values[p])
        n = len(members)
        chosen = group(
            atelier, resource, members,
            overrun=float(found["overrun"].values[p]), replication=int(found["replication"].values[p]),
        )  # fmt: skip
        for k, rule in enumerate(found["rule"].values.tolist()):
            bills = found["bill"].values[p, k, :n]
            assert bills.sum() == pytest.approx(float(found["cost"].values[p]))
            assert bills == pytest.approx(chosen.bills(rule))
            whole = audit_game(chosen.game, bills)
            verdict = int(found["verdict"].values[p, k])
            assert verdict == (STABLE if whole.in_core else EMPTY if whole.core_is_empty else OBJECTED)
            assert found["objecting"].values[p, k] == whole.objecting
            if whole.objections:
                assert found["coalition"].values[p, k, 0] == "+".join(whole.objections[0].members)
                assert found["excess"].values[p, k, 0] == pytest.approx(whole.objections[0].excess)
                changed = bills + found["change"].values[p, k, :n]
                assert audit_game(chosen.game, changed).in_core


def test_a_core_that_is_empty_is_proved():
    # five who save only as long as they are few: coordination of pairs eats up what the fixed cost saves
    values = PLAIN | {"population": PLAIN["population"] | {"number": 5, "rule": "together"}}
    resource = PLAIN["resources"]["shared"] | {"pair_cost": 250}
    found = audit(
        parse_scenario(values | {"resources": {"shared": resource}}), rules=["own", "two_part"], replications=1
    )
    assert found["verdict"].values.tolist() == [[EMPTY, EMPTY]]
    assert found["proof"].values[0].count("/") >= 2
    assert np.isnan(found["moved"].values).all()


def test_pools_of_more_than_twenty_are_not_proved_stable():
    values = PLAIN | {"population": PLAIN["population"] | {"number": 24, "rule": "together", "size": 10}}
    resource = PLAIN["resources"]["shared"] | {"need_heterogeneity": 1.0}
    found = audit(
        parse_scenario(values | {"resources": {"shared": resource}}), 3, rules=["two_part", "equal"], replications=1
    )
    assert found["size"].values.tolist() == [24]
    assert int(found["verdict"].sel(rule="two_part")[0]) == NOT_REFUTED
    assert int(found["verdict"].sel(rule="equal")[0]) in (NOT_REFUTED, OBJECTED)


def test_nobody_pools():
    values = PLAIN | {"population": PLAIN["population"] | {"rule": "alone"}}
    found = audit(parse_scenario(values), replications=2)
    assert found.sizes["pool"] == 0
    assert found.attrs["replications"] == 2


def test_what_cannot_be_audited(atelier):
    for month in (0, 25):
        with pytest.raises(ValueError, match="of 1 to 24"):
            audit(atelier, month)
    with pytest.raises(ValueError, match="'shapley'"):
        audit(atelier, rules=["shapley"])


def test_every_variable_says_what_it_is_in_both_languages(found):
    for name, variable in found.data_vars.items():
        assert variable.attrs["units"], name
        assert variable.attrs["long_name"] != variable.attrs["long_name_fr"], name
    assert len(found["verdict"].attrs["flag_meanings"].split(", ")) == len(VERDICTS)


def test_stability_counts_every_pool_twice(atelier):
    reported = []
    rules = ["equal", "two_part"]
    counted = stability(atelier, MONTH, rules=rules, progress=lambda done, total: reported.append((done, total)))
    assert reported == [(done, 6) for done in range(1, 7)]
    pools = counted["pools"].transpose("rule", "world", "verdict")
    own = audit(atelier, MONTH, rules=["two_part"])
    assert pools.sel(world="given").sum("verdict").values.tolist() == [own.sizes["pool"]] * 2
    # the resources of this scenario share in two parts: for that rule both worlds are one
    two_part = pools.sel(rule="two_part").values
    assert (two_part[0] == two_part[1]).all()
    assert two_part[0].tolist() == np.bincount(own["verdict"].values[:, 0], minlength=len(VERDICTS)).tolist()
    assert set(stability(atelier, 1, replications=1)["rule"].values) <= set(sharing_rules())


def test_an_allocation_of_a_pool_that_fails():
    # dearer together than alone: even the best way of sharing leaves somebody worse off
    game = CostGame(["a", "b"], [0, 5, 5, 12])
    whole = audit_game(game, np.array([6.0, 6.0]))
    assert whole.core_is_empty
    assert whole.balance.weights == pytest.approx((1.0, 1.0))
    assert whole.balance.weighted_cost == pytest.approx(10.0)
