"""Crises: months in which all organizations unexpectedly need more, or less, of every resource."""

from __future__ import annotations

import numpy as np

from sim.compilation.decorators import compiled
from sim.laws.random import EVERYBODY, Purpose, uniform


@compiled
def begins(key: np.uint64, month: int, probability: float) -> bool:
    """Return whether a crisis begins in a month: one draw for all organizations and resources."""
    return uniform(key, EVERYBODY, 0, month, Purpose.CRISIS, 0) < probability


@compiled
def in_crisis(key: np.uint64, month: int, probability: float, length: int) -> bool:
    """Return whether a month is one of crisis: one began in it or in the length - 1 months before.

    A crisis is common to all organizations and to all resources. That is what tells it from the ordinary ups and downs
    of needs, of which a part is common too: no pool can spread it, as all its members need more in the same month. A
    crisis that begins during another prolongs it, and does not add to it. Nothing is remembered: what a month is like
    follows from named draws, so that crises of two scenarios under one seed begin in the same months, and a greater
    probability only adds some.

    Parameters
    ----------
    key : uint64
        Key of the run.
    month : int
        From 0; no crisis is under way before it.
    probability : float
        Chance that a crisis begins in a month [1/month].
    length : int
        How long it lasts, at least 1 [month].

    Returns
    -------
    bool
        In the long run true for a share 1 - (1 - probability)^length of the months.

    Examples
    --------
    >>> key = np.uint64(7)
    >>> [t + 1 for t in range(24) if begins(key, t, 0.1)]
    [7, 13, 14]
    >>> [t + 1 for t in range(24) if in_crisis(key, t, 0.1, 3)]
    [7, 8, 9, 13, 14, 15, 16]
    """
    if probability <= 0.0:
        return False
    for since in range(min(length, month + 1)):  # noqa: SIM110 (numba compiles a loop faster than a generator)
        if begins(key, month - since, probability):
            return True
    return False


@compiled
def crisis_factor(key: np.uint64, month: int, probability: float, size: float, length: int) -> float:
    """Return the multiplier of a month's needs: the size of a crisis while there is one, 1 otherwise [1].

    Examples
    --------
    >>> [crisis_factor(np.uint64(7), t, 0.1, 1.5, 3) for t in (5, 6, 8, 9)]
    [1.0, 1.5, 1.5, 1.0]
    """
    return size if in_crisis(key, month, probability, length) else 1.0
