"""Partition: candidates split into pools and alone, near the least steady cost.

A program over blocks contiguous in need comes first, then single moves and swaps until none helps.
"""

from __future__ import annotations

import math

from sim.compilation.decorators import internal, phase
from sim.kernel.candidates import (
    LEAST,
    Search,
    allowed,
    changed_cost,
    count_blocks,
    dissolve_useless,
    group_on_line,
    leaves_nobody_worse,
    new_block,
    seat,
    terms_on_line,
)
from sim.kernel.cost import expected_cost
from sim.kernel.group import GroupSums, group_of, joined
from sim.kernel.layout import Records
from sim.kernel.state import NOBODY
from sim.laws.sharing import follows_all


@internal
def _contiguous(resource: Records, search: Search) -> None:
    """Write the blocks of the best partition into blocks that are contiguous in need."""
    work = search.work
    for k in range(search.size):
        work[k, 0].least = math.inf
    by_group = follows_all(resource.shared_by) and resource.overuse > 0.0
    for start in range(search.size):
        before = work[start - 1, 0].least if start > 0 else 0.0
        group = GroupSums(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for end in range(start, min(search.size, start + resource.max_members)):
            length = end - start + 1
            work[length - 1, 0].line = end
            cost = work[end, 0].stand_alone
            group = joined(group, group_of(work[end, 0]))
            if length > 1:
                if length < resource.min_members:
                    continue
                terms = terms_on_line(resource, work, length)
                if by_group:
                    group = group_on_line(resource, search, terms, length, True)
                expected = expected_cost(resource, terms, group, search.overrun)
                cost = expected.lump + expected.spread
            if before + cost < work[end, 0].least and (
                not search.rational or leaves_nobody_worse(resource, search, length)
            ):
                work[end, 0].least = before + cost
                work[end, 0].start = start
    end = search.size - 1
    while end >= 0:
        start = work[end, 0].start
        for k in range(start, end + 1):
            work[k, 0].block = start
        end = start - 1


@internal
def _move(resource: Records, search: Search, k: int) -> bool:
    """Move candidate k to the block where that saves most, or alone; return whether it moved."""
    work = search.work
    source = work[k, 0].block
    left = changed_cost(resource, search, source, k, NOBODY)
    if left == math.inf or not allowed(resource, search, source, k, NOBODY):
        return False
    best = NOBODY
    best_cost = 0.0
    saved = 0.0
    fresh = new_block(search) if work[source, 0].members > 1 else NOBODY
    for b in range(search.size):
        if b == source or (work[b, 0].members == 0 and b != fresh):
            continue
        cost = changed_cost(resource, search, b, NOBODY, k)
        before = work[source, 0].cost + work[b, 0].cost
        gain = before - left - cost
        if gain > saved and gain > LEAST * before and allowed(resource, search, b, NOBODY, k):
            best = b
            best_cost = cost
            saved = gain
    if best == NOBODY:
        return False
    work[k, 0].block = best
    work[source, 0].cost = left
    work[best, 0].cost = best_cost
    seat(search)
    return True


@internal
def _swap(resource: Records, search: Search, k: int, j: int) -> bool:
    """Exchange the blocks of two candidates if that saves; return whether it did."""
    work = search.work
    a = work[k, 0].block
    b = work[j, 0].block
    if a == b or (work[a, 0].members == 1 and work[b, 0].members == 1):
        return False
    cost_a = changed_cost(resource, search, a, k, j)
    cost_b = changed_cost(resource, search, b, j, k)
    before = work[a, 0].cost + work[b, 0].cost
    if before - cost_a - cost_b <= LEAST * before:
        return False
    if not (allowed(resource, search, a, k, j) and allowed(resource, search, b, j, k)):
        return False
    work[k, 0].block = b
    work[j, 0].block = a
    work[a, 0].cost = cost_a
    work[b, 0].cost = cost_b
    seat(search)
    return True


@phase
def partition(resource: Records, search: Search) -> None:
    """Write the block of each candidate, and the members and the cost of each block at the place of its number.

    Parameters
    ----------
    resource : RESOURCE
    search : Search
        With candidates from :func:`sim.kernel.candidates.enrol`.
    """
    _contiguous(resource, search)
    count_blocks(resource, search)
    moved = True
    while moved:
        moved = False
        for k in range(search.size):
            moved |= _move(resource, search, k)
        for k in range(search.size):
            for j in range(k + 1, search.size):
                moved |= _swap(resource, search, k, j)
    dissolve_useless(resource, search)
