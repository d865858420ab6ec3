"""Digests of what laws return at many points, which other processors must repeat."""

import numpy as np

from sim.laws.cost import experience_factor, running_cost, sd_cost
from sim.laws.decision import annuity
from sim.laws.elementary import exp, expm1, log, log1p, power
from sim.laws.error_function import erfc
from sim.laws.normal import normal_loss
from sim.laws.random import normal_quantile, run_key
from sim.networks.communities import communities
from sim.networks.spatial import spatial
from sim.scenario import draw_values, population_laws
from tests.kernel.bits import digest
from tests.kernel.worlds import rich

ATTRIBUTES = {
    "population.trust": {"distribution": "beta", "mean": 0.4, "sd": 0.2},
    "population.taste": {"distribution": "truncated_normal", "mean": 0.1, "sd": 1, "low": 0, "high": 3},
    "population.cash": {"distribution": "pareto", "low": 0.5, "mean": 1.5, "high": 40},
    "population.rate": {"distribution": "discrete", "values": [0.02, 0.04], "weights": [3, 1]},
}
"""A distribution of each kind, beside those of the rich world."""


def by_number(arrays):
    """Name arrays by their numbers."""
    return {str(k): array for k, array in enumerate(arrays)}


def digests(size=500):
    """Return the digests of laws by name; the points are drawn by additions and multiplications alone."""
    rng = np.random.default_rng(1)
    u, wide = rng.random(size), 800 * rng.random(size) - 400
    positive = np.ldexp(u + 0.5, rng.integers(-1000, 1000, size))
    functions = {
        exp: [(wide,), (u,)],
        expm1: [(wide,), (u - 0.5,)],
        log: [(positive,), (u + 0.5,)],
        log1p: [(positive,), (u - 0.5,)],
        power: [(positive, u), (u + 0.5, wide), (1 + u, u)],
        erfc: [(wide / 15,), (u - 0.5,)],
        normal_loss: [(wide / 40,)],
        normal_quantile: [(u,), (u / 1e6,)],
        annuity: [(u, 1 + abs(wide))],
        experience_factor: [(abs(wide), 1 + u, u)],
        sd_cost: [(abs(wide), 100 * u, 1 + u, u, 2 * u)],
        running_cost: [(100 * u + 1, 30 * u, u, 1 + u, 0.5 + u, u, 9 * u, wide / 200)],
    }  # fmt: skip
    found = {
        f"{function.__name__} {k}": digest({"": [function(*each) for each in zip(*columns, strict=True)]})
        for function, sets in functions.items()
        for k, columns in enumerate(sets)
    }
    key = run_key(1, 0)
    found["spatial"] = digest(by_number(spatial(key, 60, 45)))
    found["communities"] = digest(by_number(communities(key, np.arange(60) % 11, 9, 0.6)))
    found["population"] = digest(by_number(draw_values(population_laws(rich(ATTRIBUTES)), key)))
    return found
