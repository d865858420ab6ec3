"""Thresholds: joining in once enough others have."""

from __future__ import annotations

from sim.compilation.decorators import compiled


@compiled
def reaches(pooling: int, contacts: int, threshold: float) -> bool:
    """Return whether the share of contacts that pool reaches a threshold [1]_.

    Parameters
    ----------
    pooling, contacts : int
        How many of the contacts pool, and how many there are.
    threshold : float
        Share from which on one joins in, in [0, 1]; 0 waits for nobody. Reached to rounding (relative 1e-9), so that a
        third is one of three.

    Returns
    -------
    bool
        Without contacts, true for a threshold of 0 only.

    References
    ----------
    .. [1] Granovetter (1978), American Journal of Sociology 83(6):1420-1443, doi:10.1086/226707.

    Examples
    --------
    >>> reaches(1, 4, 0.25), reaches(0, 4, 0.25), reaches(0, 0, 0.25), reaches(0, 0, 0.0)
    (True, False, False, True)
    """
    if contacts == 0:
        return threshold <= 0.0
    return pooling >= threshold * contacts * (1.0 - 1e-9)
