"""Scale-free networks: newcomers prefer organizations with many contacts, so that a few become hubs."""

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled
from sim.laws.random import EVERYBODY, Purpose, order_key, order_seed, uniform
from sim.networks.graph import Contacts, compress


@compiled
def _arrivals(key: np.uint64, n: int) -> NDArray[np.int64]:
    """Return the organizations (n,) in a random order of arrival, independent of their order in a file."""
    seed = order_seed(key, EVERYBODY, 0, 0, Purpose.NETWORK)
    place = np.empty(n, dtype=np.uint64)
    for i in range(n):
        place[i] = order_key(seed, i)
    return np.argsort(place)


@compiled
def _preferential(key: np.uint64, arrival: NDArray[np.int64], links: int) -> NDArray[np.int64]:
    """Return the ends (2 m,) of the edges, in pairs: a random end is a draw in proportion to contacts [2]_."""
    n = arrival.size
    ends = np.empty(2 * links * (n - links), dtype=np.int64)
    met = np.full(n, -1, dtype=np.int64)  # the last newcomer that linked to each
    filled = 2 * links
    ends[0:filled:2] = arrival[0]  # a star around the first organization
    ends[1:filled:2] = arrival[1 : links + 1]
    for k in range(links + 1, n):
        i = arrival[k]
        before = filled
        attempt = 0
        while filled < before + 2 * links:
            j = ends[min(int(uniform(key, i, 0, 0, Purpose.NETWORK, attempt) * before), before - 1)]
            attempt += 1
            if met[j] != i:
                met[j] = i
                ends[filled] = i
                ends[filled + 1] = j
                filled += 2
    return ends


def scale_free(key: np.uint64, n: int, contacts: int) -> Contacts:
    """Draw a scale-free network: each newcomer links to others in proportion to their numbers of contacts [1]_.

    The first contacts / 2 + 1 to arrive form a star. The order of arrival is drawn.

    Parameters
    ----------
    key : uint64
        Key of the run.
    n : int
        Number of organizations.
    contacts : int
        Twice the number of links of a newcomer; even, and below n. The mean number of contacts of an organization is
        contacts (1 - contacts / 2n).

    Returns
    -------
    start, contact : (n + 1,), (contacts * (n - contacts / 2),) int64
        Organization i knows ``contact[start[i]:start[i + 1]]``.

    References
    ----------
    .. [1] Barabási & Albert (1999), Science 286:509-512, doi:10.1126/science.286.5439.509.
    .. [2] Batagelj & Brandes (2005), Physical Review E 71:036113, doi:10.1103/PhysRevE.71.036113.

    Examples
    --------
    >>> start, contact = scale_free(np.uint64(1), 1000, 4)
    >>> degree = np.diff(start)
    >>> int(degree.min()), int(np.median(degree)), bool(degree.max() > 30)  # most have few contacts, some very many
    (2, 2, True)
    """
    ends = _preferential(key, _arrivals(key, n), contacts // 2)
    return compress(n, ends.reshape(-1, 2))
