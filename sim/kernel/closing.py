"""The end of a month: pools and organizations close their accounts or for good, and everybody learns."""

from __future__ import annotations

import math

from sim.compilation.decorators import apart, internal, phase, rare
from sim.kernel.bills import Terms, group_cost
from sim.kernel.layout import Records
from sim.kernel.membership import (
    CLOSING,
    end_pool,
    refresh_pool,
    renew_terms,
    renew_way_alone,
    take_way_alone,
    withdraw,
)
from sim.kernel.state import KINDS, NOBODY, State
from sim.laws.cost import experience_factor, fractile, shortage_cost, spread_of_need
from sim.laws.decision import Rule
from sim.laws.jcurve import follow
from sim.laws.learning import blau_index, innovated, innovation_probability
from sim.laws.random import Purpose, uniform


@phase
def close_organization(state: State, i: int, month: int) -> None:
    """Close an organization, in either world, that has had no cash for too long; leaving its pools costs it nothing."""
    society = state.society[0]
    organization = state.organization[i]
    organization.red_months = organization.red_months + 1 if organization.cash < 0.0 else 0
    organization.red_months_alone = organization.red_months_alone + 1 if organization.cash_alone < 0.0 else 0
    if organization.closed_alone == 0 and organization.red_months_alone >= society.grace:
        organization.closed_alone = month + 1
    if organization.closed > 0 or organization.red_months < society.grace:
        return
    organization.closed = month + 1
    organization.rule = Rule.ALONE
    for r in range(state.resource.size):
        place = state.place[i, r]
        place.prescribed = 0
        if place.pool != NOBODY:
            withdraw(state, i, r, CLOSING)


@apart
def _diversity(state: State, r: int, pool: Records) -> float:
    """Return the diversity of a pool's members, by kind and sector."""
    state.tally[:] = 0
    member = pool.first
    while member != NOBODY:
        organization = state.organization[member]
        state.tally[KINDS * (organization.sector - 1) + organization.kind] += 1
        member = state.place[member, r].next
    return blau_index(state.tally)


@internal
def _learn_as_pool(state: State, r: int, pool: Records, month: int) -> None:
    """Let a pool learn from what it has served, and perhaps innovate."""
    resource = state.resource[r]
    pool.experience += min(pool.load, pool.capacity)
    if resource.innovation_rate > 0.0:
        if pool.diversity < 0.0:
            pool.diversity = _diversity(state, r, pool)
        draw = uniform(state.society[0].key, pool.founder, r, month, Purpose.INNOVATION, pool.founded)
        most = resource.innovation_rate * (pool.members - 1) * pool.diversity  # 1 - exp(-x) is at most x
        if draw < most and draw < innovation_probability(resource.innovation_rate, pool.members, pool.diversity):
            pool.innovation = innovated(pool.innovation, resource.innovation_step, resource.innovation_floor)
            resource.innovations += 1
    renew_terms(resource, pool)


@phase
def close_pool(state: State, r: int, slot: int, month: int) -> None:
    """Close a pool's own account for the month, tell what it really costs, and end it if it has become too small."""
    resource = state.resource[r]
    pool = state.pool[r, slot]
    track = follow(pool.total, pool.low, pool.low_month, pool.back_month, 0.0, 0.0, 0, month + 1, pool.gain, 0.0)
    pool.total = track[0]
    pool.low = track[1]
    pool.low_month = track[2]
    pool.back_month = track[3]
    learns = resource.learning > 0.0 or resource.innovation_rate > 0.0
    if learns and pool.members > 0:
        _learn_as_pool(state, r, pool, month)
    if pool.members > 0 and (learns or pool.believed != pool.overrun):
        pool.believed = pool.overrun
        refresh_pool(state, r, pool)
    if pool.departed:
        member = pool.first
        while member != NOBODY:
            state.organization[member].shaken = 1
            member = state.place[member, r].next
    if pool.members < resource.min_members:
        end_pool(state, r, slot)


@internal
def _keep_or_add_lots(
    resource: Records, q: float, experience: float, capacity: float, short: float, next_short: float
) -> tuple[Terms, float, float, float, float]:
    """Return what it costs now to be alone: terms, capacity, standing cost, shortage, and shortage with one lot more.

    Who learns never gives a lot back: as long as one more does not pay, only the price of those held has changed.
    """
    cost = resource.unit_cost * experience_factor(experience, resource.reference_volume, resource.learning)
    standing = resource.fixed_cost + cost * capacity
    if resource.fixed_cost + cost * (capacity + resource.lot) + next_short >= standing + short:
        return (cost, math.nan), capacity, standing, short, next_short
    z = fractile(cost, resource.shortage_price)
    capacity, fixed, held, short = group_cost(resource, cost, z, q, q * q)
    next_short = -math.inf
    if resource.lot > 0.0 and resource.scale_exponent == 1.0:
        deviation = spread_of_need(q * q, q, resource.variation, resource.correlation)
        next_short = shortage_cost(capacity + resource.lot, q, deviation, resource.shortage_price)
    return (cost, z), capacity, fixed + held, short, next_short


@phase
def learn_by_doing(state: State, i: int) -> None:
    """Work out anew what it costs an organization to be alone where it has learned, in both worlds.

    Who does without or buys learns nothing; what being alone would cost a member is worked out when somebody asks.
    """
    for r in range(state.resource.size):
        resource = state.resource[r]
        place = state.place[i, r]
        q = place.need
        if resource.learning == 0.0 or q == 0.0:
            continue
        book = state.book[i, r]
        if place.capacity > 0.0:
            terms, capacity, standing, short, next_short = _keep_or_add_lots(
                resource, q, book.experience_alone, place.capacity, book.short_alone, book.next_short_alone
            )
            place.capacity = capacity
            place.standing = standing
            book.short_alone = short
            book.next_short_alone = next_short
            if place.pool == NOBODY and book.experience == book.experience_alone:  # the two worlds are the same so far
                take_way_alone(resource, place, book, terms, capacity, standing, short)
                continue
        if place.pool == NOBODY and book.own_capacity > 0.0:
            terms, capacity, standing, short, next_short = _keep_or_add_lots(
                resource, q, book.experience, book.own_capacity, book.short, book.next_short
            )
            book.short = short
            book.next_short = next_short
            take_way_alone(resource, place, book, terms, capacity, standing, short)


@rare
def renew_ways_alone(state: State) -> None:
    """Work out what being alone would cost now, for all who have learned."""
    for i in range(state.organization.size):
        for r in range(state.resource.size):
            if state.resource[r].learning > 0.0 and state.place[i, r].need > 0.0:
                renew_way_alone(state, i, r)


@phase
def learn_trust(society: Records, organization: Records) -> None:
    """Move trust: down when a co-member left or a pool ended, up a little when pooling.

    Trust is lost faster than it is gained: Slovic (1993), doi:10.1111/j.1539-6924.1993.tb01329.x.
    """
    if organization.shaken:
        organization.trust *= 1.0 - society.trust_loss
    elif organization.pools > 0:
        organization.trust += society.trust_gain * (1.0 - organization.trust)
    organization.shaken = 0
    organization.entry_payment = 0.0
    organization.exit_payment = 0.0
    organization.public = 0.0
