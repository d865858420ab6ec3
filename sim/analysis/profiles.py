"""Profiles of a sweep: the mean of an outcome along one parameter, and the share of runs back by each month."""

from typing import Final, NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.analysis.measured import Measured, SweepError, measure
from sim.analysis.swept import break_even_distribution, factors_of, point_means
from sim.vocabulary.text import Text, same

MOST: Final = 8
"""Largest number of lines that a figure can distinguish."""
_LINES: Final = 6  # classes of a parameter with more values
_CLASSES: Final = 10  # places along a parameter of a sample
_PLACES: Final = 24  # largest number of values along a parameter that are not sorted into classes
_NOT_A_FACTOR: Final = Text(
    "the sweep does not vary {name}. It varies: {known}.",
    "le balayage ne fait pas varier {name}. Il varie : {known}.",
)
KEPT: Final = ("long_name", "long_name_fr", "units")
"""Attributes of a parameter that an axis keeps."""
PROVENANCE: Final = ("title", "title_fr", "scenario_name", "seed", "fictional", "design")
"""Attributes of a sweep that its analyses keep."""


class Classes(NamedTuple):
    """The points of a sweep by the value of one parameter.

    Attributes
    ----------
    values, low, high : (n,) ndarray
        The value of each class, or the mean of those in it; the least and the greatest.
    place : (points,) int64
        The class of each point.
    """

    values: NDArray[np.generic]
    low: NDArray[np.generic]
    high: NDArray[np.generic]
    place: NDArray[np.int64]


def classes_of(column: NDArray[np.generic], most: int, classes: int) -> Classes:
    """Sort points by a parameter: up to `most` values have a class each, more are in classes of about as many points.

    Examples
    --------
    >>> classes = classes_of(np.array([0.1, 0.9, 0.2, 0.8]), 3, 2)
    >>> classes.values.round(2).tolist(), classes.place.tolist()
    ([0.15, 0.85], [0, 1, 0, 1])
    """
    values, place = np.unique(column, return_inverse=True)
    if values.size <= most or values.dtype.kind not in "iuf":
        return Classes(values, values, values, place)
    # cut between ranks, so that equal values stay together
    rank = np.searchsorted(np.sort(column), column, side="left")
    place = np.unique(rank * classes // column.size, return_inverse=True)[1]
    groups = [column[place == k].astype(float) for k in range(int(place.max()) + 1)]
    mean, low, high = (np.array([function(group) for group in groups]) for function in (np.mean, np.min, np.max))
    return Classes(mean, low, high, place)


def cell_means(values: xr.DataArray, places: tuple[NDArray[np.int64], ...], shape: tuple[int, ...]) -> xr.Dataset:
    """Average a quantity over the points of each cell, with the interval of the mean over runs.

    Run k of all points shares its draws, so that points are not independent: a cell is averaged over its points first,
    and the interval is taken over runs. It does not cover the choice of points.

    Parameters
    ----------
    values : (point, replication) DataArray
    places : tuple of (points,) int64
        The cell of each point, along each dimension.
    shape : tuple of int
        Number of cells along each dimension.

    Returns
    -------
    xarray.Dataset
        As from :func:`sim.analysis.point_means`, its points being the cells in order; NaN in an empty one.
    """
    numbers = values.transpose("point", "replication").values.astype(float)
    cell = np.ravel_multi_index(places, shape)
    size = int(np.prod(shape))
    defined = np.isfinite(numbers)
    total, count = np.zeros((2, size, numbers.shape[1]))
    np.add.at(total, cell, np.where(defined, numbers, 0.0))
    np.add.at(count, cell, defined)
    means = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return point_means(xr.DataArray(means, dims=("point", "replication")))


def profile(ds: xr.Dataset, x: str, outcome: Measured = "gain_share", by: str | None = None) -> xr.Dataset:
    """Average an outcome along one parameter of a sweep, for several values of another.

    All other parameters are averaged over as the design has them. Values of a parameter that has many are sorted into
    classes with about equally many points.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`, of any design.
    x, by : str
        Dotted paths of parameters; without ``by`` there is one line.
    outcome : str, DataArray or callable
        What :func:`sim.analysis.measure` takes: the name of an outcome or of a variable, an array, a function.

    Returns
    -------
    xarray.Dataset
        ``mean``, ``low``, ``high``, ``sd`` over runs, in the unit of the outcome, and ``runs`` [count], each (by, x);
        coordinates ``x_low``, ``x_high``, ``by_low``, ``by_high`` are the ends of classes.

    Raises
    ------
    SweepError
        If the sweep does not vary such a parameter, or has no such outcome.
    """
    require_factors(ds, (x,) if by is None else (x, by))
    values = measure(ds, outcome)
    across = classes_of(ds[x].values, _PLACES, _CLASSES)
    lines = classes_of(np.zeros(ds.sizes["point"]) if by is None else ds[by].values, MOST, _LINES)
    shape = (lines.values.size, across.values.size)
    means = cell_means(values, (lines.place, across.place), shape)
    axes = {"x": across, "by": lines}
    coordinates = {
        f"{axis}_{end}": (axis, getattr(each, end)) for axis, each in axes.items() for end in ("low", "high")
    }
    return xr.Dataset(
        {name: (("by", "x"), means[name].values.reshape(shape)) for name in ("mean", "low", "high", "sd", "runs")},
        {axis: each.values for axis, each in axes.items()} | coordinates,
        attrs=about(ds, {"x": x} if by is None else {"x": x, "by": by})
        | {f"outcome_{key}": values.attrs[key] for key in KEPT}
        | {"outcome": str(values.name), "confidence": means.attrs["confidence"]},
    )


def break_even_profile(ds: xr.Dataset, by: str) -> xr.Dataset:
    """Return the share of runs in which the group is back by each month, for several values of a parameter.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`.
    by : str
        Dotted path of the parameter.

    Returns
    -------
    xarray.Dataset
        ``back`` (by, month) [share of the runs], months from 0, and ``runs`` (by) [count]; runs that are not back at
        the end, or in which nobody pools, count as never back.

    Raises
    ------
    SweepError
        The sweep does not vary such a parameter.
    """
    require_factors(ds, (by,))
    lines = classes_of(ds[by].values, MOST, _LINES)
    share = break_even_distribution(ds)
    there = (ds["collective_status"] >= 0).sum("replication").values.astype(float)
    runs = np.array([there[lines.place == k].sum() for k in range(lines.values.size)])
    weighted = np.where(there[:, None] > 0, share.values, 0.0) * there[:, None]
    back = np.array([weighted[lines.place == k].sum(0) for k in range(lines.values.size)])
    back /= np.where(runs > 0, runs, np.nan)[:, None]
    return xr.Dataset(
        {"back": (("by", "month"), back, share.attrs), "runs": ("by", runs)},
        {
            "by": lines.values,
            "month": share["month"].values,
            "by_low": ("by", lines.low),
            "by_high": ("by", lines.high),
        },
        attrs=about(ds, {"by": by}),
    )


def require_factors(ds: xr.Dataset, names: tuple[str, ...]) -> None:
    """Raise a SweepError for parameters that a sweep does not vary, with the names of those that it varies."""
    known = factors_of(ds)
    for name in names:
        if name not in known:
            raise SweepError(_NOT_A_FACTOR.format(name=same(name), known=same(", ".join(known))))


def about(ds: xr.Dataset, axes: dict[str, str]) -> dict[str, object]:
    """Return attributes that state the source of an analysis and its axes."""
    return {
        **{key: ds.attrs[key] for key in PROVENANCE},
        **{f"{axis}_{key}": ds[path].attrs[key] for axis, path in axes.items() for key in KEPT},
        **{f"{axis}_path": path for axis, path in axes.items()},
        "points": ds.sizes["point"],
        "replications": ds.sizes["replication"],
    }
