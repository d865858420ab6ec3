"""Inequality: how unevenly gains and losses fall."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled


@compiled
def gini(values: NDArray[np.float64]) -> float:
    """Return the Gini coefficient, normalized so that it also holds for losses.

    G = sum_ij |y_i - y_j| / (2 (N - 1) (T+ + T-)), T+ and T- being the sums of the gains and of the losses [1]_: 0 when
    all fare alike, 1 when one has all the gain and another all the loss, or one all there is.

    Parameters
    ----------
    values : (N,) float64
        In increasing order, in any unit.

    Returns
    -------
    float
        In [0, 1]; 0 for fewer than two, or where there is nothing to share.

    References
    ----------
    .. [1] Raffinetti, Siletti & Vernizzi (2015), On the Gini coefficient normalization when attributes with negative
       values are considered, Statistical Methods & Applications 24(3):507-521, doi:10.1007/s10260-014-0293-4.

    Examples
    --------
    >>> import numpy as np
    >>> gini(np.array([2.0, 2.0, 2.0])), gini(np.array([0.0, 0.0, 5.0])), gini(np.array([-3.0, 0.0, 3.0]))
    (0.0, 1.0, 1.0)
    """
    n = values.size
    differences = 0.0
    total = 0.0
    for k in range(n):
        differences += (2.0 * k - n + 1.0) * values[k]
        total += abs(values[k])
    if n < 2 or total == 0.0:
        return 0.0
    return differences / ((n - 1.0) * total)
