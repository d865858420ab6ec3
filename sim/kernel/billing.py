"""Billing: a pool adds up its load, splits the month's cost, and bills its members."""

from __future__ import annotations

from sim.compilation.decorators import internal, phase
from sim.kernel import places
from sim.kernel.agreement import agreement_of
from sim.kernel.cost import Provision, pool_cost
from sim.kernel.layout import Records
from sim.kernel.state import State
from sim.laws.cost import fading
from sim.laws.sharing import share_beside, split
from sim.vocabulary.codes import Weight


@phase
def begin_pool(resource: Records, pool: Records, month: int) -> None:
    """Clear the counts of a pool's month and update what is left of its start-up friction."""
    pool.departed = 0
    pool.entries = 0.0
    pool.load = 0.0
    pool.used = 0.0
    pool.decay = fading(month - pool.founded, resource.friction_months)


@phase
def add_load(state: State, i: int, r: int) -> None:
    """Add the use of member i to its pool's load."""
    place = state.place[i, r]
    pool = state.pool[r, place.pool]
    pool.load += places.load_of(state, i, r)
    places.take_part(state, i, r)
    if state.resource[r].migration_months > 1:
        pool.used += place.use


@phase
def run_pool(resource: Records, pool: Records) -> None:
    """Compute what the month's load costs a pool, and split it into lump and spread, billed and unmet."""
    short = resource.shortage_price * max(0.0, pool.load - pool.capacity)
    provision = Provision(pool.capacity, pool.fixed, pool.held, short)
    slack = places.slack_of(resource, pool)
    slowdown = 1.0 + pool.overrun * resource.friction * pool.decay + slack
    cost = pool_cost(resource, pool.members, pool.load, provision, pool.overrun, slowdown)
    lump, spread = split(resource.equal_fixed, resource.equal_rest, cost.fixed, cost.use + cost.service)
    pool.lump = lump
    pool.spread = spread
    unmet_lump, unmet_spread = split(resource.equal_fixed, resource.equal_rest, 0.0, cost.unmet)
    pool.unmet_lump = unmet_lump
    pool.unmet_spread = unmet_spread
    pool.gain = -pool.entries
    places.add_to_cost(resource, pool)
    pool.equal = pool.lump / pool.members
    pool.unmet_equal = unmet_lump / pool.members


@internal
def cost_alone(resource: Records, standing: float, capacity: float, use: float) -> float:
    """Return what the month's use costs an organization alone with this capacity [CAD/month]."""
    return standing + resource.use_cost * use + resource.shortage_price * max(0.0, use - capacity)


@phase
def bill_member(state: State, i: int, r: int) -> None:
    """Bill member i its share of the month, beside its cost alone; a month without any use is shared by need."""
    resource = state.resource[r]
    place = state.place[i, r]
    pool = state.pool[r, place.pool]
    weight = place.weight
    total = pool.weight
    used = pool.load if resource.migration_months <= 1 else pool.used  # a member pays for its use, migrated or not
    if agreement_of(state, r, pool).shared_by == Weight.USE and used > 0.0:
        weight = place.use
        total = used
    place.alone_full = cost_alone(resource, place.standing, place.capacity, place.use)
    place.billed = share_beside(pool.equal, pool.spread, weight, total)
    place.unmet = share_beside(pool.unmet_equal, pool.unmet_spread, weight, total)
    pool.gain += place.alone_full - (place.billed + place.unmet)
    places.add_to_bill(state, i, r)
