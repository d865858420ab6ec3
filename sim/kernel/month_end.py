"""The end of a month: the account of each pool, and the trust of each organization."""

from __future__ import annotations

from sim.compilation.decorators import phase
from sim.kernel import places
from sim.kernel.layout import Records
from sim.kernel.membership import end_pool, refresh_pool, update_terms
from sim.kernel.state import NOBODY, State
from sim.laws.j_curve import Track, follow


@phase
def close_pool(state: State, r: int, slot: int, month: int) -> None:
    """Close a pool's account for the month, reveal its overrun to all, and end it if it is too small or dissolves."""
    resource = state.resource[r]
    pool = state.pool[r, slot]
    track = Track(pool.total, pool.low, pool.low_month, pool.back_month, 0.0, 0.0, 0)
    track = follow(track, month + 1, pool.gain, 0.0)
    pool.total = track.total
    pool.low = track.low
    pool.low_month = track.low_month
    pool.back_month = track.back_month
    if pool.members > 0:
        changed = places.end_pool_month(state, r, pool, month)
        if changed:
            update_terms(resource, pool)
        if changed or pool.believed != pool.overrun:
            pool.believed = pool.overrun
            refresh_pool(state, r, pool)
    if pool.departed:
        member = pool.first
        while member != NOBODY:
            state.organization[member].shaken = 1
            member = state.place[member, r].next
    if pool.members < resource.min_members or pool.dissolving:
        end_pool(state, r, slot)


@phase
def learn_trust(society: Records, organization: Records) -> None:
    """Move trust: down when a co-member left or a pool ended, up a little in a month of pooling; clear the payments.

    The gain is in proportion to the effort that an organization met in its pools.
    Trust is lost faster than it is gained: Slovic (1993), doi:10.1111/j.1539-6924.1993.tb01329.x.
    """
    if organization.shaken:
        organization.trust *= 1.0 - society.trust_loss
    elif organization.pools > 0:
        gain = society.trust_gain * organization.effort_met if society.effort else society.trust_gain
        organization.trust += gain * (1.0 - organization.trust)
    organization.shaken = 0
    organization.entry_payment = 0.0
    organization.exit_payment = 0.0
    organization.public = 0.0
