"""Learning by doing: what capacity costs a pool, and what being alone costs, follow the experience gained."""

from __future__ import annotations

import math

from sim.compilation.decorators import apart, internal, phase, rare
from sim.kernel.cost import Terms, cheapest_provision, terms_of
from sim.kernel.layout import Records
from sim.kernel.state import NOBODY, State
from sim.laws.cost import experience_factor, fractile, shortage_cost, spread_of_need
from sim.laws.learning import kept_experience


@internal
def set_stand_alone(
    resource: Records,
    place: Records,
    book: Records,
    terms: Terms,
    capacity: float,
    standing: float,
    short: float,
) -> None:
    """Set the stand-alone cost of a place; its taste, a share of that cost, follows."""
    service = standing + short
    if capacity != book.own_capacity:
        place.deviation = math.nan  # computed when a decision needs it
    book.own_capacity = capacity
    book.own_standing = standing
    if place.pool == NOBODY:
        book.unit_cost = terms[0]
        book.linear_fractile = terms[1]
    change = service / place.service
    place.taste *= change
    place.liking *= change
    place.service = service
    place.stand_alone = resource.use_cost * place.need + service


@apart
def _renew(resource: Records, place: Records, book: Records, experience: float) -> None:
    """Update a stand-alone cost to an experience [unit]."""
    q = place.need
    terms = terms_of(resource, experience, 1.0)
    capacity, fixed, held, short = cheapest_provision(resource, terms, q, q * q)
    book.next_short = -math.inf
    set_stand_alone(resource, place, book, terms, capacity, fixed + held, short)


@internal
def update_stand_alone(state: State, i: int, r: int) -> None:
    """Update i's stand-alone cost of r to the experience that it has, or would take along from its pool."""
    resource = state.resource[r]
    place = state.place[i, r]
    book = state.book[i, r]
    experience = book.experience
    if place.pool != NOBODY:
        experience = kept_experience(experience, state.pool[r, place.pool].experience, resource.portability)
    _renew(resource, place, book, experience)


@internal
def _keep_or_add_lots(
    resource: Records, q: float, experience: float, capacity: float, short: float, next_short: float
) -> tuple[Terms, float, float, float, float]:
    """Return what it costs now to be alone: terms, capacity, standing cost, shortage, and shortage with one lot more.

    An organization that learns never gives a lot back: as long as one more does not pay, only prices have changed.
    """
    cost = resource.unit_cost * experience_factor(experience, resource.reference_volume, resource.learning)
    standing = resource.fixed_cost + cost * capacity
    if resource.fixed_cost + cost * (capacity + resource.lot) + next_short >= standing + short:
        return (cost, math.nan), capacity, standing, short, next_short
    z = fractile(cost, resource.shortage_price)
    capacity, fixed, held, short = cheapest_provision(resource, (cost, z), q, q * q)
    next_short = -math.inf
    if resource.lot > 0.0 and resource.scale_exponent == 1.0:
        deviation = spread_of_need(q * q, q, resource.variation, resource.correlation)
        next_short = shortage_cost(capacity + resource.lot, q, deviation, resource.shortage_price)
    return (cost, z), capacity, fixed + held, short, next_short


@phase
def learn_by_doing(state: State, i: int) -> None:
    """Update the stand-alone costs of an organization after learning, in the model and in the counterfactual.

    An organization without capacity of its own learns nothing. The stand-alone cost of a member is computed when a
    decision needs it.
    """
    if state.society[0].learning == 0:
        return
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
                set_stand_alone(resource, place, book, terms, capacity, standing, short)
                continue
        if place.pool == NOBODY and book.own_capacity > 0.0:
            terms, capacity, standing, short, next_short = _keep_or_add_lots(
                resource, q, book.experience, book.own_capacity, book.short, book.next_short
            )
            book.short = short
            book.next_short = next_short
            set_stand_alone(resource, place, book, terms, capacity, standing, short)


@rare
def update_all_stand_alone(state: State) -> None:
    """Update the stand-alone costs of all organizations where learning is on."""
    for i in range(state.organization.size):
        for r in range(state.resource.size):
            if state.resource[r].learning > 0.0 and state.place[i, r].need > 0.0:
                update_stand_alone(state, i, r)


@internal
def learn_as_pool(resource: Records, pool: Records) -> bool:
    """Add what a pool has served this month to its experience; return whether that changes its costs."""
    if resource.learning == 0.0:
        return False
    pool.experience += min(pool.load, pool.capacity)
    return True
