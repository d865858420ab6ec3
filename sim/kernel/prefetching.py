"""Prefetching: memory that the month will need is requested ahead; nothing here changes a result.

A pass over all organizations reads the pools of its members in an unpredictable order, and reviews come in a random
order. Where the state is larger than the processor's cache, each would wait for memory. Which cache lines a pass reads
is decided in :mod:`sim.kernel.state`.
"""

from __future__ import annotations

from sim.compilation.decorators import internal
from sim.compilation.prefetch import prefetch
from sim.kernel.state import NOBODY, State

_MANY = 20_000
"""Places beyond which they no longer fit into a processor's cache."""

_AHEAD = 8
"""Distance, in organizations, at which a pass requests their pools; their places at twice the distance."""

_REVIEW, _CONTACTS, _CONTACT_PLACES, _POOLS = 20, 16, 12, 6
"""Distances, in reviews, at which the steps of a review are requested."""


@internal
def before_draw(state: State, i: int, r: int) -> None:
    """Request place i, r, whose use is drawn soon."""
    prefetch(state.place, i, r, 0, 1)


@internal
def before_load(state: State, i: int, r: int) -> None:
    """Request what the loads of the organizations after i read."""
    ahead = min(i + _AHEAD, state.organization.size - 1)
    prefetch(state.place, i + 2 * _AHEAD, r, 0, 1)
    prefetch(state.pool, r, state.place[ahead, r].pool, 2, 3)


@internal
def before_bill(state: State, i: int, r: int) -> None:
    """Request what the bills and books of the organizations after i read."""
    ahead = min(i + _AHEAD, state.organization.size - 1)
    prefetch(state.place, i + 2 * _AHEAD, r, 0, 2)
    prefetch(state.pool, r, state.place[ahead, r].pool, 0, 1)
    prefetch(state.pool, r, state.place[ahead, r].pool, 2, 3)


@internal
def before_settlement(state: State, i: int) -> None:
    """Request the ledgers of an organization after i."""
    prefetch(state.organization, min(i + _AHEAD, state.organization.size - 1), -1, 2, 6)


@internal
def before_review(state: State, row: int, k: int, events: int) -> None:
    """Request what the reviews after the k-th read, in steps, since each step's addresses come from the one before.

    First the organization and its place; then its contacts; then their places; then their pools, and the contacts that
    it may ask to found one.
    """
    if state.place.size <= _MANY or state.society[0].complete:
        return
    resources = state.resource.size
    if k + _REVIEW < events:
        here = state.event[row, k + _REVIEW].place
        prefetch(state.organization, here // resources, -1, 0, 3)
        prefetch(state.place, here // resources, here % resources, 0, 1)
        prefetch(state.place, here // resources, here % resources, 2, 3)
    if k + _CONTACTS < events:
        i = state.event[row, k + _CONTACTS].place // resources
        prefetch(state.contact, state.organization[i].contacts_from, -1, 0, 2)
    if k + _CONTACT_PLACES < events:
        i = state.event[row, k + _CONTACT_PLACES].place // resources
        r = state.event[row, k + _CONTACT_PLACES].place % resources
        for c in range(state.organization[i].contacts_from, state.organization[i].contacts_to):
            prefetch(state.place, state.contact[c].row, r, 0, 1)
    if k + _POOLS < events:
        i = state.event[row, k + _POOLS].place // resources
        r = state.event[row, k + _POOLS].place % resources
        own = state.place[i, r].pool
        prefetch(state.pool, r, own, 0, 2)
        for c in range(state.organization[i].contacts_from, state.organization[i].contacts_to):
            j = state.contact[c].row
            slot = state.place[j, r].pool
            if slot != NOBODY:
                prefetch(state.pool, r, slot, 0, 2)
            elif own == NOBODY:
                prefetch(state.place, j, r, 2, 3)
                prefetch(state.organization, j, -1, 1, 3)
