"""Small worlds: a ring of near neighbours, some of which are replaced at random."""

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled
from sim.laws.random import Purpose, uniform
from sim.networks.graph import Contacts, compress


@compiled
def _linked(edges: NDArray[np.int64], a: int, b: int) -> bool:
    """Return whether a and b are linked; edges (n, h) holds each edge at the end that drew it."""
    for k in range(edges.shape[1]):  # noqa: SIM110 (numba compiles a loop faster than a generator)
        if edges[a, k] == b or edges[b, k] == a:
            return True
    return False


@compiled
def _rewire(key: np.uint64, edges: NDArray[np.int64], rewiring: float) -> None:
    """Replace some edges (n, contacts / 2) of a ring as Watts and Strogatz do, each at the end that drew it."""
    n, half = edges.shape
    for k in range(half):
        for i in range(n):
            if uniform(key, i, k, 0, Purpose.NETWORK, 0) >= rewiring:
                continue
            for attempt in range(1, 100):
                j = min(int(uniform(key, i, k, 0, Purpose.NETWORK, attempt) * n), n - 1)
                if j != i and not _linked(edges, i, j):
                    edges[i, k] = j
                    break


@compiled
def _draw(key: np.uint64, n: int, half: int, rewiring: float) -> Contacts:
    """Draw a small world with half as many edges of each organization as it has contacts on average."""
    ends = np.empty((n, half), dtype=np.int64)
    for i in range(n):
        for k in range(half):
            ends[i, k] = (i + k + 1) % n
    if 2 * half < n - 1:  # in a complete network there is no other end to rewire to
        _rewire(key, ends, rewiring)
    edges = np.empty((n * half, 2), dtype=np.int64)
    for i in range(n):
        for k in range(half):
            edges[i * half + k, 0] = i
            edges[i * half + k, 1] = ends[i, k]
    return compress(n, edges)


def small_world(key: np.uint64, n: int, contacts: int, rewiring: float) -> Contacts:
    """Draw a small-world network: a ring of near neighbours, some of which are replaced at random [1]_.

    Parameters
    ----------
    key : uint64
        Key of the run.
    n : int
        Number of organizations.
    contacts : int
        Mean number of contacts, even and below n.
    rewiring : float
        Share of contacts that are replaced, in [0, 1].

    Returns
    -------
    start, contact : (n + 1,), (n * contacts,) int64
        Organization i knows ``contact[start[i]:start[i + 1]]``.

    References
    ----------
    .. [1] Watts & Strogatz (1998), Nature 393:440-442, doi:10.1038/30918.

    Examples
    --------
    >>> start, contact = small_world(np.uint64(1), 10, 4, 0.0)
    >>> sorted(contact[start[0] : start[1]].tolist())  # without rewiring: two neighbours on either side
    [1, 2, 8, 9]
    """
    return _draw(key, n, contacts // 2, rewiring)
