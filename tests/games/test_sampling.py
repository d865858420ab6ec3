"""Sampled Shapley values: efficient, unbiased, with intervals that hold what they promise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.games import CostGame, sampled_shapley_value, shapley_value
from tests.games.strategies import games


@given(games(), st.integers(1, 1000))
def test_a_sample_shares_the_whole_cost(game, seed):
    found = sampled_shapley_value(game, blocks=2, seed=seed)
    assert found.value.sum() == pytest.approx(game.total, abs=1e-9)
    assert (found.low <= found.value).all()
    assert (found.value <= found.high).all()


@given(games(most=2), st.integers(1, 1000))
def test_two_members_have_two_orders_and_both_are_in_a_block(game, seed):
    np.testing.assert_allclose(sampled_shapley_value(game, blocks=2, seed=seed).value, shapley_value(game), atol=1e-9)


def test_the_interval_holds_the_value_as_often_as_it_says():
    rng = np.random.default_rng(7)
    game = CostGame([f"m{i}" for i in range(6)], np.append(0.0, rng.uniform(0.0, 10.0, 63)))
    exact = shapley_value(game)
    estimates = [sampled_shapley_value(game, blocks=12, seed=seed, confidence=0.9) for seed in range(150)]
    inside = np.mean([(found.low <= exact) & (exact <= found.high) for found in estimates])
    assert 0.86 < inside < 0.94  # 900 intervals of 90 %, those of one sample dependent
    mean = np.mean([found.value for found in estimates], axis=0)
    spread = np.std([found.value for found in estimates], axis=0) / np.sqrt(len(estimates))
    assert (np.abs(mean - exact) < 4.5 * spread).all()


def test_strata_pay():
    # the same number of costs asked for, without strata: independent random orders
    rng = np.random.default_rng(3)
    weight = rng.uniform(1.0, 9.0, 8)
    game = CostGame.from_function(
        [f"m{i}" for i in range(8)], lambda names: sum(weight[int(n[1])] for n in names) ** 0.5
    )
    exact = shapley_value(game)

    def plain(orders):
        share = np.zeros(8)
        for _ in range(orders):
            mask = before = 0
            for i in rng.permutation(8).tolist():
                mask |= 1 << i
                share[i] += game.value(mask) - before
                before = game.value(mask)
        return share / orders

    _ = game.costs
    with_strata = np.mean([np.abs(sampled_shapley_value(game, 3, seed).value - exact).max() for seed in range(20)])
    without = np.mean([np.abs(plain(3 * 16) - exact).max() for _ in range(20)])
    assert with_strata < 0.5 * without


def test_twenty_five_members_and_the_same_numbers_each_time():
    game = CostGame.from_demands({f"m{i}": 1.0 + i for i in range(25)}, lambda q: 100.0 + q.max())
    found = sampled_shapley_value(game, blocks=20)
    # a hundred to all alike, the rest by the runway's rule
    steps = np.diff(np.append(0.0, np.arange(1.0, 26.0))) / np.arange(25, 0, -1)
    exact = 4.0 + np.cumsum(steps)
    assert ((found.low <= exact) & (exact <= found.high)).mean() > 0.8
    np.testing.assert_array_equal(found.value, sampled_shapley_value(game, blocks=20).value)


def test_what_cannot_be_sampled():
    game = CostGame(["A"], [0, 1])
    with pytest.raises(ValueError, match="at least 2"):
        sampled_shapley_value(game, blocks=1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        sampled_shapley_value(game, confidence=1.0)
