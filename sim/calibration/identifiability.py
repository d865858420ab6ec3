"""What the data tell of the parameters: the spread of the posterior against the prior, and correlations."""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Told = Literal["told", "partly", "not", "unsure"]

THRESHOLDS: Final = (0.5, 0.8)
"""Ratio of the posterior to the prior standard deviation: under the first told, under the second partly told."""
CORRELATED: Final = 0.5
"""Correlation from which two parameters stand for each other, where one of them is not told by itself."""
MARGIN: Final = 0.07
"""Distance from a threshold within which another sample might fall on its other side."""
FEW: Final = 100.0
"""Effective particles under which nothing is sure."""


def told(ratio: float, effective: float) -> Told:
    """Return whether the data tell a parameter.

    Examples
    --------
    >>> [told(ratio, 150.0) for ratio in (0.2, 0.6, 0.95, 0.52)], told(0.2, 60.0)
    (['told', 'partly', 'not', 'unsure'], 'unsure')
    """
    if effective < FEW or any(abs(ratio - threshold) < MARGIN for threshold in THRESHOLDS):
        return "unsure"
    return "told" if ratio < THRESHOLDS[0] else "partly" if ratio < THRESHOLDS[1] else "not"


class Confused(NamedTuple):
    """Two parameters that the data may not tell apart: their indices, their correlation, and whether that is sure."""

    one: int
    other: int
    rho: float
    sure: bool


def confused(ratio: Floats, rho: Floats, effective: float) -> Iterator[Confused]:
    """Yield the pairs of parameters that the data do not tell apart, and those of which this is not sure.

    Examples
    --------
    >>> rho = np.array([[1.0, -0.8], [-0.8, 1.0]])
    >>> list(confused(np.array([0.7, 0.4]), rho, 150.0))
    [Confused(one=0, other=1, rho=-0.8, sure=True)]
    >>> list(confused(np.array([0.3, 0.4]), rho, 150.0))
    []
    """
    for one in range(len(ratio)):
        for other in range(one + 1, len(ratio)):
            least = min(abs(float(rho[one, other])) - CORRELATED, float(max(ratio[one], ratio[other])) - THRESHOLDS[0])
            if least > -MARGIN:
                sure = least >= MARGIN and effective >= FEW
                yield Confused(one, other, float(rho[one, other]), sure)


def correlations(values: Floats, share: Floats) -> Floats:
    """Return the weighted correlations (k, k) of values (n, k); 0 where a parameter does not vary."""
    apart = values - share @ values
    covariance = np.einsum("n,ni,nj->ij", share, apart, apart)
    deviation = np.sqrt(np.diag(covariance))
    scale = np.where(deviation > 0.0, deviation, 1.0)
    rho = np.asarray(covariance / np.outer(scale, scale))
    rho[np.diag_indices(len(rho))] = 1.0
    return rho
