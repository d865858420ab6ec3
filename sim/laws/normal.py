"""The standard normal distribution as the cost law needs it: density, upper tail, loss."""

from __future__ import annotations

import math

import numpy as np

from sim.compilation.decorators import compiled
from sim.laws.elementary import exp
from sim.laws.error_function import erfc
from sim.laws.normal_tables import DENSITY, LOSS, PER_UNIT, REACH, TAIL

_SQRT_HALF = math.sqrt(0.5)
_INVERSE_SQRT_2PI = 1.0 / math.sqrt(2.0 * math.pi)


@compiled
def normal_density(x: float) -> float:
    """Return phi(x), the density of the standard normal distribution.

    Examples
    --------
    >>> round(normal_density(0.0), 6)
    0.398942
    """
    return _INVERSE_SQRT_2PI * exp(-0.5 * x * x)


@compiled
def normal_tail(x: float) -> float:
    """Return 1 - Phi(x), the upper tail of the standard normal distribution, accurate far out (erfc)."""
    return 0.5 * erfc(x * _SQRT_HALF)


@compiled
def _loss(x: float) -> float:
    """L(x) by its definition."""
    return normal_density(x) - x * normal_tail(x)


_TERMS = 8


def _taylor(k: int) -> list[float]:
    """Taylor's coefficients of L about k / PER_UNIT, from tables and by arithmetic alone: the same on every platform.

    L' = Phi - 1, L'' = phi, and the derivatives beyond are Hermite polynomials times phi. On the left side L(-x) = L(x)
    + x, and the tail is 1 - Phi(-x).
    """
    x = k / PER_UNIT
    density, tail, loss = DENSITY[abs(k)], TAIL[abs(k)], LOSS[abs(k)]
    if k < 0:
        tail, loss = 1.0 - tail, loss - x
    derivatives = [loss, -tail, density, -x * density]
    while len(derivatives) < _TERMS:
        n = len(derivatives) - 3  # phi^(n+1) = -x phi^(n) - n phi^(n-1)
        derivatives.append(-x * derivatives[-1] - n * derivatives[-2])
    return [value / math.factorial(n) for n, value in enumerate(derivatives)]


_COEFFICIENTS = np.array([_taylor(k) for k in range(-REACH * PER_UNIT, REACH * PER_UNIT + 1)])
"""Of points a thirty-second apart, near enough for eight terms to be exact: (K, 8)."""


@compiled
def normal_loss(x: float) -> float:
    """Return the standard normal loss L(x) = phi(x) - x (1 - Phi(x)): the mean shortage beyond x.

    A review works it out a dozen times: a series about tabulated points, which takes no exponential, is as exact as the
    definition.

    Parameters
    ----------
    x : float
        Capacity above the mean, in standard deviations [1].

    Returns
    -------
    float
        E[max(0, Z - x)] for a standard normal Z [1].

    References
    ----------
    .. [1] Arrow, Harris & Marschak (1951), Optimal inventory policy, Econometrica 19(3), doi:10.2307/1906813.

    Examples
    --------
    >>> round(normal_loss(0.0), 6)
    0.398942
    """
    if not -REACH < x < REACH:
        return _loss(x)
    nearest = np.floor((x + REACH) * PER_UNIT + 0.5)
    k = int(nearest)
    h = x - (nearest / PER_UNIT - REACH)
    h2 = h * h  # terms in pairs, whose sums need not wait for one another
    low = (_COEFFICIENTS[k, 0] + _COEFFICIENTS[k, 1] * h) + (_COEFFICIENTS[k, 2] + _COEFFICIENTS[k, 3] * h) * h2
    high = (_COEFFICIENTS[k, 4] + _COEFFICIENTS[k, 5] * h) + (_COEFFICIENTS[k, 6] + _COEFFICIENTS[k, 7] * h) * h2
    return low + high * (h2 * h2)
