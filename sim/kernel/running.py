"""Running: a pool splits its month's cost among its members, an organization closes its books."""

from __future__ import annotations

from sim.kernel.membership import end_pool, refresh_pool
from sim.kernel.state import NOBODY, Records, State
from sim.laws.compiled import phase
from sim.laws.cost import coordination_cost, fading
from sim.laws.jcurve import follow
from sim.laws.sharing import bill, billed_on_use, split


@phase
def begin_pool(resource: Records, pool: Records, month: int) -> None:
    """Clear a pool's month; a little of its start-up friction has faded."""
    pool.departed = 0
    pool.entries = 0.0
    pool.decay = fading(month - pool.founded, resource.friction_months)


@phase
def run_pool(resource: Records, pool: Records) -> None:
    """Split the cost of the month's load into lump and spread, what is billed and what was left unmet apart."""
    short = resource.shortage_price * max(0.0, pool.load - pool.capacity)
    unmet = short if resource.unmet else 0.0
    tax = 1.0 + resource.tax
    slowed = 1.0 + pool.overrun * resource.friction * pool.decay
    coordination = coordination_cost(pool.members, resource.hub_cost, resource.member_cost, resource.pair_cost)
    lump, spread = split(
        resource.sharing,
        tax * (pool.fixed * slowed + pool.overrun * coordination),
        resource.use_cost * pool.load + tax * (pool.held + short - unmet) * slowed,
    )
    pool.lump = lump
    pool.spread = spread
    unmet_lump, unmet_spread = split(resource.sharing, 0.0, unmet)
    pool.unmet_lump = unmet_lump
    pool.unmet_spread = unmet_spread
    pool.gain = -pool.entries


@phase
def bill_member(resource: Records, pool: Records, place: Records) -> None:
    """Bill a member its share of the month; a month without any use is shared by need."""
    weight = place.weight
    total = pool.weight
    if billed_on_use(resource.sharing) and pool.load > 0.0:
        weight = place.use
        total = pool.load
    place.billed = bill(pool.lump, pool.spread, pool.members, weight, total)
    place.unmet = bill(pool.unmet_lump, pool.unmet_spread, pool.members, weight, total)
    pool.gain += place.alone_full - (place.billed + place.unmet)


@phase
def settle(state: State, i: int, month: int) -> None:
    """Close an organization's books for the month: both ledgers, actual and counterfactual, cash, and the gain."""
    organization = state.organization[i]
    gain = 0.0
    actual = 0.0
    actual_cash = 0.0
    alone = 0.0
    alone_cash = 0.0
    budget = 0.0
    means = 0.0
    for r in range(state.resource.size):
        place = state.place[i, r]
        if place.need == 0.0:
            continue
        resource = state.resource[r]
        cash = place.alone_full
        if resource.unmet:
            cash -= resource.shortage_price * max(0.0, place.use - place.capacity)
        alone += place.alone_full
        alone_cash += cash
        means += place.means
        resource.counterfactual += place.alone_full
        if place.pool == NOBODY:
            actual += place.alone_full
            actual_cash += cash
            budget += place.means
        else:
            full = place.billed + place.unmet
            actual += full
            actual_cash += place.billed
            budget += place.pooled_means
            gain += place.alone_full - full
            resource.gain += place.alone_full - full
    payments = organization.entry_payment + organization.exit_payment
    organization.actual_cost = actual
    organization.counterfactual_cost = alone
    organization.actual_cash = actual_cash
    organization.counterfactual_cash = alone_cash
    organization.cash += organization.surplus + budget - actual_cash
    organization.cash_alone += organization.surplus + means - alone_cash
    organization.gain = gain - payments
    track = follow(
        organization.total,
        organization.low,
        organization.low_month,
        organization.back_month,
        organization.running_total,
        organization.running_low,
        organization.running_low_month,
        month + 1,
        gain - payments,
        payments,
    )
    organization.total = track[0]
    organization.low = track[1]
    organization.low_month = track[2]
    organization.back_month = track[3]
    organization.running_total = track[4]
    organization.running_low = track[5]
    organization.running_low_month = track[6]


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
    if pool.believed != pool.overrun:
        pool.believed = pool.overrun
        refresh_pool(resource, pool)
    if pool.departed:
        member = pool.first
        while member != NOBODY:
            state.organization[member].shaken = 1
            member = state.place[member, r].next
    if pool.members < resource.min_members:
        end_pool(state, r, slot)


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
