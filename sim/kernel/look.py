"""The look: which other organizations one sees when it thinks about a resource."""

from __future__ import annotations

from sim.kernel.order import sort_few
from sim.kernel.state import State
from sim.laws.compiled import internal, phase
from sim.laws.random import Purpose, order_key, order_seed, uniform


@internal
def _look_around(state: State, i: int, r: int, period: int) -> int:
    """Draw whom to look at when everybody knows everybody: a partial Fisher-Yates shuffle, undone afterwards."""
    society = state.society[0]
    shuffle = state.shuffle
    identity = state.organization[i].identity
    others = shuffle.size - 1
    size = min(society.search_breadth, others)
    shuffle[identity], shuffle[others] = shuffle[others], shuffle[identity]
    for k in range(size):
        u = uniform(society.key, identity, r, period, Purpose.LOOK, k)
        j = k + min(int(u * (others - k)), others - k - 1)
        shuffle[k], shuffle[j] = shuffle[j], shuffle[k]
        state.look[k] = state.row[shuffle[k]]
        state.seen[k] = j
    for k in range(size - 1, -1, -1):
        j = state.seen[k]
        shuffle[k], shuffle[j] = shuffle[j], shuffle[k]
    shuffle[identity], shuffle[others] = shuffle[others], shuffle[identity]
    return size


@phase
def look(state: State, i: int, r: int, month: int) -> int:
    """Write into state.look the contacts that i looks at about r, in its order of the period; return how many."""
    society = state.society[0]
    period = month // society.search_renewal
    if society.complete:
        return _look_around(state, i, r, period)
    identity = state.organization[i].identity
    start = state.contact_start[i]
    size = state.contact_start[i + 1] - start
    seed = order_seed(society.key, identity, r, period, Purpose.LOOK)
    for k in range(size):
        j = state.contact[start + k]
        state.look[k] = j
        state.look_key[k] = order_key(seed, state.organization[j].identity)
    sort_few(state.look_key, state.look, size)
    return min(size, society.search_breadth)
