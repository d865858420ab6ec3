"""The core: least core, balancing weights and nearest allocation against linear programs over all coalitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from sim.games import CostGame, audit, equal, is_in_core, least_core, nearest_in_core, sampled_audit
from sim.games.coalition import indicators
from tests.games.strategies import games, rearranged


def whole_program(game: CostGame) -> tuple[np.ndarray, np.ndarray]:
    """Return a row for every coalition but none and all, and their costs."""
    masks = np.arange(1, 2**game.n - 1)
    return indicators(masks, game.n), game.costs[masks]


def shares_of(data, game: CostGame) -> np.ndarray:
    """Draw an efficient allocation."""
    parts = data.draw(st.lists(st.integers(0, 10), min_size=game.n, max_size=game.n).filter(any))
    return game.total * np.array(parts) / sum(parts)


@given(games(least=2))
def test_the_least_core(game):
    rows, costs = whole_program(game)
    done = linprog(
        [0] * game.n + [1], np.column_stack([rows, -np.ones(len(rows))]), costs,
        [[1] * game.n + [0]], [game.total], bounds=(None, None),
    )  # fmt: skip
    found = least_core(game)
    assert found.level == pytest.approx(done.fun, abs=1e-8)
    assert found.allocation.sum() == pytest.approx(game.total)
    assert game.excess(found.allocation)[1:-1].max() == pytest.approx(found.level, abs=1e-8)


@given(games(least=2))
def test_balancing_weights_balance_and_prove(game):
    found = least_core(game)
    assert (found.weights > 0).all()
    np.testing.assert_allclose(found.weights @ indicators(found.coalitions, game.n), 1.0, atol=1e-9)
    weighted = found.weights @ game.costs[found.coalitions]
    # strong duality: the weighted cost lacks exactly the level, counted by the weights
    assert game.total - weighted == pytest.approx(found.level * found.weights.sum(), abs=1e-8)
    proof = audit(game, equal(game)).balance
    if found.level > 1e-9:
        assert proof.weighted_cost < game.total
    else:
        assert proof is None


@given(games(least=2), st.data())
def test_the_nearest_allocation_in_the_core(game, data):
    x = shares_of(data, game)
    if least_core(game).level > 1e-9:
        with pytest.raises(ValueError, match="the core is empty"):
            nearest_in_core(game, x)
        return
    rows, costs = whole_program(game)
    n = game.n
    unit = np.eye(n)
    upper = np.block([[unit, -unit], [-unit, -unit], [rows, np.zeros_like(rows)]])
    done = linprog(
        [0] * n + [1] * n, upper, np.concatenate([x, -x, costs]), [[1] * n + [0] * n], [game.total],
        bounds=(None, None),
    )  # fmt: skip
    found = nearest_in_core(game, x)
    assert is_in_core(game, found)
    assert np.abs(found - x).sum() == pytest.approx(done.fun, abs=1e-6)


@given(games(least=2), st.data())
def test_the_nearest_allocation_does_not_depend_on_the_order_of_members(game, data):
    x = shares_of(data, game)
    if least_core(game).level > 1e-9:
        return
    order = data.draw(st.permutations(range(game.n)))
    found = nearest_in_core(rearranged(game, order), x[order])
    np.testing.assert_allclose(found, nearest_in_core(game, x)[order], rtol=0, atol=1e-6)


def test_the_nearest_allocation_treats_alike_whom_the_game_and_the_allocation_do():
    game = CostGame.from_costs({"A": 3, "B": 3, "C": 20, "A+B": 4, "A+C": 21, "B+C": 21, "A+B+C": 21})
    assert nearest_in_core(game, equal(game)) == pytest.approx([2, 2, 17])


@given(games(), st.data())
def test_an_audit_says_what_it_must(game, data):
    x = shares_of(data, game)
    found = audit(game, x, worst=3)
    excess = game.excess(x)
    objecting = [mask for mask in range(1, 2**game.n - 1) if excess[mask] > 1e-8]
    assert found.efficient
    assert found.in_core == (not objecting) == is_in_core(game, x)
    assert found.objecting == len(objecting)
    assert len(found.objections) == min(3, len(objecting))
    for each in found.objections:
        assert each.excess == pytest.approx(excess[game.mask(each.members)])
        assert each.cost == game.cost(*each.members)
    said = [each.excess for each in found.objections]
    assert said == sorted(said, reverse=True)
    if objecting:
        assert said[0] == pytest.approx(excess[objecting].max())
    above = {name for i, name in enumerate(game.members) if x[i] > game.stand_alone[i] + 1e-8}
    assert set(found.pay_more_than_alone) == above
    if found.in_core:
        assert (found.moved, found.core_is_empty) == (0.0, False)


def test_an_allocation_that_does_not_pay_the_bill():
    game = CostGame(["A", "B"], [0, 11, 7, 15])
    found = audit(game, np.array([9.0, 5.0]))
    assert not found.efficient
    assert (found.gap, found.in_core, found.objecting) == (-1.0, False, 0)
    assert is_in_core(game, found.nearest)


def test_one_member_alone():
    game = CostGame(["A"], [0, 5])
    assert audit(game, np.array([5.0])).in_core
    assert not audit(game, np.array([4.0])).in_core
    assert least_core(game).level == 0.0
    assert sampled_audit(game, np.array([5.0])).in_core is None
    assert sampled_audit(game, np.array([4.0])).in_core is False


def test_a_sample_of_two_members():
    game = CostGame(["A", "B"], [0, 5, 4, 8])
    assert sampled_audit(game, np.array([4.5, 3.5])).in_core is None
    assert sampled_audit(game, np.array([5.5, 2.5])).in_core is False


@given(games(least=3), st.data())
def test_a_sample_never_says_more_than_the_whole(game, data):
    x = shares_of(data, game)
    whole, sample = audit(game, x), sampled_audit(game, x, samples=5)
    assert sample.in_core is not True
    assert sample.core_is_empty is None
    assert sample.nearest is None
    if whole.in_core:
        assert sample.in_core is None
    if sample.in_core is False:
        assert whole.in_core is False
    excess = game.excess(x)
    for each in sample.objections:
        assert each.excess == pytest.approx(excess[game.mask(each.members)])


def test_a_sample_climbs_to_the_worst_objection_among_a_billion():
    # a fixed cost of 3, and five of thirty who pay 1 too much each: no random coalition is those five alone
    members = [f"m{i}" for i in range(30)]
    game = CostGame.from_function(members, lambda coalition: 3.0 + 8.0 * len(coalition))
    shares = np.full(30, game.total / 30)
    assert sampled_audit(game, shares).in_core is None
    shares[10:15] += 1.0
    shares[:10] -= 0.5
    found = sampled_audit(game, shares)
    assert found.in_core is False
    assert set(members[10:15]) <= set(found.worst.members)
    assert not set(members[:10]) & set(found.worst.members)
    assert found.worst.excess == pytest.approx(5.0 + 20 * 0.1 - 3.0)  # and all the others who pay their tenth


def test_a_share_for_each_member_is_asked_for():
    game = CostGame(["A", "B"], [0, 11, 7, 15])
    for shares in ([1.0], [np.nan, 1.0]):
        for check in (audit, sampled_audit):
            with pytest.raises(ValueError, match="one finite number for each of 2 members"):
                check(game, np.array(shares))
