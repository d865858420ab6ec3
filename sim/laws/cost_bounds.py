"""Bounds of the cost law: what no group can serve its need for less than, whoever its members are.

They hold where a unit of capacity costs the same however many there are, and less than a unit short.
"""

from __future__ import annotations

import math

from sim.compilation.decorators import compiled

_DENSITY = 1.0 / math.sqrt(2.0 * math.pi)
"""phi(0), the largest value of the normal density."""


@compiled
def least_spread(members: int, variation: float, correlation: float) -> float:
    """Return the least sigma_S / Q of so many members, which is that of equal needs [1].

    nu sqrt((1 - rho) / n + rho), from :func:`sim.laws.cost.spread_of_need` and n sum q_i^2 >= (sum q_i)^2.

    Parameters
    ----------
    members : int
        n, at least 1.
    variation, correlation : float
        Coefficient of variation nu of one organization's need, correlation rho between organizations [1].

    Examples
    --------
    >>> least_spread(4, 0.5, 0.0)
    0.25
    """
    return variation * math.sqrt((1.0 - correlation) / members + correlation)


@compiled
def critical_cost(cost: float, price: float) -> float:
    """Return c (u - c) / u, the parallel sum of the costs of a unit too many, c, and of one too few, u - c [CAD/unit].

    Examples
    --------
    >>> critical_cost(1.0, 2.0)
    0.5
    """
    return cost * (1.0 - cost / price)


@compiled
def least_unit_cost(cost: float, price: float, spread: float) -> float:
    """Return what a unit of need costs at least, with the best capacity or without any [CAD/unit].

    With the best capacity a unit of need costs c + u phi(z) sigma / Q, where 1 - Phi(z) = c / u = p [1]_; and
    phi(z) >= 4 phi(0) p (1 - p), since phi / (Phi (1 - Phi)) is least at 0.

    Parameters
    ----------
    cost, price : float
        c, of a unit of capacity, and u, of a unit short [CAD/unit].
    spread : float
        sigma / Q, the standard deviation of the need over its mean, or less [1].

    References
    ----------
    .. [1] Eppen (1979), Management Science 25(5):498-501, doi:10.1287/mnsc.25.5.498.

    Examples
    --------
    >>> least_unit_cost(1.0, 2.0, 0.0), round(least_unit_cost(1.0, 2.0, 0.5), 4), least_unit_cost(3.0, 2.0, 0.5)
    (1.0, 1.3989, 2.0)
    """
    if cost >= price:
        return price
    return min(price, cost + 4.0 * _DENSITY * spread * critical_cost(cost, price))


@compiled
def most_excess(lot: float, critical: float, price: float, deviation: float) -> float:
    """Return how much more the best number of lots costs at most than the best capacity, if there is any [CAD/month].

    The cost of a capacity, c k + u sigma L((k - Q) / sigma), is convex, its slope lies between c - u and c, and its
    curvature is at most u phi(0) / sigma; and a number of lots is at most half a lot away.

    Parameters
    ----------
    lot : float
        [unit].
    critical : float
        :func:`critical_cost` [CAD/unit].
    price : float
        u, of a unit short [CAD/unit].
    deviation : float
        sigma, the standard deviation of the need, or less; above 0 [unit].

    Examples
    --------
    >>> most_excess(0.0, 0.5, 2.0, 1.0), most_excess(10.0, 0.5, 2.0, 1e-9)
    (0.0, 5.0)
    """
    return lot * min(critical, 0.125 * _DENSITY * price * lot / deviation)
