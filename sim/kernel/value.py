"""What a membership is worth to one organization: the decision laws applied to its own row."""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.compilation.decorators import internal
from sim.kernel.cost import ExpectedCost, deviation_alone
from sim.kernel.group import GroupSums
from sim.kernel.layout import Records
from sim.kernel.state import State
from sim.laws.clause import bill_after
from sim.laws.decision import fading_annuity, logit, pooling_value
from sim.laws.random import Purpose, uniform
from sim.laws.sharing import bill


@internal
def taste_of(state: State, i: int, r: int, month: int) -> float:
    """Return an organization's taste for pooling a resource [CAD]: the one it was born with, or that of the month."""
    society = state.society[0]
    place = state.place[i, r]
    if society.taste_redrawn == 0 or place.taste == 0.0:
        return place.liking
    book = state.book[i, r]
    if book.luck_month != month + 1:
        book.luck_month = month + 1
        book.luck = logit(
            uniform(society.key, state.organization[i].identity, state.resource[r].stream, month, Purpose.TASTE, 1)
        )
    return place.taste * book.luck


@internal
def own_deviation(resource: Records, place: Records, book: Records) -> float:
    """Return the standard deviation of what being alone costs an organization a month [CAD]."""
    if math.isnan(place.deviation):
        place.deviation = deviation_alone(resource, place.need, book.own_capacity)
    return place.deviation


@internal
def _risk_of_bill(resource: Records, place: Records, book: Records, share: float, deviation: float) -> float:
    """Return by how much a bill varies more than the cost of being alone [CAD/month]: sd_bill - sd_alone."""
    return share * deviation - own_deviation(resource, place, book)


class Prospect(NamedTuple):
    """A membership that an organization considers, or has.

    Attributes
    ----------
    group : GroupSums
        The members, the organization among them.
    weight : float
        The weight of the organization in the sharing rule.
    expected : ExpectedCost
        The expected cost of the group.
    decay : float
        The share of start-up friction that is left.
    levy : float
        The levy of the no-loser clause, see :func:`sim.laws.clause.levy_of`.
    """

    group: GroupSums
    weight: float
    expected: ExpectedCost
    decay: float
    levy: float


class Bills(NamedTuple):
    """What a member expects to pay [CAD/month].

    Attributes
    ----------
    share : float
        Its share of the steady cost.
    steady : float
        Its steady bill: the share after transfers.
    now : float
        The bill expected now, with the friction that is left.
    """

    share: float
    steady: float
    now: float


@internal
def expected_bills(prospect: Prospect, alone: float) -> Bills:
    """Return what a member expects to pay; `alone` is its stand-alone cost [CAD/month]."""
    members, total, expected = prospect.group.members, prospect.group.weight, prospect.expected
    share = bill(expected.lump, expected.spread, members, prospect.weight, total)
    steady = bill_after(prospect.levy, alone, share)
    fading = bill(expected.fading_lump, expected.fading_spread, members, prospect.weight, total)
    return Bills(share, steady, steady + prospect.decay * fading)


@internal
def membership_value(
    resource: Records,
    organization: Records,
    place: Records,
    book: Records,
    total: float,
    deviation: float,
    bills: Bills,
    entry: float,
    others: float,
) -> float:
    """Return the value of a membership, with solidarity and without taste [CAD].

    `total` is the steady cost of the group [CAD/month], and `deviation` the standard deviation of its monthly cost,
    which organizations with a risk weight read [CAD]. `entry` is what entering is felt to cost now [CAD], `others` the
    steady cost of the other members without this organization [CAD/month].
    """
    risk = 0.0
    if organization.risk_weight > 0.0 and total > 0.0:
        risk = organization.risk_weight * _risk_of_bill(resource, place, book, bills.share / total, deviation)
    value = pooling_value(
        organization.annuity,
        fading_annuity(organization.confidence, organization.power, resource.fade, place.fade_power),
        organization.foresight,
        place.stand_alone,
        organization.autonomy * place.service,
        bills.now,
        bills.steady,
        risk,
        entry,
    )
    if organization.solidarity > 0.0:
        spared = others - (total - bills.steady)
        value += organization.solidarity * organization.annuity * spared
    return value
