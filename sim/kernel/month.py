"""A month, phase by phase: needs, review, run, ledgers, dissolution, trust."""

from __future__ import annotations

import math

import numpy as np

from sim.kernel.choice import choose
from sim.kernel.membership import end_pool, found, join, leave, refresh_pool
from sim.kernel.order import sort_many
from sim.kernel.state import NOBODY, Records, State
from sim.laws.compiled import compiled
from sim.laws.cost import coordination_cost, fading
from sim.laws.decision import Choice, Rule
from sim.laws.jcurve import follow
from sim.laws.random import EVERYBODY, Purpose, normal, normal_quantile, order_key, order_seed, unit, words
from sim.laws.sharing import bill, billed_on_use, split


@compiled
def begin_month(state: State, month: int) -> None:
    """Clear the month's counts, let start-up friction fade, draw each resource's common shock."""
    key = state.society[0].key
    for r in range(state.resource.size):
        resource = state.resource[r]
        resource.foundings = 0
        resource.joinings = 0
        resource.leavings = 0
        resource.dissolutions = 0
        resource.common_shock = math.sqrt(resource.correlation) * normal(
            key, EVERYBODY, r, month, Purpose.COMMON_NEED, 0
        )
        for k in range(resource.live_count):
            pool = state.pool[r, state.live[r, k]]
            pool.departed = 0
            pool.entries = 0.0
            pool.load = 0.0
            pool.decay = fading(month - pool.founded, resource.friction_months)


@compiled
def draw_month(state: State, month: int) -> int:
    """Draw every place's use and stand-alone cost, and who reviews what; return the number of reviews.

    One draw of 128 bits serves a place for a month: two words for the need, one for whether it is reviewed, one for the
    order of an organization's resources.
    """
    society = state.society[0]
    seed = order_seed_of_month(society.key, month)
    events = 0
    for i in range(state.organization.size):
        organization = state.organization[i]
        reviewing = organization.rule == Rule.RATIONAL
        order = order_key(seed, organization.identity) & ~np.uint64(0xFFFFFFFF)
        for r in range(state.resource.size):
            place = state.place[i, r]
            if place.need == 0.0:
                continue
            resource = state.resource[r]
            w0, w1, w2, w3 = words(society.key, organization.identity, r, month, Purpose.MONTH, 0)
            own = math.sqrt(1.0 - resource.correlation) * normal_quantile(unit(w0, w1))
            use = max(0.0, place.need + place.need * resource.variation * (resource.common_shock + own))
            short = resource.shortage_price * max(0.0, use - place.capacity)
            place.use = use
            place.alone_full = place.standing + resource.use_cost * use + short
            place.alone_cash = place.alone_full - short if resource.unmet else place.alone_full
            if w2 < society.review_threshold and reviewing and month >= place.bound_until:
                state.event_key[0, events] = order | w3
                state.event[0, events] = i * state.resource.size + r
                events += 1
    return events


@compiled
def order_seed_of_month(key: np.uint64, month: int) -> np.uint64:
    """Return the seed of the order in which organizations review this month."""
    return order_seed(key, EVERYBODY, 0, month, Purpose.ORDER)


@compiled
def act(state: State, i: int, r: int, month: int, choice: int, target: int) -> None:
    """Carry out a choice."""
    if choice == Choice.JOIN:
        join(state, i, r, target, month)
    elif choice == Choice.LEAVE:
        leave(state, i, r, 0)
    elif choice == Choice.FOUND:
        found(state, i, r, target, month)


@compiled
def review(state: State, month: int, events: int) -> None:
    """Let every organization that reviews a resource this month choose, one after the other, in random order."""
    row = sort_many(state.event_key, state.event, events)
    resources = state.resource.size
    for k in range(events):
        i = state.event[row, k] // resources
        r = state.event[row, k] % resources
        if month < state.place[i, r].bound_until:  # somebody's proposal has won it over since the month began
            continue
        choice, target = choose(state, i, r, month)
        act(state, i, r, month, choice, target)


@compiled
def follow_prescriptions(state: State, month: int) -> None:
    """Let those whose choices are prescribed enter and leave the prescribed pool of each resource."""
    society = state.society[0]
    while (
        society.prescriptions_done < state.prescription.shape[0]
        and state.prescription[society.prescriptions_done, 0] <= month
    ):
        entry = state.prescription[society.prescriptions_done]
        state.place[entry[1], entry[2]].prescribed = entry[3]
        society.prescriptions_done += 1
    for r in range(state.resource.size):
        resource = state.resource[r]
        waiting = 0
        for i in range(state.organization.size):
            place = state.place[i, r]
            if place.prescribed == 0 and place.pool != NOBODY:
                leave(state, i, r, 0)
            elif place.prescribed == 1 and place.pool == NOBODY and place.need > 0.0:
                state.group[waiting] = i
                waiting += 1
        if resource.prescribed_pool != NOBODY:
            for k in range(waiting):
                join(state, state.group[k], r, resource.prescribed_pool, month)
        elif waiting >= resource.min_members:
            founder = state.group[0]
            for k in range(waiting):
                if state.organization[state.group[k]].identity < state.organization[founder].identity:
                    founder = state.group[k]
            resource.prescribed_pool = found(state, founder, r, waiting, month)


@compiled
def run_pool(resource: Records, pool: Records) -> None:
    """Run a pool for the month: split its realised cost, billed and unmet, into lump and spread."""
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
    pool.unmet_lump, pool.unmet_spread = split(resource.sharing, 0.0, unmet)


@compiled
def share_of_month(resource: Records, place: Records, pool: Records) -> tuple[float, float]:
    """Return the weight and the total weight by which a member shares the month's cost."""
    if billed_on_use(resource.sharing) and pool.load > 0.0:
        return place.use, pool.load
    return place.weight, pool.weight


@compiled
def bill_month(resource: Records, place: Records, pool: Records) -> tuple[float, float]:
    """Return what a member is billed this month, and its share of what was left unmet [CAD]."""
    weight, total = share_of_month(resource, place, pool)
    billed = bill(pool.lump, pool.spread, pool.members, weight, total)
    unmet = bill(pool.unmet_lump, pool.unmet_spread, pool.members, weight, total)
    return billed, unmet


@compiled
def run_pools(state: State) -> None:
    """Add up the load of every pool, in the order of the rows, and run it."""
    for i in range(state.organization.size):
        for r in range(state.resource.size):
            place = state.place[i, r]
            if place.pool != NOBODY:
                state.pool[r, place.pool].load += place.use
    for r in range(state.resource.size):
        for k in range(state.resource[r].live_count):
            pool = state.pool[r, state.live[r, k]]
            run_pool(state.resource[r], pool)
            pool.gain = -pool.entries


@compiled
def settle(state: State, i: int, month: int) -> None:
    """Close one organization's books for the month: both ledgers, actual and counterfactual, cash, and the gain."""
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
        alone += place.alone_full
        alone_cash += place.alone_cash
        means += place.means
        resource.counterfactual += place.alone_full
        if place.pool == NOBODY:
            actual += place.alone_full
            actual_cash += place.alone_cash
            budget += place.means
        else:
            pool = state.pool[r, place.pool]
            billed, unmet = bill_month(resource, place, pool)
            saved = place.alone_full - (billed + unmet)
            actual += billed + unmet
            actual_cash += billed
            budget += place.pooled_means
            gain += saved
            pool.gain += saved
            resource.gain += saved
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


@compiled
def close_pool_month(state: State, r: int, slot: int, month: int) -> None:
    """Close a pool's own account for the month; what it really costs is known from now on."""
    resource = state.resource[r]
    pool = state.pool[r, slot]
    track = follow(
        pool.total, pool.low, pool.low_month, pool.back_month, 0.0, 0.0, 0, month + 1, pool.gain, 0.0
    )
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


@compiled
def close_pools(state: State, month: int) -> None:
    """Close the accounts of all pools, and end those that have become too small."""
    for r in range(state.resource.size):
        k = 0
        while k < state.resource[r].live_count:
            before = state.resource[r].live_count
            close_pool_month(state, r, state.live[r, k], month)
            if state.resource[r].live_count == before:
                k += 1


@compiled
def learn_trust(society: Records, organization: Records) -> None:
    """Move trust: down when a co-member left or a pool ended, up a little when pooling; losses weigh more (Slovic 1993)."""
    if organization.shaken:
        organization.trust *= 1.0 - society.trust_loss
    elif organization.pools > 0:
        organization.trust += society.trust_gain * (1.0 - organization.trust)
    organization.shaken = 0


@compiled
def end_month(state: State) -> None:
    """Move everybody's trust and clear the month's payments."""
    for i in range(state.organization.size):
        organization = state.organization[i]
        learn_trust(state.society[0], organization)
        organization.entry_payment = 0.0
        organization.exit_payment = 0.0


@compiled
def step(state: State, month: int) -> None:
    """Play one month (counted from 0) up to its ledgers; pools close and trust moves once these are recorded."""
    begin_month(state, month)
    events = draw_month(state, month)
    if state.society[0].followers > 0:
        follow_prescriptions(state, month)
    review(state, month, events)
    run_pools(state)
    for i in range(state.organization.size):
        settle(state, i, month)
