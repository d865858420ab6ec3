"""The spread of a result over replications: mean, median, and the band that holds a given share of them."""

from typing import Final, NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.vocabulary.status import Status

BAND: Final = 0.8
"""Share of the replications that a band holds."""


class Spread(NamedTuple):
    """A number over replications.

    Attributes
    ----------
    low, median, high : float
        Lower end of the band, median, upper end of the band.
    mean : float
        Arithmetic mean; infinite when one of the numbers is.
    """

    low: float
    median: float
    high: float
    mean: float


def spread(values: xr.DataArray, band: float = BAND) -> xr.Dataset:
    """Summarize a variable over the replications that define it (NaN is left out).

    Parameters
    ----------
    values : (replication, ...) DataArray
        Any numbers [any unit].
    band : float
        Share of the replications between `low` and `high`, as much left out below as above [1].

    Returns
    -------
    xarray.Dataset
        `low`, `median`, `high`, `mean`, each (...), in the unit of `values`; NaN where no replication is
        defined.

    Raises
    ------
    ValueError
        If a month is 0, the code for "none" or "not yet": such months have no order among the others. See
        :func:`month_spread` and :func:`trough_spread`.

    Examples
    --------
    >>> import xarray as xr
    >>> s = spread(xr.DataArray([1.0, 2.0, 3.0, 4.0, 10.0], dims="replication"))
    >>> float(s["low"]), float(s["median"]), float(s["high"]), float(s["mean"])
    (1.4, 3.0, 7.6, 4.0)
    """
    if values.attrs.get("units") == "month" and bool((values == 0).any()):
        raise ValueError(f"{values.name}: a month of 0 stands for none or not yet; it is no month to take quantiles of")
    axis = values.dims.index("replication")
    numbers = np.moveaxis(np.asarray(values.values, dtype=np.float64), axis, 0)
    tail = (1.0 - band) / 2.0
    quantiles = _quantiles(numbers, np.array([tail, 0.5, 1.0 - tail]))
    defined = ~np.isnan(numbers)
    count = defined.sum(0)
    mean = np.where(count > 0, np.where(defined, numbers, 0.0).sum(0) / np.maximum(count, 1), np.nan)
    rest = values.isel(replication=0, drop=True)
    names = ("low", "median", "high", "mean")
    return xr.Dataset({name: rest.copy(data=data) for name, data in zip(names, (*quantiles, mean), strict=True)})


def _quantiles(numbers: NDArray[np.float64], probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return linear quantiles over the first axis, NaN left out (np.nanquantile is slow and warns): (q, ...)."""
    ordered = np.sort(numbers, axis=0)  # NaN last
    count = (~np.isnan(ordered)).sum(0)
    place = probabilities.reshape((-1,) + (1,) * count.ndim) * np.maximum(count - 1, 0)
    below = np.floor(place).astype(np.int64)
    above = np.minimum(below + 1, np.maximum(count - 1, 0))
    left = np.take_along_axis(ordered, below, axis=0)
    right = np.take_along_axis(ordered, above, axis=0)
    return left + (right - left) * (place - below)


def month_spread(month: NDArray[np.float64], status: NDArray[np.int8], band: float = BAND) -> Spread:
    """Summarize break-even months over runs, some of which never lose and some of which are not back at the end.

    A run that never loses counts as month 0, a run that is not back at the end as later than any month (inf); runs in
    which nobody entered are left out. Quantiles are months of actual runs, without interpolation.

    Parameters
    ----------
    month : (replication,) float64
        Break-even months; 0 where there is none [month].
    status : (replication,) int8
        Codes of :class:`sim.vocabulary.status.Status`.
    band : float
        Share of the runs between `low` and `high` [1].

    Returns
    -------
    Spread
        In months; NaN when nobody entered in any run.

    Examples
    --------
    >>> import numpy as np
    >>> month_spread(np.array([18.0, 21.0, 0.0]), np.array([1, 1, 2], dtype=np.int8))
    Spread(low=18.0, median=21.0, high=inf, mean=inf)
    """
    kept = status != Status.NEVER_ENTERED
    if not kept.any():
        return Spread(np.nan, np.nan, np.nan, np.nan)
    ended = np.where(status == Status.BROKE_EVEN, month, np.where(status == Status.NO_LOSS, 0.0, np.inf))[kept]
    tail = (1.0 - band) / 2.0
    low, median, high = np.quantile(ended, [tail, 0.5, 1.0 - tail], method="inverted_cdf")
    return Spread(float(low), float(median), float(high), float(ended.mean()))


def trough_spread(depth: NDArray[np.float64], trough: NDArray[np.float64], band: float = BAND) -> tuple[Spread, Spread]:
    """Summarize the troughs of runs: the one definition of trough and depth for figures, commands and tables.

    Each run has a trough of its own; depth and month are summarized over the runs that lose at all. The median curve
    over runs falls less deep, since runs fall at different times.

    Parameters
    ----------
    depth, trough : (replication,) float64
        Deepest cumulative loss of each run [CAD] and its month [month; 0 = no loss].
    band : float
        Share of the runs between `low` and `high` [1].

    Returns
    -------
    depth, trough : Spread
        In CAD and in months; NaN if no run loses.

    Examples
    --------
    >>> import numpy as np
    >>> depth, trough = trough_spread(np.array([100.0, 0.0, 300.0]), np.array([2.0, 0.0, 6.0]))
    >>> depth.median, trough.median
    (200.0, 4.0)
    """
    loses = depth > 0.0
    return tuple(spread_of(np.where(loses, each, np.nan), band) for each in (depth, trough))  # type: ignore[return-value]


def troughs_of(gain: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the depth of the trough of each run's cumulative gain [CAD], and its month, both 0 without a loss.

    Parameters
    ----------
    gain : (replication, month) float64
        Cumulative gain after months 1 to T [CAD].

    Examples
    --------
    >>> import numpy as np
    >>> depth, month = troughs_of(np.array([[-5.0, -9.0, 2.0], [1.0, 2.0, 3.0]]))
    >>> depth.tolist(), month.tolist()
    ([9.0, 0.0], [2.0, 0.0])
    """
    low = gain.min(axis=1)
    return np.maximum(0.0, -low), np.where(low < 0.0, gain.argmin(axis=1) + 1.0, 0.0)


def spread_of(values: NDArray[np.float64], band: float = BAND) -> Spread:
    """Summarize numbers (replication,), NaN left out; see :func:`spread`."""
    summary = spread(xr.DataArray(values, dims="replication"), band)
    return Spread(*(float(summary[name]) for name in Spread._fields))
