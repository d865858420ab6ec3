"""Orders: numbers by size, and random orders by a hash, which belong to the organizations and not to their rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import internal, phase
from sim.kernel.layout import Records


@phase
def sort_numbers(values: NDArray[np.float64]) -> None:
    """Sort numbers (n,) in increasing order, in place, by Shell's method."""
    gap = values.size // 2
    while gap > 0:
        for k in range(gap, values.size):
            value = values[k]
            j = k - gap
            while j >= 0 and values[j] > value:
                values[j + gap] = values[j]
                j -= gap
            values[j + gap] = value
        gap //= 2


@internal
def sort_contacts(desk: Records, size: int) -> None:
    """Sort the first contacts of a desk by their keys, in place (insertion: they are few, but for a hub's)."""
    for k in range(1, size):
        key = desk[k].key
        contact = desk[k].contact
        identity = desk[k].identity
        j = k - 1
        while j >= 0 and desk[j].key > key:
            desk[j + 1].key = desk[j].key
            desk[j + 1].contact = desk[j].contact
            desk[j + 1].identity = desk[j].identity
            j -= 1
        desk[j + 1].key = key
        desk[j + 1].contact = contact
        desk[j + 1].identity = identity


@internal
def sort_events(event: Records, size: int, end: NDArray[np.int64]) -> int:
    """Sort row 0 of events (2, n) by their keys, row 1 and the ends of the buckets are room; return the sorted row.

    Keys are hashes, as often small as large: events fall into as many buckets as there is room for (n,), and few need
    to move within theirs.
    """
    if size < 2:
        return 0
    buckets = min(size, end.size)
    end[:buckets] = 0
    for k in range(size):
        end[_bucket(event[0, k].key, buckets)] += 1
    before = 0
    for b in range(buckets):
        before += end[b]
        end[b] = before
    for k in range(size - 1, -1, -1):
        b = _bucket(event[0, k].key, buckets)
        end[b] -= 1
        event[1, end[b]].key = event[0, k].key
        event[1, end[b]].place = event[0, k].place
    for k in range(1, size):
        key = event[1, k].key
        place = event[1, k].place
        j = k - 1
        while j >= 0 and event[1, j].key > key:
            event[1, j + 1].key = event[1, j].key
            event[1, j + 1].place = event[1, j].place
            j -= 1
        event[1, j + 1].key = key
        event[1, j + 1].place = place
    return 1


@internal
def _bucket(key: np.uint64, buckets: int) -> int:
    """Return the bucket of a key, from 0; a larger key is never in an earlier one."""
    return int(np.int64(((key >> np.uint64(32)) * np.uint64(buckets)) >> np.uint64(32)))
