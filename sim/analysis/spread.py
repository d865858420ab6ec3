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

    Examples
    --------
    >>> import xarray as xr
    >>> s = spread(xr.DataArray([1.0, 2.0, 3.0, 4.0, 10.0], dims="replication"))
    >>> float(s["low"]), float(s["median"]), float(s["high"]), float(s["mean"])
    (1.4, 3.0, 7.6, 4.0)
    """
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
