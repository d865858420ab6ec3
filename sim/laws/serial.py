"""Serial cost sharing: nobody pays for the part of others' demands that goes beyond its own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import phase


@phase
def cap_demands(demand: NDArray[np.float64], total: NDArray[np.float64], squares: NDArray[np.float64]) -> None:
    """Write what the cost law needs of each capped profile: all demands capped at the k-th smallest.

    Parameters
    ----------
    demand : (n,) float64
        Demands in increasing order [unit].
    total, squares : (n,) float64
        Written: sum of the demands of the profile [unit] and of their squares [unit^2]. All n are present in each.

    Examples
    --------
    >>> import numpy as np
    >>> total, squares = np.empty(3), np.empty(3)
    >>> cap_demands(np.array([1.0, 2.0, 3.0]), total, squares)
    >>> total.tolist(), squares.tolist()
    ([3.0, 5.0, 6.0], [3.0, 9.0, 14.0])
    """
    below = 0.0
    squares_below = 0.0
    for k in range(demand.size):
        q = demand[k]
        total[k] = below + (demand.size - k) * q
        squares[k] = squares_below + (demand.size - k) * q * q
        below += q
        squares_below += q * q


@phase
def serial_shares(cost: NDArray[np.float64], share: NDArray[np.float64]) -> None:
    """Write the serial cost shares: share_k = share_{k-1} + (C_k - C_{k-1}) / (n + 1 - k), from 0 and C_0 = 0 [1]_.

    Those who demand at least as much as the k-th split equally what its demand costs beyond the one before.

    Parameters
    ----------
    cost : (n,) float64
        Cost C_k of the profile of demands capped at the k-th smallest, all n being present [CAD/month].
    share : (n,) float64
        Written: the share of each, in the same order; they sum to C_n [CAD/month]. May be ``cost`` itself.

    References
    ----------
    .. [1] Moulin & Shenker (1992), Serial cost sharing, Econometrica 60(5):1009-1037, doi:10.2307/2951537.

    Examples
    --------
    >>> import numpy as np
    >>> share = np.empty(3)
    >>> serial_shares(np.array([3.0, 5.0, 6.0]) ** 2, share)  # demands of 1, 2 and 3 at a cost of Q^2
    >>> share.tolist()
    [3.0, 11.0, 22.0]
    """
    before = 0.0
    owed = 0.0
    for k in range(cost.size):
        now = cost[k]
        owed += (now - before) / (cost.size - k)
        share[k] = owed
        before = now
