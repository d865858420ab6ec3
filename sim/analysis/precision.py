"""Precision: whether an estimate is told, and how many points or runs would tell it."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

_WIDE: Final = 0.1  # half-width of an index that is always narrow enough [share]
_PART: Final = 0.5  # of the index, up to which a wider interval still tells it
_CONSTANT: Final = 1e-12  # spread below which values differ by rounding only, as a share of the largest
_Z: Final = 1.96


def is_constant(values: NDArray[np.float64]) -> bool:
    """Return whether values are all the same, rounding errors apart.

    Examples
    --------
    >>> is_constant(np.array([0.1 + 0.2, 0.3])), is_constant(np.array([0.3, 0.31]))
    (True, False)
    """
    return bool(np.ptp(values) <= _CONSTANT * np.abs(values).max())


def allowed_reach(index: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the largest half-width that tells a sensitivity index: 0.1, or half of the index if that is more.

    Examples
    --------
    >>> allowed_reach(np.array([0.13, 0.6])).tolist()
    [0.1, 0.3]
    """
    return np.maximum(_WIDE, _PART * np.abs(index))


def base_points_needed(index: NDArray[np.float64], reach: NDArray[np.float64], points: int) -> int:
    """Return the number of base points, a power of 2, that would tell all indices; 0 if they are told.

    The half-width of an interval falls as one over the root of the number of points.

    Examples
    --------
    >>> base_points_needed(np.array([0.13, 0.6]), np.array([0.47, 0.2]), 16)  # 16 (0.47 / 0.1)^2 = 353
    512
    """
    ratio = float(np.nanmax(reach / allowed_reach(index), initial=0.0))
    return 0 if ratio <= 1.0 else 2 ** math.ceil(math.log2(points * ratio**2) - 1e-9)


def runs_needed(sd: float, half_width: float) -> int:
    r"""Return the number of runs whose mean has a 95 % interval of a given half-width, :math:`(1.96 s / h)^2`.

    Parameters
    ----------
    sd : float
        Standard deviation of a run; of the difference of a pair of runs for a comparison.
    half_width : float
        The half-width, more than 0 [unit of the quantity].

    Returns
    -------
    int
        At least 2.

    Examples
    --------
    >>> runs_needed(0.02, 0.005)
    62
    """
    return max(2, math.ceil((_Z * sd / half_width) ** 2 - 1e-9))
