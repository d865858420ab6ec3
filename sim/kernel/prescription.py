"""Prescribed choices, and organizations that an event keeps out of pools: both enter and leave without a review."""

from __future__ import annotations

from sim.compilation.decorators import apart, phase, rare
from sim.kernel.membership import found, join_together, leave
from sim.kernel.state import FREE, NOBODY, State

_KEPT_OUT = -4
"""Added to what is prescribed while an event keeps an organization out: it comes back into force afterwards."""
_NEVER = 2**15 - 1
"""A month that does not come."""


@phase
def is_kept_out(state: State, i: int, r: int) -> bool:
    """Return whether an event keeps organization i out of the pools of r."""
    return state.place[i, r].prescribed < FREE


@phase
def keep_out(state: State, i: int, r: int) -> None:
    """Let organization i leave its pool of r this month, and stay alone until it is let in; closed, it is alone."""
    place = state.place[i, r]
    if state.organization[i].closed == 0 and place.prescribed >= FREE:
        place.prescribed += _KEPT_OUT
        place.bound_until = _NEVER
    state.society[0].followers += 1


@phase
def let_in(state: State, i: int, r: int) -> None:
    """Let organization i choose again, or follow what is prescribed."""
    place = state.place[i, r]
    if place.prescribed < FREE:
        place.prescribed -= _KEPT_OUT
        place.bound_until = 0
    state.society[0].followers -= 1


@phase
def prescribe(state: State, i: int, r: int, choice: int) -> None:
    """Prescribe a choice to organization i about r: 1 to pool, 0 to be alone."""
    place = state.place[i, r]
    place.prescribed = choice + _KEPT_OUT if place.prescribed < FREE else choice


@phase
def leave_as_prescribed(state: State, i: int, r: int) -> None:
    """Take organization i out of its pool of r if it shall be alone."""
    place = state.place[i, r]
    if place.pool == NOBODY or place.prescribed == FREE or place.prescribed == 1:
        return
    kept_out = place.prescribed < FREE
    leave(state, i, r, 0)
    if kept_out:
        place.bound_until = _NEVER


@rare
def follow_prescriptions(state: State, month: int) -> None:
    """Let organizations with prescribed choices enter and leave the prescribed pool of each resource."""
    society = state.society[0]
    if society.followers == 0:
        return
    while (
        society.prescriptions_done < state.prescription.shape[0]
        and state.prescription[society.prescriptions_done, 0] <= month
    ):
        entry = state.prescription[society.prescriptions_done]
        if state.organization[entry[1]].closed == 0:
            prescribe(state, entry[1], entry[2], entry[3])
        society.prescriptions_done += 1
    for r in range(state.resource.size):
        _follow_prescription(state, r, month)


@apart
def _follow_prescription(state: State, r: int, month: int) -> None:
    """Let the prescribed members of one resource leave, join, or found a pool once there are enough of them."""
    resource = state.resource[r]
    waiting = 0
    for i in range(state.organization.size):
        place = state.place[i, r]
        leave_as_prescribed(state, i, r)
        if place.prescribed == 1 and place.pool == NOBODY and place.need > 0.0:
            state.desk[waiting].member = i
            waiting += 1
    if resource.prescribed_pool != NOBODY:
        if waiting > 0:
            join_together(state, r, resource.prescribed_pool, waiting, month)
    elif waiting >= resource.min_members:
        founder = state.desk[0].member
        for k in range(waiting):
            if state.organization[state.desk[k].member].identity < state.organization[founder].identity:
                founder = state.desk[k].member
        resource.prescribed_pool = found(state, founder, r, waiting, month)
