"""Bills: every month's cost is shared out to the last cent, as each rule says, and the books of all agree."""

import numpy as np
import pytest

from sim.declared.own import OWN_KEY
from sim.declared.sharing import SHARING_RULES
from tests.kernel.equations import (
    bills,
    expected_bills,
    overused,
    shares,
    stand_alone,
    transfers,
    unit_cost,
    way,
)
from tests.kernel.worlds import full, members_of, plain, played, rich, start

SHARING = tuple(rule for rule in SHARING_RULES if rule != OWN_KEY)  # own rules have tests of their own


def terms_of(state, r, slot, terms):
    """Return the terms of a pool, under the sharing rule that its members have voted for."""
    if terms.vote_months == 0:
        return terms
    rule = state.agreement["rule"][r, state.pool["agreement"][r, slot]]
    return terms.model_copy(update={"sharing": list(SHARING_RULES)[rule]})


def check_bills(scenario, state, month):
    """Compare the bills of all pools with the equations; count the pools, shortages and unmet needs."""
    seen = {"pools": 0, "short": 0, "unmet": 0}
    for r, resource in enumerate(scenario.resources.values()):
        for slot, rows in members_of(state, r).items():
            terms = terms_of(state, r, slot, resource)
            pool, place = state.pool[r, slot], state.place[rows, r]
            needs, uses = place["need"].tolist(), place["use"].tolist()
            sizes = state.organization["size"][rows].tolist()
            believed = 1.0 if pool["founded"] == month else float(pool["overrun"])
            cost = unit_cost(terms, float(pool["experience"]), float(pool["innovation"]))
            capacity, fixed, held, _ = way(terms, overused(terms, sizes, needs, needs, believed, cost), cost)
            assert capacity == pytest.approx(pool["capacity"], rel=1e-12)
            load = sum(overused(terms, sizes, needs, uses, believed, cost))
            short = min(terms.market_price, terms.unmet_value) * max(0.0, load - capacity)
            friction = terms.friction * np.exp(-(month - pool["founded"]) / terms.friction_months)
            own = shares(terms, sizes, needs, uses, believed, cost)
            billed, unmet = bills(terms, own, load, (capacity, fixed, held, short), friction, pool["overrun"])
            if terms.no_loser_clause:
                alone = [stand_alone(terms, q)[0] for q in needs]
                paid = transfers(alone, expected_bills(terms, sizes, needs, 0.0, believed, cost))
                billed = [b + t for b, t in zip(billed, paid, strict=True)]
            np.testing.assert_allclose(place["billed"], billed, rtol=1e-10)
            np.testing.assert_allclose(place["unmet"], unmet, rtol=1e-10, atol=1e-9)
            # split to the last cent, whatever the shares
            realised = fixed + held + (0.0 if terms.unmet_value < terms.market_price else short)
            slowed = realised * (1 + pool["overrun"] * friction)
            n = len(rows)
            together = terms.hub_cost + terms.member_cost * n + terms.pair_cost * n * (n - 1) / 2
            total = terms.use_cost * load + (1 + terms.tax) * (slowed + pool["overrun"] * together)
            assert place["billed"].sum() == pytest.approx(total, rel=1e-12)
            seen["pools"] += 1
            seen["short"] += short > 0
            seen["unmet"] += sum(unmet) > 0
    return seen


@pytest.mark.parametrize("sharing", SHARING)
@pytest.mark.parametrize("world", [rich, full])
def test_bills_are_the_cost_shared_by_the_rule_every_month(sharing, world):
    scenario = world({f"resources.{name}.sharing": sharing for name in world().resources})
    seen = [check_bills(scenario, state, month) for month, state in played(scenario)]
    assert all(sum(month[what] for month in seen) > 20 for what in seen[0]), seen


@pytest.mark.parametrize("price", [15.0, 3000.0], ids=["bought", "unmet"])
def test_a_tax_is_owed_on_what_is_billed_but_losses(price):
    # two members of needs 10: F 900, capacity 20 at 10 a unit (nu 0) or bought at 15, a hub at 60, losses of 7 a unit
    values = {"population.number": 2, "population.rule": "together", "shared.use_cost": 7, "shared.hub_cost": 60}
    values |= {"shared.friction": 0.5, "shared.friction_months": 600, "months": 1, "shared.sharing": "by_need"}
    dear = plain(values | {"shared.tax": 0.15})
    ((_, state),) = played(dear)
    service = 900 + 200
    assert state.place["billed"][:, 0].sum() == pytest.approx(7 * 20 + 1.15 * (service * 1.5 + 60))
    pool = state.pool[0, min(members_of(state))]
    assert pool["steady_lump"] + pool["steady_spread"] == pytest.approx(7 * 20 + 1.15 * (service + 60))
    # too dear to provide: all is bought at 15, or, where a unit is worth less than its price, left unmet
    values |= {"shared.unit_cost": 5000, "shared.fixed_cost": 0, "shared.market_price": price}
    poor = plain(values | {"shared.unmet_value": 20, "shared.tax": 0.15})
    ((_, state),) = played(poor)
    bought = price < 20
    expected = 7 * 20 + 1.15 * ((20 * price * 1.5 if bought else 0.0) + 60)
    assert state.place["billed"][:, 0].sum() == pytest.approx(expected)
    assert state.place["unmet"][:, 0].sum() == pytest.approx(0.0 if bought else 20 * 20)
    pool = state.pool[0, min(members_of(state))]
    steady = 7 * 20 + 1.15 * 60 + (1.15 * 20 * price if bought else 20 * 20)
    assert pool["steady_lump"] + pool["steady_spread"] == pytest.approx(steady)
    # a stand-alone organization owes none
    np.testing.assert_allclose(state.place["alone_full"][:, 0], 7 * 10 + 10 * min(price, 20))


@pytest.mark.parametrize("sharing", SHARING)
def test_who_does_not_pay_for_its_use_uses_more(sharing, tmp_path):
    # needs of 10, 20 and 70, sizes of 50, 30 and 20
    (tmp_path / "people.csv").write_text("size,need_shared\n50,10\n30,20\n20,70\n", encoding="utf-8")
    values = {"population.file": "people.csv", "population.number": 3, "population.rule": "together", "months": 3}
    values |= {"shared.fixed_cost": 0, "shared.overuse": 0.5, "shared.sharing": sharing, "shared.variation": 0.3}
    scenario = plain(values, tmp_path)
    paid = {
        "equal": [1 / 3, 1 / 3, 1 / 3],
        "by_size": [0.5, 0.3, 0.2],
        "by_need": [0.1, 0.2, 0.7],
        "by_use": [1, 1, 1],  # who is billed for its use pays for all of it
        "two_part": [1, 1, 1],
    }
    needs = [10.0, 20.0, 70.0]
    for month, state in played(scenario):
        check_bills(scenario, state, month)
        ((slot, rows),) = members_of(state).items()
        assert rows == [0, 1, 2]
        if sharing == "serial":
            mu = shares(scenario.resources["shared"], [50, 30, 20], needs, needs)
            assert mu[0] < 0.12 < 0.6 < mu[2]
        else:
            mu = paid[sharing]
        factors = [1 + 0.5 * (1 - m) for m in mu]
        expected = [q * factor for q, factor in zip(needs, factors, strict=True)]
        capacity, *_ = way(scenario.resources["shared"], expected)
        assert state.pool["capacity"][0, slot] == pytest.approx(capacity, rel=1e-12)
        uses = state.place["use"][:, 0]
        assert state.pool["load"][0, slot] == pytest.approx(sum(uses * factors), rel=1e-12)
        # who is alone uses what it needs
        assert state.place["alone_full"][:, 0] == pytest.approx(
            [state.place["standing"][i, 0] + 1000 * max(0.0, uses[i] - state.place["capacity"][i, 0]) for i in range(3)]
        )


@pytest.mark.parametrize("sharing", ["by_use", "two_part"])
def test_a_month_without_any_use_is_shared_by_need(sharing):
    # needs that all move together fall to nothing together: beyond two standard deviations
    scenario = plain(
        {
            "months": 200,
            "population.rule": "together",
            "population.size": {"distribution": "uniform", "low": 1, "high": 20},
            "shared.variation": 0.5,
            "shared.correlation": 1,
            "shared.sharing": sharing,
        }
    )
    unused = 0
    for month, state in played(scenario):
        check_bills(scenario, state, month)
        unused += state.place["use"].sum() == 0.0
        assert state.place["billed"].sum() > 0
    assert unused > 0


def test_the_books_add_up_every_month():
    scenario = rich()
    price = np.array([min(t.market_price, t.unmet_value) for t in scenario.resources.values()])
    unmet = np.array([t.unmet_value < t.market_price for t in scenario.resources.values()])
    use_cost = np.array([t.use_cost for t in scenario.resources.values()])
    total = 0.0
    for _, state in played(scenario):
        place, books = state.place, state.organization
        needed = place["need"] > 0
        short = price * np.maximum(0.0, place["use"] - place["capacity"])
        standing = np.array(
            [
                [sum(way(terms, [q])[1:3]) if q > 0 else 0.0 for q in place["need"][:, r]]
                for r, terms in enumerate(scenario.resources.values())
            ]
        ).T
        alone = np.where(needed, standing + use_cost * place["use"] + short, 0.0)
        alone_cash = alone - np.where(needed & unmet, short, 0.0)
        pooled = place["pool"] >= 0
        paid = np.where(pooled, place["billed"], alone_cash)
        full = np.where(pooled, place["billed"] + place["unmet"], alone)
        np.testing.assert_allclose(books["counterfactual_cost"], alone.sum(1), rtol=1e-11)
        np.testing.assert_allclose(books["counterfactual_cash"], alone_cash.sum(1), rtol=1e-11)
        np.testing.assert_allclose(books["actual_cost"], full.sum(1), rtol=1e-11)
        np.testing.assert_allclose(books["actual_cash"], paid.sum(1), rtol=1e-11)
        payments = books["entry_payment"] + books["exit_payment"]
        expected = books["counterfactual_cost"] - books["actual_cost"] - payments
        np.testing.assert_allclose(books["gain"], expected, rtol=1e-9, atol=1e-7)
        total += books["gain"].sum()
    assert state.organization["total"].sum() == pytest.approx(total, rel=1e-12)
    assert state.resource["gain"].sum() == pytest.approx(total, rel=1e-12)


def test_cash_is_what_is_left_of_surplus_and_budgets():
    scenario = rich()
    access = scenario.society.access_share
    state = start(scenario)
    before = state.organization["cash"].copy()
    surplus, means = state.organization["surplus"].copy(), state.place["means"].copy()
    # who does without can redirect a part of what the need is worth to it, once it pools
    for r, terms in enumerate(scenario.resources.values()):
        needs = state.place["need"][:, r]
        doing_without = (terms.unmet_value < terms.market_price) & (state.place["capacity"][:, r] == 0) & (needs > 0)
        expected = means[:, r] + np.where(doing_without, access * terms.unmet_value * needs, 0.0)
        np.testing.assert_allclose(state.place["pooled_means"][:, r], expected, rtol=1e-12)
    for _, now in played(scenario, state):
        books = now.organization
        budget = np.where(now.place["pool"] >= 0, now.place["pooled_means"], means).sum(1)
        payments = books["entry_payment"] + books["exit_payment"]
        expected = before + surplus + budget - books["actual_cash"] - payments
        np.testing.assert_allclose(books["cash"], expected, rtol=1e-9, atol=1e-6)
        before = books["cash"].copy()
