"""Offers of membership: what the pools in sight, and one's own, are worth to an organization."""

from __future__ import annotations

import math

from sim.compilation.decorators import apart, internal, phase
from sim.kernel import own, places
from sim.kernel.agreement import agreement_of, weight_under
from sim.kernel.clause import levy_of_pool, levy_with
from sim.kernel.cost import ExpectedCost, deviation_together, expected_cost, expected_of, harms, steady_cost
from sim.kernel.dispositions import refresh_dispositions
from sim.kernel.entry_payment import affords, own_payment
from sim.kernel.founding import cost_without
from sim.kernel.group import GroupSums, group_with, joined, members_of
from sim.kernel.layout import Records
from sim.kernel.learning import update_stand_alone
from sim.kernel.serial import pool_with, pool_without
from sim.kernel.state import NOBODY, Sight, State
from sim.kernel.value import Prospect, expected_bills, membership_value
from sim.laws.sharing import bill, follows_all, rises
from sim.vocabulary.codes import Admission


@internal
def _stand_alone_of_members(state: State, r: int, pool: Records) -> float:
    """Return the sum of the stand-alone costs of a pool's members."""
    total = 0.0
    member = pool.first
    while member != NOBODY:
        if state.resource[r].learning > 0.0:
            update_stand_alone(state, member, r)
        total += state.place[member, r].stand_alone
        member = state.place[member, r].next
    return total


@phase
def staying_value(state: State, i: int, r: int) -> float:
    """Return the value to i of staying in its pool, without taste [CAD]."""
    organization = state.organization[i]
    place = state.place[i, r]
    pool = state.pool[r, place.pool]
    resource = agreement_of(state, r, pool)
    if resource.learning > 0.0:
        update_stand_alone(state, i, r)
    refresh_dispositions(state.society[0], organization)
    group = members_of(resource, pool)
    terms = (pool.unit_cost, pool.linear_fractile)
    others = 0.0
    if organization.solidarity > 0.0:
        if follows_all(resource.shared_by) and resource.overuse > 0.0 and pool.members > resource.min_members:
            others = steady_cost(resource, terms, pool_without(state, r, pool, i), pool.believed)
        else:
            stand_alone = 0.0
            if pool.members - 1 < resource.min_members:
                stand_alone = _stand_alone_of_members(state, r, pool)
            others = cost_without(resource, terms, place, group, stand_alone, pool.believed)
    deviation = deviation_together(resource, group, pool.capacity) if organization.risk_weight > 0.0 else 0.0
    levy = levy_of_pool(state, r, pool)
    expected = expected_of(pool)
    bills = expected_bills(Prospect(group, place.weight, expected, pool.decay, levy), place.stand_alone)
    paid, borne = places.staying_toll(state, i, r)
    burden = places.entry_burden(state, i, r) + organization.annuity * (paid + borne)
    total = expected.lump + expected.spread
    return membership_value(resource, organization, place, state.book[i, r], total, deviation, bills, burden, others)


@apart
def _agreeing(places: Records, r: int, pool: Records, larger: GroupSums, later: ExpectedCost) -> int:
    """Return for how many members the steady bill does not rise."""
    agreeing = 0
    member = pool.first
    while member != NOBODY:
        w = places[member, r].weight
        before = bill(pool.steady_lump, pool.steady_spread, pool.members, w, pool.weight)
        after = bill(later.lump, later.spread, larger.members, w, larger.weight)
        if not rises(before, after):
            agreeing += 1
        member = places[member, r].next
    return agreeing


@internal
def _admits(state: State, i: int, r: int, pool: Records, larger: GroupSums, weight: float, later: ExpectedCost) -> bool:
    """Return whether a pool's admission rule admits i; `larger` is the group with it, `weight` its weight in it."""
    resource = state.resource[r]
    if resource.admission == Admission.OPEN:
        return True
    if resource.admission == Admission.NO_HARM:
        return not harms(expected_of(pool), members_of(resource, pool), later, larger, pool.lightest, pool.heaviest)
    agreeing = _agreeing(state.place, r, pool, larger, later)
    if resource.admission == Admission.OWN:
        return own.admits(state, i, r, pool, larger, weight, later, agreeing)
    return 2 * agreeing > pool.members


@internal
def _joining_offer(
    state: State, i: int, r: int, pool: Records, group: GroupSums, weight: float, expected: ExpectedCost
) -> tuple[float, bool]:
    """Return the value to i of joining a group that admits it, without taste [CAD], and whether i can pay."""
    society = state.society[0]
    resource = agreement_of(state, r, pool)
    organization = state.organization[i]
    place = state.place[i, r]
    others = pool.steady_lump + pool.steady_spread
    if pool.members < resource.min_members:
        others = _stand_alone_of_members(state, r, pool)
    refresh_dispositions(society, organization)
    payment = own_payment(society, organization, resource.joining_cost)
    burden = places.entry_burden(state, i, r)
    felt = payment * organization.entry_factor + burden
    payment += burden
    if place.pool != NOBODY:
        payment += resource.leaving_cost
        felt += resource.leaving_cost
    deviation = deviation_together(resource, group, expected.capacity) if organization.risk_weight > 0.0 else 0.0
    levy = levy_with(state, i, r, pool, weight, group, expected)
    bills = expected_bills(Prospect(group, weight, expected, pool.decay, levy), place.stand_alone)
    paid, borne = places.joining_toll(state, i, r, pool, group, weight)
    felt += organization.annuity * (paid + borne)
    total = expected.lump + expected.spread
    value = membership_value(resource, organization, place, state.book[i, r], total, deviation, bills, felt, others)
    return value, affords(society, organization, payment, bills.now + paid - place.pooled_means)


@internal
def _group_with(state: State, i: int, r: int, pool: Records) -> tuple[GroupSums, float]:
    """Return the group that a pool would be with i, and the weight of i in it; not where weights follow all members."""
    resource = agreement_of(state, r, pool)
    weight = weight_under(state, i, r, resource)
    return joined(members_of(resource, pool), group_with(state.place[i, r], weight)), weight


@internal
def _cost_with(state: State, i: int, r: int, pool: Records) -> ExpectedCost:
    """Return the expected cost of the group that a pool would be with i; not where weights follow all members."""
    group, _ = _group_with(state, i, r, pool)
    return expected_cost(agreement_of(state, r, pool), (pool.unit_cost, pool.linear_fractile), group, pool.believed)


@internal
def _membership_offer(state: State, i: int, r: int, pool: Records, expected: ExpectedCost) -> tuple[float, bool]:
    """Return the value to i of joining a pool, without taste [CAD], -inf if not admitted, and whether it can join.

    `expected` is the cost of the pool with i; where weights follow all members, it is worked out here.
    """
    resource = agreement_of(state, r, pool)
    if pool.members >= resource.max_members:
        return -math.inf, False
    if follows_all(resource.shared_by):
        group, weight, expected, admitted = pool_with(state, i, r, pool)
    else:
        group, weight = _group_with(state, i, r, pool)
        admitted = _admits(state, i, r, pool, group, weight, expected)
    if not admitted:
        return -math.inf, False
    return _joining_offer(state, i, r, pool, group, weight, expected)


@phase
def joining_value(state: State, i: int, r: int, slot: int) -> tuple[float, bool]:
    """Return the value to i of joining the pool in a slot, without taste [CAD], and whether it can join."""
    if state.resource[r].learning > 0.0 and state.place[i, r].pool != NOBODY:
        update_stand_alone(state, i, r)
    pool = state.pool[r, slot]
    return _membership_offer(state, i, r, pool, _cost_with(state, i, r, pool))


@internal
def _cost_all(state: State, i: int, r: int, seen: int) -> None:
    """Write to the desk what each pool on it would cost with i.

    In a loop of its own, costs wait neither for one another nor for the decisions that follow from them.
    """
    for k in range(seen):
        here = state.desk[k]
        expected = _cost_with(state, i, r, state.pool[r, here.pool])
        here.lump = expected.lump
        here.spread = expected.spread
        here.fading_lump = expected.fading_lump
        here.fading_spread = expected.fading_spread
        here.capacity = expected.capacity


@internal
def best_pool(state: State, i: int, r: int, seen: int) -> tuple[int, float, int]:
    """Return the pool on the desk with the highest value to i among those it can join (NOBODY: none), and the value.

    Of two pools of the same value, the older one wins, then the one whose founder comes first. The third result, flags
    of `Sight`, says why i could not join others.
    """
    best = NOBODY
    best_value = -math.inf
    sight = 0
    _cost_all(state, i, r, seen)
    for k in range(seen):
        here = state.desk[k]
        slot = here.pool
        expected = ExpectedCost(here.lump, here.spread, here.fading_lump, here.fading_spread, here.capacity)
        value, possible = _membership_offer(state, i, r, state.pool[r, slot], expected)
        if not possible:
            sight |= Sight.TURNED_AWAY if value == -math.inf else Sight.CANNOT_PAY
            continue
        if value < best_value:
            continue
        if value == best_value and best != NOBODY:
            pool = state.pool[r, slot]
            rival = state.pool[r, best]
            if pool.founded > rival.founded or (pool.founded == rival.founded and pool.founder > rival.founder):
                continue
        best = slot
        best_value = value
    return best, best_value, sight
