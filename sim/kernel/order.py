"""Random orders: sorting by a hash, so that an order belongs to the organizations and not to their rows."""

from __future__ import annotations

from sim.kernel.state import Records
from sim.laws.compiled import internal


@internal
def sort_contacts(desk: Records, size: int) -> None:
    """Sort the first contacts of a desk by their keys, in place (insertion: a handful)."""
    for k in range(1, size):
        key = desk[k].key
        contact = desk[k].contact
        j = k - 1
        while j >= 0 and desk[j].key > key:
            desk[j + 1].key = desk[j].key
            desk[j + 1].contact = desk[j].contact
            j -= 1
        desk[j + 1].key = key
        desk[j + 1].contact = contact


@internal
def sort_events(event: Records, size: int) -> int:
    """Sort row 0 of events (2, n) by their keys (merge sort, row 1 is room); return the row that holds the result."""
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
                if b >= end or (a < middle and event[source, a].key <= event[source, b].key):
                    event[target, k].key = event[source, a].key
                    event[target, k].place = event[source, a].place
                    a += 1
                else:
                    event[target, k].key = event[source, b].key
                    event[target, k].place = event[source, b].place
                    b += 1
            start = end
        source = target
        width *= 2
    return source
