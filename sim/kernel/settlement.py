"""Settlement: an organization closes its books for the month, in the model and in the counterfactual."""

from __future__ import annotations

from sim.compilation.decorators import internal, phase
from sim.kernel import places
from sim.kernel.billing import cost_alone
from sim.kernel.entry_payment import settle_levers
from sim.kernel.layout import Records
from sim.kernel.state import NOBODY, State
from sim.laws.j_curve import Track, follow


@internal
def _own_cost(resource: Records, place: Records, book: Records) -> float:
    """Return the month's cost of an organization alone, with the capacity it holds after learning [CAD/month]."""
    return cost_alone(resource, book.own_standing, book.own_capacity, place.use)


@internal
def costs_of(state: State, i: int, r: int) -> tuple[float, float]:
    """Return what a place cost in a month whose books are closed, unmet needs included, and what was paid [CAD]."""
    place = state.place[i, r]
    if place.pool != NOBODY:
        return place.billed + place.unmet, place.billed
    resource = state.resource[r]
    full = place.alone_full
    capacity = place.capacity
    if resource.learning > 0.0:
        full = _own_cost(resource, place, state.book[i, r])
        capacity = state.book[i, r].own_capacity
    short = max(0.0, place.use - capacity) if resource.unmet else 0.0
    return full, full - resource.shortage_price * short


@internal
def saving_of(state: State, i: int, r: int, full: float) -> float:
    """Return what a place saved in a month in which it cost `full`, payments to enter and leave not deducted [CAD]."""
    saved = state.place[i, r].alone_full - full
    return saved - places.borne(state, i, r) if state.place[i, r].pool != NOBODY else saved


@internal
def _settle_levers(state: State, i: int) -> None:
    """Pay instalments and receive refunds, unless the organization has closed."""
    organization = state.organization[i]
    if organization.closed > 0:
        return
    owes = 0
    for r in range(state.resource.size):
        settle_levers(state.resource[r], organization, state.place[i, r], state.book[i, r])
        owes |= state.book[i, r].debt > 0.0
    organization.owes = owes


@internal
def _remember(state: State, i: int, month: int) -> None:
    """Keep the month's savings for organizations that compare themselves with this one."""
    slot = month % state.past.shape[2]
    for r in range(state.resource.size):
        place = state.place[i, r]
        saved = -place.payment
        if place.pool != NOBODY:
            saved += place.alone_full - (place.billed + place.unmet) - places.borne(state, i, r)
        elif state.resource[r].learning > 0.0 and place.need > 0.0:
            saved += place.alone_full - _own_cost(state.resource[r], place, state.book[i, r])
        state.past[i, r, slot, 0] = saved
        state.past[i, r, slot, 1] = place.alone_full if place.need > 0.0 else 0.0
        place.payment = 0.0


@internal
def _count_alone(resource: Records, place: Records, book: Records, counted: bool) -> float:
    """Count a place in the counterfactual; return its cash cost there [CAD]."""
    cash = place.alone_full
    if resource.unmet:
        short = max(0.0, place.use - place.capacity)
        cash -= resource.shortage_price * short
        if counted:
            resource.used += place.use
            resource.unmet_alone += short
    if counted:
        resource.counterfactual += place.alone_full
    if resource.learning > 0.0:
        book.experience_alone += min(place.use, place.capacity)
    return cash


@internal
def _count_member(resource: Records, organization: Records, place: Records) -> None:
    """Count the gain, the unmet need and the lost autonomy of a place in a pool."""
    organization.autonomy_cost += organization.autonomy * place.service
    if resource.unmet:
        resource.unmet_units += place.unmet / resource.shortage_price
    resource.gain += place.alone_full - (place.billed + place.unmet)


@internal
def _count_learner(resource: Records, place: Records, book: Records, counted: bool) -> tuple[float, float]:
    """Count a place that is alone and learns; return its cost and its cash cost [CAD]."""
    full = _own_cost(resource, place, book)
    book.experience += min(place.use, book.own_capacity)
    if counted:
        resource.gain += place.alone_full - full
    cash = full
    if resource.unmet:
        short = max(0.0, place.use - book.own_capacity)
        cash -= resource.shortage_price * short
        resource.unmet_units += short if counted else 0.0
    return full, cash


@internal
def _sum_up(organization: Records, actual: float, alone: float) -> None:
    """Add a month's costs, in both worlds, to the sums that give their standard deviations."""
    organization.counted_months += 1
    organization.cost_sum += actual
    organization.cost_squares += actual * actual
    organization.alone_sum += alone
    organization.alone_squares += alone * alone


@internal
def _follow_gain(organization: Records, month: int, gain: float, payments: float) -> None:
    """Follow the J-curve of an organization through a month."""
    track = Track(
        organization.total,
        organization.low,
        organization.low_month,
        organization.back_month,
        organization.running_total,
        organization.running_low,
        organization.running_low_month,
    )
    track = follow(track, month + 1, gain - payments, payments)
    organization.total = track.total
    organization.low = track.low
    organization.low_month = track.low_month
    organization.back_month = track.back_month
    organization.running_total = track.running_total
    organization.running_low = track.running_low
    organization.running_low_month = track.running_low_month


@phase
def settle(state: State, i: int, month: int) -> None:
    """Close an organization's books for the month: ledgers in both worlds, cash, and the gain.

    After an organization has closed, in either world, it has no gain and its costs are counted in neither.
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
            place.alone_full = cost_alone(resource, place.standing, place.capacity, place.use)
        cash = _count_alone(resource, place, state.book[i, r], counted)
        alone += place.alone_full
        alone_cash += cash
        means += place.means
        if place.pool != NOBODY:
            full = place.billed + place.unmet
            actual += full
            actual_cash += place.billed
            budget += place.pooled_means
            gain += place.alone_full - full
            if counted:
                _count_member(resource, organization, place)
        elif resource.learning > 0.0:
            full, cash = _count_learner(resource, place, state.book[i, r], counted)
            actual += full
            actual_cash += cash
            budget += place.means
            gain += place.alone_full - full
        else:
            actual += place.alone_full
            actual_cash += cash
            budget += place.means
            if resource.unmet and counted:
                resource.unmet_units += max(0.0, place.use - place.capacity)
    borne = places.settle(state, i)
    actual += borne
    gain -= borne
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
        _sum_up(organization, actual, alone)
    _follow_gain(organization, month, gain, payments)
