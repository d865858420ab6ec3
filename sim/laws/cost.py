"""The cost law: what it costs a group of organizations to provide itself with a resource for a month.

One law serves an organization alone (a group of one) and a pool, so that the two are compared on the same footing.
"""

from __future__ import annotations

import math

import numpy as np

from sim.compilation.decorators import compiled, rare
from sim.laws.elementary import exp, log, power
from sim.laws.normal import normal_density, normal_loss, normal_tail
from sim.laws.random import normal_quantile

_FAR = 40.0
"""Standard deviations beyond which the normal tail is zero in double precision."""


@compiled
def spread_of_need(squares: float, total: float, variation: float, correlation: float) -> float:
    """Return the standard deviation of a group's monthly need.

    sigma^2 = (1 - rho) sum (nu q_i)^2 + rho (sum nu q_i)^2: correlated needs pool less risk.

    Parameters
    ----------
    squares : float
        Sum of squared mean needs [unit^2].
    total : float
        Sum of mean needs [unit].
    variation, correlation : float
        Coefficient of variation nu of one organization's need, correlation rho between organizations [1].

    Returns
    -------
    float
        sigma_S [unit].

    References
    ----------
    .. [1] Eppen (1979), Management Science 25(5):498-501, doi:10.1287/mnsc.25.5.498.

    Examples
    --------
    >>> spread_of_need(4 * 100.0, 40.0, 1.0, 0.0)  # four needs of 10: twice, not four times, the deviation of one
    20.0
    """
    return variation * math.sqrt((1.0 - correlation) * squares + correlation * total * total)


@compiled
def fractile(unit_cost: float, shortage_price: float) -> float:
    """Return the newsvendor's z of a linear capacity cost, u (1 - Phi(z)) = c; minus infinity when c >= u."""
    if unit_cost >= shortage_price:
        return -math.inf
    if unit_cost <= 0.0:
        return _FAR
    return -normal_quantile(unit_cost / shortage_price)


@compiled
def _excess(capacity: float, need: float, deviation: float, price: float, cost: float, exponent: float) -> float:
    """Marginal benefit less marginal cost of capacity [CAD/unit]."""
    return price * normal_tail((capacity - need) / deviation) - cost * exponent * power(capacity, exponent - 1.0)


@compiled
def _peak(need: float, deviation: float, exponent: float, high: float) -> float:
    """Capacity at which the log of benefit over cost peaks, for exponent < 1 (the log is concave: one peak)."""
    low = 0.0
    for _ in range(200):
        middle = 0.5 * (low + high)
        if middle <= low or middle >= high:
            break
        z = (middle - need) / deviation
        tail = normal_tail(z)
        hazard = z + 1.0 / z if tail <= 0.0 else normal_density(z) / tail
        if hazard / deviation < (1.0 - exponent) / middle:
            low = middle
        else:
            high = middle
    return low


@rare
def _scaled_capacity(need: float, deviation: float, cost: float, exponent: float, price: float) -> float:
    """The largest stationary capacity when its cost is not linear: see stationary_capacity."""
    if deviation == 0.0:  # all the need, unless its last units cost more than buying them
        if exponent < 1.0:
            return need
        return min(need, power(price / (cost * exponent), 1.0 / (exponent - 1.0)))
    high = need + _FAR * deviation
    low = _peak(need, deviation, exponent, high) if exponent < 1.0 else 0.0
    if exponent < 1.0 and (low <= 0.0 or _excess(low, need, deviation, price, cost, exponent) <= 0.0):
        return 0.0
    for _ in range(200):
        middle = 0.5 * (low + high)
        if middle <= low or middle >= high:
            break
        if _excess(middle, need, deviation, price, cost, exponent) > 0.0:
            low = middle
        else:
            high = middle
    return low


@compiled
def stationary_capacity(
    need: float, deviation: float, cost: float, exponent: float, price: float, linear_fractile: float
) -> float:
    """Return the largest capacity at which its marginal cost equals the expected saving; 0 if there is none.

    Closed form for a linear cost. Otherwise bisection: with economies of scale (exponent < 1) the condition has up
    to two solutions and the lower one is a maximum of cost, so that plain iteration can miss the optimum by far.

    Parameters
    ----------
    need, deviation : float
        Mean and standard deviation of the group's monthly need [unit].
    cost, exponent : float
        Capacity costs cost * capacity**exponent [CAD/month].
    price : float
        Price u of a unit short [CAD/unit].
    linear_fractile : float
        :func:`fractile` of cost and price, used when exponent is 1.

    Returns
    -------
    float
        Capacity [unit/month].

    Examples
    --------
    >>> round(stationary_capacity(100.0, 20.0, 1.0, 1.0, 2.0, fractile(1.0, 2.0)), 9)  # price twice the cost: the mean
    100.0
    """
    if exponent == 1.0:
        return max(0.0, need + linear_fractile * deviation) if linear_fractile > -math.inf else 0.0
    return _scaled_capacity(need, deviation, cost, exponent, price)


@compiled
def capacity_cost(capacity: float, cost: float, exponent: float) -> float:
    """Return what a capacity costs a month [CAD]: cost * capacity**exponent (Williams 1947, the six-tenths rule).

    Examples
    --------
    >>> round(capacity_cost(2.0, 1.0, 0.6), 9)
    1.515716567
    """
    return cost * capacity if exponent == 1.0 else cost * power(capacity, exponent)


@compiled
def shortage_cost(capacity: float, need: float, deviation: float, price: float) -> float:
    """Return the expected cost of the need beyond a capacity [CAD/month]: u sigma L((capacity - need) / sigma)."""
    if deviation == 0.0:
        return price * max(0.0, need - capacity)
    return price * deviation * normal_loss((capacity - need) / deviation)


@compiled
def running_cost(
    need: float,
    deviation: float,
    fixed_cost: float,
    cost: float,
    exponent: float,
    lot: float,
    price: float,
    linear_fractile: float,
) -> tuple[float, float, float, float]:
    """Return the cheapest way for a group to serve its need, without the cost of use.

    running_cost = F [capacity > 0] + c capacity^eta + u sigma L((capacity - Q) / sigma), at the newsvendor's capacity
    rounded to the lot below, the lot above, or none at all, whichever costs least [1]_.

    Parameters
    ----------
    need, deviation : float
        Mean Q and standard deviation sigma of the group's monthly need [unit].
    fixed_cost : float
        F, paid when there is any capacity [CAD/month].
    cost, exponent : float
        c [CAD/unit^eta] and eta [1] of the capacity cost.
    lot : float
        Capacity is bought in multiples of it; 0 = divisible [unit].
    price : float
        u, the lesser of market price and value of a unit [CAD/unit].
    linear_fractile : float
        :func:`fractile` of cost and price (cached by the caller: it does not depend on the group).

    Returns
    -------
    capacity, fixed, capacity_cost, shortage : float
        Capacity [unit/month] and the three parts of the cost [CAD/month].

    References
    ----------
    .. [1] Arrow, Harris & Marschak (1951), Optimal inventory policy, Econometrica 19(3), doi:10.2307/1906813.

    Examples
    --------
    >>> z = fractile(1.0, 10.0)
    >>> capacity, fixed, held, short = running_cost(40.0, 20.0, 0.0, 1.0, 1.0, 0.0, 10.0, z)
    >>> round(held - 40.0 + short, 4)  # safety stock and shortage: Eppen's pooled cost of h = 1, p = 9
    35.0997
    """
    target = stationary_capacity(need, deviation, cost, exponent, price, linear_fractile)
    capacity = np.floor(target / lot) * lot if lot > 0.0 else target
    held = capacity_cost(capacity, cost, exponent)
    short = shortage_cost(capacity, need, deviation, price)
    total = fixed_cost + held + short if capacity > 0.0 else math.inf
    if lot > 0.0 and target > 0.0:
        high = capacity + lot
        high_held = capacity_cost(high, cost, exponent)
        high_short = shortage_cost(high, need, deviation, price)
        high_total = fixed_cost + high_held + high_short
        up = high_total < total  # a processor cannot predict which lot it is: choices without a branch
        capacity = high if up else capacity
        held = high_held if up else held
        short = high_short if up else short
        total = min(total, high_total)
    if total > price * need:  # without capacity the shortage is at least the mean need
        none = shortage_cost(0.0, need, deviation, price)
        if none <= total:
            return 0.0, 0.0, 0.0, none
    return capacity, fixed_cost, held, short


@rare
def sd_cost(capacity: float, need: float, deviation: float, use_cost: float, price: float) -> float:
    """Return the standard deviation of a group's monthly running cost [CAD].

    sigma sqrt(u0^2 + u^2 s2(z) + 2 u0 u (1 - Phi(z))), s2(z) = (1 + z^2)(1 - Phi(z)) - z phi(z) - L(z)^2.

    Examples
    --------
    >>> sd_cost(0.0, 100.0, 2.0, 0.0, 3.0)  # all is bought: the deviation of the need times its price
    6.0
    """
    if deviation == 0.0:
        return 0.0
    z = (capacity - need) / deviation
    tail = normal_tail(z)
    density = normal_density(z)
    loss = density - z * tail
    # far below the mean the three terms cancel, and nothing is left of the truncation
    shortage_variance = 1.0 if z < -8.0 else max(0.0, (1.0 + z * z) * tail - z * density - loss * loss)
    variance = use_cost * use_cost + price * price * shortage_variance + 2.0 * use_cost * price * tail
    return deviation * math.sqrt(variance)


@compiled
def experience_factor(experience: float, reference: float, exponent: float) -> float:
    """Return Wright's cost factor (1 + E / E0)^(-lambda) [1].

    Computed for every place in every month: the exponential of a logarithm is faster than a power, and loses a few
    units in the last place.

    References
    ----------
    .. [1] Wright (1936), Factors affecting the cost of airplanes, doi:10.2514/8.155.

    Examples
    --------
    >>> round(experience_factor(1.0, 1.0, 0.321928094887), 9)  # an 80 % progress ratio: one doubling
    0.8
    """
    if exponent == 0.0:
        return 1.0
    return exp(-exponent * log(1.0 + experience / reference))


@compiled
def coordination_cost(members: int, hub: float, per_member: float, per_pair: float) -> float:
    """Return what coordinating a pool costs a month [CAD]: g0 + g1 n + g2 n (n - 1) / 2.

    References
    ----------
    .. [1] Buchanan (1965), An economic theory of clubs, Economica 32(125):1-14, doi:10.2307/2552442.

    Examples
    --------
    >>> coordination_cost(4, 100.0, 10.0, 5.0)
    170.0
    """
    return hub + per_member * members + per_pair * (0.5 * members * (members - 1))


@compiled
def fading(age: int, months: float) -> float:
    """Return the share exp(-age / theta) of its start-up friction that a pool still has [1]."""
    return exp(-age / months)
