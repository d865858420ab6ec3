"""Spatial networks: contacts are neighbours in space."""

import math

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled
from sim.laws.random import Purpose, uniforms
from sim.networks.graph import Contacts


@compiled
def _area(radius: float) -> float:
    """Return the share of the unit torus within a radius: a disc, which overlaps itself beyond one half."""
    if radius <= 0.5:
        return math.pi * radius * radius
    if radius >= math.sqrt(0.5):
        return 1.0
    beyond = radius * radius * math.acos(0.5 / radius) - 0.5 * math.sqrt(radius * radius - 0.25)
    return math.pi * radius * radius - 4.0 * beyond


@compiled
def reach(share: float) -> float:
    """Return the radius of the disc that covers a share of the unit torus.

    Examples
    --------
    >>> round(reach(math.pi / 16), 12)  # small enough not to overlap itself
    0.25
    """
    if share <= 0.25 * math.pi:
        return math.sqrt(share / math.pi)
    low, high = 0.5, math.sqrt(0.5)
    for _ in range(60):
        middle = 0.5 * (low + high)
        if _area(middle) < share:
            low = middle
        else:
            high = middle
    return high


@compiled
def _near(position: NDArray[np.float64], i: int, j: int, radius: float) -> bool:
    """Return whether the distance of two organizations on the torus is at most a radius."""
    square = 0.0
    for axis in range(2):
        gap = abs(position[i, axis] - position[j, axis])
        gap = min(gap, 1.0 - gap)
        square += gap * gap
    return square <= radius * radius


@compiled
def _neighbours(
    position: NDArray[np.float64],
    side: int,
    cell_start: NDArray[np.int64],
    resident: NDArray[np.int64],
    radius: float,
    start: NDArray[np.int64],
    contact: NDArray[np.int64],
) -> None:
    """Count contacts into start (n + 1,) if contact is empty; otherwise write them at the positions in start."""
    for i in range(position.shape[0]):
        x = min(int(position[i, 0] * side), side - 1)
        y = min(int(position[i, 1] * side), side - 1)
        count = 0
        for dx in range(min(side, 3)):  # with fewer than three cells a side, each is visited once
            for dy in range(min(side, 3)):
                cell = (x + dx - 1 + side) % side * side + (y + dy - 1 + side) % side
                for k in range(cell_start[cell], cell_start[cell + 1]):
                    j = resident[k]
                    if j != i and _near(position, i, j, radius):
                        if contact.size:
                            contact[start[i] + count] = j
                        count += 1
        if not contact.size:
            start[i + 1] = count


def _within(position: NDArray[np.float64], radius: float) -> Contacts:
    """Return the contacts within a radius, searching only the nine cells around each organization."""
    n = len(position)
    side = max(1, min(int(1.0 / radius), int(math.sqrt(n))))
    place = np.minimum((position * side).astype(np.int64), side - 1)
    cell = place[:, 0] * side + place[:, 1]
    cell_start = np.append(0, np.cumsum(np.bincount(cell, minlength=side * side)))
    resident = np.argsort(cell, kind="stable")
    start = np.zeros(n + 1, dtype=np.int64)
    _neighbours(position, side, cell_start, resident, radius, start, np.empty(0, dtype=np.int64))
    start = np.cumsum(start)
    contact = np.empty(start[n], dtype=np.int64)
    if contact.size:
        _neighbours(position, side, cell_start, resident, radius, start, contact)
    return start, contact


def spatial(key: np.uint64, n: int, contacts: float) -> Contacts:
    """Draw a spatial network: a random geometric graph, with all pairs within a radius as contacts [1]_.

    Positions are drawn on a torus, a square whose opposite sides are joined: it has no border, so that all
    organizations have the same expected number of contacts.

    Parameters
    ----------
    key : uint64
        Key of the run.
    n : int
        Number of organizations.
    contacts : float
        Expected number of contacts of each, above 0 and below n.

    Returns
    -------
    start, contact : (n + 1,), (m,) int64
        Organization i knows ``contact[start[i]:start[i + 1]]``.

    References
    ----------
    .. [1] Dall & Christensen (2002), Random geometric graphs, Physical Review E 66:016121,
       doi:10.1103/PhysRevE.66.016121.

    Examples
    --------
    >>> start, contact = spatial(np.uint64(1), 10_000, 8)
    >>> round(contact.size / 10_000, 1)
    8.0
    """
    position = np.column_stack([uniforms(key, np.arange(n), axis, 0, Purpose.NETWORK) for axis in range(2)])
    return _within(position, reach(contacts / (n - 1)))
