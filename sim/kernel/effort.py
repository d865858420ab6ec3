"""Effort in the month: what members do for their pool, how it is inspected, and what shirking costs."""

from __future__ import annotations

from sim.compilation.decorators import apart, internal, rare
from sim.kernel.group import GroupSums, members_of
from sim.kernel.layout import Records
from sim.kernel.learning import update_stand_alone
from sim.kernel.state import NOBODY, State
from sim.laws.effort import best_effort, conditional_effort, effort_cost, fine, mean_of_others
from sim.laws.random import Purpose, uniform
from sim.laws.sharing import bill, split

Stake = tuple[float, float]
"""S, what a slowdown of 1 adds to a pool's cost, as its sharing rule splits it: lump and spread [CAD/month]."""


@internal
def share_in(stake: Stake, group: GroupSums, weight: float) -> float:
    """Return a member's share s of S, and of fines; equal parts where no service costs anything [1]."""
    total = stake[0] + stake[1]
    if total <= 0.0:
        return 1.0 / group.members
    return bill(stake[0], stake[1], group.members, weight, group.weight) / total


@internal
def _best(resource: Records, place: Records, offences: int, stake: Stake, group: GroupSums, weight: float) -> float:
    """Return the effort that is best for a member by itself, fines included [1]."""
    share = share_in(stake, group, weight)
    saved = resource.effort_stake * bill(stake[0], stake[1], group.members, weight, group.weight) / group.members
    found = fine(resource.sanction, resource.sanction_growth, offences, place.service, 0.0)
    spared = resource.inspection * found * (1.0 - share)
    return best_effort(saved, spared, resource.effort_cost * place.service)


@internal
def first_effort(
    resource: Records, organization: Records, place: Records, stake: Stake, group: GroupSums, weight: float
) -> float:
    """Return a member's effort in the month of its entry: its trust stands for what the others do [1]."""
    best = _best(resource, place, 0, stake, group, weight)
    return conditional_effort(organization.reciprocity, best, organization.trust)


@internal
def due(resource: Records, offences: int, service: float, effort: float) -> float:
    """Return the expected fine of a month [CAD/month]."""
    return resource.inspection * fine(resource.sanction, resource.sanction_growth, offences, service, effort)


@internal
def entered_before(pool: Records, here: Records) -> bool:
    """Return whether a member was in its pool when efforts were made last."""
    return here.pool == pool.number + 1


@rare
def set_efforts(state: State, month: int) -> None:
    """Set the effort of all members, by what the others did last month, before the needs of the month are drawn."""
    state.society[0].effort_shown = 0.0
    state.society[0].effort_members = 0
    for i in range(state.organization.size):
        for r in range(state.resource.size):
            if state.resource[r].effort_stake == 0.0:
                continue
            here = state.mechanism.effort[i, r]
            if state.place[i, r].pool == NOBODY:
                here.pool = 0
                here.effort = 0.0
                continue
            _pardon(state.resource[r], here, month)
            _set_effort(state, i, r)


@internal
def _pardon(resource: Records, here: Records, month: int) -> None:
    """Forgive an offence after a time without another."""
    if here.offences > 0 and month - here.last_offence >= resource.pardon_months:
        here.offences -= 1
        here.last_offence = month


@internal
def _set_effort(state: State, i: int, r: int) -> None:
    """Set the effort of a member that was in its pool last month."""
    resource = state.resource[r]
    organization = state.organization[i]
    place = state.place[i, r]
    pool = state.pool[r, place.pool]
    here = state.mechanism.effort[i, r]
    if resource.learning > 0.0:
        update_stand_alone(state, i, r)
    stake = (pool.stake_lump, pool.stake_spread)
    best = _best(resource, place, here.offences, stake, members_of(resource, pool), place.weight)
    met = (
        mean_of_others(pool.effort * pool.present, pool.present, here.effort)
        if pool.present > 1
        else organization.trust
    )
    here.effort = conditional_effort(organization.reciprocity, best, met)


@apart
def _take_part(state: State, i: int, r: int) -> None:
    """Add a member's effort to its pool's; inspect it, and fine what is missing."""
    resource = state.resource[r]
    place = state.place[i, r]
    pool = state.pool[r, place.pool]
    here = state.mechanism.effort[i, r]
    if not entered_before(pool, here):
        here.pool = pool.number + 1
        here.offences = 0
        stake = (pool.stake_lump, pool.stake_spread)
        here.effort = first_effort(
            resource, state.organization[i], place, stake, members_of(resource, pool), place.weight
        )
    pool.efforts += here.effort
    pool.dues += due(resource, here.offences, place.service, here.effort)
    here.fine = 0.0
    key, identity, month = state.society[0].key, state.organization[i].identity, state.society[0].month
    if uniform(key, identity, resource.stream, month, Purpose.INSPECTION, 0) >= resource.inspection:
        return
    resource.inspections += 1
    pool.inspected += 1
    here.fine = fine(resource.sanction, resource.sanction_growth, here.offences, place.service, here.effort)
    pool.fines += here.fine
    if 1.0 - here.effort > resource.tolerance:
        resource.offences += 1
        here.offences += 1
        here.last_offence = month


@internal
def take_part(state: State, i: int, r: int) -> None:
    """Let member i take part in the work of its pool."""
    if state.resource[r].effort_stake > 0.0:
        _take_part(state, i, r)


@apart
def _count_efforts(resource: Records, pool: Records) -> float:
    """Close a pool's count of efforts; return what the cost of service rises by for want of effort [1]."""
    pool.present = pool.members
    pool.effort = pool.efforts / pool.members
    pool.due = pool.dues
    pool.efforts = 0.0
    pool.dues = 0.0
    return resource.effort_stake * (1.0 - pool.effort)


@internal
def slack_of(resource: Records, pool: Records) -> float:
    """Return lambda (1 - mean effort), what want of effort adds to the slowdown of a pool's service."""
    return 0.0 if resource.effort_stake == 0.0 else _count_efforts(resource, pool)


@internal
def watching(resource: Records, inspections: float) -> tuple[float, float]:
    """Return the lump and the spread of what inspections cost a pool, tax included [CAD]."""
    cost = (1.0 + resource.tax) * resource.inspection_cost * inspections
    return split(resource.equal_fixed, resource.equal_rest, cost, 0.0)


@apart
def _charge(resource: Records, pool: Records) -> None:
    """Add inspections to the month's cost, and take off the fines, which come back to all by their shares of S."""
    lump, spread = watching(resource, pool.inspected)
    pool.lump += lump
    pool.spread += spread
    total = pool.stake_lump + pool.stake_spread
    equal = pool.stake_lump / total if total > 0.0 else 1.0
    pool.lump -= equal * pool.fines
    pool.spread -= (1.0 - equal) * pool.fines
    pool.inspected = 0
    pool.fines = 0.0


@internal
def charge(resource: Records, pool: Records) -> None:
    """Charge a pool for its inspections, and credit its fines."""
    if resource.effort_stake > 0.0:
        _charge(resource, pool)


@internal
def borne(state: State, i: int, r: int) -> float:
    """Return what its effort costs member i this month [CAD]."""
    if state.resource[r].effort_stake == 0.0:
        return 0.0
    return effort_cost(state.resource[r].effort_cost, state.place[i, r].service, state.mechanism.effort[i, r].effort)


@internal
def mean_effort(state: State, i: int) -> float:
    """Return organization i's mean effort over its pools in which effort matters; 0 where it has none [1]."""
    if state.society[0].effort == 0:
        return 0.0
    total = 0.0
    pools = 0
    for r in range(state.resource.size):
        if state.resource[r].effort_stake > 0.0 and state.place[i, r].pool != NOBODY:
            total += state.mechanism.effort[i, r].effort
            pools += 1
    return total / pools if pools > 0 else 0.0


@apart
def _add_fine(state: State, i: int, r: int) -> None:
    """Add the fine of member i to its bill, and take it and the cost of its effort off its pool's account."""
    found = state.mechanism.effort[i, r].fine
    state.place[i, r].billed += found
    state.pool[r, state.place[i, r].pool].gain -= found + borne(state, i, r)


@internal
def add_fine(state: State, i: int, r: int) -> None:
    """Add a member's fine to its bill."""
    if state.resource[r].effort_stake > 0.0:
        _add_fine(state, i, r)


@rare
def settle(state: State, i: int) -> float:
    """Count organization i's efforts, and what it met; return what its efforts cost it this month [CAD].

    Counts are in the order of the rows, which both drivers share.
    """
    society = state.society[0]
    organization = state.organization[i]
    counted = organization.closed == 0 and organization.closed_alone == 0
    total = 0.0
    met = 0.0
    pools = 0
    for r in range(state.resource.size):
        resource = state.resource[r]
        if state.place[i, r].pool == NOBODY:
            continue
        pools += 1
        if resource.effort_stake == 0.0:
            met += 1.0
            continue
        pool = state.pool[r, state.place[i, r].pool]
        here = state.mechanism.effort[i, r]
        met += mean_of_others(pool.effort * pool.present, pool.present, here.effort) if pool.present > 1 else 1.0
        cost = borne(state, i, r)
        total += cost
        society.effort_shown += here.effort
        society.effort_members += 1
        resource.fines += here.fine
        resource.effort_borne += cost
        slack = resource.effort_stake * (1.0 - pool.effort)
        resource.effort_lost += slack * (pool.stake_lump + pool.stake_spread) / pool.members
        if counted:
            resource.gain -= cost
    organization.effort_met = met / max(pools, 1)
    return total
