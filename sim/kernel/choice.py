"""The choice of one organization about one resource: stay, leave, join or found."""

from __future__ import annotations

import math

import numpy as np

from sim.kernel.bills import expected_parts, harms
from sim.kernel.look import look
from sim.kernel.membership import found, join, leave
from sim.kernel.proposal import cost_without, grow, prune
from sim.kernel.state import FREE, NOBODY, Records, State
from sim.kernel.value import membership_value, refresh_dispositions
from sim.laws.compiled import apart, internal, phase
from sim.laws.decision import Admission, Choice, can_pay
from sim.laws.random import mixed
from sim.laws.sharing import bill, rises


@apart
def _stand_alone_of_members(places: Records, r: int, pool: Records) -> float:
    """Return the sum of the stand-alone costs of a pool's members."""
    total = 0.0
    member = pool.first
    while member != NOBODY:
        total += places[member, r].stand_alone
        member = places[member, r].next
    return total


@phase
def staying_value(state: State, i: int, r: int) -> float:
    """Return what it is worth to i to stay in its pool [CAD], taste out."""
    resource = state.resource[r]
    organization = state.organization[i]
    place = state.place[i, r]
    pool = state.pool[r, place.pool]
    refresh_dispositions(state.society[0], organization)
    without = 0.0
    if organization.solidarity > 0.0:
        stand_alone = 0.0
        if pool.members - 1 < resource.min_members:
            stand_alone = _stand_alone_of_members(state.place, r, pool)
        without = cost_without(resource, place, pool.members, pool.need, pool.squares, stand_alone, pool.believed)
    parts = (pool.steady_lump, pool.steady_spread, pool.fading_lump, pool.fading_spread)
    value, _ = membership_value(
        resource,
        organization,
        place,
        pool.members,
        pool.need,
        pool.squares,
        pool.weight,
        parts,
        pool.decay,
        0.0,
        without,
    )
    return value


@apart
def _majority_agrees(
    places: Records, r: int, pool: Records, new_lump: float, new_spread: float, new_weight: float
) -> bool:
    """Tell whether the steady bill does not rise for more than half of the members."""
    agreeing = 0
    member = pool.first
    while member != NOBODY:
        w = places[member, r].weight
        before = bill(pool.steady_lump, pool.steady_spread, pool.members, w, pool.weight)
        after = bill(new_lump, new_spread, pool.members + 1, w, new_weight)
        if not rises(before, after):
            agreeing += 1
        member = places[member, r].next
    return 2 * agreeing > pool.members


@internal
def _admits(
    admission: int,
    places: Records,
    r: int,
    pool: Records,
    new_lump: float,
    new_spread: float,
    new_weight: float,
) -> bool:
    """Tell whether a pool agrees to one more member, by its admission rule."""
    if admission == Admission.OPEN:
        return True
    if admission == Admission.NO_HARM:
        return not harms(
            pool.steady_lump,
            pool.steady_spread,
            pool.members,
            pool.weight,
            new_lump,
            new_spread,
            new_weight,
            pool.lightest,
            pool.heaviest,
        )
    return _majority_agrees(places, r, pool, new_lump, new_spread, new_weight)


@internal
def _membership_offer(
    society: Records, resource: Records, organization: Records, places: Records, i: int, r: int, pool: Records
) -> tuple[float, bool]:
    """Return what it is worth to i to join a pool [CAD], taste out, and whether it may and can."""
    place = places[i, r]
    if pool.members >= resource.max_members:
        return -math.inf, False
    members = pool.members + 1
    need = pool.need + place.need
    squares = pool.squares + place.need * place.need
    weight = pool.weight + place.weight
    parts = expected_parts(resource, members, need, squares, pool.believed)
    if not _admits(resource.admission, places, r, pool, parts[0], parts[1], weight):
        return -math.inf, False
    entry = resource.joining_cost
    if place.pool != NOBODY:
        entry += resource.leaving_cost
    without = pool.steady_lump + pool.steady_spread
    if pool.members < resource.min_members:
        without = _stand_alone_of_members(places, r, pool)
    refresh_dispositions(society, organization)
    value, bill_now = membership_value(
        resource, organization, place, members, need, squares, weight, parts, pool.decay, entry, without
    )
    shortfall = bill_now - place.pooled_means
    return value, can_pay(entry, shortfall, society.liquidity_months, organization.cash, organization.surplus)


@phase
def joining_value(state: State, i: int, r: int, slot: int) -> tuple[float, bool]:
    """Return what it is worth to i to join the pool in a slot [CAD], taste out, and whether it may and can."""
    return _membership_offer(
        state.society[0], state.resource[r], state.organization[i], state.place, i, r, state.pool[r, slot]
    )


@internal
def best_pool(state: State, i: int, r: int, seen: int) -> tuple[int, float]:
    """Return the pool, of the first `seen` on the desk, that is worth most to i and lets it in; none is NOBODY.

    Of two that are worth the same, the older one, then the one whose founder comes first.
    """
    society = state.society[0]
    resource = state.resource[r]
    organization = state.organization[i]
    best = NOBODY
    best_value = -math.inf
    for k in range(seen):
        slot = state.desk[k].pool
        value, possible = _membership_offer(society, resource, organization, state.place, i, r, state.pool[r, slot])
        if not possible or value < best_value:
            continue
        if value == best_value and best != NOBODY:
            pool = state.pool[r, slot]
            rival = state.pool[r, best]
            if pool.founded > rival.founded or (pool.founded == rival.founded and pool.founder > rival.founder):
                continue
        best = slot
        best_value = value
    return best, best_value


@phase
def survey(state: State, i: int, r: int, month: int) -> tuple[int, int, np.uint64]:
    """Look around: pools of contacts and contacts that are alone are laid on the desk.

    Returns how many of each, and a hash of those who are alone, whatever their order.
    """
    place = state.place[i, r]
    size = look(state, i, r, month)
    pools = 0
    alone = 0
    who = mixed(np.uint64(1 + month // state.society[0].search_renewal))
    for k in range(size):
        j = state.desk[k].contact
        other = state.place[j, r]
        slot = other.pool
        if slot != NOBODY:
            known = slot == place.pool
            for m in range(pools):
                if state.desk[m].pool == slot:
                    known = True
                    break
            if not known:
                state.desk[pools].pool = slot
                pools += 1
        elif other.need > 0.0 and other.prescribed == FREE:
            state.desk[alone].contact = j
            alone += 1
            who += mixed(np.uint64(state.organization[j].identity + 1))
    return pools, alone, who


@phase
def choose(state: State, i: int, r: int, month: int) -> tuple[int, int]:
    """Return i's choice about r, by the rational rule, and the slot (JOIN) or the size of the group (FOUND).

    Founders stand on the desk. A proposal that failed is not made again to the same contacts.
    """
    place = state.place[i, r]
    member = place.pool != NOBODY
    pools, alone, who = survey(state, i, r, month)
    choice = Choice.STAY
    target = NOBODY
    value = staying_value(state, i, r) if member else -math.inf
    slot, joining = best_pool(state, i, r, pools)
    if slot != NOBODY and joining > value:
        choice = Choice.JOIN
        target = slot
        value = joining
    if not member and alone > 0 and who != place.refused:
        size = grow(state, i, r, alone)
        size, founding = prune(state, i, r, size, month)
        if size == 0:
            place.refused = who
        elif founding > value:
            choice = Choice.FOUND
            target = size
            value = founding
    threshold = -state.resource[r].leaving_cost if member else 0.0
    if value + place.liking >= threshold:
        return choice, target
    return (Choice.LEAVE if member else Choice.STAY), NOBODY


@phase
def act(state: State, i: int, r: int, month: int, choice: int, target: int) -> None:
    """Carry out a choice: join the pool in slot `target`, leave, or found with `target` members on the desk."""
    if choice == Choice.JOIN:
        join(state, i, r, target, month)
    elif choice == Choice.LEAVE:
        leave(state, i, r, 0)
    elif choice == Choice.FOUND:
        found(state, i, r, target, month)
