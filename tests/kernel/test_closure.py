"""Closure: who has had no cash for too long closes, and what becomes of its pools, its gains and its other world."""

import numpy as np
import pytest

from sim.vocabulary.codes import Rule
from tests.kernel.stories import books, told
from tests.kernel.worlds import end, members_of, plain, played, rich, start

CLOSURE = {"society.closure": True, "society.grace": 3}


@pytest.mark.parametrize(("grace", "month"), [(1, 4), (2, 5), (3, 6), (9, 0)])
def test_an_organization_closes_after_as_many_months_without_cash(grace, month):
    # 1,000 at first, 300 less each month: 700, 400, 100, then -200 in the fourth
    values = {"population.cash": 1, "population.surplus": -0.3, "population.rule": "alone", "months": 8}
    scenario = plain(CLOSURE | values | {"society.grace": grace})
    kept = books(scenario, state := start(scenario))
    assert (state.organization["closed"] == month).all()
    assert (state.organization["closed_alone"] == month).all()
    last = month or 8
    expected = [700 - 300 * k for k in range(last)] + [700 - 300 * (last - 1)] * (8 - last)
    assert kept["cash"][0] == pytest.approx(expected)
    assert kept["cash_alone"][0] == pytest.approx(expected)
    # costs are counted in the month of closing, and not after it
    assert kept["counterfactual_cost"][0].tolist() == [1000] * last + [0] * (8 - last)


def test_nobody_closes_unless_asked():
    values = {"population.cash": 0, "population.surplus": -0.3, "population.rule": "alone"}
    *_, (_, state) = played(plain(values))
    assert state.organization["cash"] == pytest.approx(-3600)
    assert not state.organization["closed"].any()


POORER = {"cash": [9, 9, 0, 9]}
TERMS = {
    "months": 8,
    "shared.founding_cost": 8000,
    "shared.leaving_cost": 70,
    "population.trust": 0.4,
    "society.trust_gain": 0.1,
    "society.trust_loss": 0.25,
}


@pytest.mark.parametrize("smallest", [2, 4])
def test_what_happens_to_its_pools(tmp_path, smallest):
    # four pay 2,000 to enter, then 325 instead of 1,000. The one without reserves has -1,325, -650 and closes
    values = CLOSURE | TERMS | {"society.grace": 2, "shared.min_members": smallest}
    values |= {"levers.guarantee_share": 0.5, "levers.guarantee_months": 24}
    scenario = told(tmp_path, [(1, i, "pool") for i in range(4)] + [(5, 2, "pool")], values, POORER)
    kept = books(scenario, state := start(scenario))
    assert state.organization["closed"].tolist() == [0, 0, 2, 0]
    assert state.organization["closed_alone"].tolist() == [0, 0, 0, 0]
    assert kept["cash"][2] == pytest.approx([-1325] + [-650] * 7)
    assert kept["cash_alone"][2].tolist() == [0] * 8  # its other world goes on
    assert not kept["exit_payment"].any()  # it leaves without a payment
    assert kept["gain"][2] == pytest.approx([-1325, 675] + [0] * 6)
    assert kept["counterfactual_cost"][2].tolist() == [1000, 1000] + [0] * 6
    assert state.resource["leavings"].sum() == 0
    others = kept["gain"][[0, 1, 3]]
    refund = np.zeros(8)
    if smallest == 2:  # three go on, at 300 + 100
        assert kept["members"][0].tolist() == [4, 4] + [3] * 6
        later = [600] * 6
        assert state.resource["dissolved"][0] == 0
    else:  # too few: the pool ends in the same month, and gives back half of 2,000 to those it leaves
        assert kept["members"][0][:3].tolist() == [4, 4, 0]
        assert state.resource["dissolved"][0] == 1
        later, refund[2] = [1000, 0, 0, 0, 0, 0], 1000
    for gain in others:
        assert gain == pytest.approx([-1325, 675, *later])
    np.testing.assert_allclose(kept["public"][[0, 1, 3]], [refund] * 3)
    assert not kept["public"][2].any()
    # trust of the others is shaken once; trust is written down before the month moves it
    tau = [0.4, 0.4 + 0.1 * 0.6]
    tau.append(0.75 * tau[1])
    np.testing.assert_allclose(kept["trust"][0][:3], tau, rtol=1e-12)
    after = 0.1 + 0.9 * tau[2] if smallest == 2 else tau[2]
    assert kept["trust"][0][3] == pytest.approx(after)
    np.testing.assert_allclose(kept["resource_gain"][0], kept["gain"].sum(0).cumsum(), atol=1e-9)


def test_a_pool_whose_members_all_close_has_run_its_last_month(tmp_path):
    # two pay 3,000 each to enter, save 450 and close at once: their pool ends 5,100 short
    people = {"cash": [0, 0, 9]}
    values = CLOSURE | {"months": 3, "society.grace": 1, "shared.founding_cost": 6000}
    state = start(scenario := told(tmp_path, [(1, 0, "pool"), (1, 1, "pool")], values, people))
    kept = books(scenario, state)
    assert state.organization["closed"].tolist() == [1, 1, 0]
    assert kept["gain"].sum() == -5100
    resource = state.resource[0]
    counts = {name: int(resource[name]) for name in ("founded", "dissolved", "absorbed", "no_loss", "never", "not_yet")}
    assert counts == {"founded": 1, "dissolved": 1, "absorbed": 0, "no_loss": 0, "never": 1, "not_yet": 0}
    assert resource["live_count"] == 0


def test_who_would_have_closed_alone_goes_on_and_gains_no_more(tmp_path):
    # 100 less each month: alone the third month is its last. Together it saves 600, and never lacks cash
    people = {"cash": [9, 9, 0], "surplus": [0, 0, -0.1]}
    choices = [(1, i, "pool") for i in range(3)] + [(6, 2, "alone"), (7, 2, "pool")]
    values = CLOSURE | TERMS | {"shared.founding_cost": 0, "shared.joining_cost": 50}
    scenario = told(tmp_path, choices, values, people)
    kept = books(scenario, state := start(scenario))
    assert state.organization["closed"].tolist() == [0, 0, 0]
    assert state.organization["closed_alone"].tolist() == [0, 0, 3]
    assert kept["cash_alone"][2].tolist() == [-100, -200, -300, -300, -300, -300, -300, -300]
    assert kept["gain"][2].tolist() == [600, 600, 600, 0, 0, 0, 0, 0]
    assert not kept["entry_payment"][2].any()
    assert not kept["exit_payment"][2].any()
    # it stays a member like any other, and pays for leaving and joining
    assert kept["members"][0].tolist() == [3, 3, 3, 3, 3, 2, 3, 3]
    moves = np.array([500, 500, 500, 500, 500, -100 - 70, 500 - 50, 500])
    np.testing.assert_allclose(kept["cash"][2], moves.cumsum())
    np.testing.assert_allclose(kept["resource_gain"][0], kept["gain"].sum(0).cumsum(), atol=1e-9)


def test_months_without_cash_are_counted_in_a_row():
    # needs that vary make cash fall below nothing and rise again
    values = {"months": 60, "population.cash": 0.3, "population.surplus": 0.0, "crises.probability": 0.05}
    scenario = rich(CLOSURE | values | {"crises.size": 1.5, "crises.length": 2})
    state = start(scenario)
    n = state.organization.size
    red, closed = {w: np.zeros(n, int) for w in ("", "_alone")}, {w: np.zeros(n, int) for w in ("", "_alone")}
    recovered = 0
    for month, now in played(scenario, state):
        books = now.organization
        gone = (closed[""] > 0) | (closed["_alone"] > 0)
        assert not books["gain"][gone].any()
        assert not books["actual_cost"][gone].any()
        assert not books["counterfactual_cost"][gone].any()
        assert np.all(now.place["pool"][closed[""] > 0] == -1)
        for world in red:
            np.testing.assert_array_equal(books[f"closed{world}"], closed[world])
            negative = books[f"cash{world}"] < 0
            recovered += ((red[world] > 0) & ~negative).sum()
            red[world] = np.where(negative, red[world] + 1, 0)
            closed[world] = np.where((closed[world] == 0) & (red[world] >= 3), month + 1, closed[world])
    assert recovered > 20
    assert 2 < (closed[""] > 0).sum() < n
    assert 2 < (closed["_alone"] > 0).sum() < n
    assert (closed[""] != closed["_alone"]).sum() > 5
    assert now.resource["gain"].sum() == pytest.approx(now.organization["total"].sum(), rel=1e-9)


def test_who_has_closed_is_not_asked_and_does_not_ask():
    # half of them close in the first month, the others found later, without them
    values = CLOSURE | {"society.grace": 1, "months": 6, "population.number": 8, "society.review_rate": 0}
    state = start(plain(values))
    state.organization["cash"][:4] = -5000
    for month, now in played(plain(values), state):
        if month == 1:
            now.society["review_threshold"] = 2**32
    assert state.organization["closed"].tolist() == [1] * 4 + [0] * 4
    assert list(members_of(state).values()) == [[4, 5, 6, 7]]
    assert (state.organization["rule"][:4] == Rule.ALONE).all()


def test_a_debt_ends_with_the_organization(tmp_path):
    # instalments of 2,000 against savings of 600: out of cash from the first month on
    people = {"cash": [0, 99, 99]}
    values = CLOSURE | TERMS | {"society.grace": 2, "shared.founding_cost": 12_000, "levers.credit_months": 2}
    scenario = told(tmp_path, [(1, i, "pool") for i in range(3)], values | {"levers.credit_months": 4}, people)
    kept = books(scenario, state := start(scenario))
    # 4,000 are owed: a 1,000 a month
    assert kept["entry_payment"][0].tolist() == [1000, 1000] + [0] * 6
    assert kept["entry_payment"][1].tolist() == [1000] * 4 + [0] * 4
    assert state.organization["closed"].tolist() == [2, 0, 0]
    assert kept["cash"][0].tolist() == [-400] + [-800] * 7


def test_closing_comes_after_the_books_and_before_the_next_month():
    values = CLOSURE | {"society.grace": 1, "population.rule": "together", "population.cash": 0}
    scenario = plain(values | {"shared.founding_cost": 120_000, "months": 2})
    state = start(scenario)
    for month, now in played(scenario, state):
        assert len(members_of(now)) == (month == 0)
        assert (now.organization["closed"] == month).all()
    end(state, 1)
    assert (state.organization["closed"] == 1).all()
