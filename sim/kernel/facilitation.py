"""Facilitation in the month: a facilitator proposes the group that saves most and leaves nobody worse off."""

from __future__ import annotations

from sim.compilation.decorators import apart, internal, rare
from sim.kernel import places
from sim.kernel.candidates import Search, enrol
from sim.kernel.founding import propose_for
from sim.kernel.imitation import has_enough, waits
from sim.kernel.membership import found
from sim.kernel.partition import partition
from sim.kernel.state import FREE, NOBODY, State
from sim.laws.random import EVERYBODY, Purpose, order_index, order_seed, uniform


@internal
def _is_candidate(state: State, i: int, r: int) -> bool:
    """Return whether organization i can be asked to found a pool of r, as by another organization."""
    place = state.place[i, r]
    asked = place.pool == NOBODY and place.need > 0.0 and place.prescribed == FREE and places.considers(state, i)
    return asked and (not waits(state, i) or has_enough(state, i, r))


@apart
def _gather(state: State, r: int, month: int) -> int:
    """Put the rows of those in the facilitator's reach that can be asked in `state.order`; return how many.

    Its reach is all organizations, or `reach` of them, drawn for the resource and the month by a partial shuffle, which
    is undone afterwards.
    """
    society = state.society[0]
    desk = state.desk
    number = state.organization.size
    reach = number if society.reach == 0 else min(society.reach, number)
    seed = order_seed(society.key, EVERYBODY, state.resource[r].stream, month, Purpose.PROPOSAL)
    size = 0
    for k in range(reach):
        j = k + order_index(seed, k, number - k)
        desk[k].pool = j
        desk[k].shuffled, desk[j].shuffled = desk[j].shuffled, desk[k].shuffled
        i = desk[desk[k].shuffled].row
        if _is_candidate(state, i, r):
            state.order[size] = i
            size += 1
    for k in range(reach - 1, -1, -1):
        j = desk[k].pool
        desk[k].shuffled, desk[j].shuffled = desk[j].shuffled, desk[k].shuffled
    return size


@apart
def _best_block(state: State, r: int, size: int) -> int:
    """Put on the desk the block that saves most, of the first `size` in `state.order`; return how many it has."""
    work = state.mechanism.facilitation
    enrol(state, work, r, size)
    month = state.society[0].month
    partition(
        state.resource[r],
        Search(work, state.profile, size, 1.0, True, r, month, state.organization, state.own),
    )
    for b in range(size):
        work[b, 0].least = -work[b, 0].cost
    for k in range(size):
        work[work[k, 0].block, 0].least += work[k, 0].stand_alone
    best = NOBODY
    for b in range(size):
        if work[b, 0].members > 1 and (best == NOBODY or work[b, 0].least > work[best, 0].least):
            best = b
    members = 0
    for k in range(size):
        if work[k, 0].block == best:
            state.desk[members].member = work[k, 0].row
            members += 1
    return members


@apart
def _propose(state: State, r: int, month: int) -> None:
    """Propose the best group for a resource, and found what remains of it once all its members want it."""
    resource = state.resource[r]
    size = _gather(state, r, month)
    if size < resource.min_members:
        return
    size = _best_block(state, r, size)
    if size == 0:
        return
    resource.proposals_made += 1
    size = propose_for(state, r, size, month)
    if size == 0:
        return
    founder = state.desk[0].member
    for k in range(1, size):
        if state.organization[state.desk[k].member].identity < state.organization[founder].identity:
            founder = state.desk[k].member
    found(state, founder, r, size, month)
    resource.proposals_formed += 1


@rare
def facilitate(state: State, month: int) -> None:
    """Let the facilitator propose a group for some of the resources, before the reviews of a month."""
    society = state.society[0]
    for r in range(state.resource.size):
        stream = state.resource[r].stream
        if uniform(society.key, EVERYBODY, stream, month, Purpose.PROPOSAL, 0) < society.proposals:
            _propose(state, r, month)
