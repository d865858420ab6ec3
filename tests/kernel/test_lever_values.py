"""Levers: what they are worth to who decides, and whom they let enter."""

import math

import pytest

from sim.kernel.joining import joining_value
from sim.kernel.membership import found
from tests.kernel.equations import annuity
from tests.kernel.stories import levers
from tests.kernel.worlds import plain, played, sizes, start


def founds(values):
    """Tell whether the twelve of the plain world found a pool, in which each would pay 175 instead of 1,000."""
    *_, (_, state) = played(plain({"months": 1} | values))
    assert (int(state.resource["founded"][0]), sizes(state)) in ((0, []), (1, [12]))
    return sizes(state) == [12]


# 36 months of 825: 29,700
@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        # the least that lets them found, and what does not
        ({"shared.founding_cost": 480_000}, levers(subsidy_share=0.26), levers(subsidy_share=0.255)),
        (
            {"shared.founding_cost": 480_000},
            levers(subsidy_share=1, subsidy_cap=10_301),
            levers(subsidy_share=1, subsidy_cap=10_299),
        ),
        ({"shared.founding_cost": 480_000}, levers(facilitator_cut=0.26), levers(facilitator_cut=0.255)),
        ({}, levers(facilitator_fee=824), levers(facilitator_fee=826)),
        ({"shared.hub_cost": 12_000}, levers(facilitator_cut=0.18), levers(facilitator_cut=0.17)),
        ({"shared.member_cost": 1_000}, levers(facilitator_cut=0.18), levers(facilitator_cut=0.17)),
        ({"shared.founding_cost": 29_600 * 12}, levers(credit_months=1), levers(credit_months=1, credit_rate=0.06)),
    ],
)
def test_levers_decide_what_is_founded(values, low, high):
    assert not founds(values | high)
    assert founds(values | low)


def test_a_guarantee_decides_what_is_founded():
    # x = 0.97: who fears a break-up counts (1 - 0.97^36) / 0.03 months of 825, and a dollar of entry
    # as 1 - 0.8 * 0.03 * (1 - 0.97^12) / 0.03
    worth = 825 * (1 - 0.97**36) / 0.03
    felt = 1 - 0.8 * (1 - 0.97**12)
    values = {"society.hazard": 0.06, "population.trust": 0.5}
    values |= levers(guarantee_share=0.8, guarantee_months=12)
    assert founds(values | {"shared.founding_cost": 12 * (worth / felt - 1)})
    assert not founds(values | {"shared.founding_cost": 12 * (worth / felt + 1)})


@pytest.mark.parametrize(
    "values",
    [
        levers(credit_months=60, credit_rate=1.0),  # felt as more than it is
        levers(guarantee_share=1, guarantee_months=36) | {"society.hazard": 0.1, "population.trust": 0},
        levers(subsidy_share=0.5),
    ],
)
def test_who_cares_for_the_others_as_for_itself_founds_at_any_price(values):
    # what it pays to found, net of levers, it spares the others: with omega = 1 the two are one and the same
    caring = {"population.solidarity": 1}
    for cost in (0.0, 480_000.0, 5e6):
        assert founds(values | caring | {"shared.founding_cost": cost})
    assert not founds(values | caring | {"population.solidarity": 0, "shared.founding_cost": 5e6})
    # nor does the price make up for a pool that is not worth it: each pays 902 - 825 more, and spares the others 75
    losing = {"shared.member_cost": 902}
    for cost in (0.0, 480_000.0, 5e6):
        assert not founds(values | caring | losing | {"shared.founding_cost": cost})


def offer(values, cash=600.0, payment=9000.0):
    """Return what joining a pool of two is worth to a third, which would pay 400 instead of 1,000, and if it can."""
    state = start(plain({"shared.joining_cost": payment, "population.cash": cash} | values))
    state.desk["member"][:2] = (0, 1)
    slot = found(state, 0, 0, 2, 0)
    return joining_value(state, 2, 0, slot)


DOUBT = {"population.rate": 0.06, "society.hazard": 0.04, "population.trust": 0.25}
DELTA, FEAR = 1.06 ** (-1 / 12), 0.04 * 0.75


@pytest.mark.parametrize(
    ("values", "felt"),
    [
        ({}, 9000),
        (levers(subsidy_share=0.3), 6300),
        (levers(subsidy_share=0.3, subsidy_cap=1000), 8000),
        # a refund within ten months, and within more than the horizon
        (levers(guarantee_share=0.8, guarantee_months=10), (10, 0.8)),
        (levers(guarantee_share=1.0, guarantee_months=500), (36, 1.0)),
        (levers(credit_months=12, credit_rate=0.1), {"months": 12, "rate": 0.1}),
        (levers(credit_months=60), {"months": 60, "rate": 0.0}),
    ],
)
def test_joining_is_worth_its_price_net_of_levers(values, felt):
    x = DELTA * (1 - FEAR)
    if isinstance(felt, tuple):
        months, share = felt
        # it breaks up in the k-th month if it has not before; the refund comes a month later
        refund = math.fsum(DELTA ** (k + 1) * FEAR * (1 - FEAR) ** k for k in range(months))
        felt = 9000 * (1 - share * refund)
    elif isinstance(felt, dict):
        i = (1 + felt["rate"]) ** (1 / 12) - 1
        instalment = 9000 * i / (1 - (1 + i) ** -felt["months"]) if i else 9000 / felt["months"]
        felt = math.fsum(instalment * DELTA**k for k in range(felt["months"]))
    value, _ = offer(DOUBT | values)
    assert value == pytest.approx(annuity(x, 36) * 600 - felt, rel=1e-12)


def test_the_price_of_three_levers_together():
    values = levers(
        subsidy_share=0.5, subsidy_cap=3000, guarantee_share=0.5, guarantee_months=6, credit_months=6, credit_rate=0.2
    )
    i = 1.2 ** (1 / 12) - 1
    x = DELTA * (1 - FEAR)
    dollar = i / (1 - (1 + i) ** -6) * annuity(DELTA, 6) - 0.5 * DELTA * FEAR * annuity(x, 6)
    value, _ = offer(DOUBT | values)
    assert value == pytest.approx(annuity(x, 36) * 600 - 6000 * dollar, rel=1e-12)


def test_a_guarantee_is_worth_more_to_who_has_lost_trust():
    scenario = plain({"shared.joining_cost": 9000} | DOUBT | levers(guarantee_share=0.8, guarantee_months=10))
    state = start(scenario)
    state.desk["member"][:2] = (0, 1)
    slot = found(state, 0, 0, 2, 0)
    for trust in (0.9, 0.1, 0.5):
        state.organization["trust"][2] = trust
        fear = 0.04 * (1 - trust)
        x = DELTA * (1 - fear)
        value, _ = joining_value(state, 2, 0, slot)
        expected = annuity(x, 36) * 600 - 9000 * (1 - 0.8 * DELTA * fear * annuity(x, 10))
        assert value == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("values", "cash", "able"),
    [
        # cash in months of 1,000
        ({}, 8.999, False),
        ({}, 9.001, True),
        (levers(subsidy_share=0.5), 4.499, False),
        (levers(subsidy_share=0.5), 4.501, True),
        (levers(subsidy_share=1, subsidy_cap=2000), 6.999, False),
        (levers(subsidy_share=1, subsidy_cap=2000), 7.001, True),
        (levers(guarantee_share=1, guarantee_months=36), 8.999, False),  # it comes back later, if at all
        (levers(credit_months=1), 0, True),
    ],
)
def test_what_must_be_at_hand_to_enter(values, cash, able):
    assert offer(values, cash)[1] == able


def test_a_credit_lifts_the_limit_on_bills_too():
    # a first bill of 400 * 6 is 1,400 above the budget: six months of it, and 9,000 to enter
    trouble = {"shared.friction": 5, "shared.friction_months": 2}
    assert not offer(trouble, 17.39)[1]
    assert offer(trouble, 17.41)[1]
    assert offer(trouble | levers(credit_months=12), 0)[1]


def test_levers_do_not_help_to_leave():
    # a member of another pool pays what leaving costs at once and by itself
    values = {"shared.joining_cost": 9000, "shared.leaving_cost": 500, "population.cash": 9}
    values |= levers(subsidy_share=0.5)
    for cash, able in ((4.9, False), (5.1, True)):
        state = start(plain(values | {"population.cash": cash}))
        state.desk["member"][:2] = (0, 1)
        slot = found(state, 0, 0, 2, 0)
        state.desk["member"][:3] = (2, 3, 4)
        found(state, 2, 0, 3, 0)
        value, possible = joining_value(state, 2, 0, slot)
        assert value == pytest.approx(36 * 600 - 4500 - 500)
        assert possible == able
