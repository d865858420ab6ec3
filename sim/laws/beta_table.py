"""A table of the quantiles of a beta distribution, so near that one step of the iteration is left.

Between two nodes, normal scores at equal distances, log(x / (1 - x)) follows Hermite's cubic: it is smooth there, also
where the quantile itself falls to 0 faster than any power.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import phase, rare
from sim.laws.beta import about_log_odds, density_of_log_odds, log_odds, shares
from sim.laws.normal import normal_density, normal_tail
from sim.laws.normal_score import normal_score

LEAST_SHAPE: Final = 0.25
"""The smallest shape whose quantiles so few nodes follow."""
_NODES: Final = 67
"""From one end of the draws, beyond eight standard deviations, to the other."""
_PER_UNIT: Final = 4.0
SIZE: Final = 2 * _NODES
"""How many numbers a table has: at each node a value and its slope, by the distance of nodes."""


@rare
def tabulate(a: float, b: float, factor: float, log_beta: float, table: NDArray[np.float64]) -> None:
    """Write the table (SIZE,) of a distribution whose shapes are not below :data:`LEAST_SHAPE`.

    `factor` and `log_beta` are from :func:`sim.laws.beta.beta_factor` and :func:`sim.laws.beta.log_beta`.
    """
    for k in range(_NODES):
        z = (k - _NODES // 2) / _PER_UNIT
        p = normal_tail(abs(z))
        if z <= 0.0:
            t = log_odds(a, b, factor, p, about_log_odds(a, b, log_beta, p))
        else:
            t = -log_odds(b, a, factor, p, about_log_odds(b, a, log_beta, p))
        x, y = shares(t)
        table[2 * k] = t
        table[2 * k + 1] = normal_density(z) / density_of_log_odds(a, b, x, y, factor) / _PER_UNIT


@phase
def near_log_odds(table: NDArray[np.float64], u: float) -> float:
    """Return about log(x / (1 - x)) of the quantile at u, from a table (SIZE,)."""
    place = normal_score(u, 1.0 - u) * _PER_UNIT + _NODES // 2
    k = min(max(int(place), 0), _NODES - 2)
    h = place - k
    g = 1.0 - h
    from_left = table[2 * k] + h * (2.0 * table[2 * k] + table[2 * k + 1])
    from_right = table[2 * k + 2] + g * (2.0 * table[2 * k + 2] - table[2 * k + 3])
    return g * g * from_left + h * h * from_right
