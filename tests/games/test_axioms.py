"""The axioms that characterize solutions hold for any game: efficiency, symmetry, dummy, additivity, covariance."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim.games import (
    SOLUTIONS,
    CostGame,
    is_in_core,
    least_core,
    nucleolus,
    properties,
    serial_shares,
    shapley_value,
)
from sim.games.coalition import subset_sums
from tests.games.strategies import NAMES, concave_games, games, rearranged

COVARIANT = ["separable_costs", "equal_nonseparable_costs", "shapley", "nucleolus", "per_capita_nucleolus"]
DUMMY = ["separable_costs", "shapley", "nucleolus", "per_capita_nucleolus"]
NEAR = {"rtol": 0, "atol": 1e-8}


@pytest.mark.parametrize("name", SOLUTIONS)
@given(game=games())
def test_efficiency(name, game):
    assert SOLUTIONS[name].share(game).sum() == pytest.approx(game.total, abs=1e-9)


@pytest.mark.parametrize("name", SOLUTIONS)
@given(game=games(least=2), data=st.data())
def test_symmetry(name, game, data):
    order = data.draw(st.permutations(range(game.n)))
    share = SOLUTIONS[name].share
    np.testing.assert_allclose(share(rearranged(game, order)), share(game)[order], **NEAR)


@pytest.mark.parametrize("name", DUMMY)
@given(game=games(most=4), own=st.integers(0, 12))
def test_dummy(name, game, own):
    # One more member, who adds its own cost to everybody, pays that. Beyond the Shapley value this asks for something
    # to share: that nobody need pay more than alone, or that somebody saves.
    assume(name == "shapley" or game.total <= game.stand_alone.sum())
    assume(name != "separable_costs" or (game.stand_alone > game.separable).any())
    larger = CostGame(NAMES[: game.n + 1], np.concatenate([game.costs, game.costs + own]))
    share = SOLUTIONS[name].share(larger)
    assert share[-1] == pytest.approx(own, abs=1e-8)
    if name in ("shapley", "separable_costs"):
        np.testing.assert_allclose(share[:-1], SOLUTIONS[name].share(game), **NEAR)


@given(data=st.data(), n=st.integers(1, 5))
def test_additivity_of_the_shapley_value(data, n):
    one, other = (data.draw(games(least=n, most=n)) for _ in range(2))
    both = CostGame(one.members, one.costs + other.costs)
    np.testing.assert_allclose(shapley_value(both), shapley_value(one) + shapley_value(other), **NEAR)


@pytest.mark.parametrize("name", COVARIANT)
@given(game=games(), factor=st.sampled_from([0.01, 1.0, 3.0, 1e6]), data=st.data())
def test_covariance(name, game, factor, data):
    own = np.array(data.draw(st.lists(st.integers(0, 20), min_size=game.n, max_size=game.n)), dtype=float)
    other = CostGame(game.members, factor * game.costs + subset_sums(factor * own))
    share = SOLUTIONS[name].share
    np.testing.assert_allclose(share(other), factor * (share(game) + own), rtol=1e-8, atol=1e-8 * factor)


@given(game=games(), factor=st.sampled_from([0.01, 3.0, 1e6]))
def test_currency_scales_through(game, factor):
    other = CostGame(game.members, factor * game.costs)
    for name, solution in SOLUTIONS.items():
        scaled = solution.share(other) / factor
        np.testing.assert_allclose(scaled, solution.share(game), rtol=1e-8, atol=1e-8, err_msg=name)


@given(games(least=2))
def test_the_nucleolus_is_in_the_core_whenever_that_is_not_empty(game):
    assume(least_core(game).level <= 1e-9)
    assert is_in_core(game, nucleolus(game))


@given(concave_games())
def test_the_shapley_value_is_in_the_core_of_a_concave_game(game):
    assert properties(game).concave
    assert is_in_core(game, shapley_value(game))


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=6),
    st.sampled_from([lambda q: q.sum() ** 2, lambda q: q.sum() ** 0.5, lambda q: 3 * q.max() + q.sum()]),
)
def test_serial_shares_are_efficient_ordered_and_deaf_to_larger_demands(demands, cost):
    q = np.array(demands, dtype=float)
    shares = serial_shares(q, cost)
    assert shares.sum() == pytest.approx(cost(q), abs=1e-9)
    order = np.argsort(q, kind="stable")
    assert (np.diff(shares[order]) >= -1e-9).all()
    more = q.copy()
    more[order[-1]] += 5.0  # who wants most wants more: nobody else pays for it
    np.testing.assert_allclose(np.delete(serial_shares(more, cost), order[-1]), np.delete(shares, order[-1]), atol=1e-9)
