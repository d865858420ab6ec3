"""Levers: what they pay and what they bill, to the cent."""

import math

import numpy as np
import pytest

from tests.kernel.stories import books, edges, levers, told
from tests.kernel.worlds import plain, played, rich, sizes, start

FOUND = [(1, 0, "pool"), (1, 1, "pool"), (2, 2, "pool")]  # two wait for a third
STORY = [*FOUND, (4, 3, "pool"), (6, 3, "alone"), (8, 2, "alone")]  # too few: the month runs, then the pool dissolves
TERMS = {
    "months": 12,
    "population.number": 4,
    "population.cash": 0,
    "shared.min_members": 3,
    "shared.founding_cost": 900,
    "shared.joining_cost": 50,
    "shared.leaving_cost": 70,
    "shared.overrun_mean": 1.5,
    "society.hazard": 0.1,
}


def check_books(folder, values, entries, public, again=10):
    """Play the story, founded anew in a month, and compare its books with payments worked out by hand (4, 12)."""
    scenario = told(folder, [*STORY, (again, 2, "pool")], TERMS | values)
    state = start(scenario)
    kept = books(scenario, state)
    pooled = np.zeros((4, 12), dtype=bool)
    pooled[0:2, 1:8] = pooled[2, 1:7] = pooled[3, 3:5] = True  # months 2 to 8, 2 to 7, 4 and 5
    pooled[0:3, again - 1 :] = True
    np.testing.assert_array_equal(kept["members"][0], pooled.sum(0))
    exits = np.zeros((4, 12))
    exits[3, 5] = exits[2, 7] = 70  # not 0 and 1, whose pool dissolves
    bills = 100 + 900 / np.maximum(1, pooled.sum(0))  # alone: 1,000
    gain = np.where(pooled, 1000 - bills, 0.0) - entries - exits
    cent = {"rtol": 0, "atol": 1e-9}
    np.testing.assert_allclose(kept["entry_payment"], entries, **cent)
    np.testing.assert_allclose(kept["exit_payment"], exits, **cent)
    np.testing.assert_allclose(kept["public"], public, **cent)
    np.testing.assert_allclose(kept["gain"], gain, **cent)
    np.testing.assert_allclose(kept["cash"], gain.cumsum(1), **cent)  # the budget is what being alone costs
    np.testing.assert_allclose(kept["cash_alone"], 0.0, **cent)
    np.testing.assert_allclose(kept["resource_gain"][0], gain.sum(0).cumsum(), **cent)
    return state


def test_without_levers_nothing_is_public(tmp_path):
    entries = np.zeros((4, 12))
    entries[0:3, 1] = entries[0:3, 9] = 900 * 1.5 / 3
    entries[3, 3] = 50
    check_books(tmp_path, {}, entries, np.zeros((4, 12)))


@pytest.mark.parametrize(
    ("cap", "first", "joiner", "second"),
    [
        (0, 180, 20, 180),  # no cap: 40 % of 450, of 50, of 450
        (200, 180, 20, 20),  # founding anew, 20 are left
        (180, 180, 20, 0),
        (15, 15, 15, 0),
    ],
)
def test_a_subsidy_pays_its_share_up_to_its_cap_over_the_whole_run(tmp_path, cap, first, joiner, second):
    public = np.zeros((4, 12))
    public[0:3, 1], public[3, 3], public[0:3, 9] = first, joiner, second
    entries = np.zeros((4, 12))
    entries[0:3, 1], entries[3, 3], entries[0:3, 9] = 450 - first, 50 - joiner, 450 - second
    check_books(tmp_path, levers(subsidy_share=0.4, subsidy_cap=cap), entries, public)


def test_a_cap_is_that_of_the_organization_not_of_the_resource():
    values = {"months": 1, "population.rule": "together", "levers.subsidy_share": 0.5, "levers.subsidy_cap": 900}
    costs = {"adviser": 40_000, "premises": 24_000, "lorry": 8_000, "reserve": 4_000}
    values |= {f"resources.{name}.founding_cost": cost for name, cost in costs.items()}
    values |= {f"resources.{name}.overrun_cv": 0 for name in costs}
    scenario = rich(values)
    kept = books(scenario, state := start(scenario))
    needed = state.place["need"] > 0
    price = np.array(list(costs.values())) * 1.3 / needed.sum(0)
    full = (needed * price).sum(1)
    public = np.minimum(0.5 * full, 900)
    np.testing.assert_allclose(kept["public"][:, 0], public, rtol=1e-12)
    np.testing.assert_allclose(kept["entry_payment"][:, 0], full - public, rtol=1e-12)
    assert 0 < (public == 900).sum() < 40


@pytest.mark.parametrize(("months", "again"), [(6, 10), (7, 10), (7, 9), (24, 12)])
def test_a_guarantee_gives_back_what_was_paid_when_the_pool_dissolves_in_time(tmp_path, months, again):
    # founders enter in month 2 and their pool runs for seven months, up to month 8; who left gets nothing
    entries, public = np.zeros((4, 12)), np.zeros((4, 12))
    entries[0:3, 1] = entries[0:3, again - 1] = 450
    entries[3, 3] = 50
    if months >= 7:
        public[0:2, 8] = 0.6 * 450  # with the following month, be it that of a new entry
    check_books(tmp_path, levers(guarantee_share=0.6, guarantee_months=months), entries - public, public, again)


def test_a_guarantee_counts_from_each_members_own_entry(tmp_path):
    # founded in month 1, joined by 3 in month 4, too small in month 6: the founders came too early
    choices = [(1, i, "pool") for i in range(3)] + [(4, 3, "pool"), (6, 0, "alone"), (6, 1, "alone")]
    values = levers(guarantee_share=0.5, guarantee_months=3)
    kept = books(told(tmp_path, choices, TERMS | values))
    assert kept["public"][3].tolist() == [0] * 6 + [25] + [0] * 5
    assert not kept["public"][:3].any()
    assert kept["entry_payment"][3].tolist() == [0] * 3 + [50] + [0] * 2 + [-25] + [0] * 5


@pytest.mark.parametrize("values", [{"guarantee_share": 0.6}, {"guarantee_months": 24}])
def test_half_a_guarantee_is_none(tmp_path, values):
    entries = np.zeros((4, 12))
    entries[0:3, 1] = entries[0:3, 9] = 450
    entries[3, 3] = 50
    check_books(tmp_path, levers(**values), entries, np.zeros((4, 12)))


def test_a_guarantee_gives_back_no_subsidy(tmp_path):
    entries, public = np.zeros((4, 12)), np.zeros((4, 12))
    public[0:3, 1] = public[0:3, 9] = 0.4 * 450
    public[3, 3] = 0.4 * 50
    entries[0:3, 1] = entries[0:3, 9] = 0.6 * 450
    entries[3, 3] = 0.6 * 50
    refund = np.zeros((4, 12))
    refund[0:2, 8] = 0.5 * 0.6 * 450
    check_books(
        tmp_path,
        levers(subsidy_share=0.4, guarantee_share=0.5, guarantee_months=24),
        entries - refund,
        public + refund,
    )


def repaid(price, months, rate):
    """Return the payments (12,) of a debt that grows by a price (12,) at entries: month-end instalments."""
    i = (1 + rate) ** (1 / 12) - 1
    share = 1 / months if i == 0 else i / (1 - (1 + i) ** -months)
    paid, debt, instalment = [], 0.0, 0.0
    for new in price:
        if new > 0:
            debt += new
            instalment = debt * share  # what is still owed is spread anew
        debt *= 1 + i
        now = debt if debt < instalment * (1 + 1e-6) else instalment
        paid.append(now)
        debt -= now
    return np.array(paid), debt


@pytest.mark.parametrize("rate", [0.0, 0.1])
@pytest.mark.parametrize("months", [1, 4, 8, 12])
def test_a_credit_is_paid_back_by_instalments(tmp_path, months, rate):
    price = np.zeros((4, 12))
    price[0:3, 1] = price[0:3, 9] = 450
    price[3, 3] = 50  # who leaves goes on paying
    entries, owed = zip(*(repaid(row, months, rate) for row in price), strict=True)
    state = check_books(tmp_path, levers(credit_months=months, credit_rate=rate), np.array(entries), np.zeros((4, 12)))
    np.testing.assert_allclose(state.book["debt"][:, 0], owed, atol=1e-9)
    assert state.book["debt"][3, 0] == (owed[3] if months == 12 else 0)
    if rate == 0:
        assert entries[3][3:].tolist() == pytest.approx(([50 / months] * months + [0] * 8)[:9])


def test_a_year_of_credit_is_that_of_a_lenders_table(tmp_path):
    # 12,000 $ at half a per cent a month, over 12 month-ends: 1,032.80 $ each
    values = {"months": 14, "shared.founding_cost": 24_000} | levers(credit_months=12, credit_rate=1.005**12 - 1)
    kept = books(told(tmp_path, [(1, 0, "pool"), (1, 1, "pool")], values))
    for payments in kept["entry_payment"][:2]:
        assert [round(payment, 2) for payment in payments.tolist()] == [1032.80] * 12 + [0, 0]


def test_levers_together(tmp_path):
    # 40 % of 450 is given, 270 lent, half of the 270 given back as the pool dissolves; the debt remains
    price, public = np.zeros((4, 12)), np.zeros((4, 12))
    price[0:3, 1] = price[0:3, 9] = 270
    price[3, 3] = 30
    entries = np.array([repaid(row, 10, 0.08)[0] for row in price])
    refund = np.zeros((4, 12))
    refund[0:2, 8] = 135
    public[0:3, 1] = public[0:3, 9] = 180
    public[3, 3] = 20
    values = levers(subsidy_share=0.4, guarantee_share=0.5, guarantee_months=24, credit_months=10, credit_rate=0.08)
    check_books(tmp_path, values, entries - refund, public + refund)


FACILITATED = {
    "months": 6,
    "shared.founding_cost": 900,
    "shared.joining_cost": 50,
    "shared.leaving_cost": 70,
    "shared.hub_cost": 100,
    "shared.member_cost": 20,
    "shared.pair_cost": 30,
    "shared.overrun_mean": 2,
    "levers.facilitator_cut": 0.25,
    "levers.facilitator_fee": 15,
}


@pytest.mark.parametrize(
    ("sharing", "expected"),
    [
        ("equal", [594, 594, 594]),  # a third of 1.1 (900 + 300 + 0.75 * 2 * (100 + 3 * 20 + 3 * 30) + 3 * 15)
        ("by_need", [297, 594, 891]),
        ("two_part", [539, 594, 649]),  # 11 a unit, and a third of 1.1 (900 + 375 + 45)
    ],
)
def test_a_facilitator_cuts_coordination_and_founding_and_bills_its_fee(tmp_path, sharing, expected):
    choices = [(1, i, "pool") for i in range(3)] + [(4, 3, "pool"), (5, 3, "alone")]
    people = {"size": [5, 10, 15, 10]}
    values = FACILITATED | {"shared.sharing": sharing, "shared.tax": 0.1}
    scenario = told(tmp_path, choices, values, people)
    paid = {month: (now.place["billed"][:3, 0].copy(), *payments(now)) for month, now in played(scenario)}
    for month in (0, 1, 2, 4, 5):
        np.testing.assert_allclose(paid[month][0], expected, rtol=1e-12)
    # the founding cost is cut, and overrun; joining and leaving are what they were
    np.testing.assert_allclose(paid[0][1], [0.75 * 900 * 2 / 3] * 3 + [0])
    assert paid[3][1].tolist() == [0, 0, 0, 50]
    assert paid[4][2].tolist() == [0, 0, 0, 70]
    assert not any(public.any() for _, _, _, public in paid.values())  # a fee at cost: nothing is public


def payments(state):
    """Return the month's entry and exit payments and public money (N,)."""
    return [state.organization[name].copy() for name in ("entry_payment", "exit_payment", "public")]


def test_a_facilitator_does_not_cut_friction(tmp_path):
    values = {"months": 3, "shared.friction": 0.5, "shared.friction_months": 4, "levers.facilitator_cut": 1.0}
    scenario = told(tmp_path, [(1, i, "pool") for i in range(3)], values)
    for month, now in played(scenario):
        expected = 400 * (1 + 0.5 * math.exp(-month / 4))
        assert now.place["billed"][:3, 0] == pytest.approx(expected)


def test_a_facilitator_brings_together_who_would_not_meet(tmp_path):
    pairs = edges(tmp_path, [(0, 1), (2, 3)])
    values = pairs | {"population.number": 6, "society.search_renewal": 1}
    *_, (_, apart) = played(plain(values, tmp_path))
    assert sizes(apart) == [2, 2]
    # who knows nobody is found, and members of small pools find the larger one
    *_, (_, met) = played(plain(values | levers(facilitator_reach=5), tmp_path))
    assert sizes(met) == [6]


HELP = levers(
    subsidy_share=0.4,
    subsidy_cap=600,
    facilitator_cut=0.2,
    facilitator_reach=3,
    facilitator_fee=10,
    guarantee_share=0.5,
    guarantee_months=18,
)


@pytest.mark.parametrize("credit", [{}, levers(credit_months=9, credit_rate=0.07)])
def test_the_books_add_up_with_all_levers(credit):
    scenario = rich(HELP | credit | {"society.trust_loss": 0.3, "seed": 3})  # some pools end in time for a refund
    cut = 1 - scenario.levers.facilitator_cut
    K0, K1 = (
        np.array([getattr(terms, k) for terms in scenario.resources.values()])
        for k in ("founding_cost", "joining_cost")
    )
    state = start(scenario)
    cash, total, given, refunds = state.organization["cash"].copy(), 0.0, 0.0, 0.0
    for month, now in played(scenario, state):
        books, pool = now.organization, now.pool
        paid = books["entry_payment"] + books["exit_payment"]
        gain = books["counterfactual_cost"] - books["actual_cost"] - paid
        np.testing.assert_allclose(books["gain"], gain, rtol=1e-9, atol=1e-7)
        budget = np.where(now.place["pool"] >= 0, now.place["pooled_means"], now.place["means"]).sum(1)
        np.testing.assert_allclose(
            books["cash"], cash + books["surplus"] + budget - books["actual_cash"] - paid, rtol=1e-9, atol=1e-6
        )
        cash = books["cash"].copy()
        total += books["gain"].sum()
        price = (now.resource["joinings"] * K1).sum()
        for r in range(len(K0)):
            new = np.unique(now.place["pool"][:, r])
            new = new[(new >= 0) & (pool["founded"][r, new] == month)]
            price += (cut * K0[r] * pool["overrun"][r, new]).sum()
        # what entering costs is paid by the members and by the public, who pays refunds as well
        given += books["public"].sum()
        if not credit:
            assert books["entry_payment"].sum() + books["public"].sum() == pytest.approx(price, abs=1e-6)
        refunds += (books["public"] > 600).sum() + (books["entry_payment"] < 0).sum()
        assert np.all(now.organization["subsidy_left"] >= -1e-9)
    assert now.resource["gain"].sum() == pytest.approx(total, rel=1e-12)
    assert now.organization["total"].sum() == pytest.approx(total, rel=1e-12)
    assert given > 0
    assert refunds > 0
