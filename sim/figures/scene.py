"""The scene of a film: where each organization stands in each month, alone or in the cluster of its pool."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_GOLDEN: Final = math.pi * (3.0 - math.sqrt(5.0))
_SPACING: Final = 0.62  # of the seats of a sunflower: neighbours are about one unit apart
_RIM: Final = 0.62  # from the outermost seat to the edge of its disc
_BETWEEN: Final = 0.45  # between two discs
_APART: Final = 2  # months between the end of a cluster and the next one at its place
_WIDER: Final = 3.0  # width of the pools' region, in its height
_CANDIDATES: Final = 6000


class Scene(NamedTuple):
    """Where things stand; the unit is the distance of two organizations.

    Attributes
    ----------
    place : (T + 1, N, 2) float64
        Each organization after each month; month 0 is the start, at which all are alone.
    pool : (T + 1, N) int64
        Row of its pool, -1 alone.
    home : (N, 2) float64
        Where each stands when alone.
    home_radius : float
        Of the disc around the origin in which those alone stand.
    centre : (P, 2) float64
        The middle of each pool.
    radius : (T + 1, P) float64
        The radius of its disc after each month; 0 where it does not live.
    limits : tuple of float
        Left, right, bottom and top of all.
    """

    place: Floats
    pool: NDArray[np.int64]
    home: Floats
    home_radius: float
    centre: Floats
    radius: Floats
    limits: tuple[float, float, float, float]


def scene_of(found: xr.Dataset) -> Scene:
    """Return the scene of the memberships of one run.

    Parameters
    ----------
    found : xarray.Dataset
        From :func:`sim.analysis.memberships`.
    """
    pool = _rows(found)
    n, pools = pool.shape[1], found.sizes["pool_number"]
    largest = np.argsort(-found["size"].values, kind="stable")
    home = np.empty((n, 2))
    home[largest] = seats(n)
    home_radius = float(disc(n))
    counts = np.array([(pool == k).sum(1) for k in range(pools)]).reshape(pools, len(pool)).T
    radius = np.where(counts > 0, disc(counts), 0.0)
    centre = clusters(radius)
    if pools:
        reach = radius.max(0)
        left, right = (centre[:, 0] - reach).min(), (centre[:, 0] + reach).max()
        low, high = (centre[:, 1] - reach).min(), (centre[:, 1] + reach).max()
        centre += (home_radius + 2.0 * _SPACING + 0.1 * home_radius - left, -0.5 * (low + high))
        right += home_radius + 2.0 * _SPACING + 0.1 * home_radius - left
        top = max(home_radius, 0.5 * (high - low))
    else:
        right, top = home_radius, home_radius
    place = np.broadcast_to(home, (len(pool), n, 2)).copy()
    for k in range(pools):
        _sit(place, pool == k, centre[k])
    limits = (-home_radius, float(right), -float(top), float(top))
    return Scene(place, pool, home, home_radius, centre, radius, limits)


def seats(n: int) -> Floats:
    """Return the seats of a sunflower (n, 2), from its middle: neighbours are about one unit apart.

    Vogel (1979), Mathematical Biosciences 44:179-189, doi:10.1016/0025-5564(79)90080-4.

    Examples
    --------
    >>> from scipy.spatial.distance import pdist
    >>> bool(pdist(seats(300)).min() > 0.9)
    True
    """
    k = np.arange(n)
    reach = _SPACING * np.sqrt(k + 0.5)
    return np.column_stack([reach * np.cos(k * _GOLDEN), reach * np.sin(k * _GOLDEN)])


def disc(n: int | NDArray[np.int64]) -> Floats:
    """Return the radius of the disc that holds so many seats."""
    return np.asarray(_SPACING * np.sqrt(np.maximum(n, 1) - 0.5) + _RIM)


def clusters(radius: Floats) -> Floats:
    """Return the middles of clusters (P, 2), so that no two discs that live at about the same time overlap.

    Parameters
    ----------
    radius : (T, P) ndarray
        The radius of each disc at each time; 0 where it does not live.

    Examples
    --------
    >>> import numpy as np
    >>> centre = clusters(np.ones((3, 2)))
    >>> bool(np.hypot(*(centre[0] - centre[1])) >= 2.0)
    True
    """
    pools = radius.shape[1]
    centre = np.zeros((pools, 2))
    if not pools:
        return centre
    reach = radius.max(0)
    lives = radius > 0.0
    born = lives.argmax(0)
    died = len(lives) - lives[::-1].argmax(0) + _APART
    together = np.maximum.outer(born, born) < np.minimum.outer(died, died)
    area = 4.0 * float((np.pi * (reach + _BETWEEN) ** 2).sum())
    order = np.argsort(-reach, kind="stable")
    placed: list[int] = []
    spots = _spots(area)
    for k in order:
        near = [j for j in placed if together[j, k]]
        while True:
            free = np.ones(len(spots), dtype=bool)
            for j in near:
                free &= np.hypot(*(spots - centre[j]).T) >= reach[j] + reach[k] + _BETWEEN
            if free.any():
                break
            area *= 2.0
            spots = _spots(area)
        centre[k] = spots[free.argmax()]
        placed.append(int(k))
    return centre


def _spots(area: float) -> Floats:
    """Return places in an ellipse, the innermost first; its middle is one of them."""
    k = np.arange(_CANDIDATES)
    high = math.sqrt(area / (math.pi * _WIDER))
    reach = high * np.sqrt(k / _CANDIDATES)
    return np.column_stack([_WIDER * reach * np.cos(k * _GOLDEN), reach * np.sin(k * _GOLDEN)])


def _rows(found: xr.Dataset) -> NDArray[np.int64]:
    """Return the row of every organization's pool after each month (T + 1, N), -1 alone."""
    numbers = found["pool_number"].values
    pool = found["pool"].transpose("month", "organization").values
    row = np.full(pool.shape, -1, dtype=np.int64)
    for k, number in enumerate(numbers):
        row[pool == number] = k
    return np.vstack([np.full((1, row.shape[1]), -1), row])


def _sit(place: Floats, member: NDArray[np.bool_], centre: Floats) -> None:
    """Give the members of a pool (T + 1, N) their places: they keep their seats as long as the pool does not shrink."""
    held: dict[int, int] = {}
    for month in range(len(member)):
        rows = np.flatnonzero(member[month]).tolist()
        held = {row: seat for row, seat in held.items() if member[month, row]}
        free = [seat for seat in range(len(rows)) if seat not in held.values()]
        for row in rows:
            if row not in held or held[row] >= len(rows):
                held[row] = free.pop(0)
        if rows:
            spots = seats(len(rows))[[held[row] for row in rows]]
            place[month, rows] = centre + spots - spots.mean(0)
