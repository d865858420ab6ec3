"""Running: a pool splits its month's cost among its members, an organization closes its books."""

from __future__ import annotations

from sim.compilation.decorators import internal, phase
from sim.kernel.cost import Provision, pool_cost
from sim.kernel.entry import settle_levers
from sim.kernel.group import use_in_pool
from sim.kernel.layout import Records
from sim.kernel.state import NOBODY, State
from sim.laws.cost import fading
from sim.laws.jcurve import follow
from sim.laws.sharing import bill, billed_on_use, split


@phase
def begin_pool(resource: Records, pool: Records, month: int) -> None:
    """Clear a pool's month; a little of its start-up friction has faded."""
    pool.departed = 0
    pool.entries = 0.0
    pool.decay = fading(month - pool.founded, resource.friction_months)


@phase
def add_load(resource: Records, pool: Records, place: Records) -> None:
    """Add a member's use of the month to its pool's load."""
    pool.load += use_in_pool(resource, pool, place)


@phase
def run_pool(resource: Records, pool: Records) -> None:
    """Work out what the month's load costs a pool, and split it: what is billed, and what was left unmet."""
    short = resource.shortage_price * max(0.0, pool.load - pool.capacity)
    provision = Provision(pool.capacity, pool.fixed, pool.held, short)
    slowdown = 1.0 + pool.overrun * resource.friction * pool.decay
    cost = pool_cost(resource, pool.members, pool.load, provision, pool.overrun, slowdown)
    lump, spread = split(resource.sharing, cost.fixed, cost.use + cost.service)
    pool.lump = lump
    pool.spread = spread
    unmet_lump, unmet_spread = split(resource.sharing, 0.0, cost.unmet)
    pool.unmet_lump = unmet_lump
    pool.unmet_spread = unmet_spread
    pool.gain = -pool.entries


@internal
def _cost_alone(resource: Records, standing: float, capacity: float, use: float) -> float:
    """Return what the month's use costs who is alone and holds a capacity [CAD]."""
    return standing + resource.use_cost * use + resource.shortage_price * max(0.0, use - capacity)


@phase
def bill_member(resource: Records, pool: Records, place: Records) -> None:
    """Bill a member its share of the month, beside what being alone costs; a month without use is shared by need."""
    weight = place.weight
    total = pool.weight
    if billed_on_use(resource.sharing) and pool.load > 0.0:
        weight = place.use
        total = pool.load
    place.alone_full = _cost_alone(resource, place.standing, place.capacity, place.use)
    place.billed = bill(pool.lump, pool.spread, pool.members, weight, total)
    place.unmet = bill(pool.unmet_lump, pool.unmet_spread, pool.members, weight, total)
    pool.gain += place.alone_full - (place.billed + place.unmet)


@internal
def _own_cost(resource: Records, place: Records, book: Records) -> float:
    """Return what the month costs who is alone, with the capacity that it has learned to hold."""
    return _cost_alone(resource, book.own_standing, book.own_capacity, place.use)


@internal
def _settle_levers(state: State, i: int) -> None:
    """Pay instalments and receive refunds; who has closed pays no more."""
    organization = state.organization[i]
    if organization.closed > 0:
        return
    owes = 0
    for r in range(state.resource.size):
        settle_levers(state.society[0], state.resource[r], organization, state.place[i, r], state.book[i, r])
        owes |= state.book[i, r].debt > 0.0
    organization.owes = owes


@internal
def _remember(state: State, i: int, month: int) -> None:
    """Keep the month's savings for those who compare themselves with this organization."""
    slot = month % state.past.shape[2]
    for r in range(state.resource.size):
        place = state.place[i, r]
        saved = -place.payment
        if place.pool != NOBODY:
            saved += place.alone_full - (place.billed + place.unmet)
        elif state.resource[r].learning > 0.0 and place.need > 0.0:
            saved += place.alone_full - _own_cost(state.resource[r], place, state.book[i, r])
        state.past[i, r, slot, 0] = saved
        state.past[i, r, slot, 1] = place.alone_full if place.need > 0.0 else 0.0
        place.payment = 0.0


@internal
def _count_month(organization: Records, actual: float, alone: float) -> None:
    """Add a month's costs, in both worlds, to the sums that their spread is worked out from."""
    organization.counted_months += 1
    organization.cost_sum += actual
    organization.cost_squares += actual * actual
    organization.alone_sum += alone
    organization.alone_squares += alone * alone


@phase
def settle(state: State, i: int, month: int) -> None:
    """Close an organization's books for the month: both ledgers, actual and counterfactual, cash, and the gain.

    Who has closed in either world has no gain any more, and its costs are counted in neither.
    """
    organization = state.organization[i]
    if organization.owes:
        _settle_levers(state, i)
    counted = organization.closed == 0 and organization.closed_alone == 0
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
        if place.pool == NOBODY:
            place.alone_full = _cost_alone(resource, place.standing, place.capacity, place.use)
        cash = place.alone_full
        if resource.unmet:
            short = max(0.0, place.use - place.capacity)
            cash -= resource.shortage_price * short
            if counted:
                resource.used += place.use
                resource.unmet_alone += short
        alone += place.alone_full
        alone_cash += cash
        means += place.means
        if counted:
            resource.counterfactual += place.alone_full
        if resource.learning > 0.0:
            state.book[i, r].experience_alone += min(place.use, place.capacity)
        if place.pool != NOBODY:
            full = place.billed + place.unmet
            actual += full
            actual_cash += place.billed
            budget += place.pooled_means
            gain += place.alone_full - full
            if counted:
                organization.autonomy_cost += organization.autonomy * place.service
                resource.unmet_units += place.unmet / resource.shortage_price
                resource.gain += place.alone_full - full
        elif resource.learning > 0.0:
            full = _own_cost(resource, place, state.book[i, r])
            state.book[i, r].experience += min(place.use, state.book[i, r].own_capacity)
            actual += full
            budget += place.means
            gain += place.alone_full - full
            if counted:
                resource.gain += place.alone_full - full
            if resource.unmet:
                short = max(0.0, place.use - state.book[i, r].own_capacity)
                full -= resource.shortage_price * short
                resource.unmet_units += short if counted else 0.0
            actual_cash += full
        else:
            actual += place.alone_full
            actual_cash += cash
            budget += place.means
            if resource.unmet and counted:
                resource.unmet_units += max(0.0, place.use - place.capacity)
    if state.past.shape[0] > 0:
        _remember(state, i, month)
    if organization.closed == 0:
        organization.cash += organization.surplus + budget - actual_cash
    if organization.closed_alone == 0:
        organization.cash_alone += organization.surplus + means - alone_cash
    if not counted:
        gain = 0.0
        actual = 0.0
        actual_cash = 0.0
        alone = 0.0
        alone_cash = 0.0
        organization.entry_payment = 0.0
        organization.exit_payment = 0.0
    payments = organization.entry_payment + organization.exit_payment
    organization.actual_cost = actual
    organization.counterfactual_cost = alone
    organization.actual_cash = actual_cash
    organization.counterfactual_cash = alone_cash
    organization.gain = gain - payments
    if counted:
        _count_month(organization, actual, alone)
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
