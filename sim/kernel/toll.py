"""Toll: what effort, inspections and fines are expected to make a membership cost a month."""

from __future__ import annotations

from sim.compilation.decorators import apart, internal
from sim.kernel.agreement import agreement_of
from sim.kernel.cost import Terms, cheapest_provision, stake_of
from sim.kernel.effort import Stake, due, entered_before, first_effort, share_in, watching
from sim.kernel.group import GroupSums, members_of
from sim.kernel.layout import Records
from sim.kernel.overuse import needs_in_pool
from sim.kernel.state import NOBODY, State
from sim.laws.effort import effort_cost
from sim.laws.sharing import bill


@internal
def _stake_in(resource: Records, terms: Terms, group: GroupSums) -> Stake:
    """Return S of a group that may become a pool."""
    need, squares = needs_in_pool(resource, group)
    return stake_of(resource, cheapest_provision(resource, terms, need, squares))


@internal
def _toll(
    resource: Records,
    place: Records,
    stake: Stake,
    group: GroupSums,
    weight: float,
    met: float,
    effort: float,
    refunded: float,
) -> tuple[float, float]:
    """Return what a month of a membership is expected to cost beside the bill without effort, paid and borne [CAD].

    Paid: its part of what want of effort costs, where the members make the effort `met`, and of inspections; less its
    part of the fines of all, `refunded`. Borne: the cost of its own effort.
    """
    lump, spread = watching(resource, resource.inspection * group.members)
    paid = resource.effort_stake * (1.0 - met) * bill(stake[0], stake[1], group.members, weight, group.weight)
    paid += bill(lump, spread, group.members, weight, group.weight)
    paid -= share_in(stake, group, weight) * refunded
    return paid, effort_cost(resource.effort_cost, place.service, effort)


@internal
def _services_in(state: State, r: int, pool: Records) -> float:
    """Return the sum of the stand-alone service costs of a pool's members [CAD/month]."""
    total = 0.0
    member = pool.first
    while member != NOBODY:
        total += state.place[member, r].service
        member = state.place[member, r].next
    return total


@internal
def _entry_toll(
    state: State,
    resource: Records,
    i: int,
    r: int,
    stake: Stake,
    group: GroupSums,
    weight: float,
    met: float,
    dues: float,
) -> tuple[float, float]:
    """Return the toll of a membership that begins; `dues` are the expected fines of the others [CAD/month].

    `resource` holds r's parameters, or the terms of a pool.
    """
    place = state.place[i, r]
    effort = first_effort(resource, state.organization[i], place, stake, group, weight)
    own = due(resource, 0, place.service, effort)
    paid, cost = _toll(resource, place, stake, group, weight, met, effort, dues + own)
    return paid + own, cost


@internal
def _toll_in(
    state: State, i: int, r: int, pool: Records, stake: Stake, group: GroupSums, weight: float
) -> tuple[float, float]:
    """Return the toll of a membership that begins in a running pool, or in one that is founded this month."""
    resource = agreement_of(state, r, pool)
    if pool.present > 0:
        return _entry_toll(state, resource, i, r, stake, group, weight, pool.effort, pool.due)
    trust = state.organization[i].trust
    others = _services_in(state, r, pool)
    if state.place[i, r].pool != NOBODY and state.pool[r, state.place[i, r].pool].number == pool.number:
        others -= state.place[i, r].service
    return _entry_toll(state, resource, i, r, stake, group, weight, trust, due(resource, 0, others, trust))


@apart
def _staying_toll(state: State, i: int, r: int) -> tuple[float, float]:
    """Return the toll of i's membership."""
    place = state.place[i, r]
    pool = state.pool[r, place.pool]
    resource = agreement_of(state, r, pool)
    here = state.mechanism.effort[i, r]
    stake = (pool.stake_lump, pool.stake_spread)
    group = members_of(resource, pool)
    if not entered_before(pool, here):
        return _toll_in(state, i, r, pool, stake, group, place.weight)
    paid, cost = _toll(resource, place, stake, group, place.weight, pool.effort, here.effort, pool.due)
    return paid + due(resource, here.offences, place.service, here.effort), cost


@internal
def staying_toll(state: State, i: int, r: int) -> tuple[float, float]:
    """Return what effort and its monitoring make staying cost a month: paid, and borne [CAD/month]."""
    if state.resource[r].effort_stake == 0.0:
        return 0.0, 0.0
    return _staying_toll(state, i, r)


@apart
def _joining_toll(state: State, i: int, r: int, pool: Records, group: GroupSums, weight: float) -> tuple[float, float]:
    """Return the toll of joining a pool."""
    stake = _stake_in(agreement_of(state, r, pool), (pool.unit_cost, pool.linear_fractile), group)
    return _toll_in(state, i, r, pool, stake, group, weight)


@internal
def joining_toll(state: State, i: int, r: int, pool: Records, group: GroupSums, weight: float) -> tuple[float, float]:
    """Return what effort and its monitoring make being in `group`, a pool with i, cost a month [CAD/month]."""
    if state.resource[r].effort_stake == 0.0:
        return 0.0, 0.0
    return _joining_toll(state, i, r, pool, group, weight)


@apart
def _founding_toll(state: State, i: int, r: int, group: GroupSums, terms: Terms) -> tuple[float, float]:
    """Return the toll of founding with the first on the desk, whose efforts i trusts to be like its trust."""
    resource = state.resource[r]
    place = state.place[i, r]
    trust = state.organization[i].trust
    others = 0.0
    for k in range(group.members):
        others += state.place[state.desk[k].member, r].service
    dues = due(resource, 0, others - place.service, trust)
    stake = _stake_in(resource, terms, group)
    return _entry_toll(state, resource, i, r, stake, group, place.weight, trust, dues)


@internal
def founding_toll(state: State, i: int, r: int, group: GroupSums, terms: Terms) -> tuple[float, float]:
    """Return what effort and its monitoring make founding cost a month: paid, and borne [CAD/month]."""
    if state.resource[r].effort_stake == 0.0:
        return 0.0, 0.0
    return _founding_toll(state, i, r, group, terms)
