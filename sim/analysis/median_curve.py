"""The median J-curve over runs, with its band: the line that figures, charts and pages draw.

Each run has a trough of its own; the depth and the month that figures and commands state are medians over runs
(:func:`sim.analysis.spread.trough_spread`). The median curve falls less deep wherever runs fall at different times.
"""

from typing import NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.analysis.spread import BAND, spread
from sim.laws.j_curve import status_of
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.status import Status


class CurveSummary(NamedTuple):
    """A cumulative gain in a few numbers.

    Attributes
    ----------
    status : Status
        How it ends.
    depth : float
        Deepest loss, 0 if there is none [CAD].
    trough : int
        Month of the deepest loss, 0 if there is none [month].
    break_even : int
        First month after the trough with nothing lost, 0 if there is none [month].
    end : float
        Gain after the last month [CAD].
    monthly : float
        Mean gain of the last twelve months, the first month of all left out [CAD/month].
    """

    status: Status
    depth: float
    trough: int
    break_even: int
    end: float
    monthly: float


@in_its_currency
def median_curve(gain: xr.DataArray, band: float = BAND) -> xr.Dataset:
    """Summarize cumulative gains over runs, month by month from month 0, before which nothing is gained or lost.

    Parameters
    ----------
    gain : (replication, ..., month) DataArray
        Cumulative gains of the group, or of each organization, after months 1 to T [CAD]; NaN where a run is not
        defined.
    band : float
        Share of the runs between `low` and `high` [1].

    Returns
    -------
    xarray.Dataset
        ``low``, ``median``, ``high``, each (..., month) for months 0 to T, in the unit of `gain`.

    See Also
    --------
    summarize_curve : the trough and the break-even of such a median.
    sim.analysis.words.j_curve : what to write beside the curve, and the sentences that state it.

    Examples
    --------
    >>> import xarray as xr
    >>> gain = xr.DataArray([[-9.0, -4.0, 1.0], [-5.0, -2.0, 3.0]], dims=("replication", "month"))
    >>> curve = median_curve(gain)
    >>> curve["median"].values.tolist()
    [0.0, -7.0, -3.0, 2.0]
    """
    summary = spread(gain, band)[["low", "median", "high"]]
    start = xr.zeros_like(summary.isel(month=[0]))
    return xr.concat([start, summary], "month").assign_coords(month=np.arange(summary.sizes["month"] + 1))


def summarize_curve(curve: NDArray[np.float64], *, entered: bool = True, pooling: bool = True) -> CurveSummary:
    """Read the trough, the break-even and the end off a cumulative gain, such as the median over runs.

    Parameters
    ----------
    curve : (T + 1,) float64
        Cumulative gain after months 0 to T, 0 at first [CAD].
    entered, pooling : bool
        Whether it ever pools, and whether it still does after the last month; they decide the status of a curve that
        is not back.

    Returns
    -------
    CurveSummary

    Examples
    --------
    >>> summary = summarize_curve(np.array([0.0, -300.0, -200.0, -50.0, 50.0, 150.0]))
    >>> summary.depth, summary.trough, summary.break_even, summary.status.name
    (300.0, 1, 4, 'BROKE_EVEN')
    >>> summarize_curve(np.array([0.0, -300.0, -200.0]), pooling=False).status.name
    'NEVER'
    """
    trough = int(curve.argmin())
    depth = float(abs(curve[trough]))
    back = np.flatnonzero(curve[trough:] >= 0.0) if trough else np.empty(0)
    break_even = trough + int(back[0]) if back.size else 0
    last = min(12, curve.size - 2)
    monthly = float(curve[-1] - curve[-1 - last]) / last if last > 0 else float(curve[-1])
    status = Status(status_of(-depth, break_even, int(entered), pooling))
    return CurveSummary(status, depth, trough, break_even, float(curve[-1]), monthly)
