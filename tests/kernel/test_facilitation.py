"""A facilitator's proposals: who is asked, what forms, and that nobody who does not want it is in."""

import numpy as np
import pytest

from sim import best_groups, simulate
from sim.analysis.paired import paired_difference
from sim.kernel.facilitation import facilitate
from sim.laws.random import EVERYBODY, Purpose, uniform
from sim.scenario import with_values
from sim.vocabulary.codes import Rule
from tests.kernel.worlds import members_of, plain, rich, start

QUIET = {"society.review_rate": 0.0, "levers.proposals": 1.0}
"""Nobody reviews: all that happens, the facilitator proposes."""


def asked(scenario):
    """Return the state of a world after the facilitator has proposed once."""
    state = start(scenario)
    facilitate(state, 0)
    return state


def rows_of(scenario, groups):
    """Return the rows of the organizations of groups of more than one, as sets."""
    names = scenario.organization_names()
    return {frozenset(names.index(name) for name in group) for group in groups if len(group) > 1}


def test_the_best_group_forms_where_all_want_it():
    scenario = plain(QUIET | {"population.size": {"distribution": "uniform", "low": 2, "high": 30}})
    state = asked(scenario)
    pools = members_of(state)
    assert {frozenset(rows) for rows in pools.values()} == rows_of(
        scenario, best_groups(scenario, "shared").rational.groups
    )
    assert state.resource["proposals_made"][0] == state.resource["proposals_formed"][0] == 1
    (slot,) = pools
    assert state.pool[0, slot]["founder"] == min(state.organization["identity"][pools[slot]])


def test_each_proposal_is_the_block_that_saves_most():
    scenario = rich(QUIET | {"population.taste": 0.0, "population.solidarity": 0.0, "population.autonomy": 0.0})
    free = {f"resources.{name}.{cost}": 0.0 for name in scenario.resources for cost in ("founding_cost", "friction")}
    scenario = with_values(scenario, free | {"population.cash": 600.0})
    state = asked(scenario)
    for r, key in enumerate(scenario.resources):
        rational = best_groups(scenario, key).rational
        savings = [alone - cost for alone, cost in zip(rational.stand_alone_costs, rational.costs, strict=True)]
        best = rational.groups[int(np.argmax(savings))]
        names = scenario.organization_names()
        assert {names[row] for rows in members_of(state, r).values() for row in rows} == set(best)


def test_who_does_not_want_it_is_left_out():
    # what three years save does not repay the founding; who has a strong taste against a pool stays out of it
    assert members_of(asked(plain(QUIET | {"shared.founding_cost": 1e6}))) == {}
    state = start(plain(QUIET))
    state.place["liking"][3, 0] = -1e9
    facilitate(state, 0)
    assert [set(rows) for rows in members_of(state).values()] == [set(range(12)) - {3}]


def test_who_cannot_pay_is_left_out():
    state = start(plain(QUIET | {"shared.founding_cost": 100.0}))
    state.organization["cash"][5] = 0.0
    facilitate(state, 0)
    assert [set(rows) for rows in members_of(state).values()] == [set(range(12)) - {5}]


@pytest.mark.parametrize("change", ["need", "pool", "prescribed", "aware", "waits"])
def test_only_those_that_could_be_asked_are_asked(change):
    state = start(plain(QUIET | {"society.innovation": 0.5}))
    state.organization["aware"] = 1
    if change == "need":
        state.place["need"][0] = 0.0
    elif change == "pool":
        state.place["pool"][0] = 11
        state.place["bound_until"][0] = 9
    elif change == "prescribed":
        state.place["prescribed"][0] = 0
    elif change == "aware":
        state.organization["aware"][0] = 0
    else:
        state.organization["rule"][0] = Rule.CONDITIONAL  # nobody pools yet
        state.organization["threshold"][0] = 0.5
    facilitate(state, 0)
    founded = {slot: rows for slot, rows in members_of(state).items() if slot != 11 or change != "pool"}
    assert [set(rows) for rows in founded.values()] == [set(range(1, 12))]


def test_the_reach_bounds_how_many_are_asked():
    sizes = {
        len(rows)
        for seed in range(1, 6)
        for rows in members_of(asked(plain(QUIET | {"levers.facilitator_reach": 5, "seed": seed}))).values()
    }
    assert sizes == {5}
    state = asked(plain(QUIET | {"levers.facilitator_reach": 1000}))
    assert [len(rows) for rows in members_of(state).values()] == [12]
    np.testing.assert_array_equal(state.desk["shuffled"][:12], np.arange(12))


def test_proposals_come_as_often_as_they_should():
    scenario = plain(QUIET | {"levers.proposals": 0.3, "shared.founding_cost": 1e6})
    state = start(scenario)
    for month in range(200):
        facilitate(state, month)
    key = state.society["key"][0]
    drawn = [
        uniform(key, EVERYBODY, state.resource["stream"][0], month, Purpose.PROPOSAL, 0) < 0.3 for month in range(200)
    ]
    assert state.resource["proposals_made"][0] == sum(drawn)
    assert 40 < sum(drawn) < 80
    assert state.resource["proposals_formed"][0] == 0


def test_a_consortium_is_worth_what_the_same_draws_show(repository):
    # who decides alone proposes among few contacts; a facilitator sees all
    scenario = rich({"months": 24, "replications": 6, "society.search_breadth": 1})
    without = simulate(scenario, record="summary", threads=1)
    helped = simulate(with_values(scenario, {"levers.proposals": 0.5}), record="summary", threads=1)
    np.testing.assert_array_equal(without["collective_total_counterfactual"], helped["collective_total_counterfactual"])
    assert int(without["proposals_made"].sum()) == 0
    assert int(helped["proposals_formed"].sum()) > 0
    worth = paired_difference(helped["collective_total_gain"], without["collective_total_gain"])
    assert np.isfinite(float(worth["mean"]))
