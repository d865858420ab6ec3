"""Bills: every month's cost is shared out to the last cent, as each rule says, and the books of all agree."""

import numpy as np
import pytest

from sim.kernel.prepare import new_state, prepare
from sim.laws.sharing import Sharing
from sim.scenario import parameters
from tests.kernel.equations import bills, way
from tests.kernel.worlds import members_of, plain, played, rich, start

SHARING = next(each for each in parameters() if each.path == "resources.*.sharing")
BUILT = [name for name in SHARING.choices if name not in SHARING.unbuilt]


def check_bills(scenario, state, month, taxes=None):
    """Compare the bills of all pools with the equations; count the pools, shortages and unmet needs."""
    seen = {"pools": 0, "short": 0, "unmet": 0}
    for r, terms in enumerate(scenario.resources.values()):
        tax = 0.0 if taxes is None else taxes[r]
        sharing = Sharing(state.resource["sharing"][r]).name.lower()
        for slot, rows in members_of(state, r).items():
            pool, place = state.pool[r, slot], state.place[rows, r]
            needs, uses = place["need"].tolist(), place["use"].tolist()
            sizes = state.organization["size"][rows].tolist()
            capacity, fixed, held, _ = way(terms, needs)
            assert capacity == pytest.approx(pool["capacity"], rel=1e-12)
            short = min(terms.market_price, terms.unmet_value) * max(0.0, sum(uses) - capacity)
            friction = terms.friction * np.exp(-(month - pool["founded"]) / terms.friction_months)
            realised = (capacity, fixed, held, short)
            billed, unmet = bills(terms, sizes, needs, uses, realised, friction, pool["overrun"], tax, sharing)
            np.testing.assert_allclose(place["billed"], billed, rtol=1e-10)
            np.testing.assert_allclose(place["unmet"], unmet, rtol=1e-10)
            assert place["billed"].sum() == pytest.approx(sum(billed), rel=1e-12)
            seen["pools"] += 1
            seen["short"] += short > 0
            seen["unmet"] += sum(unmet) > 0
    return seen


@pytest.mark.parametrize("sharing", BUILT)
def test_bills_are_the_cost_shared_by_the_rule_every_month(sharing):
    scenario = rich({f"resources.{name}.sharing": sharing for name in rich().resources})
    seen = [check_bills(scenario, state, month) for month, state in played(scenario)]
    assert all(sum(month[what] for month in seen) > 20 for what in seen[0]), seen


@pytest.mark.parametrize("sharing", [Sharing.EQUAL, Sharing.BY_SIZE, Sharing.TWO_PART])
def test_bills_with_tax(sharing):
    # neither the tax nor shares by size can be asked for yet; the pool's own bill knows both
    scenario = rich({"months": 18})
    setup = prepare(scenario)
    setup.resources["tax"] = [0.05, 0.1, 0.0, 0.08]
    setup.resources["sharing"] = sharing
    state = new_state(setup, scenario.seed, 0)
    seen = [
        check_bills(scenario, state, month, setup.resources["tax"].tolist()) for month, state in played(scenario, state)
    ]
    assert sum(month["pools"] for month in seen) > 20


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
