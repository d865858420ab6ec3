"""Awareness: how the idea of pooling reaches organizations, by themselves or through contacts that pool."""

from __future__ import annotations

from sim.compilation.decorators import compiled
from sim.laws.elementary import power


@compiled
def awareness_probability(innovation: float, imitation: float, pooling: int) -> float:
    """Return the chance that an unaware organization becomes aware in a month: 1 - (1 - p) (1 - q)^m.

    Bass (1969) for one organization with m contacts that pool [1]_. If all N organizations know each other and those
    that are aware pool at once, his coefficient of imitation is about q (N - 1).

    Parameters
    ----------
    innovation, imitation : float
        Chance p of becoming aware alone, and q through one contact that pools [1/month].
    pooling : int
        Number m of contacts that pool anything.

    References
    ----------
    .. [1] Bass (1969), Management Science 15(5):215-227, doi:10.1287/mnsc.15.5.215.

    Examples
    --------
    >>> awareness_probability(0.01, 0.02, 0), awareness_probability(0.01, 0.02, 3)
    (0.01, 0.06822...)
    """
    return 1.0 - (1.0 - innovation) * power(1.0 - imitation, float(pooling))
