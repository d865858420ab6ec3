"""Subsets: the exact partition of a few candidates, by dynamic programming over all of their subsets."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled
from sim.kernel.candidates import Search, block_cost, count_blocks, dissolve_useless, leaves_nobody_worse
from sim.kernel.cost import steady_cost
from sim.kernel.group import GroupSums
from sim.kernel.layout import Records

MOST = 14
"""Most candidates for which all subsets are examined: 3^14 splits."""


@compiled
def _costs(resource: Records, search: Search) -> NDArray[np.float64]:
    """Return the cost of each subset as one block (2**n,), infinite where it may not form [CAD/month]."""
    out = np.zeros(1 << search.size)
    for mask in range(1, out.size):
        members = 0
        for k in range(search.size):
            if mask >> k & 1:
                search.work[members, 0].line = k
                members += 1
        out[mask] = block_cost(resource, search, members)
        if search.rational and out[mask] < math.inf and not leaves_nobody_worse(resource, search, members):
            out[mask] = math.inf
    return out


@compiled
def exact_partition(resource: Records, search: Search) -> None:
    """Write the block of each candidate in the best of all partitions, and the blocks, as `partition` does.

    Parameters
    ----------
    resource : RESOURCE
    search : Search
        With up to :data:`MOST` candidates from :func:`sim.kernel.candidates.enrol`.
    """
    cost = _costs(resource, search)
    least = np.zeros(cost.size)
    chosen = np.zeros(cost.size, np.int64)
    for mask in range(1, cost.size):
        first = mask & -mask  # each block is examined where it holds the first of those that remain
        others = mask ^ first
        part = others
        least[mask] = math.inf
        while True:
            total = cost[part | first] + least[others ^ part]
            if total < least[mask]:
                least[mask] = total
                chosen[mask] = part | first
            if part == 0:
                break
            part = (part - 1) & others
    mask = cost.size - 1
    block = 0
    while mask > 0:
        for k in range(search.size):
            if chosen[mask] >> k & 1:
                search.work[k, 0].block = block
        block += 1
        mask ^= chosen[mask]
    count_blocks(resource, search)
    dissolve_useless(resource, search)


@compiled
def clones_bound(resource: Records, search: Search) -> float:
    """Return the sum over candidates of the least cost per member alone, or among as many like it as may pool.

    Parameters
    ----------
    resource : RESOURCE
        With the relaxations that make it a bound.
    search : Search
        With candidates from :func:`sim.kernel.candidates.enrol`.

    Returns
    -------
    float
        [CAD/month].
    """
    total = 0.0
    terms = (resource.unit_cost, resource.linear_fractile)
    for k in range(search.size):
        q = search.work[k, 0].need
        least = search.work[k, 0].stand_alone
        for n in range(resource.min_members, min(search.size, resource.max_members) + 1):
            group = GroupSums(n, n * q, n * q * q, float(n), n * q, n * q * q, n * q * q)
            least = min(least, steady_cost(resource, terms, group, search.overrun) / n)
        total += least
    return total
