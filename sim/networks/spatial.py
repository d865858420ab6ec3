"""Spatial networks: contacts are neighbours in space."""

import math

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled
from sim.laws.random import Purpose, uniforms
from sim.networks.graph import Contacts

_MARGIN = 1e-9
"""By how much a distance is allowed to be rounded in a search for neighbours."""


@compiled
def arctangent(x: float) -> float:
    """Return the arctangent of x from 0 to 1; the largest error found is 4 units in the last place.

    By arithmetic alone, the same on every platform: the angle is halved twice, then a series of powers.

    Examples
    --------
    >>> arctangent(0.0), round(arctangent(1.0) / math.pi, 12)
    (0.0, 0.25)
    """
    x /= 1.0 + math.sqrt(1.0 + x * x)
    x /= 1.0 + math.sqrt(1.0 + x * x)
    square = x * x
    total = 0.0
    for k in range(25, 1, -2):
        total = square * (1.0 / k - total)
    return 4.0 * (x - x * total)


@compiled
def _area(radius: float) -> float:
    """Return the share of the unit torus within a radius: a disc, which overlaps itself beyond one half."""
    if radius <= 0.5:
        return math.pi * radius * radius
    if radius >= math.sqrt(0.5):
        return 1.0
    height = math.sqrt(radius * radius - 0.25)
    return math.pi * radius * radius - 4.0 * (radius * radius * arctangent(2.0 * height) - 0.5 * height)


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


def _within(position: NDArray[np.float64], radius: float) -> Contacts:
    """Return the contacts within a radius on the torus, those of each by cells of a grid: west to east, south to north.

    The order of contacts matters, since organizations are drawn from it. The tree proposes pairs; which of them are
    near enough is decided here, where each operation is rounded once.
    """
    from scipy.spatial import cKDTree

    n = len(position)
    side = max(1, min(int(1.0 / radius), int(math.sqrt(n))))
    cell = np.minimum((position * side).astype(np.int64), side - 1)
    pairs = cKDTree(position, boxsize=np.ones(2)).query_pairs(radius * (1.0 + _MARGIN), output_type="ndarray")
    east, north = np.abs(position[pairs[:, 0]] - position[pairs[:, 1]]).T
    east, north = np.minimum(east, 1.0 - east), np.minimum(north, 1.0 - north)
    pairs = pairs[east * east + north * north <= radius * radius]
    i, j = np.concatenate([pairs, pairs[:, ::-1]]).T
    step = (cell[j] - cell[i] + 1) % side  # 0, 1 or 2 along each axis
    ordered = np.sort(((i * 3 + step[:, 0]) * 3 + step[:, 1]) * n + j)
    return np.append(0, np.cumsum(np.bincount(i, minlength=n))), ordered % n


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
