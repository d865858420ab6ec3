"""Screening: proposals that are not made would have failed, so that no result depends on it; and most are not made."""

import tempfile
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from sim import load_scenario
from sim.kernel.decision import choose
from sim.kernel.month import run
from sim.kernel.recording import new_trajectory
from sim.kernel.setup import new_state, prepare
from sim.kernel.state import NOBODY
from tests.kernel.worlds import plain
from tests.model.lockstep import differences
from tests.model.random_scenarios import scenarios

REPOSITORY = Path(__file__).parents[2]
QUEBEC = ("population.number=90", "months=36")


def played(scenario, screened, replication=0):
    """Play a run; return its state. A guarantee that lasts no month changes nothing, but screening passes over it."""
    setup = prepare(scenario)
    state = new_state(setup, scenario.seed, replication)
    if not screened:
        assert state.society["guarantee_months"][0] == 0
        state.society["guarantee_share"] = 0.5
    run(state, new_trajectory(scenario.months, *state.place.shape, True), scenario, setup.changes)
    state.society["guarantee_share"] = 0.0
    return state


def check(scenario, replication=0):
    """Fail if a run with screening differs from one without in any byte; return its pools ever founded."""
    one, other = played(scenario, True, replication), played(scenario, False, replication)
    # what a decision reads of itself is worked out when it is needed, and screening needs it of more organizations
    noted = {f"organization.{name}" for name in ("valued_trust", "confidence", "annuity", "power", "entry_factor")}
    noted |= {"book.luck", "book.luck_month", "place.deviation"}
    assert set(differences(one, other)) <= noted
    return int(one.society["pools_ever"][0])


@settings(max_examples=40)
@given(st.data())
def test_no_result_depends_on_screening(data):
    with tempfile.TemporaryDirectory() as folder:
        scenario = data.draw(scenarios(Path(folder)))
        if scenario.levers.guarantee_share * scenario.levers.guarantee_months == 0:
            check(scenario)


def everywhere(**values):
    """Return the settings that give parameters of all resources a value."""
    names = ("hr", "accounting", "premises", "it", "training", "reserve")
    return [f"resources.{name}.{key}={value}" for name in names for key, value in values.items()]


VARIANTS = {
    "as it is": [],
    "cheap": everywhere(founding_cost=300, friction=0.05),
    "equal": everywhere(sharing="equal", founding_cost=1000),
    "by size": everywhere(sharing="by_size", founding_cost=1000),
    "by need": everywhere(sharing="by_need", founding_cost=1000),
    "large lots": everywhere(lot=40, founding_cost=1000),
    "divisible": everywhere(lot=0, founding_cost=1000),
    "costly pairs": [
        "population.solidarity=0",
        *everywhere(lot=0, member_cost=0, pair_cost=100, founding_cost=50, friction=0, sharing="two_part"),
    ],
    "in threes": everywhere(min_members=3, max_members=4, founding_cost=1000),
    "in pairs": everywhere(min_members=2, max_members=2, founding_cost=100, friction=0.1),
    "taxed": everywhere(tax=0.15, founding_cost=100, friction=0.1),
    "unmet": everywhere(market_price=1e4, founding_cost=300),
    "much effort": everywhere(effort_stake=0.5, inspection=1, sanction=2, founding_cost=50, friction=0.05),
    "selfless": ["population.solidarity=1", *everywhere(founding_cost=1000)],
    "selfish": ["population.solidarity=0", *everywhere(founding_cost=50, friction=0.1)],
    "afraid": ["population.risk_weight=0.5", *everywhere(founding_cost=1000)],
    "new tastes": ["society.taste=independent", "population.taste=2"],
    "helped": ["levers.subsidy_share=0.6", "levers.subsidy_cap=3000", "levers.credit_months=24"],
    "facilitated": ["levers.facilitator_fee=20", "levers.facilitator_cut=0.5", "levers.facilitator_reach=4"],
}


@pytest.mark.parametrize("world", ["quebec", "quebec-1"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_no_proposal_that_succeeds_is_screened(world, variant):
    scenario = load_scenario(REPOSITORY / "scenarios" / f"{world}.toml", set=[*QUEBEC, *VARIANTS[variant]])
    assert sum(check(scenario, replication) for replication in range(3)) > 0


def test_one_that_is_small_but_needs_much_may_want_what_its_need_alone_would_not_pay_for(tmp_path):
    """The costs 1000 + 10 + 10 are shared by size, 1 to 10: the small one saves 917 a month, and by need 909."""
    (tmp_path / "who.csv").write_text("size,need_shared,horizon\n1,10,1\n10,10,30\n")
    terms = {
        "fixed_cost": 1000,
        "unit_cost": 1,
        "variation": 0.001,
        "founding_cost": 1826,
        "sharing": "by_size",
        "max_members": 2,
    }
    given = plain({"months": 1, "population.file": "who.csv"} | {f"shared.{k}": v for k, v in terms.items()}, tmp_path)
    assert check(given) == 1


def test_most_proposals_that_fail_are_screened():
    state = new_state(prepare(load_scenario(REPOSITORY / "scenarios" / "quebec-1.toml")), 1, 0)
    screened = failed = 0
    organizations, resources = state.place.shape
    for i in range(organizations):
        for r in range(resources):
            if state.place["need"][i, r] == 0.0:
                continue
            state.desk["steady"] = np.nan  # the first bill of a proposal that is made
            _, target = choose(state, i, r, 0)
            if target == NOBODY and state.place["refused"][i, r] != 0:
                failed += 1
                screened += np.isnan(state.desk["steady"]).all()
    assert failed > 1000
    assert screened > 0.6 * failed
