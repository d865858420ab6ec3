"""Search: the contacts that an organization considers when it reviews a resource."""

from __future__ import annotations

import numpy as np

from sim.compilation.decorators import apart, internal, phase
from sim.kernel.layout import Records
from sim.kernel.ordering import sort_contacts
from sim.kernel.state import State
from sim.laws.random import Purpose, order_index, order_key, order_seed, uniform

_UNORDERED = np.uint64(0)
"""The key of an organization's own contacts until their order is needed."""
_INTRODUCED = np.uint64(2**64 - 1)
"""The key of organizations that a facilitator introduces: they come after the own contacts, in the order drawn."""


@internal
def _others(desk: Records) -> int:
    """Return the number of other organizations; the desk has one line more than there are organizations."""
    return desk.size - 2


@internal
def _swap(desk: Records, a: int, b: int) -> None:
    """Exchange two identities of the shuffle."""
    first = desk[a].shuffled
    desk[a].shuffled = desk[b].shuffled
    desk[b].shuffled = first


@apart
def _draw_from_all(society: Records, desk: Records, identity: int, stream: np.uint64, period: int) -> int:
    """Draw contacts on a complete network by a partial Fisher-Yates shuffle, undone afterwards; return how many."""
    last = _others(desk)
    size = min(society.search_breadth + society.reach, last)
    _swap(desk, identity, last)
    for k in range(size):
        u = uniform(society.key, identity, stream, period, Purpose.SEARCH, k)
        j = k + min(int(u * (last - k)), last - k - 1)
        _swap(desk, k, j)
        desk[k].identity = desk[k].shuffled
        desk[k].contact = desk[desk[k].identity].row
        desk[k].key = np.uint64(k)
        desk[k].pool = j
    for k in range(size - 1, -1, -1):
        _swap(desk, k, desk[k].pool)
    _swap(desk, identity, last)
    return size


@apart
def _add_introduced(
    society: Records, desk: Records, identity: int, stream: np.uint64, period: int, contacts: int
) -> int:
    """Add organizations that a facilitator introduces to the contacts on the desk; return the new number."""
    last = _others(desk)
    seed = order_seed(society.key, identity, stream, period, Purpose.REACH)
    size = contacts
    drawn = 0
    _swap(desk, identity, last)
    while size < contacts + society.reach and drawn < last:
        j = drawn + order_index(seed, drawn, last - drawn)
        _swap(desk, drawn, j)
        met = desk[drawn].shuffled
        row = desk[met].row
        desk[drawn].pool = j
        drawn += 1
        known = False
        for m in range(contacts):
            known |= desk[m].contact == row
        if not known:
            desk[size].contact = row
            desk[size].identity = met
            desk[size].key = _INTRODUCED
            size += 1
    for k in range(drawn - 1, -1, -1):
        _swap(desk, k, desk[k].pool)
    _swap(desk, identity, last)
    return size


@internal
def _order_of(society: Records, identity: int, stream: np.uint64, month: int) -> np.uint64:
    """Return the seed of the order in which an organization considers its contacts for a resource in this period."""
    return order_seed(society.key, identity, stream, month // society.search_renewal, Purpose.SEARCH)


@internal
def _last(desk: Records, size: int) -> int:
    """Return the position of the contact with the largest key among the first contacts."""
    last = 0
    largest = desk[0].key
    for k in range(1, size):
        key = desk[k].key
        last = k if key > largest else last
        largest = max(key, largest)
    return last


@internal
def _keep_first(desk: Records, seed: np.uint64, size: int, breadth: int) -> None:
    """Keep on the desk, in any order, the `breadth` contacts that come first in the order of a seed."""
    for k in range(size):
        desk[k].key = order_key(seed, desk[k].identity)
    last = _last(desk, breadth)
    for k in range(breadth, size):
        if desk[k].key < desk[last].key:
            desk[last].key = desk[k].key
            desk[last].contact = desk[k].contact
            desk[last].identity = desk[k].identity
            last = _last(desk, breadth)


@internal
def gather_contacts(state: State, i: int, r: int, month: int) -> int:
    """Put the contacts that i considers for r on the desk, in any order; return how many."""
    society = state.society[0]
    here = state.organization[i]
    stream = state.resource[r].stream
    period = month // society.search_renewal
    if society.complete:
        return _draw_from_all(society, state.desk, here.identity, stream, period)
    start = here.contacts_from
    size = here.contacts_to - start
    for k in range(size):
        contact = state.contact[start + k]
        state.desk[k].key = _UNORDERED
        state.desk[k].contact = contact.row
        state.desk[k].identity = contact.identity
    if size > society.search_breadth:
        _keep_first(state.desk, _order_of(society, here.identity, stream, month), size, society.search_breadth)
        size = society.search_breadth
    if society.reach > 0:
        size = _add_introduced(society, state.desk, here.identity, stream, period, size)
    return size


@internal
def order_contacts(state: State, i: int, r: int, month: int, size: int) -> None:
    """Sort the first contacts on the desk into i's order of the period, which few decisions need."""
    society = state.society[0]
    if society.complete == 0:
        seed = _order_of(society, state.organization[i].identity, state.resource[r].stream, month)
        for k in range(size):
            if state.desk[k].key != _INTRODUCED:
                state.desk[k].key = order_key(seed, state.desk[k].identity)
    sort_contacts(state.desk, size)


@phase
def search(state: State, i: int, r: int, month: int) -> int:
    """Put the contacts that i considers for r on the desk, in its order of the period; return how many."""
    size = gather_contacts(state, i, r, month)
    order_contacts(state, i, r, month, size)
    return size
