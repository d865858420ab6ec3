"""Candidates: organizations in blocks, with what a block costs, as records that are searched without new memory.

The candidates stand in order of need in the first column of a workspace, (n, 1) or wider. What concerns a block is kept
at the place of its number; the *line*, which heads the workspace, holds the places of those in the block at hand.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import apart, internal, phase
from sim.kernel.cost import Terms, expected_cost
from sim.kernel.group import GroupSums, group_of, joined
from sim.kernel.layout import Records
from sim.kernel.own import show_member
from sim.kernel.serial import own_weights, serial_weights
from sim.kernel.state import NOBODY, OwnRules, Profile, State
from sim.laws.cost import fractile
from sim.laws.sharing import bill, follows_all, rises, weight
from sim.vocabulary.codes import Weight

LEAST = 1e-9
"""Share of a cost that counts as a saving: less is rounding."""


class Search(NamedTuple):
    """What is searched: the candidates and the terms of the search.

    Attributes
    ----------
    work : (n, m) records
        The candidates, in the first column, in order of need.
    profile : (5, n) float64
        Workspace of serial sharing.
    size : int
        How many candidates there are.
    overrun : float
        What is known of the multiplier of coordination costs [1].
    rational : bool
        Whether nobody may pay more than alone.
    r, month : int
        The resource and the month of the run.
    organization : (N,) ORGANIZATION
    own : OwnRules
        What an own rule of sharing is called with.
    """

    work: Records
    profile: NDArray[np.float64]
    size: int
    overrun: float
    rational: bool
    r: int
    month: int
    organization: Records
    own: OwnRules


@phase
def enrol(state: State, work: Records, r: int, size: int) -> None:
    """Make candidates for r of the first `size` rows in `state.order`, in order of need, then of identity."""
    order = state.order
    for k in range(1, size):
        i = order[k]
        need = state.place[i, r].need
        identity = state.organization[i].identity
        j = k - 1
        while j >= 0 and (
            state.place[order[j], r].need > need
            or (state.place[order[j], r].need == need and state.organization[order[j]].identity > identity)
        ):
            order[j + 1] = order[j]
            j -= 1
        order[j + 1] = i
    resource = state.resource[r]
    for k in range(size):
        i = order[k]
        here = work[k, 0]
        place = state.place[i, r]
        here.row = i
        here.need = place.need
        here.size = state.organization[i].size
        here.weight = weight(resource.shared_by, here.size, here.need)
        here.stand_alone = place.stand_alone
        here.experience = state.book[i, r].experience
        here.unit_cost = state.book[i, r].unit_cost
        here.linear_fractile = fractile(here.unit_cost, resource.shortage_price)


@internal
def terms_on_line(resource: Records, work: Records, size: int) -> Terms:
    """Return the terms of capacity for the group on the line: those of its most experienced member."""
    if resource.learning == 0.0:
        return resource.unit_cost, resource.linear_fractile
    best = work[0, 0].line
    for k in range(1, size):
        if work[work[k, 0].line, 0].experience > work[best, 0].experience:
            best = work[k, 0].line
    return work[best, 0].unit_cost, work[best, 0].linear_fractile


@apart
def _weigh_line(resource: Records, search: Search, terms: Terms, size: int) -> None:
    """Give those on the line, which are in order of need, their shares in a group of their own."""
    work = search.work
    profile = search.profile
    demand = profile[Profile.DEMAND, :size]
    total = profile[Profile.TOTAL, :size]
    squares = profile[Profile.SQUARES, :size]
    share = profile[Profile.SHARE, :size]
    for k in range(size):
        demand[k] = work[work[k, 0].line, 0].need
    if resource.shared_by == Weight.OWN:
        for k in range(size):
            here = work[work[k, 0].line, 0]
            show_member(search.own, k, search.organization[here.row], here.stand_alone)
        row = work[work[0, 0].line, 0].row
        own_weights(
            search.own,
            row,
            search.r,
            search.month,
            resource,
            terms,
            search.overrun,
            demand,
            total,
            squares,
            share,
        )
    else:
        serial_weights(resource, terms, search.overrun, demand, total, squares, share)
    for k in range(size):
        work[work[k, 0].line, 0].weight = share[k]


@internal
def group_on_line(resource: Records, search: Search, terms: Terms, size: int, weighed: bool) -> GroupSums:
    """Return the sums over the first `size` on the line; weights that follow all members only if they are needed."""
    work = search.work
    if follows_all(resource.shared_by) and (weighed or resource.overuse > 0.0):
        _weigh_line(resource, search, terms, size)
    group = GroupSums(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for k in range(size):
        group = joined(group, group_of(work[work[k, 0].line, 0]))
    return group


@internal
def block_cost(resource: Records, search: Search, size: int) -> float:
    """Return the steady cost of the first `size` on the line as one block; infinite if it may not form [CAD/month]."""
    if size == 0:
        return 0.0
    if size == 1:
        return search.work[search.work[0, 0].line, 0].stand_alone
    if size < resource.min_members or size > resource.max_members:
        return math.inf
    terms = terms_on_line(resource, search.work, size)
    expected = expected_cost(resource, terms, group_on_line(resource, search, terms, size, False), search.overrun)
    return expected.lump + expected.spread


@internal
def leaves_nobody_worse(resource: Records, search: Search, size: int) -> bool:
    """Return whether nobody on the line would pay more in a block of theirs than alone, once friction has faded.

    The no-loser clause sees to that where the block costs no more than its members pay alone.
    """
    if size < 2:
        return True
    terms = terms_on_line(resource, search.work, size)
    group = group_on_line(resource, search, terms, size, True)
    expected = expected_cost(resource, terms, group, search.overrun)
    if resource.no_loser_clause:
        alone = 0.0
        for k in range(size):
            alone += search.work[search.work[k, 0].line, 0].stand_alone
        return not rises(alone, expected.lump + expected.spread)
    for k in range(size):
        here = search.work[search.work[k, 0].line, 0]
        if rises(here.stand_alone, bill(expected.lump, expected.spread, size, here.weight, group.weight)):
            return False
    return True


@internal
def seat(search: Search) -> None:
    """Seat the candidates by block, then by need; write the number of members of each block and its first seat."""
    work = search.work
    for b in range(search.size):
        work[b, 0].members = 0
    for k in range(search.size):
        work[work[k, 0].block, 0].members += 1
    first = 0
    for b in range(search.size):
        work[b, 0].first = first
        first += work[b, 0].members
        work[b, 0].members = 0
    for k in range(search.size):
        block = work[work[k, 0].block, 0]
        work[block.first + block.members, 0].seat = k
        block.members += 1


@internal
def _line_up(search: Search, block: int, without: int, extra: int) -> int:
    """Line up the members of a block, without one of them and with one more (NOBODY: none); return how many."""
    work = search.work
    size = 0
    for place in range(work[block, 0].first, work[block, 0].first + work[block, 0].members):
        k = work[place, 0].seat
        if NOBODY < extra < k:
            work[size, 0].line = extra
            size += 1
            extra = NOBODY
        if k != without:
            work[size, 0].line = k
            size += 1
    if extra != NOBODY:
        work[size, 0].line = extra
        size += 1
    return size


@internal
def changed_cost(resource: Records, search: Search, block: int, without: int, extra: int) -> float:
    """Return the cost of a block without one of its members and with one more [CAD/month]."""
    return block_cost(resource, search, _line_up(search, block, without, extra))


@internal
def allowed(resource: Records, search: Search, block: int, without: int, extra: int) -> bool:
    """Return whether nobody would be worse off in a block so changed, where that is asked for."""
    return not search.rational or leaves_nobody_worse(resource, search, _line_up(search, block, without, extra))


@phase
def count_blocks(resource: Records, search: Search) -> None:
    """Write the number of members and the cost of each block, at the place of its number."""
    seat(search)
    for b in range(search.size):
        search.work[b, 0].cost = changed_cost(resource, search, b, NOBODY, NOBODY)


@phase
def is_rational(resource: Records, search: Search) -> bool:
    """Return whether nobody would pay more in its block than alone."""
    fair = True
    for b in range(search.size):
        fair = fair and leaves_nobody_worse(resource, search, _line_up(search, b, NOBODY, NOBODY))
    return fair


@internal
def new_block(search: Search) -> int:
    """Return the number of an empty block."""
    b = 0
    while search.work[b, 0].members > 0:
        b += 1
    return b


@internal
def dissolve_useless(resource: Records, search: Search) -> None:
    """Leave the members of blocks that save nothing, rounding apart, alone."""
    work = search.work
    for b in range(search.size):
        work[b, 0].least = 0.0
    for k in range(search.size):
        work[work[k, 0].block, 0].least += work[k, 0].stand_alone
    for k in range(search.size):
        b = work[k, 0].block
        if work[b, 0].members > 1 and work[b, 0].cost >= (1.0 - LEAST) * work[b, 0].least:
            work[k, 0].block = new_block(search)
            work[b, 0].least -= work[k, 0].stand_alone
            work[b, 0].cost = work[b, 0].least  # the others leave as well
            seat(search)
    count_blocks(resource, search)
