"""Contacts in compressed rows, from the edges that a generator draws or a file lists.

Each network has its own generator, in the file of its name, since every random number of the model must come from one
named source; tests compare the statistics with those of networkx.
"""

import numpy as np
from numpy.typing import NDArray

Contacts = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Start of each organization's contacts (n + 1,), and the contacts (m,)."""


def compress(n: int, a: NDArray[np.int64], b: NDArray[np.int64]) -> Contacts:
    """Return contacts in compressed rows from the ends (m,), (m,) of undirected edges."""
    ends, others = np.column_stack([a, b]).ravel(), np.column_stack([b, a]).ravel()
    return np.append(0, np.cumsum(np.bincount(ends, minlength=n))), others[np.argsort(ends, kind="stable")]


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
    return compress(n, pairs[:, 0], pairs[:, 1])
