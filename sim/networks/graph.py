"""Contacts in compressed rows, from the edges that a generator draws or a file lists.

Each network has its own generator, in the file of its name, since every random number of the model must come from one
named source; tests compare the statistics with those of networkx.
"""

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled

Contacts = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Start of each organization's contacts (n + 1,), and the contacts (m,)."""


@compiled
def compress(n: int, edges: NDArray[np.int64]) -> Contacts:
    """Return contacts in compressed rows, in the order of undirected edges (m, 2)."""
    start = np.zeros(n + 1, dtype=np.int64)
    for k in range(edges.shape[0]):
        start[edges[k, 0] + 1] += 1
        start[edges[k, 1] + 1] += 1
    for i in range(n):
        start[i + 1] += start[i]
    contact = np.empty(2 * edges.shape[0], dtype=np.int64)
    free = start.copy()
    for k in range(edges.shape[0]):
        a = edges[k, 0]
        b = edges[k, 1]
        contact[free[a]] = b
        free[a] += 1
        contact[free[b]] = a
        free[b] += 1
    return start, contact


def from_edges(n: int, edges: NDArray[np.int64]) -> Contacts:
    """Return the contacts of an edge list (m, 2); loops are ignored, repeated edges count once.

    Examples
    --------
    >>> start, contact = from_edges(3, np.array([[0, 1], [1, 0], [2, 2]]))
    >>> start.tolist(), contact.tolist()
    ([0, 1, 2, 2], [1, 0])
    """
    pairs = np.sort(edges.reshape(-1, 2).astype(np.int64), axis=1)
    pairs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    return compress(n, np.ascontiguousarray(pairs))
