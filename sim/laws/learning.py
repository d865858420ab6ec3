"""Learning and innovation: how experience is measured and kept, and what a mixed pool finds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled, phase
from sim.laws.elementary import expm1, log

_LOG_2 = 0.6931471805599453


@compiled
def learning_exponent(progress_ratio: float) -> float:
    """Return lambda = -log2(progress ratio): each doubling of experience multiplies the cost by the ratio [1]_.

    The largest error found is 2 units in the last place.

    Parameters
    ----------
    progress_ratio : float
        Cost factor per doubling, in (0, 1]; 1 learns nothing [1].

    Returns
    -------
    float
        Exponent of :func:`sim.laws.cost.experience_factor` [1].

    References
    ----------
    .. [1] Wright (1936), Factors affecting the cost of airplanes, doi:10.2514/8.155.

    Examples
    --------
    >>> learning_exponent(0.5), learning_exponent(1.0)
    (1.0, 0.0)
    """
    return 0.0 - log(progress_ratio) / _LOG_2


@compiled
def kept_experience(own: float, pooled: float, portability: float) -> float:
    """Return the experience of a member that leaves: the larger of its own and the portable share of the pool's [unit].

    Examples
    --------
    >>> kept_experience(100.0, 600.0, 0.5), kept_experience(100.0, 600.0, 0.1)
    (300.0, 100.0)
    """
    return max(own, portability * pooled)


@phase
def blau_index(count: NDArray[np.int64]) -> float:
    """Return the diversity of a group: 1 - sum p_g^2, the chance that two drawn with replacement differ [1]_.

    Parameters
    ----------
    count : (G,) int64
        Members of each class, here of each kind and sector.

    Returns
    -------
    float
        From 0 (all alike, or nobody) to 1 - 1 / G.

    References
    ----------
    .. [1] Blau (1977), Inequality and heterogeneity, Free Press.

    Examples
    --------
    >>> blau_index(np.array([2, 1, 1])), blau_index(np.array([4, 0]))
    (0.625, 0.0)
    """
    members = 0
    squares = 0
    for g in range(count.size):
        members += count[g]
        squares += count[g] * count[g]
    return 1.0 - squares / (members * members) if members else 0.0


@compiled
def innovation_probability(rate: float, members: int, diversity: float) -> float:
    """Return the chance that a pool innovates in a month: 1 - exp(-iota (n - 1) D).

    Parameters
    ----------
    rate : float
        iota, innovations per extra member and unit of diversity [1/month].
    members : int
        n, at least 1.
    diversity : float
        D, from :func:`blau_index`.

    Returns
    -------
    float
        In [0, 1]; 0 for one member, or where all are alike.

    Examples
    --------
    >>> round(innovation_probability(0.1, 5, 0.5), 6), innovation_probability(0.1, 1, 0.5)
    (0.181269, 0.0)
    """
    return -expm1(-rate * (members - 1) * diversity)


@compiled
def innovated(factor: float, step: float, floor: float) -> float:
    """Return a pool's cost factor after an innovation: max(floor, m (1 - step)) [1].

    Examples
    --------
    >>> round(innovated(1.0, 0.05, 0.7), 9), innovated(0.72, 0.05, 0.7)
    (0.95, 0.7)
    """
    return max(floor, factor * (1.0 - step))
