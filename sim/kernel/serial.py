"""Shares that depend on every member, serial ones and those of an own rule: each group has shares of its own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import apart, internal, phase
from sim.kernel.agreement import agreement_of
from sim.kernel.cost import ExpectedCost, Terms, cheapest_provision, expected_cost, pool_cost, split_expected
from sim.kernel.group import GroupSums
from sim.kernel.layout import Records
from sim.kernel.own import admits, own_shares, show_member
from sim.kernel.state import NOBODY, OwnRules, Profile, State
from sim.laws.serial import cap_demands, serial_shares
from sim.laws.sharing import rises
from sim.vocabulary.codes import Admission, Weight

Floats = NDArray[np.float64]


@internal
def _cap_costs(
    resource: Records, terms: Terms, overrun: float, demand: Floats, total: Floats, squares: Floats, cost: Floats
) -> None:
    """Write the steady costs of a group's demands capped at each, before overuse; the last is that of the group."""
    n = demand.size
    cap_demands(demand, total, squares)
    for k in range(n):
        provision = cheapest_provision(resource, terms, total[k], squares[k])
        expected = split_expected(resource, n, total[k], provision, overrun)
        cost[k] = expected.lump + expected.spread


@phase
def serial_weights(
    resource: Records, terms: Terms, overrun: float, demand: Floats, total: Floats, squares: Floats, share: Floats
) -> None:
    """Write the serial shares (of 1) of a group, from the steady costs of capped demands before overuse.

    By need where nothing costs anything.

    Parameters
    ----------
    resource : RESOURCE
    terms : tuple of float
        What capacity costs the group.
    overrun : float
        What is known of the multiplier of coordination costs [1].
    demand : (n,) float64
        Mean needs in increasing order [unit/month].
    total, squares : (n,) float64
        Written: sums over the capped demands, see :func:`sim.laws.serial.cap_demands`.
    share : (n,) float64
        Written: the shares, in the order of `demand` [1].
    """
    n = demand.size
    _cap_costs(resource, terms, overrun, demand, total, squares, share)
    cost = share[n - 1]
    serial_shares(share, share)
    for k in range(n):
        share[k] = share[k] / cost if cost > 0.0 else demand[k] / total[n - 1]


@apart
def own_weights(
    own: OwnRules,
    row: int,
    r: int,
    month: int,
    resource: Records,
    terms: Terms,
    overrun: float,
    demand: Floats,
    total: Floats,
    squares: Floats,
    share: Floats,
) -> None:
    """Write the shares (of 1) that the own rule gives to the members shown; see :func:`serial_weights`."""
    n = demand.size
    _cap_costs(resource, terms, overrun, demand, total, squares, share)
    if share[n - 1] > 0.0:
        provision = cheapest_provision(resource, terms, total[n - 1], squares[n - 1])
        fixed = pool_cost(resource, n, total[n - 1], provision, overrun, 1.0).fixed
        own_shares(own, row, r, month, fixed, demand, share)
        return
    for k in range(n):
        share[k] = demand[k] / total[n - 1]


@internal
def line_up_desk(state: State, size: int) -> None:
    """Line up the first members on the desk."""
    for k in range(size):
        state.order[k] = state.desk[k].member


@internal
def line_up_pool(state: State, r: int, pool: Records) -> int:
    """Line up the members of a pool; return how many."""
    size = 0
    member = pool.first
    while member != NOBODY:
        state.order[size] = member
        size += 1
        member = state.place[member, r].next
    return size


@apart
def share_in_line(state: State, r: int, resource: Records, terms: Terms, size: int, overrun: float) -> GroupSums:
    """Work out the shares (of 1) of the first `size` in line, in order of demand; return their group.

    `resource` holds r's parameters, or the terms of a pool.
    """
    order = state.order
    for k in range(1, size):
        i = order[k]
        j = k - 1
        while j >= 0 and state.place[order[j], r].need > state.place[i, r].need:
            order[j + 1] = order[j]
            j -= 1
        order[j + 1] = i
    demand = state.profile[Profile.DEMAND, :size]
    total = state.profile[Profile.TOTAL, :size]
    squares = state.profile[Profile.SQUARES, :size]
    share = state.profile[Profile.SHARE, :size]
    for k in range(size):
        demand[k] = state.place[order[k], r].need
    if resource.shared_by == Weight.OWN:
        for k in range(size):
            show_member(state.own, k, state.organization[order[k]], state.place[order[k], r].stand_alone)
        month = state.society[0].month
        own_weights(state.own, order[0], r, month, resource, terms, overrun, demand, total, squares, share)
    else:
        serial_weights(resource, terms, overrun, demand, total, squares, share)
    weighed = 0.0
    weighed_squares = 0.0
    squared_weights = 0.0
    for k in range(size):
        q = demand[k]
        w = share[k]
        weighed += q * w
        weighed_squares += q * q * w
        squared_weights += q * q * w * w
    return GroupSums(size, total[size - 1], squares[size - 1], 1.0, weighed, weighed_squares, squared_weights)


@phase
def weigh_rows(state: State, r: int, resource: Records, terms: Terms, size: int, overrun: float) -> None:
    """Sort the first `size` rows in `state.order` by need, and write their shares of 1 into the workspace."""
    share_in_line(state, r, resource, terms, size, overrun)


@apart
def weigh_desk(state: State, r: int, terms: Terms, size: int, overrun: float) -> GroupSums:
    """Give the first on the desk, which are alone, their weights in a group of their own; return that group."""
    line_up_desk(state, size)
    group = share_in_line(state, r, state.resource[r], terms, size, overrun)
    for k in range(size):
        state.place[state.order[k], r].weight = state.profile[Profile.SHARE, k]
    return group


@apart
def weigh_members(state: State, r: int, pool: Records) -> None:
    """Give the members of a pool their weights, after they or their terms have changed."""
    terms = (pool.unit_cost, pool.linear_fractile)
    size = line_up_pool(state, r, pool)
    group = share_in_line(state, r, agreement_of(state, r, pool), terms, size, pool.believed)
    for k in range(size):
        state.place[state.order[k], r].weight = state.profile[Profile.SHARE, k]
    pool.weight = group.weight
    pool.weighed = group.weighed
    pool.weighed_squares = group.weighed_squares
    pool.squared_weights = group.squared_weights


@apart
def pool_without(state: State, r: int, pool: Records, i: int) -> GroupSums:
    """Return the group that a pool would be without one of its members."""
    size = line_up_pool(state, r, pool)
    k = 0
    while state.order[k] != i:
        k += 1
    state.order[k] = state.order[size - 1]
    resource = agreement_of(state, r, pool)
    return share_in_line(state, r, resource, (pool.unit_cost, pool.linear_fractile), size - 1, pool.believed)


@apart
def desk_without(state: State, r: int, terms: Terms, size: int, k: int, overrun: float) -> GroupSums:
    """Return the group that the first on the desk would be without the k-th."""
    line_up_desk(state, size)
    state.order[k] = state.order[size - 1]
    return share_in_line(state, r, state.resource[r], terms, size - 1, overrun)


@apart
def pool_with(state: State, i: int, r: int, pool: Records) -> tuple[GroupSums, float, ExpectedCost, bool]:
    """Return the group that a pool would be with i, i's weight in it, its expected cost, and whether it admits i."""
    resource = agreement_of(state, r, pool)
    terms = (pool.unit_cost, pool.linear_fractile)
    size = line_up_pool(state, r, pool) + 1
    state.order[size - 1] = i
    group = share_in_line(state, r, resource, terms, size, pool.believed)
    expected = expected_cost(resource, terms, group, pool.believed)
    own = 0.0
    agreeing = 0
    for k in range(size):
        share = state.profile[Profile.SHARE, k]
        if state.order[k] == i:
            own = share
        elif not rises(pool.steady_spread * state.place[state.order[k], r].weight, expected.spread * share):
            agreeing += 1
    if resource.admission == Admission.OWN:
        return group, own, expected, admits(state, i, r, pool, group, own, expected, agreeing)
    needed = 0
    if resource.admission == Admission.NO_HARM:
        needed = size - 1
    elif resource.admission == Admission.MAJORITY:
        needed = (size - 1) // 2 + 1
    return group, own, expected, agreeing >= needed
