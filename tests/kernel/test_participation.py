"""Who pools: everybody where pooling cannot harm, nobody where it cannot pay."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from sim.declared.own import OWN_KEY
from sim.declared.sharing import SHARING_RULES
from tests.kernel.worlds import members_of, plain, played, rich, sizes, uniform

shares = st.floats(0, 1)
SHARING = tuple(rule for rule in SHARING_RULES if rule != OWN_KEY)  # own rules have tests of their own
NEUTRAL = ("two_part", "serial", "by_need", "by_use")
"""Rules under which a newcomer who brings only its share of a fixed cost harms nobody."""


def last(scenario, replication=0):
    """Return the state after the last month."""
    *_, (_, state) = played(scenario, replication=replication)
    return state


@settings(max_examples=30)
@given(
    sharing=st.sampled_from(NEUTRAL),
    admission=st.sampled_from(["open", "no_harm", "majority"]),
    number=st.integers(2, 40),
    fixed_cost=st.floats(0.1, 5000),
    size=st.floats(1, 60),
    foresight=shares,
    trust=shares,
    solidarity=shares,
    hazard=shares,
    horizon=st.integers(1, 60),
    seed=st.integers(0, 2**40),
)
def test_where_pooling_cannot_harm_everybody_pools(
    sharing, admission, number, fixed_cost, size, foresight, trust, solidarity, hazard, horizon, seed
):
    # eps = gamma = K = f0 = g = alpha = tax = overuse = 0, overrun 1, eta 1, lot 0, nu 0, 0 < c < min(p, v),
    # F paid alone (in-house costs even the smallest less than the market), and everybody within reach
    needed = 1.0
    scenario = plain(
        {
            "seed": seed,
            "months": 24,
            "population.number": number,
            "population.size": uniform(needed, needed + size),
            "population.cash": 0,
            "population.foresight": foresight,
            "population.trust": trust,
            "population.solidarity": solidarity,
            "population.horizon": horizon,
            "society.hazard": hazard,
            "shared.fixed_cost": fixed_cost,
            "shared.market_price": 10 + fixed_cost / needed,
            "shared.unmet_value": 11 + fixed_cost / needed,
            "shared.sharing": sharing,
            "shared.admission": admission,
        }
    )
    state = last(scenario)
    assert np.all(state.place["capacity"] > 0)  # in-house, as the case wants it
    assert sizes(state) == [number]
    alone = state.place["stand_alone"]
    assert np.all(state.place["billed"] <= alone * (1 + 1e-12))


def test_under_equal_shares_the_small_stay_out():
    # the same case under equal shares is not neutral: who needs little would pay for those who need much. A large one
    # costs 100,900 alone, more than 39 small ones could save: 39 * 900
    scenario = plain(
        {
            "months": 24,
            "population.number": 40,
            "population.size": {"distribution": "discrete", "values": [10.0, 10_000.0]},
            "shared.sharing": "equal",
            "shared.admission": "no_harm",
        }
    )
    state = last(scenario)
    small = state.organization["size"] == 10.0
    for rows in members_of(state).values():
        assert small[rows].all() or not small[rows].any()
    assert sizes(state) == sorted((int(small.sum()), int((~small).sum())), reverse=True)


@pytest.mark.parametrize("sharing", SHARING)
@pytest.mark.parametrize("admission", ["open", "no_harm", "majority"])
def test_coordination_dearer_than_being_alone_leaves_everybody_alone(sharing, admission):
    base = rich({"population.solidarity": 0, "population.taste": 0})
    dearest = np.max([last(base, k).place["stand_alone"].max(axis=0) for k in range(2)], axis=0)
    values = {}
    for name, most in zip(base.resources, dearest, strict=True):
        own = {
            "sharing": sharing,
            "admission": admission,
            "founding_cost": 0,
            "joining_cost": 0,
            "friction": 0,
        }
        own |= {"member_cost": float(most) * 1.01, "pair_cost": 0, "overrun_cv": 0, "overrun_mean": 1}
        values |= {f"resources.{name}.{key}": value for key, value in own.items()}
    state = last(rich(values | {"population.solidarity": 0, "population.taste": 0, "population.autonomy": 0}))
    assert state.resource["founded"].sum() == 0
    # and it is the coordination that stops them
    cheap = {path: 0 for path in values if path.endswith("member_cost")}
    state = last(rich(values | cheap | {"population.solidarity": 0, "population.taste": 0}))
    assert state.resource["founded"].sum() > 0


def test_who_looks_a_month_ahead_founds_nothing_that_costs_more_than_a_month():
    base = {
        "population.horizon": 1,
        "population.foresight": 1,
        "population.solidarity": 0,
        "population.taste": 0,
    }
    dearest = last(rich(base)).place["stand_alone"].max(axis=0)
    values = {"population.cash": 600}
    for name, most in zip(rich().resources, dearest, strict=True):
        own = {"founding_cost": 41 * float(most), "joining_cost": 1.01 * float(most), "max_members": 0}
        values |= {f"resources.{name}.{key}": value for key, value in own.items()}
    state = last(rich(base | values))
    assert state.resource["founded"].sum() == 0
    # the same costs are worth it to who looks far ahead
    far = last(rich(base | values | {"population.horizon": 600, "society.hazard": 0}))
    assert far.resource["founded"].sum() > 0


def test_a_pool_keeps_to_its_room():
    for most in (2, 5, 11):
        scenario = plain({"shared.max_members": most, "population.number": 30})
        largest = [max(sizes(state), default=0) for _, state in played(scenario)]
        assert max(largest) == most
        assert sum(sizes(state := last(scenario))) >= 30 - most
        assert all(n <= most for n in sizes(state))


def test_the_larger_the_say_of_members_the_smaller_the_pools():
    # every further pair costs all the same, every further need spreads the risk of who needs much: no_harm
    # keeps out whom the smallest would pay for, a majority whom most would, open pools nobody
    values = {
        "population.number": 40,
        "population.size": {"distribution": "lognormal", "mu": 2, "sigma": 1, "low": 1, "high": 200},
        "shared.variation": 0.4,
        "shared.pair_cost": 4,
        "shared.sharing": "two_part",
        "society.search_breadth": 3,
        "months": 36,
    }
    largest = {}
    for admission in ("no_harm", "majority", "open"):
        states = [last(plain(values | {"shared.admission": admission}), k) for k in range(6)]
        largest[admission] = np.mean([sizes(state)[0] for state in states])
    assert largest["no_harm"] < largest["majority"] < largest["open"], largest


def test_autonomy_keeps_out_who_prizes_it():
    # alone 1,000, in a pool of 12 175: who would pay more than 825 to be its own master stays alone
    for autonomy, pools in ((0.82, 1), (0.83, 0)):
        assert len(sizes(last(plain({"population.autonomy": autonomy})))) == pools


@pytest.mark.parametrize(("solidarity", "pools"), [(0.0, 0), (0.38, 0), (0.4, 1), (1.0, 1)])
def test_solidarity_founds_what_self_interest_does_not(solidarity, pools):
    # needs of 1 and 103: alone 920 and 2,960, together 2,980, half of it each. The small one loses 570 and
    # spares the large one 2,960 - 1,490 = 1,470: worth it from a solidarity of 570 / 1,470 = 0.388 on
    values = {
        "population.number": 2,
        "population.size": {"distribution": "discrete", "values": [1.0, 103.0]},
        "population.solidarity": solidarity,
        "shared.unit_cost": 20,
    }
    unlike = [state for k in range(12) if np.ptp((state := last(plain(values), k)).organization["size"]) > 0]
    assert len(unlike) > 3
    assert all(len(members_of(state)) == pools for state in unlike)


@pytest.mark.parametrize("solidarity", [0.0, 0.5, 1.0])
def test_solidarity_founds_nothing_that_costs_every_founder_more_than_it_saves(solidarity):
    # two at 1,000 alone, 550 together: 36 months save each 450 * 36 = 16,200. Without the one the other would not
    # found, and would pay nothing either: what founding costs each counts against the common saving, not for it
    values = {"population.number": 2, "population.solidarity": solidarity}
    for payment, pools in ((16_000, 1), (16_400, 0)):
        assert len(sizes(last(plain(values | {"shared.founding_cost": 2 * payment})))) == pools


@pytest.mark.parametrize(("least", "pools"), [(2, 1), (3, 0)])
def test_above_the_minimum_size_a_founder_spares_the_others_its_payment(least, pools):
    # three at 1,000 alone, 400 together: each saves 600 * 36 = 21,600 and spares the others, if they found without it,
    # 550 * 2 - 400 * 2 = 300 a month, 10,800 in all, and its payment K of 21,650. At the minimum size, where they
    # would not found, it spares them 1,200 a month, 43,200 in all, less 2 K: 21,600 - K + omega (43,200 - 2 K) < 0
    values = {
        "population.number": 3,
        "population.solidarity": 1,
        "shared.min_members": least,
        "shared.founding_cost": 3 * 21_650,
    }
    assert len(sizes(last(plain(values)))) == pools
