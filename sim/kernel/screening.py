"""Screening: a proposal is not made if it can be seen beforehand that no group would agree to it.

Most proposals fail: the founding cost outweighs all that pooling can save. To see that, no group need be tried. For
each organization asked, the value of founding is bounded from above over all groups of a range of sizes, whoever the
others are: each term of its value (:func:`sim.laws.decision.pooling_value`) takes the best that such a group could
offer. Those with a negative bound will found none of them, and drop out. With fewer left, groups are smaller and the
bounds lower, so more may drop out. If the proposer does, or too few are left, every proposal fails.

First all sizes but the smallest are taken together, then one by one, which is sharper. The smallest comes last: without
one of its members, the others would be alone. Nothing here changes a result.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.compilation.decorators import internal
from sim.kernel import places
from sim.kernel.dispositions import refresh_dispositions
from sim.kernel.effort import due
from sim.kernel.entry_payment import affords
from sim.kernel.founding import founding_share
from sim.kernel.layout import Records
from sim.kernel.state import State
from sim.kernel.value import own_deviation, taste_of
from sim.laws.cost import coordination_cost
from sim.laws.cost_bounds import critical_cost, least_spread, least_unit_cost, most_excess
from sim.laws.decision import fading_annuity
from sim.vocabulary.codes import Weight

_ROUNDING = 1e-9
"""By how much of its annuity of costs alone a bound must be negative, which is far more than rounding."""


class Asked(NamedTuple):
    """What is known of those asked, the proposer among them.

    Attributes
    ----------
    number : int
    weight, need, service : float
        Sums of weights, of needs [unit], and of what service costs them alone [CAD/month].
    smallest, largest : float
        The smallest and the largest need [unit].
    saved, saved_without : float
        The most that one of them saves in the smallest group, fixed costs left aside, if the group holds capacity and
        if it does not [CAD/month].
    second, second_without : float
        The most that another saves [CAD/month].
    """

    number: int
    weight: float
    need: float
    service: float
    smallest: float
    largest: float
    saved: float
    saved_without: float
    second: float
    second_without: float


class Groups(NamedTuple):
    """The best that groups of a range of sizes can offer, overruns left aside.

    Attributes
    ----------
    least, most : int
        The number of members.
    share : float
        A member's equal part of the costs that are shared equally [1].
    each : float
        Its equal part of coordination [CAD/month].
    coordination, addition : float
        What coordination costs the group, and what one member adds to that [CAD/month].
    spread, spread_of_others : float
        The least standard deviation of the group's need over its mean, and of that of all members but one [1].
    unit_cost, critical : float
        What a unit of need costs, and :func:`sim.laws.cost_bounds.critical_cost` [CAD/unit].
    """

    least: int
    most: int
    share: float
    each: float
    coordination: float
    addition: float
    spread: float
    spread_of_others: float
    unit_cost: float
    critical: float


@internal
def _has_bounds(society: Records, resource: Records) -> bool:
    """Return whether the bounds hold for a resource."""
    return (
        resource.scale_exponent == 1.0
        and resource.unit_cost < resource.shortage_price
        and resource.variation > 0.0
        and resource.linear_fractile * resource.variation >= -1.0  # no group's best capacity is negative
        and (resource.unmet == 0 or resource.tax == 0.0)
        and resource.equal_rest == 0.0
        and resource.learning == 0.0
        and resource.overuse == 0.0
        and resource.no_loser_clause == 0
        and (resource.shared_by == Weight.NEED or resource.shared_by == Weight.USE)
        and society.guarantee_share == 0.0
    )


@internal
def _sum_up(state: State, r: int, size: int, unit_cost: float) -> Asked:
    """Return what is known of those on the list; `unit_cost` is that of the smallest group."""
    resource = state.resource[r]
    asked = Asked(size, 0.0, 0.0, 0.0, math.inf, 0.0, -math.inf, -math.inf, -math.inf, -math.inf)
    for m in range(size):
        place = state.place[state.desk[state.desk[m].pool].contact, r]
        q = place.need
        service = place.stand_alone - resource.use_cost * q
        saved = service - unit_cost * q
        saved_without = service - resource.shortage_price * q
        asked = Asked(
            size,
            asked.weight + place.weight,
            asked.need + q,
            asked.service + place.service,
            min(asked.smallest, q),
            max(asked.largest, q),
            max(asked.saved, saved),
            max(asked.saved_without, saved_without),
            max(asked.second, min(asked.saved, saved)),
            max(asked.second_without, min(asked.saved_without, saved_without)),
        )
    return asked


@internal
def _groups(resource: Records, least: int, most: int) -> Groups:
    """Return the best that groups of `least` to `most` members can offer."""
    share = 1.0 / most
    spread = least_spread(most, resource.variation, resource.correlation)
    return Groups(
        least,
        most,
        share,
        resource.hub_cost * share + resource.member_cost + 0.5 * resource.pair_cost * (least - 1),
        coordination_cost(least, resource.hub_cost, resource.member_cost, resource.pair_cost),
        resource.member_cost + resource.pair_cost * (least - 1),
        spread,
        least_spread(least - 1, resource.variation, resource.correlation),
        least_unit_cost(resource.unit_cost, resource.shortage_price, spread),
        critical_cost(resource.unit_cost, resource.shortage_price),
    )


@internal
def _prepare(state: State, j: int, r: int, month: int, asked: Asked, here: Records) -> None:
    """Write to a line of the desk what does not depend on the group, for one of those asked.

    `hope` is the value of a pool that costs nothing but use, and always the same, with taste and the fines of all
    others [CAD]; `trouble` multiplies fixed cost and service, for friction and want of effort [months].
    """
    resource = state.resource[r]
    organization = state.organization[j]
    place = state.place[j, r]
    refresh_dispositions(state.society[0], organization)
    annuity = organization.annuity
    fading = fading_annuity(organization.confidence, organization.power, resource.fade, place.fade_power)
    lasting = annuity - organization.foresight * (annuity - fading)
    free = place.stand_alone - resource.use_cost * place.need - organization.autonomy * place.service
    here.trouble = (1.0 + resource.tax) * places.expected_overrun(state, j, r) * resource.friction * lasting
    if resource.effort_stake > 0.0:
        here.trouble += (1.0 + resource.tax) * resource.effort_stake * (1.0 - organization.trust) * annuity
        free += due(resource, 0, asked.service, organization.trust)
    if organization.risk_weight > 0.0:  # at best its bill does not vary
        free += organization.risk_weight * own_deviation(resource, place, state.book[j, r])
    here.hope = annuity * free - places.entry_burden(state, j, r) + taste_of(state, j, r, month)


@internal
def _may_want(state: State, j: int, r: int, month: int, asked: Asked, groups: Groups, here: Records) -> bool:
    """Return whether j may want to found one of these groups of those asked, and be able to pay for it."""
    resource = state.resource[r]
    organization = state.organization[j]
    place = state.place[j, r]
    payment = founding_share(state, j, r, groups.most)
    if not affords(state.society[0], organization, payment + places.entry_burden(state, j, r), 0.0):
        return False
    if here.able == 0:
        here.able = 1
        _prepare(state, j, r, month, asked, here)
    overrun = places.expected_overrun(state, j, r)
    tax = 1.0 + resource.tax
    cost = resource.unit_cost
    price = resource.shortage_price
    q = place.need
    shared = organization.annuity * organization.solidarity
    own = organization.annuity - shared
    paid = own * tax + here.trouble
    # its own part of fixed cost and coordination
    part = resource.equal_fixed * groups.share
    coordination = resource.equal_fixed * (overrun * groups.each + resource.fee)
    if resource.equal_fixed < 1.0:
        rest = (1.0 - resource.equal_fixed) * (place.weight / asked.weight)
        part += rest
        coordination += rest * (overrun * groups.coordination + resource.fee * groups.least)
    # its own part of service, if the group holds capacity and if it does not; unmet need is a loss without trouble
    if resource.unmet:
        service = q * least_unit_cost(paid * cost, own * price, groups.spread)
        without = q * own * price
    else:
        service = q * paid * groups.unit_cost
        without = q * paid * price
    service += paid * resource.fixed_cost * part
    # what it adds to the cost of the others, if it cares
    felt = payment * organization.entry_factor
    if groups.most > resource.min_members:
        added = q * cost
        if resource.lot > 0.0:
            without_largest = asked.need - (asked.number - groups.least) * asked.largest - q
            deviation = max((groups.least - 1) * asked.smallest, without_largest) * groups.spread_of_others
            added = max(0.0, added - most_excess(resource.lot, groups.critical, price, deviation))
        service += shared * tax * added
        without += shared * tax * q * 0.5 * price  # as a need grows by a unit, so does the shortage, by half or more
        entry = shared * tax * (overrun * groups.addition + resource.fee) + (1.0 - organization.solidarity) * felt
    else:  # without it the others would be alone, and would not pay to found
        others = groups.most - 1
        saved = asked.saved + (others - 1) * asked.second
        saved_without = asked.saved_without + (others - 1) * asked.second_without
        service += shared * (tax * (q * groups.unit_cost + resource.fixed_cost) - saved)
        without += shared * (tax * q * price - saved_without)
        entry = shared * tax * (overrun * groups.coordination + resource.fee * groups.most)
        entry += (1.0 + organization.solidarity * others) * felt
    value = here.hope - own * tax * coordination - entry - min(service, without)
    return value >= -_ROUNDING * organization.annuity * place.stand_alone


@internal
def _drop_out(state: State, r: int, month: int, everybody: Asked, unit_cost: float, least: int, most: int) -> int:
    """Drop from the list those that want no group of `least` to `most`, until all that are left may want one.

    Return how many are left; 0 if the proposer, the first, is not, or if they are too few. `unit_cost` is that of the
    smallest group.
    """
    desk = state.desk
    asked = everybody
    while min(asked.number, most) >= least:
        groups = _groups(state.resource[r], least, min(asked.number, most))
        left = 0
        for m in range(asked.number):
            k = desk[m].pool
            if _may_want(state, desk[k].contact, r, month, asked, groups, desk[k]):
                desk[left].pool = k
                left += 1
            elif m == 0 or left + asked.number - m - 1 < least:
                return 0
        if left == asked.number:
            return left
        asked = _sum_up(state, r, left, unit_cost)
    return 0


@internal
def _list_all(desk: Records, candidates: int) -> None:
    """List the proposer, whose line comes after those of its contacts, and all of these."""
    desk[0].pool = candidates
    for m in range(candidates):
        desk[m + 1].pool = m


@internal
def _may_form(state: State, i: int, r: int, candidates: int, month: int) -> bool:
    """Return whether i and some of the first contacts on the desk may want a group, where the bounds hold."""
    resource = state.resource[r]
    desk = state.desk
    least = resource.min_members
    most = resource.max_members
    desk[candidates].contact = i
    for k in range(candidates + 1):
        desk[k].able = 0
    _list_all(desk, candidates)
    unit_cost = _groups(resource, least, least).unit_cost
    everybody = _sum_up(state, r, candidates + 1, unit_cost)
    left = _drop_out(state, r, month, everybody, unit_cost, least + 1, most)
    if left > 0:
        if resource.lot == 0.0:  # without lots, sizes one by one tell hardly more
            return True
        asked = _sum_up(state, r, left, unit_cost)
        for m in range(left):
            desk[m].member = desk[m].pool
        for n in range(min(left, most), least, -1):
            if _drop_out(state, r, month, asked, unit_cost, n, n) > 0:
                return True
            for m in range(left):
                desk[m].pool = desk[m].member
    _list_all(desk, candidates)
    return _drop_out(state, r, month, everybody, unit_cost, least, least) > 0


@internal
def is_hopeless(state: State, i: int, r: int, candidates: int, month: int) -> bool:
    """Return whether a proposal of i to the first contacts on the desk, in any order, fails for certain."""
    society = state.society[0]
    resource = state.resource[r]
    most = min(candidates + 1, resource.max_members)
    # the founding cost is shared: an organization that cannot pay its part of the largest group cannot in any
    if most < resource.min_members or not affords(
        society, state.organization[i], founding_share(state, i, r, most), 0.0
    ):
        return True
    return _has_bounds(society, resource) and not _may_form(state, i, r, candidates, month)
