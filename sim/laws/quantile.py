"""Quantile functions from a table: any distribution, compiled, by straight lines between nodes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled
from sim.laws.elementary import exp


@compiled
def tabulated_quantile(nodes: NDArray[np.float64], logs: NDArray[np.float64], z: float) -> float:
    """Return the quantile of a positive distribution at the probability Phi(z).

    The logarithm of the quantile is a straight line in z between nodes, so that a lognormal is exact. Two nodes at the
    same place are a jump: values that a distribution never gives are never drawn.

    Parameters
    ----------
    nodes : (n,) float64
        Standard normal scores in increasing order.
    logs : (n,) float64
        Logarithms of the quantiles there, not decreasing.
    z : float
        A standard normal score.

    Returns
    -------
    float
        The quantile; beyond the first or the last node, the one there.

    Examples
    --------
    >>> nodes, logs = np.array([-8.0, 8.0]), np.array([-4.0, 4.0])
    >>> tabulated_quantile(nodes, logs, 1.5) == exp(0.75)  # a lognormal with sigma = 0.5
    True
    """
    last = nodes.size - 1
    if z <= nodes[0]:
        return exp(logs[0])
    if z >= nodes[last]:
        return exp(logs[last])
    low = 0
    high = last
    while high - low > 1:
        middle = (low + high) // 2
        if nodes[middle] <= z:
            low = middle
        else:
            high = middle
    part = (z - nodes[low]) / (nodes[high] - nodes[low])
    return exp(logs[low] + part * (logs[high] - logs[low]))
