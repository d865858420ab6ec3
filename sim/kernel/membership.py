"""Membership: entering and leaving pools, founding and ending them, with the payments that go with it."""

from __future__ import annotations

import math

import numpy as np

from sim.compilation.decorators import apart, internal, phase, rare
from sim.kernel.agreement import agreement_of, weigh_alone, weight_under
from sim.kernel.beliefs import count_founding, expected_overrun
from sim.kernel.clause import settle_transfers
from sim.kernel.cost import cheapest_provision, split_expected, stake_of, terms_of
from sim.kernel.entry_payment import pay_entry, promise_refund
from sim.kernel.group import members_of
from sim.kernel.layout import Records
from sim.kernel.learning import update_stand_alone
from sim.kernel.overuse import needs_in_pool
from sim.kernel.plan import end_plan, make_plan, plan_entry, plan_payment
from sim.kernel.serial import weigh_members
from sim.kernel.state import NOBODY, State
from sim.laws.elementary import exp
from sim.laws.j_curve import MATURE
from sim.laws.learning import kept_experience
from sim.laws.quantile import tabulated_quantile
from sim.laws.random import Purpose, normal
from sim.laws.sharing import follows_all

_UNKNOWN = -1.0
"""The diversity of a pool whose members have changed."""

CLOSING = -1
"""Sentinel for the next size: the organization is closing; its pool's accounts are still to be closed."""


@internal
def refresh_pool(state: State, r: int, pool: Records) -> None:
    """Recompute what a pool costs, after its members, its terms or what is believed of its overrun changed."""
    resource = agreement_of(state, r, pool)
    if follows_all(resource.shared_by):
        weigh_members(state, r, pool)
    group = members_of(resource, pool)
    need, squares = needs_in_pool(resource, group)
    provision = cheapest_provision(resource, (pool.unit_cost, pool.linear_fractile), need, squares)
    pool.capacity = provision.capacity
    pool.fixed = provision.fixed
    pool.held = provision.held
    expected = split_expected(resource, pool.members, need, provision, pool.believed)
    pool.steady_lump = expected.lump
    pool.steady_spread = expected.spread
    pool.fading_lump = expected.fading_lump
    pool.fading_spread = expected.fading_spread
    if resource.effort_stake > 0.0:
        pool.stake_lump, pool.stake_spread = stake_of(resource, provision)
    if resource.no_loser_clause:
        settle_transfers(state, r, pool, group, expected)


@internal
def update_terms(resource: Records, pool: Records) -> None:
    """Work out what capacity costs a pool that has learned or innovated."""
    pool.unit_cost, pool.linear_fractile = terms_of(resource, pool.experience, pool.innovation)


@internal
def _count_in(pool: Records, place: Records) -> None:
    """Add a member to the sums of a pool; in the order of its list, so that sums are the same however it came to be."""
    q = place.need
    w = place.weight
    pool.members += 1
    pool.need += q
    pool.squares += q * q
    pool.weight += w
    pool.weighed += q * w
    pool.weighed_squares += q * q * w
    pool.squared_weights += q * q * w * w
    pool.lightest = min(pool.lightest, w)
    pool.heaviest = max(pool.heaviest, w)
    pool.diversity = _UNKNOWN


@internal
def _clear_sums(pool: Records) -> None:
    """Empty the sums of a pool."""
    pool.members = 0
    pool.need = 0.0
    pool.squares = 0.0
    pool.weight = 0.0
    pool.weighed = 0.0
    pool.weighed_squares = 0.0
    pool.squared_weights = 0.0
    pool.lightest = math.inf
    pool.heaviest = 0.0


@internal
def count_members(state: State, r: int, pool: Records) -> None:
    """Work out the sums of a pool anew."""
    _clear_sums(pool)
    member = pool.first
    while member != NOBODY:
        _count_in(pool, state.place[member, r])
        member = state.place[member, r].next


@internal
def enter(state: State, i: int, r: int, slot: int, month: int, payment: float, planned: float) -> None:
    """Let an organization that is alone enter a pool and pay for it: what it does pay, and what it expected to pay.

    To refresh the pool and to make the plan is left to the caller.
    """
    organization = state.organization[i]
    resource = state.resource[r]
    place = state.place[i, r]
    pool = state.pool[r, slot]
    place.pool = slot
    place.next = NOBODY
    place.previous = pool.last
    if pool.last == NOBODY:
        pool.first = i
    else:
        state.place[pool.last, r].next = i
    pool.last = i
    place.weight = weight_under(state, i, r, agreement_of(state, r, pool))
    _count_in(pool, place)
    place.bound_until = month + resource.commitment
    place.refused = np.uint64(0)
    organization.pools += 1
    if organization.entry_month == 0:
        organization.entry_month = month + 1
    plan_entry(state, i, planned, month)
    pool.entries += pay_entry(state.society[0], resource, organization, place, state.book[i, r], payment, month)


@phase
def join(state: State, i: int, r: int, slot: int, month: int) -> None:
    """Let an organization join a running pool, leaving its present one if it has one."""
    pool = state.pool[r, slot]
    if state.place[i, r].pool != NOBODY:
        leave(state, i, r, pool.members + 1)
    state.desk[0].member = i
    join_together(state, r, slot, 1, month)


@phase
def join_together(state: State, r: int, slot: int, size: int, month: int) -> None:
    """Let the first `size` on the desk, all alone so far, join a running pool at the same time."""
    pool = state.pool[r, slot]
    payment = state.resource[r].joining_cost
    for k in range(size):
        enter(state, state.desk[k].member, r, slot, month, payment, payment)
    refresh_pool(state, r, pool)
    for k in range(size):
        make_plan(state, state.desk[k].member, r, pool, month, pool.believed)
    state.resource[r].joinings += size


@rare
def leave(state: State, i: int, r: int, next_size: int) -> None:
    """Take a member out of its pool, which it pays for; next_size is the size of the pool it moves to, 0 for none."""
    organization = state.organization[i]
    resource = state.resource[r]
    place = state.place[i, r]
    organization.exit_payment += resource.leaving_cost
    organization.cash -= resource.leaving_cost
    place.payment += resource.leaving_cost
    plan_payment(state, i, state.society[0].month, resource.leaving_cost)
    if organization.closed_alone == 0:
        resource.gain -= resource.leaving_cost
    resource.leavings += 1
    withdraw(state, i, r, next_size)


@rare
def withdraw(state: State, i: int, r: int, next_size: int) -> None:
    """Take a member out of its pool without a payment: see leave, and CLOSING for an organization that closes."""
    place = state.place[i, r]
    book = state.book[i, r]
    slot = place.pool
    pool = state.pool[r, slot]
    if next_size > pool.members:
        pool.moved += 1
    else:
        pool.left += 1
    book.experience = kept_experience(book.experience, pool.experience, state.resource[r].portability)
    book.refund = 0.0
    end_plan(state, i, r, state.society[0].month + (next_size == CLOSING))  # who closes has played the month
    if place.previous == NOBODY:
        pool.first = place.next
    else:
        state.place[place.previous, r].next = place.next
    if place.next == NOBODY:
        pool.last = place.previous
    else:
        state.place[place.next, r].previous = place.previous
    place.pool = NOBODY
    place.bound_until = 0
    weigh_alone(state, i, r)
    if state.resource[r].learning > 0.0:
        update_stand_alone(state, i, r)
    pool.departed = 1
    state.organization[i].pools -= 1
    count_members(state, r, pool)
    if pool.members > 0:
        refresh_pool(state, r, pool)
    elif next_size != CLOSING:
        end_pool(state, r, slot)


@rare
def found(state: State, i: int, r: int, size: int, month: int) -> int:
    """Found a pool of the first `size` members on the desk, all alone so far, proposed by i; return its slot."""
    resource = state.resource[r]
    society = state.society[0]
    resource.free_count -= 1
    slot = state.pool[r, resource.free_count].free
    pool = state.pool[r, slot]
    founder = state.organization[i].identity
    pool.founder = founder
    pool.founded = month
    pool.number = society.pools_ever
    society.pools_ever += 1
    pool.first = NOBODY
    pool.last = NOBODY
    pool.agreement = 0
    pool.departed = 0
    pool.moved = 0
    pool.left = 0
    z = normal(society.key, founder, resource.stream, month, Purpose.OVERRUN, 0)
    if resource.tabulated:
        pool.overrun = tabulated_quantile(state.overruns[r, 0], state.overruns[r, 1], z)
    else:
        pool.overrun = exp(resource.overrun_mu + resource.overrun_sigma * z)
    pool.believed = expected_overrun(state, i, r)
    count_founding(resource, pool)
    pool.decay = 1.0
    pool.entries = 0.0
    pool.load = 0.0
    pool.used = 0.0
    pool.effort = 1.0
    pool.present = 0
    pool.gain = 0.0
    pool.total = 0.0
    pool.low = 0.0
    pool.low_month = 0
    pool.back_month = 0
    _clear_sums(pool)
    pool.innovation = 1.0
    pool.experience = 0.0
    payment = resource.founding_cost * pool.overrun / size
    for k in range(size):
        j = state.desk[k].member
        enter(state, j, r, slot, month, payment, resource.founding_cost * expected_overrun(state, j, r) / size)
        pool.experience = max(pool.experience, state.book[j, r].experience)
    update_terms(resource, pool)
    refresh_pool(state, r, pool)
    for k in range(size):
        j = state.desk[k].member
        make_plan(state, j, r, pool, month, expected_overrun(state, j, r))
    pool.position = resource.live_count
    state.pool[r, resource.live_count].live = slot
    resource.live_count += 1
    resource.foundings += 1
    resource.founded += 1
    return slot


@internal
def judge_pool(resource: Records, pool: Records, ended: bool) -> None:
    """Count a pool, at its end or at the end of the run, by whether it ever made up for what it cost."""
    if pool.low >= 0.0:
        resource.no_loss += 1
    elif pool.back_month > 0:
        resource.broke_even += 1
    elif ended:
        resource.never += 1
    else:
        resource.not_yet += 1


@internal
def judge_recovery(society: Records, resource: Records, pool: Records, ended: bool) -> None:
    """Count a pool that was founded long enough before the end of the run, and whether it ended at a loss."""
    if society.months - pool.founded >= MATURE:
        resource.judged += 1
        resource.unrecovered += ended and pool.low < 0.0 and pool.back_month == 0


@apart
def end_pool(state: State, r: int, slot: int) -> None:
    """End a pool: those still in it are alone again, without a payment; its slot is free."""
    resource = state.resource[r]
    pool = state.pool[r, slot]
    member = pool.first
    while member != NOBODY:
        place = state.place[member, r]
        place.pool = NOBODY
        place.bound_until = 0
        weigh_alone(state, member, r)
        state.organization[member].pools -= 1
        state.organization[member].shaken = 1
        book = state.book[member, r]
        book.experience = kept_experience(book.experience, pool.experience, resource.portability)
        end_plan(state, member, r, state.society[0].month + 1)
        promise_refund(state.society[0], state.organization[member], book)
        if resource.learning > 0.0:
            update_stand_alone(state, member, r)
        member = place.next
    resource.dissolutions += 1
    judge_recovery(state.society[0], resource, pool, True)
    if pool.moved > pool.left:
        resource.absorbed += 1
    else:
        resource.dissolved += 1
        judge_pool(resource, pool, True)
    resource.live_count -= 1
    last = state.pool[r, resource.live_count].live
    state.pool[r, pool.position].live = last
    state.pool[r, last].position = pool.position
    state.pool[r, resource.free_count].free = slot
    resource.free_count += 1
    pool.members = 0
    pool.dissolving = 0
    if resource.prescribed_pool == slot:
        resource.prescribed_pool = NOBODY
