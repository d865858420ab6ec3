"""Shares of points: their intervals, also where points share coordinates."""

import numpy as np
from numpy.typing import NDArray

from sim.analysis.paired import CONFIDENCE


def effective_number(cases: NDArray[np.bool_], among: NDArray[np.bool_], unit: NDArray[np.int64]) -> float:
    """Return the number of independent points that tell a share as well as points do that share coordinates.

    It is their number over the design effect, the variance of the share over units against that of independent points.
    """
    n = float(among.sum())
    size, hits = (np.bincount(unit, weights) for weights in (among.astype(float), (cases & among).astype(float)))
    used = size > 0.0
    units, share = int(used.sum()), hits.sum() / n
    if units == n or units < 2:
        return float(units)
    if share in (0.0, 1.0):
        return float(units)
    variance = units / (units - 1) * float(((hits - share * size)[used] ** 2).sum()) / n**2
    return n / max(1.0, variance * n / (share * (1.0 - share)))


def wilson(share: float, n: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return Wilson's interval of a share of n points.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(0.8, 50)]
    [0.67, 0.888]
    """
    from scipy.special import ndtri

    z = float(ndtri(0.5 + 0.5 * confidence))
    centre, scale = share + z * z / (2.0 * n), 1.0 + z * z / n
    reach = z * np.sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n))
    # rounding must not leave the share outside
    return min(share, float((centre - reach) / scale)), max(share, float((centre + reach) / scale))
