"""Random orders: sorting by a hash, so that an order belongs to the organizations and not to their rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.laws.compiled import internal


@internal
def sort_few(keys: NDArray[np.uint64], items: NDArray[np.int64], size: int) -> None:
    """Sort the first items by their keys, in place (insertion: a handful of contacts)."""
    for k in range(1, size):
        key = keys[k]
        item = items[k]
        j = k - 1
        while j >= 0 and keys[j] > key:
            keys[j + 1] = keys[j]
            items[j + 1] = items[j]
            j -= 1
        keys[j + 1] = key
        items[j + 1] = item


@internal
def sort_many(keys: NDArray[np.uint64], items: NDArray[np.int64], size: int) -> int:
    """Sort row 0 of keys and items (2, n), with row 1 as room; return the row that holds the result (merge sort)."""
    source = 0
    width = 1
    while width < size:
        target = 1 - source
        start = 0
        while start < size:
            middle = min(start + width, size)
            end = min(middle + width, size)
            a = start
            b = middle
            for k in range(start, end):
                if b >= end or (a < middle and keys[source, a] <= keys[source, b]):
                    keys[target, k] = keys[source, a]
                    items[target, k] = items[source, a]
                    a += 1
                else:
                    keys[target, k] = keys[source, b]
                    items[target, k] = items[source, b]
                    b += 1
            start = end
        source = target
        width *= 2
    return source
