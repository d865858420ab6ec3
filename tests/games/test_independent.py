"""Random games, settled by an independent package too: coopgame-py, in exact fractions where they are small."""

import coopgame
import numpy as np
import pytest
from hypothesis import given

from sim.games import CostGame, audit, least_core, nucleolus, per_capita_nucleolus, shapley_value
from sim.games.coalition import sizes, subset_sums
from tests.games.strategies import concave_games, games


def savings(game: CostGame) -> np.ndarray:
    """Return the savings game that the package expects: what a coalition saves against all of it being alone."""
    return subset_sums(game.stand_alone) - game.costs


def exact_nucleolus(game: CostGame) -> np.ndarray:
    """Return the nucleolus by fractions alone; every efficient allocation counts where nobody can be left unharmed."""
    saved = savings(game)
    domain = "imputation" if saved[-1] >= 0 else "preimputation"
    said = coopgame.nucleolus_exact([str(int(value)) for value in saved[1:]], domain=domain, order="binary")
    return game.stand_alone - np.array([float(value) for value in said["allocation"]])


@given(games(least=2))
def test_the_nucleolus_of_games_full_of_ties(game):
    np.testing.assert_allclose(nucleolus(game), exact_nucleolus(game), rtol=0, atol=1e-9)


@given(games(least=2))
def test_the_shapley_value(game):
    there = np.array(coopgame.shapley(coopgame.Game(savings(game)[1:].tolist())))
    np.testing.assert_allclose(shapley_value(game), game.stand_alone - there, rtol=0, atol=1e-9)


@given(games(least=2))
def test_the_least_core(game):
    there = coopgame.least_core(coopgame.Game(savings(game)[1:].tolist()), domain="preimputation")
    assert least_core(game).level == pytest.approx(there["epsilon"], abs=1e-8)


@given(concave_games())
def test_the_nucleolus_of_concave_games(game):
    if game.n > 1:
        there = np.array(coopgame.nucleolus(coopgame.Game(savings(game)[1:].tolist()))["allocation"])
        np.testing.assert_allclose(nucleolus(game), game.stand_alone - there, rtol=0, atol=1e-6)


@pytest.mark.parametrize("n", [6, 9, 12])
def test_larger_games(n):
    rng = np.random.default_rng(n)
    for kind in range(3):
        weight = rng.uniform(1.0, 10.0, n)
        costs = (
            60.0 * np.sqrt(subset_sums(weight)) * rng.uniform(0.95, 1.05, 1 << n),
            100.0 * np.ceil(subset_sums(weight) / 20.0) + 3.0 * sizes(n) * (sizes(n) - 1),
            rng.integers(0, 9, 1 << n).astype(float) + 20.0 * sizes(n),
        )[kind]
        costs[0] = 0.0
        game = CostGame([f"m{i}" for i in range(n)], costs)
        saved = coopgame.Game(savings(game)[1:].tolist())
        domain = "imputation" if savings(game)[-1] >= 0 else "preimputation"
        there = np.array(coopgame.nucleolus(saved, domain=domain)["allocation"])
        np.testing.assert_allclose(nucleolus(game), game.stand_alone - there, rtol=0, atol=1e-6)
        np.testing.assert_allclose(shapley_value(game), game.stand_alone - np.array(coopgame.shapley(saved)), atol=1e-8)


@given(games(least=2, most=4))
def test_the_per_capita_nucleolus(game):
    saved = savings(game)
    if saved[-1] >= 0 and audit(game, nucleolus(game)).in_core:
        there = coopgame.per_capita_nucleolus(coopgame.Game(saved[1:].tolist()))["allocation"]
        np.testing.assert_allclose(per_capita_nucleolus(game), game.stand_alone - np.array(there), rtol=0, atol=1e-6)
