"""Serial sharing: each member's share of a group's steady cost, as its weight.

Alone among the rules, a share here depends on everybody's demand, and is worked out anew for each group.
"""

from __future__ import annotations

from sim.compilation.decorators import apart, internal
from sim.kernel.bills import Parts, Terms, bill_parts, expected_parts, group_cost
from sim.kernel.group import Group
from sim.kernel.layout import Records
from sim.kernel.state import NOBODY, Profile, State
from sim.laws.decision import Admission
from sim.laws.serial import cap_demands, serial_shares
from sim.laws.sharing import rises


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
def share_serially(state: State, r: int, terms: Terms, size: int, overrun: float) -> Group:
    """Work out the shares (of 1) of the first `size` in line, in order of demand; return their group.

    From the steady costs of capped demands, before overuse; by need where nothing costs anything.
    """
    resource = state.resource[r]
    order = state.order
    for k in range(1, size):
        i = order[k]
        j = k - 1
        while j >= 0 and state.place[order[j], r].need > state.place[i, r].need:
            order[j + 1] = order[j]
            j -= 1
        order[j + 1] = i
    for k in range(size):
        state.profile[Profile.DEMAND, k] = state.place[order[k], r].need
    cap_demands(
        state.profile[Profile.DEMAND, :size], state.profile[Profile.TOTAL, :size], state.profile[Profile.SQUARES, :size]
    )
    for k in range(size):
        need = state.profile[Profile.TOTAL, k]
        capacity, fixed, held, short = group_cost(resource, terms[0], terms[1], need, state.profile[Profile.SQUARES, k])
        parts = bill_parts(resource, size, need, capacity, fixed, held, short, overrun)
        state.profile[Profile.COST, k] = parts[0] + parts[1]
    serial_shares(state.profile[Profile.COST, :size], state.profile[Profile.SHARE, :size])
    cost = state.profile[Profile.COST, size - 1]
    need = state.profile[Profile.TOTAL, size - 1]
    weighed = 0.0
    weighed_squares = 0.0
    squared_weights = 0.0
    for k in range(size):
        q = state.profile[Profile.DEMAND, k]
        w = state.profile[Profile.SHARE, k] / cost if cost > 0.0 else q / need
        state.profile[Profile.SHARE, k] = w
        weighed += q * w
        weighed_squares += q * q * w
        squared_weights += q * q * w * w
    squares = state.profile[Profile.SQUARES, size - 1]
    return Group(size, need, squares, 1.0, weighed, weighed_squares, squared_weights)


@apart
def weigh_desk(state: State, r: int, terms: Terms, size: int) -> Group:
    """Give the first on the desk, who are alone, their weights in a group of their own; return that group."""
    line_up_desk(state, size)
    group = share_serially(state, r, terms, size, 1.0)
    for k in range(size):
        state.place[state.order[k], r].weight = state.profile[Profile.SHARE, k]
    return group


@apart
def weigh_members(state: State, r: int, pool: Records) -> None:
    """Give the members of a pool their weights, after they or their terms have changed."""
    terms = (pool.unit_cost, pool.linear_fractile)
    size = line_up_pool(state, r, pool)
    group = share_serially(state, r, terms, size, pool.believed)
    for k in range(size):
        state.place[state.order[k], r].weight = state.profile[Profile.SHARE, k]
    pool.weight = group.weight
    pool.weighed = group.weighed
    pool.weighed_squares = group.weighed_squares
    pool.squared_weights = group.squared_weights


@apart
def pool_without(state: State, r: int, pool: Records, i: int) -> Group:
    """Return the group that a pool would be without one of its members."""
    size = line_up_pool(state, r, pool)
    k = 0
    while state.order[k] != i:
        k += 1
    state.order[k] = state.order[size - 1]
    return share_serially(state, r, (pool.unit_cost, pool.linear_fractile), size - 1, pool.believed)


@apart
def desk_without(state: State, r: int, terms: Terms, size: int, k: int) -> Group:
    """Return the group that the first on the desk would be without the k-th."""
    line_up_desk(state, size)
    state.order[k] = state.order[size - 1]
    return share_serially(state, r, terms, size - 1, 1.0)


@apart
def pool_with(state: State, i: int, r: int, pool: Records) -> tuple[Group, float, Parts, bool]:
    """Return the group that a pool would be with i, i's weight in it, its bill's parts, and whether it admits i."""
    resource = state.resource[r]
    terms = (pool.unit_cost, pool.linear_fractile)
    size = line_up_pool(state, r, pool) + 1
    state.order[size - 1] = i
    group = share_serially(state, r, terms, size, pool.believed)
    parts = expected_parts(resource, terms, group, pool.believed)
    own = 0.0
    agreeing = 0
    for k in range(size):
        share = state.profile[Profile.SHARE, k]
        if state.order[k] == i:
            own = share
        elif not rises(pool.steady_spread * state.place[state.order[k], r].weight, parts[1] * share):
            agreeing += 1
    needed = 0
    if resource.admission == Admission.NO_HARM:
        needed = size - 1
    elif resource.admission == Admission.MAJORITY:
        needed = (size - 1) // 2 + 1
    return group, own, parts, agreeing >= needed
