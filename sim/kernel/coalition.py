"""Coalitions: what any of some organizations would pay for a resource as a pool of their own, and each one's bill."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled
from sim.kernel.bills import bill_parts, expected_parts, group_cost
from sim.kernel.group import Group
from sim.kernel.layout import Records
from sim.laws.serial import cap_demands, serial_shares
from sim.laws.sharing import Sharing, bill, billed_on_use, weight

Floats = NDArray[np.float64]


@compiled
def _serial_weights(
    resource: Records, unit_cost: float, linear_fractile: float, need: Floats, overrun: float
) -> Floats:
    """Return the serial shares (n,) of 1, before overuse; need (n,) in any order."""
    n = need.size
    order = np.argsort(need, kind="mergesort")
    total = np.empty(n)
    squares = np.empty(n)
    cost = np.empty(n)
    cap_demands(need[order], total, squares)
    for k in range(n):
        capacity, fixed, held, short = group_cost(resource, unit_cost, linear_fractile, total[k], squares[k])
        parts = bill_parts(resource, n, total[k], capacity, fixed, held, short, overrun)
        cost[k] = parts[0] + parts[1]
    share = np.empty(n)
    serial_shares(cost, share)
    out = np.empty(n)
    for k in range(n):
        out[order[k]] = share[k] / cost[n - 1] if cost[n - 1] > 0.0 else need[order[k]] / total[n - 1]
    return out


@compiled
def _weights(
    resource: Records, unit_cost: float, linear_fractile: float, need: Floats, size: Floats, overrun: float
) -> Floats:
    """Return the weights (n,) of a group's members under the resource's sharing rule."""
    if resource.sharing == Sharing.SERIAL:
        return _serial_weights(resource, unit_cost, linear_fractile, need, overrun)
    out = np.empty(need.size)
    for k in range(need.size):
        out[k] = weight(resource.sharing, size[k], need[k])
    return out


@compiled
def _group(need: Floats, weights: Floats) -> Group:
    """Return the sums over a group; need, weights (n,)."""
    return Group(
        need.size,
        np.sum(need),
        np.sum(need * need),
        np.sum(weights),
        np.sum(need * weights),
        np.sum(need * need * weights),
        np.sum(need * need * weights * weights),
    )


@compiled
def coalition_cost(
    resource: Records,
    unit_cost: float,
    linear_fractile: float,
    need: Floats,
    size: Floats,
    alone: Floats,
    overrun: float,
) -> float:
    """Return the steady cost of a coalition: as a pool, or each alone where the agreement asks for more members.

    Parameters
    ----------
    resource : RESOURCE
    unit_cost, linear_fractile : float
        What a unit of capacity costs it [CAD/unit^eta], and the fractile that goes with it.
    need, size, alone : (n,) float64
        Of its members: mean needs [unit/month], sizes [FTE], costs of being alone [CAD/month].
    overrun : float
        What is known of the multiplier of coordination costs [1].

    Returns
    -------
    float
        [CAD/month].
    """
    n = need.size
    if n < resource.min_members:
        return np.sum(alone)
    weights = need  # read by nobody, unless others pay for what one uses
    if resource.overuse > 0.0 and not billed_on_use(resource.sharing):
        weights = _weights(resource, unit_cost, linear_fractile, need, size, overrun)
    parts = expected_parts(resource, (unit_cost, linear_fractile), _group(need, weights), overrun)
    return parts[0] + parts[1]


@compiled
def coalition_costs(
    rows: NDArray[np.bool_],
    resource: Records,
    unit_cost: float,
    linear_fractile: float,
    need: Floats,
    size: Floats,
    alone: Floats,
    overrun: float,
) -> Floats:
    """Return the costs of some coalitions, a row of truths for each: (k, n) -> (k,) [CAD/month]; see coalition_cost."""
    out = np.empty(len(rows))
    for k in range(len(rows)):
        here = rows[k]
        out[k] = coalition_cost(resource, unit_cost, linear_fractile, need[here], size[here], alone[here], overrun)
    return out


@compiled
def steady_bills(
    resource: Records, unit_cost: float, linear_fractile: float, need: Floats, size: Floats, overrun: float
) -> Floats:
    """Return what each member of a pool pays in a steady month (n,) [CAD/month]; by use is by need in expectation."""
    weights = _weights(resource, unit_cost, linear_fractile, need, size, overrun)
    group = _group(need, weights)
    parts = expected_parts(resource, (unit_cost, linear_fractile), group, overrun)
    out = np.empty(need.size)
    for k in range(need.size):
        out[k] = bill(parts[0], parts[1], need.size, weights[k], group.weight)
    return out
