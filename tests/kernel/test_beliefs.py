"""Beliefs about overruns: founders expect what they believe, and looks at running pools correct it."""

import math

import numpy as np
import pytest

from sim import simulate
from sim.kernel.decision import choose
from sim.kernel.membership import found
from sim.laws.beliefs import revised
from tests.kernel.stories import told
from tests.kernel.worlds import PLAIN, RICH, parse_scenario, plain, played, rich, sizes, start

NAMES = tuple(RICH["resources"])


def everywhere(values):
    """Return values of parameters for all resources of the rich world."""
    return {f"resources.{name}.{key}": value for name in NAMES for key, value in values.items()}


def pools_seen(gain, believed=1.0, seed=1):
    """Return a state of the plain world with three pools of two, founded in months 0, 0 and 4; the seventh is alone."""
    values = {"population.number": 7, "shared.believed_overrun": believed, "shared.belief_gain": gain, "seed": seed}
    state = start(plain(values))
    for rows, month in (((0, 1), 0), ((2, 3), 0), ((4, 5), 4)):
        state.desk["member"][:2] = rows
        found(state, rows[0], 0, 2, month)
    return state


def belief(state, i, believed=1.0):
    return believed + float(state.mechanism.beliefs["learned"][i, 0])


def test_a_look_moves_a_belief_towards_the_mean_of_the_pools_that_run():
    state = pools_seen(0.25, believed=1.1)
    overrun = state.pool["overrun"][0]
    overrun[state.place["pool"][[0, 2, 4], 0]] = (1.5, 2.5, 9.0)
    choose(state, 6, 0, 4)  # in its month of founding nobody knows what the third one costs
    assert belief(state, 6, 1.1) == pytest.approx(1.1 + 0.25 * (2.0 - 1.1), rel=1e-14)
    choose(state, 6, 0, 5)
    assert belief(state, 6, 1.1) == pytest.approx(revised(1.325, 0.25, 13.0 / 3), rel=1e-14)
    choose(state, 0, 0, 5)  # its own pool counts like the others
    assert belief(state, 0, 1.1) == pytest.approx(1.1 + 0.25 * (13.0 / 3 - 1.1), rel=1e-14)
    assert belief(state, 1, 1.1) == 1.1  # who does not look learns nothing


def test_who_sees_no_running_pool_learns_nothing():
    state = pools_seen(1.0)
    choose(state, 6, 0, 0)
    assert belief(state, 6) == 1.0


@pytest.mark.parametrize(("gain", "pools"), [(0.3, 3), (0.8, 2)])
def test_a_constant_gain_is_right_on_average_and_never_sure(gain, pools):
    # fresh pools at every look: E[B] is E[xi], not the median, and Var B = g / (2 - g) Var xi / k
    state = pools_seen(gain)
    slots = state.place["pool"][[0, 2, 4], 0]
    mean, cv, looks = 1.3, 0.6, 30_000
    sigma = math.sqrt(math.log1p(cv * cv))
    drawn = np.random.default_rng(2).lognormal(math.log(mean) - sigma * sigma / 2, sigma, (looks, 3))
    state.pool["founded"][0, slots[pools:]] = looks + 100  # these are never seen to run
    beliefs = np.empty(looks)
    for t in range(looks):
        state.pool["overrun"][0, slots] = drawn[t]
        choose(state, 6, 0, 10)
        beliefs[t] = belief(state, 6)
    beliefs = beliefs[100:]
    variance = gain / (2 - gain) * (mean * cv) ** 2 / pools
    effective = beliefs.size * gain / (2 - gain)  # an autoregression with coefficient 1 - g
    assert beliefs.mean() == pytest.approx(mean, abs=4 * math.sqrt(variance / effective))
    assert beliefs.mean() > math.exp(math.log(mean) - sigma * sigma / 2) + 0.1
    assert beliefs.var() == pytest.approx(variance, rel=0.1)


@pytest.mark.parametrize("make", [rich, plain])
def test_to_know_the_overrun_is_to_plan_with_the_costs_that_come(make):
    # an overrun of two that all expect, and no overrun with costs twice as high, are the same world to the last bit
    names = NAMES if make is rich else ("shared",)
    terms = make().resources
    costs = ("founding_cost", "friction", "hub_cost", "member_cost", "pair_cost")
    own = {"shared.founding_cost": 900, "shared.friction": 0.5, "shared.hub_cost": 100} if make is plain else {}
    twice = {f"resources.{name}.{key}": 2 * getattr(terms[name], key) for name in names for key in costs}
    twice |= {key.replace("shared", "resources.shared"): 2 * value for key, value in own.items()}
    sure = {"overrun_cv": 0.0, "overrun_mean": 1.0, "believed_overrun": 1.0}
    known = {"overrun_cv": 0.0, "overrun_mean": 2.0, "believed_overrun": 2.0, "belief_gain": 0.5}
    one, other = (
        simulate(make(own | values | {f"resources.{name}.{k}": v for name in names for k, v in law.items()}))
        for values, law in ((twice, sure), ({}, known))
    )
    about = {"pool_overrun", "overruns_met", "overruns_of_members"}
    assert float(one["pools_founded"].sum()) > 0
    for name in set(one.data_vars) - about:
        np.testing.assert_array_equal(one[name], other[name], name)
    assert (other["forecast_errors"] == 0.0).all()


def test_who_expects_the_overrun_does_not_found_what_it_makes_a_loss():
    # two save 450 a month each for 36 months; coordination costs 300 a month as planned, 1,200 as it turns out
    values = {"population.number": 2, "shared.hub_cost": 300, "shared.overrun_mean": 4.0}
    for expected, pooled in ((1.0, [2]), (4.0, [])):
        _, state = next(played(plain(values | {"shared.believed_overrun": expected})))
        assert sizes(state) == pooled


def test_what_founding_costs_is_expected_with_its_overrun(tmp_path):
    # the cash of each is 900: a part of 400 of the founding cost as planned, of 1,000 as expected
    people = {"size": [10, 10], "cash": [0.9, 0.9]}
    for expected, pooled in ((1.0, [2]), (2.5, [])):
        values = {"shared.founding_cost": 800, "shared.believed_overrun": expected, "society.liquidity_months": 0}
        _, state = next(played(told(tmp_path, [], values | {"population.number": 2}, people)))
        assert sizes(state) == pooled


def test_a_proposal_grows_by_the_belief_of_the_proposer_and_is_pruned_by_that_of_each(tmp_path):
    # three alike; coordination of 800 a month, as planned: 1,000 alone, 1,200 / 3 + 100 together. At three times the
    # plan it costs 3,300 / 3 + 100. One expects that, and leaves; if the proposer does, there is no proposal
    values = {"population.number": 3, "shared.hub_cost": 300, "shared.belief_gain": 0.1}
    for sceptic, proposer, size in ((None, 0, 3), (2, 0, 2), (0, 0, 0)):
        state = start(plain(values))
        if sceptic is not None:
            state.mechanism.beliefs["learned"][sceptic, 0] = 7.0
        choose(state, proposer, 0, 1)
        choice, target = choose(state, proposer, 0, 1)
        assert (int(target) if choice == 3 else 0) == size


def test_forecast_errors_and_overruns_are_those_of_the_pools():
    values = everywhere({"overrun_mean": 1.8, "overrun_cv": 0.5, "believed_overrun": 1.2, "belief_gain": 0.4})
    run = simulate(rich(values | {"replications": 2}), record="organizations")
    for k in range(2):
        one = run.isel(replication=k)
        real = one["pool_founder"].values >= 0
        of, when, xi = (one[f"pool_{name}"].values[real] for name in ("resource", "founded", "overrun"))
        for r in range(len(NAMES)):
            here = one.isel(resource=r)
            assert float(here["overruns_met"]) == pytest.approx(xi[of == r].sum())
            errors, founded = here["forecast_errors"].values, here["foundings"].values
            assert (errors[founded == 0] == 0.0).all()
            first = xi[(of == r) & (when == 1)]  # nobody has seen a pool yet
            assert errors[0] == pytest.approx(first.sum() - 1.2 * first.size)
            assert founded.sum() == (of == r).sum()
            members = here["pool"].isel(month=-1).values
            assert float(here["overruns_of_members"]) == pytest.approx(xi[members[members >= 0]].sum())


def test_nothing_is_kept_while_it_is_off():
    state = start(parse_scenario(PLAIN))
    assert state.mechanism.beliefs.shape == (1, 1)
