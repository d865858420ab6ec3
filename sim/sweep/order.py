"""The order of the points of a store whose grid has grown: those that it had stay first."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Order = NDArray[np.int64]


def packed_order(order: Order | None) -> list[list[int]] | None:
    """Return an order as runs of places that follow each other, each with its first place and its length.

    Examples
    --------
    >>> packed_order(np.array([4, 5, 6, 0, 1]))
    [[4, 3], [0, 2]]
    """
    if order is None:
        return None
    ends = np.flatnonzero(np.diff(order) != 1) + 1
    return [[int(part[0]), len(part)] for part in np.split(order, ends)]


def unpacked_order(packed: Sequence[Sequence[int]]) -> Order:
    """Return the order (points,) that :func:`packed_order` was given.

    Examples
    --------
    >>> unpacked_order([[4, 3], [0, 2]]).tolist()
    [4, 5, 6, 0, 1]
    """
    return np.concatenate([np.arange(first, first + size) for first, size in packed])


def kept_first(before: Sequence[NDArray[Any]], now: Sequence[NDArray[Any]]) -> Order | None:
    """Return the order in which the points of a design begin with those of another one; None if it lacks some.

    Parameters
    ----------
    before, now : sequence of (points,) ndarray
        The value of each parameter at each point.

    Examples
    --------
    >>> kept_first([np.array([6, 60])], [np.array([6, 24, 60])]).tolist()
    [0, 2, 1]
    """
    places: dict[tuple[Any, ...], list[int]] = {}
    for place, point in enumerate(zip(*(column.tolist() for column in now), strict=True)):
        places.setdefault(point, []).append(place)
    first = []
    for point in zip(*(column.tolist() for column in before), strict=True):
        if not places.get(point):
            return None
        first.append(places[point].pop(0))
    rest = np.setdiff1d(np.arange(len(now[0])), first)
    return np.concatenate([np.array(first, dtype=np.int64), rest])
