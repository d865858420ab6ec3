"""Communities: organizations have more contacts in their own sector than in others."""

import math

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled
from sim.laws.elementary import log, log1p
from sim.laws.random import Purpose, uniform
from sim.networks.graph import Contacts, compress

_INSIDE, _OUTSIDE = 0, 1


@compiled
def _links(
    key: np.uint64,
    member: NDArray[np.int64],
    end: NDArray[np.int64],
    inside: NDArray[np.float64],
    outside: float,
    edges: NDArray[np.int64],
) -> int:
    """Write the edges (m, 2), as far as there is room; return their number.

    Organizations (n,) are ordered by sector; ``end`` (n,) is the index at which the sector of each one ends, ``inside``
    (n,) the chance of a link in it. From each organization the distance to the next link is geometric [2]_, first to
    the end of the sector, then to the end of all.
    """
    n = member.size
    count = 0
    for place in range(n):
        i = member[place]
        for block in range(2):
            chance = inside[place] if block == _INSIDE else outside
            last = end[place] if block == _INSIDE else n
            if chance <= 0.0:
                continue
            other = place if block == _INSIDE else end[place] - 1
            attempt = 0
            rate = log1p(-chance) if chance < 1.0 else -math.inf
            while True:
                step = 1.0
                if chance < 1.0:
                    step += math.floor(log(uniform(key, i, block, 0, Purpose.NETWORK, attempt)) / rate)
                    attempt += 1
                if step >= last - other:
                    break
                other += int(step)
                if count < edges.shape[0]:
                    edges[count, 0] = i
                    edges[count, 1] = member[other]
                count += 1
    return count


def _chances(sizes: NDArray[np.int64], contacts: float, within: float) -> tuple[NDArray[np.float64], float]:
    """Return the chance of a link inside each sector (S,) and between any two."""
    n = sizes.sum()
    mates = np.maximum(sizes - 1, 1)
    pairs_outside = 0.5 * float(np.sum(sizes * (n - sizes)))
    share = within if pairs_outside else 1.0
    inside = np.where(sizes > 1, np.minimum(share * contacts / mates, 1.0), 0.0)
    linked = np.cumsum(sizes * inside * mates)[-1]  # in order, which the sum of NumPy does not promise
    missing = 0.5 * (n * contacts - float(linked))
    return inside, min(missing / pairs_outside, 1.0) if pairs_outside else 0.0


def communities(key: np.uint64, sector: NDArray[np.int64], contacts: float, within: float) -> Contacts:
    """Draw a network of communities: a stochastic block model with one block for each sector [1]_.

    Two organizations of the same sector are linked with a probability such that the expected number of contacts in
    one's own sector is within * contacts; two of different sectors with a probability such that the mean number of
    contacts is `contacts`. If a sector is too small for this, all its organizations are linked, and more contacts
    outside compensate. Organizations in a small sector have more contacts outside than those in a large one.

    Parameters
    ----------
    key : uint64
        Key of the run.
    sector : (n,) int64
        Sector of each organization.
    contacts : float
        Expected number of contacts, on average; below n.
    within : float
        Share of contacts inside one's own sector, in [0, 1]; with a single sector it is 1.

    Returns
    -------
    start, contact : (n + 1,), (m,) int64
        Organization i knows ``contact[start[i]:start[i + 1]]``.

    References
    ----------
    .. [1] Holland, Laskey & Leinhardt (1983), Social Networks 5:109-137, doi:10.1016/0378-8733(83)90021-7.
    .. [2] Batagelj & Brandes (2005), Physical Review E 71:036113, doi:10.1103/PhysRevE.71.036113.

    Examples
    --------
    >>> sector = np.arange(1000) % 4
    >>> start, contact = communities(np.uint64(1), sector, 10, 0.7)
    >>> source = np.repeat(np.arange(1000), np.diff(start))
    >>> round(contact.size / 1000), round(float(np.mean(sector[source] == sector[contact])), 1)
    (10, 0.7)
    """
    member = np.argsort(sector, kind="stable")
    _, block, sizes = np.unique(sector, return_inverse=True, return_counts=True)
    chance, outside = _chances(sizes, contacts, within)
    end, inside = np.cumsum(sizes)[block][member], chance[block][member]
    count = _links(key, member, end, inside, outside, np.empty((0, 2), dtype=np.int64))
    edges = np.empty((count, 2), dtype=np.int64)
    _links(key, member, end, inside, outside, edges)
    return compress(sector.size, edges)
