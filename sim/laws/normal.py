"""The standard normal distribution as the cost law needs it: density, upper tail, loss."""

from __future__ import annotations

import math

import numpy as np

from sim.laws.compiled import compiled

_SQRT_HALF = math.sqrt(0.5)
_INVERSE_SQRT_2PI = 1.0 / math.sqrt(2.0 * math.pi)
_SIXTH, _TWENTY_FOURTH, _PER_120, _PER_720, _PER_5040 = 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040


@compiled
def normal_density(x: float) -> float:
    """Return phi(x), the density of the standard normal distribution.

    Examples
    --------
    >>> round(normal_density(0.0), 6)
    0.398942
    """
    return _INVERSE_SQRT_2PI * math.exp(-0.5 * x * x)


@compiled
def normal_tail(x: float) -> float:
    """Return 1 - Phi(x), the upper tail of the standard normal distribution, accurate far out (erfc)."""
    return 0.5 * math.erfc(x * _SQRT_HALF)


@compiled
def _loss(x: float) -> float:
    """L(x) by its definition."""
    return normal_density(x) - x * normal_tail(x)


_REACH = 5.0
_STEP = 2.0**-6


def _knot(x: float) -> tuple[float, float, float]:
    """L, L' and L'' at x, in plain Python: importing this file must not wait for compiled code."""
    tail = 0.5 * math.erfc(x * _SQRT_HALF)
    density = _INVERSE_SQRT_2PI * math.exp(-0.5 * x * x)
    return density - x * tail, -tail, density


_KNOTS = np.array([_knot(k * _STEP - _REACH) for k in range(round(2 * _REACH / _STEP) + 1)])
"""L, L' = Phi - 1 and L'' = phi at points a sixty-fourth apart, near enough for eight terms to be exact: (K, 3)."""


@compiled
def normal_loss(x: float) -> float:
    """Return the standard normal loss L(x) = phi(x) - x (1 - Phi(x)): the mean shortage beyond x.

    Most of a run goes into this function: a series about tabulated points takes a third of the time of its definition,
    and is as exact.

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
    if not -_REACH < x < _REACH:
        return _loss(x)
    k = round((x + _REACH) / _STEP)
    near = k * _STEP - _REACH
    h = x - near
    square = near * near
    # Taylor's series about the nearest point: the derivatives beyond phi are Hermite polynomials times phi
    h2 = 0.5 - h * near * _SIXTH + h * h * (square - 1.0) * _TWENTY_FOURTH
    h5 = (square - 3.0) * near * _PER_120 - h * ((square - 6.0) * square + 3.0) * _PER_720
    h7 = ((square - 10.0) * square + 15.0) * near * _PER_5040
    curve = h2 - h * h * h * (h5 + h * h * h7)
    return _KNOTS[k, 0] + h * (_KNOTS[k, 1] + h * _KNOTS[k, 2] * curve)
