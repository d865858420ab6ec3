"""The Mesa model and the compiled driver agree to the last bit, in every month."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from sim import PoolingModel, load_scenario
from sim.kernel.decision import act
from sim.kernel.setup import new_state, prepare
from sim.laws.decision import Choice
from sim.model import Decision
from sim.scenario import parse_scenario
from tests.model.lockstep import MOVEMENTS, compare, differences, play
from tests.model.random_scenarios import scenarios


@settings(max_examples=80)
@given(st.data(), st.integers(0, 3), st.booleans())
def test_random_scenarios(data, replication, with_events):
    with tempfile.TemporaryDirectory() as folder:
        moved = compare(data.draw(scenarios(Path(folder), with_events)), replication)
    for name in MOVEMENTS:
        event(f"{name}: {'some' if moved[name].any() else 'none'}")


# Cheap to enter and to leave, founders who expect too much, tastes that differ: pools come and go.
CHURN = {
    "name": "churn",
    "months": 36,
    "population": {
        "number": 40,
        "size": {"distribution": "lognormal", "mu": 1.752, "sigma": 1.43, "low": 1, "high": 250},
        "horizon": {"distribution": "uniform", "low": 6, "high": 72},
        "taste": 1.0,
        "solidarity": 0.5,
    },
    "society": {"review_rate": 0.5, "search_breadth": 4, "hazard": 0.05, "trust_loss": 0.2},
    "resources": {
        "hr": {
            "need_per_fte": 0.35,
            "fixed_cost": 900.0,
            "unit_cost": 300.0,
            "lot": 4.33,
            "market_price": 800.0,
            "unmet_value": 700.0,
            "variation": 0.5,
            "correlation": 0.1,
            "friction": 0.3,
            "member_cost": 30.0,
            "pair_cost": 4.0,
            "founding_cost": 1500.0,
            "joining_cost": 200.0,
            "leaving_cost": 20.0,
            "overrun_mean": 3.0,
            "overrun_cv": 1.0,
            "commitment": 1,
            "min_members": 3,
            "admission": "majority",
        },
        "lorry": {
            "fixed_cost": 400.0,
            "unit_cost": 190.0,
            "scale_exponent": 0.7,
            "market_price": 160.0,
            "unmet_value": 260.0,
            "variation": 0.3,
            "hub_cost": 100.0,
            "pair_cost": 6.0,
            "overrun_mean": 3.0,
            "overrun_cv": 1.0,
            "commitment": 0,
            "max_members": 9,
            "concerned": 0.8,
            "sharing": "by_use",
            "admission": "open",
        },
    },
}


@pytest.mark.parametrize("network", ["small_world", "complete"])
def test_pools_that_come_and_go(network):
    scenario = parse_scenario({**CHURN, "network": {"kind": network}})
    runs = [compare(scenario, replication) for replication in range(3)]
    assert all(any(moved[name].any() for moved in runs) for name in MOVEMENTS), runs


def test_more_organizations_than_a_cache_holds():
    """Prefetching, which reaches beyond the last row, changes no result."""
    population = CHURN["population"] | {"number": 10_100}
    moved = compare(parse_scenario({**CHURN, "population": population, "months": 3}), 0)
    assert moved["foundings"].any()


def test_pools_that_end_together():
    """Several pools of one resource end in one month: the order decides on who takes which slot later."""
    tables = {
        "population": {"number": 15},
        "network": {"kind": "complete"},
        "society": {"review_rate": 0.0},
        "resources": {"hr": {"min_members": 3}},
    }
    scenario = parse_scenario(tables)
    model, state = PoolingModel(scenario), new_state(prepare(scenario), scenario.seed, 0)
    for first in range(0, 15, 3):
        a, b, c = model.organizations[first : first + 3]
        model.carry_out(a, 0, Decision.found(b, c))
        state.desk["member"][:3] = [first, first + 1, first + 2]
        act(state, first, 0, 0, int(Choice.FOUND), 3)
    for first in (0, 3, 9):
        model.carry_out(model.organizations[first], 0, Decision.leave())
        act(state, first, 0, 0, int(Choice.LEAVE), -1)
    assert not differences(model.state, state)
    model.step()
    play(state, 0)
    assert state.resource["dissolutions"][0] == 3
    assert not differences(model.state, state)
    assert [pool.rows for pool in model.pools] == [[6, 7, 8], [12, 13, 14]]


def test_a_slot_that_is_taken_again_in_the_month_it_is_freed(tmp_path):
    """Within one month the prescribed pool ends and another one takes its slot."""
    lines = ["month,organization,resource,choice"]
    lines += [f"1,{row},hr,pool" for row in (0, 1, 2)]
    lines += [f"5,{row},hr,{'alone' if row < 3 else 'pool'}" for row in range(6)]
    (tmp_path / "decisions.csv").write_text("\n".join(lines) + "\n")
    tables = {
        "months": 8,
        "population": {"number": 6, "rule": "prescribed"},
        "network": {"kind": "complete"},
        "resources": {"hr": {}},
        "decisions": "decisions.csv",
    }
    moved = compare(parse_scenario(tables, tmp_path))
    assert [moved[name][4] for name in MOVEMENTS] == [1, 0, 3, 1]


def test_prescribed_pools_that_come_and_go(tmp_path):
    lines = ["month,organization,resource,choice"]
    for month in range(1, 31, 3):
        choice = "pool" if month % 2 else "alone"
        lines += [f"{month},{row},{r},{choice}" for row in range(0, 30, 1 + month % 4) for r in ("hr", "lorry")]
    (tmp_path / "decisions.csv").write_text("\n".join(lines) + "\n")
    rules = {"distribution": "discrete", "values": ["prescribed", "rational", "together", "alone"]}
    for weights in ([1, 0, 0, 0], [4, 4, 0, 1], [0, 0, 1, 0], [1, 1, 1, 1]):
        rules["weights"] = weights
        tables = {**CHURN, "population": {**CHURN["population"], "rule": dict(rules)}}
        if weights[0]:
            tables["decisions"] = "decisions.csv"
        moved = compare(parse_scenario(tables, tmp_path))
        assert moved["foundings"].any()
        assert moved["leavings"].any() == (weights[2] != sum(weights)), moved


@pytest.mark.parametrize("changes", [[], ["population.number=60", "months=24"]], ids=["atelier", "quebec-1"])
def test_shipped_scenarios(repository, changes):
    name = "quebec-1" if changes else "atelier"
    scenario = load_scenario(repository / "scenarios" / f"{name}.toml", set=changes)
    assert compare(scenario, replication=3)["foundings"].any()
