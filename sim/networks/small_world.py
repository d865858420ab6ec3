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
    edges = (np.arange(n)[:, None] + np.arange(1, contacts // 2 + 1)) % n
    if contacts < n - 1:  # in a complete network there is no other end to rewire to
        _rewire(key, edges, rewiring)
    source = np.repeat(np.arange(n), edges.shape[1])
    return compress(n, source, edges.ravel())
