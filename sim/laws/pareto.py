"""The Pareto distribution, cut to an interval: its mean, and the exponent that gives a mean."""

from __future__ import annotations

from sim.compilation.decorators import internal, rare
from sim.laws.elementary import exp, expm1, log

_LEAST, _MOST = -13.815510557964274, 6.907755278982137
"""Logarithms of the exponents between which that of a mean is looked for: 1e-6 and 1e3."""


@internal
def _mean(alpha: float, low: float, span: float) -> float:
    """Return the mean of a Pareto distribution cut to [low, low e^span]."""
    power = (1.0 - alpha) * span
    growth = span if abs(power) < 1e-12 else span * expm1(power) / power
    return low * alpha * growth / -expm1(-alpha * span)


@rare
def exponent_of(mean: float, low: float, high: float) -> float:
    """Return the exponent with which a Pareto distribution cut to [low, high] has a mean.

    By bisection: the mean falls as the exponent rises.

    Examples
    --------
    >>> round(exponent_of(5.47, 1.5, 100.0), 2)  # the 18 % of IT projects whose cost overruns by more than half
    1.2
    """
    span = log(high / low)
    least = _LEAST
    most = _MOST
    for _ in range(200):
        middle = 0.5 * (least + most)
        if middle <= least or middle >= most:
            break
        if _mean(exp(middle), low, span) > mean:
            least = middle
        else:
            most = middle
    return exp(0.5 * (least + most))
