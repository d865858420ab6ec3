"""The parts of a worth: the axioms of the Shapley value, and the value of the same cost game."""

from itertools import permutations

import numpy as np
import pytest

from sim.games import CostGame, attribution, shapley_value


def worths(n, games=3):
    """Draw the worth of all coalitions, negative ones and that of nobody included."""
    return np.random.default_rng(7).normal(size=(1 << n, games)) * 1e6


def over_all_orders(worth):
    """Average what each player adds over all orders, one by one."""
    n = worth.shape[0].bit_length() - 1
    parts = np.zeros((n, *worth.shape[1:]))
    orders = list(permutations(range(n)))
    for order in orders:
        before = 0
        for player in order:
            parts[player] += worth[before | 1 << player] - worth[before]
            before |= 1 << player
    return parts / len(orders)


def test_it_is_the_mean_over_all_orders():
    np.testing.assert_allclose(attribution(worths(5)), over_all_orders(worths(5)), rtol=1e-12)


def test_parts_sum_to_what_all_are_worth_more_than_nobody():
    worth = worths(10)
    np.testing.assert_allclose(attribution(worth).sum(0), worth[-1] - worth[0], rtol=1e-12)


def test_it_is_additive_and_games_do_not_mix():
    one, other = worths(6).T[:2]
    np.testing.assert_allclose(attribution(one + other), attribution(one) + attribution(other))
    np.testing.assert_allclose(attribution(np.array([one, other]).T)[:, 1], attribution(other), rtol=1e-12)


def test_equal_players_have_equal_parts_and_one_that_changes_nothing_has_exactly_none():
    number = np.bitwise_count(np.arange(16) & 0b0111)
    parts = attribution(np.where(number >= 2, 1e6, -3e5 * number))
    np.testing.assert_allclose(parts[:3], 1e6 / 3)
    assert parts[3] == 0.0


def test_it_is_the_shapley_value_of_a_cost_game():
    costs = abs(worths(7, 1)[:, 0])
    costs[0] = 0.0
    np.testing.assert_allclose(attribution(costs), shapley_value(CostGame("ABCDEFG", costs)), rtol=1e-12)


def test_without_players_there_is_nothing_to_attribute():
    assert attribution(np.ones((1, 4))).shape == (0, 4)
    with pytest.raises(ValueError, match="power of two"):
        attribution(np.ones(3))
