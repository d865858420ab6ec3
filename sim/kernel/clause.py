"""The no-loser clause in the month: transfers follow from the steady bills and are paid with the bills."""

from __future__ import annotations

from sim.compilation.decorators import apart, internal
from sim.kernel.agreement import agreement_of
from sim.kernel.cost import ExpectedCost
from sim.kernel.group import GroupSums, members_of
from sim.kernel.layout import Records
from sim.kernel.learning import update_stand_alone
from sim.kernel.serial import line_up_desk, line_up_pool
from sim.kernel.state import NOBODY, Profile, State
from sim.laws.clause import NO_TRANSFER, bill_after, levy_of
from sim.laws.sharing import bill, follows_all, rises


@internal
def weigh_line(state: State, r: int, size: int) -> None:
    """Write the weights of the first in line, which their places hold."""
    for k in range(size):
        state.profile[Profile.SHARE, k] = state.place[state.order[k], r].weight


@apart
def levy_of_line(state: State, r: int, group: GroupSums, expected: ExpectedCost) -> float:
    """Return the levy of a group whose members are in line, with their weights, at its steady cost."""
    short = 0.0
    saved = 0.0
    for k in range(group.members):
        i = state.order[k]
        if state.resource[r].learning > 0.0 and state.place[i, r].pool != NOBODY:
            update_stand_alone(state, i, r)
        alone = state.place[i, r].stand_alone
        paid = bill(expected.lump, expected.spread, group.members, state.profile[Profile.SHARE, k], group.weight)
        if paid < alone:
            saved += alone - paid
        elif rises(alone, paid):
            short += paid - alone
    return levy_of(short, saved)


@internal
def levy_of_desk(state: State, r: int, group: GroupSums, expected: ExpectedCost) -> float:
    """Return the levy of the pool that the first on the desk would found."""
    if state.resource[r].no_loser_clause == 0:
        return NO_TRANSFER
    line_up_desk(state, group.members)
    weigh_line(state, r, group.members)
    return levy_of_line(state, r, group, expected)


@internal
def levy_of_pool(state: State, r: int, pool: Records) -> float:
    """Return the levy of a pool as it is."""
    return pool.levy if state.resource[r].no_loser_clause else NO_TRANSFER


@internal
def levy_of_pool_at(state: State, r: int, pool: Records, expected: ExpectedCost) -> float:
    """Return the levy of a pool at another expected cost than that of its record."""
    if state.resource[r].no_loser_clause == 0:
        return NO_TRANSFER
    weigh_line(state, r, line_up_pool(state, r, pool))
    return levy_of_line(state, r, members_of(agreement_of(state, r, pool), pool), expected)


@internal
def levy_with(
    state: State, i: int, r: int, pool: Records, weight: float, group: GroupSums, expected: ExpectedCost
) -> float:
    """Return the levy of the group that a pool would be with i; under serial sharing, these are in line already."""
    if state.resource[r].no_loser_clause == 0:
        return NO_TRANSFER
    if not follows_all(agreement_of(state, r, pool).shared_by):
        size = line_up_pool(state, r, pool)
        weigh_line(state, r, size)
        state.order[size] = i
        state.profile[Profile.SHARE, size] = weight
    return levy_of_line(state, r, group, expected)


@apart
def settle_transfers(state: State, r: int, pool: Records, group: GroupSums, expected: ExpectedCost) -> None:
    """Work out the levy of a pool and what each member pays (above 0) or receives each month."""
    size = line_up_pool(state, r, pool)
    weigh_line(state, r, size)
    pool.levy = levy_of_line(state, r, group, expected)
    for k in range(size):
        place = state.place[state.order[k], r]
        steady = bill(expected.lump, expected.spread, size, place.weight, group.weight)
        paid = bill_after(pool.levy, place.stand_alone, steady)
        state.mechanism.clause[state.order[k], r].transfer = paid - steady


@internal
def add_transfer(state: State, i: int, r: int) -> None:
    """Add what member i pays to other members, or receives from them, to its bill of the month."""
    if state.resource[r].no_loser_clause:
        place = state.place[i, r]
        transfer = state.mechanism.clause[i, r].transfer
        place.billed += transfer
        state.pool[r, place.pool].gain -= transfer


@internal
def count_transfers(state: State, i: int) -> None:
    """Count what organization i paid to other members this month, in the order of the rows."""
    for r in range(state.resource.size):
        if state.resource[r].no_loser_clause and state.place[i, r].pool != NOBODY:
            state.resource[r].transfers_paid += max(0.0, state.mechanism.clause[i, r].transfer)


@apart
def count_not_met(state: State) -> None:
    """Count the pools of the month whose members would pay more together than alone."""
    for r in range(state.resource.size):
        resource = state.resource[r]
        if resource.no_loser_clause:
            for k in range(resource.live_count):
                resource.clause_not_met += state.pool[r, state.pool[r, k].live].levy < 0.0
