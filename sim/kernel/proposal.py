"""Founding a pool: a proposal grows while it harms nobody, and is pruned until everybody in it wants it."""

from __future__ import annotations

import math

from sim.kernel.bills import expected_parts, harms, steady_cost
from sim.kernel.state import Records, State
from sim.kernel.value import membership_value, refresh_dispositions
from sim.laws.compiled import internal
from sim.laws.decision import can_pay
from sim.laws.random import Purpose, order_key, order_seed

_WANTS = 0
_UNWILLING = 1
_UNABLE = 2


@internal
def grow(state: State, i: int, r: int, candidates: int) -> int:
    """Gather on the desk i and those of the first contacts on it whose coming raises nobody's bill."""
    resource = state.resource[r]
    place = state.place[i, r]
    state.desk[0].member = i
    size = 1
    need = place.need
    squares = place.need * place.need
    weight = place.weight
    lightest = place.weight
    heaviest = place.weight
    lump, spread, _, _ = expected_parts(resource, 1, need, squares, 1.0)
    for k in range(candidates):
        if size == resource.max_members:
            break
        j = state.desk[k].contact
        other = state.place[j, r]
        new_need = need + other.need
        new_squares = squares + other.need * other.need
        new_weight = weight + other.weight
        new_lump, new_spread, _, _ = expected_parts(resource, size + 1, new_need, new_squares, 1.0)
        if harms(lump, spread, size, weight, new_lump, new_spread, new_weight, lightest, heaviest):
            continue
        state.desk[size].member = j
        size += 1
        need = new_need
        squares = new_squares
        weight = new_weight
        lightest = min(lightest, other.weight)
        heaviest = max(heaviest, other.weight)
        lump = new_lump
        spread = new_spread
    return size


@internal
def cost_without(
    resource: Records,
    place: Records,
    members: int,
    need: float,
    squares: float,
    stand_alone: float,
    overrun: float,
) -> float:
    """Return what the others of a group would pay a steady month without one: as a pool, or alone if too few remain.

    members, need and squares are the group's, stand_alone the sum of its stand-alone costs (read if too few remain).
    """
    if members - 1 < resource.min_members:
        return stand_alone - place.stand_alone
    return steady_cost(resource, members - 1, need - place.need, squares - place.need * place.need, overrun)


@internal
def _founding_value(
    society: Records,
    resource: Records,
    organization: Records,
    place: Records,
    size: int,
    sums: tuple[float, float, float, float],
    parts: tuple[float, float, float, float],
) -> tuple[float, bool]:
    """Return what founding is worth to one of a group, taste out, and whether it can pay for it."""
    need, squares, weight, stand_alone = sums
    refresh_dispositions(society, organization)
    entry = resource.founding_cost / size
    without = 0.0
    if organization.solidarity > 0.0:
        without = cost_without(resource, place, size, need, squares, stand_alone, 1.0)
    value, bill_now = membership_value(
        resource, organization, place, size, need, squares, weight, parts, 1.0, entry, without
    )
    shortfall = bill_now - place.pooled_means
    able = can_pay(entry, shortfall, society.liquidity_months, organization.cash, organization.surplus)
    return value + organization.solidarity * entry, able


@internal
def prune(state: State, i: int, r: int, size: int, month: int) -> tuple[int, float]:
    """Send away, one by one, who cannot pay or does not want the pool; return who is left (0: no pool) and i's value.

    Who cannot pay leaves first, then who loses most for its stand-alone cost. The alternative is to be alone.
    """
    society = state.society[0]
    resource = state.resource[r]
    seed = order_seed(society.key, state.organization[i].identity, r, month, Purpose.TIE)
    while size >= resource.min_members:
        need = 0.0
        squares = 0.0
        weight = 0.0
        stand_alone = 0.0
        for k in range(size):
            place = state.place[state.desk[k].member, r]
            need += place.need
            squares += place.need * place.need
            weight += place.weight
            stand_alone += place.stand_alone
        sums = (need, squares, weight, stand_alone)
        parts = expected_parts(resource, size, need, squares, 1.0)
        worst = -1
        worst_reason = _WANTS
        worst_value = math.inf
        own_value = 0.0
        for k in range(size):
            j = state.desk[k].member
            place = state.place[j, r]
            value, able = _founding_value(society, resource, state.organization[j], place, size, sums, parts)
            if j == i:
                own_value = value
            felt = value + place.liking
            reason = _UNABLE if not able else (_UNWILLING if felt < 0.0 else _WANTS)
            if reason == _WANTS or reason < worst_reason:
                continue
            relative = felt / place.stand_alone
            tie = relative == worst_value and reason == worst_reason and worst >= 0
            if (
                reason > worst_reason
                or relative < worst_value
                or (
                    tie
                    and order_key(seed, state.organization[j].identity)
                    < order_key(seed, state.organization[state.desk[worst].member].identity)
                )
            ):
                worst = k
                worst_reason = reason
                worst_value = relative
        if worst < 0:
            return size, own_value
        if state.desk[worst].member == i:
            break
        size -= 1
        for k in range(worst, size):
            state.desk[k].member = state.desk[k + 1].member
    return 0, 0.0
