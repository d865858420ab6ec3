"""The look: which other organizations one sees when it thinks about a resource."""

from __future__ import annotations

import numpy as np

from sim.kernel.order import sort_contacts
from sim.kernel.state import Records, State
from sim.laws.compiled import apart, internal, phase
from sim.laws.random import Purpose, order_index, order_key, order_seed, uniform

_AFTER_ALL = np.uint64(2**64 - 1)
"""The key of those whom a facilitator introduces: they come after one's own contacts, as they were drawn."""


@apart
def _look_around(society: Records, organization: Records, desk: Records, identity: int, r: int, period: int) -> int:
    """Draw whom to look at when everybody knows everybody: a partial Fisher-Yates shuffle, undone afterwards."""
    last = organization.size - 1
    size = min(society.search_breadth + society.reach, last)
    _swap(organization, identity, last)
    for k in range(size):
        u = uniform(society.key, identity, r, period, Purpose.LOOK, k)
        j = k + min(int(u * (last - k)), last - k - 1)
        _swap(organization, k, j)
        desk[k].contact = organization[organization[k].shuffled].row
        desk[k].key = np.uint64(k)
        desk[k].pool = j
    for k in range(size - 1, -1, -1):
        _swap(organization, k, desk[k].pool)
    _swap(organization, identity, last)
    return size


@internal
def _swap(organization: Records, a: int, b: int) -> None:
    """Exchange two identities of the shuffle."""
    first = organization[a].shuffled
    organization[a].shuffled = organization[b].shuffled
    organization[b].shuffled = first


@apart
def _introduced(
    society: Records, organization: Records, desk: Records, identity: int, r: int, period: int, contacts: int
) -> int:
    """Add to the contacts on the desk as many others as a facilitator reaches, by the same shuffle; return how many."""
    last = organization.size - 1
    seed = order_seed(society.key, identity, r, period, Purpose.REACH)
    size = contacts
    drawn = 0
    _swap(organization, identity, last)
    while size < contacts + society.reach and drawn < last:
        j = drawn + order_index(seed, drawn, last - drawn)
        _swap(organization, drawn, j)
        row = organization[organization[drawn].shuffled].row
        desk[drawn].pool = j
        drawn += 1
        known = False
        for m in range(contacts):
            if desk[m].contact == row:
                known = True
                break
        if not known:
            desk[size].contact = row
            desk[size].key = _AFTER_ALL
            size += 1
    for k in range(drawn - 1, -1, -1):
        _swap(organization, k, desk[k].pool)
    _swap(organization, identity, last)
    return size


@internal
def glance(state: State, i: int, r: int, month: int) -> int:
    """Lay the contacts that i looks at about r on the desk, with the keys that order them; return how many."""
    society = state.society[0]
    here = state.organization[i]
    period = month // society.search_renewal
    if society.complete:
        return _look_around(society, state.organization, state.desk, here.identity, r, period)
    start = here.contacts_from
    size = here.contacts_to - start
    seed = order_seed(society.key, here.identity, r, period, Purpose.LOOK)
    for k in range(size):
        contact = state.contact[start + k]
        state.desk[k].contact = contact.row
        state.desk[k].key = order_key(seed, contact.identity)
    if size > society.search_breadth:
        sort_contacts(state.desk, size)
        size = society.search_breadth
    if society.reach > 0:
        size = _introduced(society, state.organization, state.desk, here.identity, r, period, size)
    return size


@phase
def look(state: State, i: int, r: int, month: int) -> int:
    """Lay the contacts that i looks at about r on the desk, in its order of the period; return how many."""
    size = glance(state, i, r, month)
    sort_contacts(state.desk, size)
    return size
