"""Differences between two datasets: which variables are not equal to the last bit, and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Any, Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

_AT_ONCE: Final = 32_000_000  # bytes of a variable that are compared at once


@dataclass(frozen=True)
class Difference:
    """A variable that is not equal to the last bit.

    Attributes
    ----------
    name, unit : str
        The variable.
    values, of : int
        How many values differ, and of how many; all where the variable is missing or has another shape.
    largest : float or None
        The largest absolute difference of two finite numbers; None where there is none to compute.
    shape : bool
        Whether it is missing, or has other dimensions, another size or another kind of values.
    """

    name: str
    unit: str
    values: int
    of: int
    largest: float | None = None
    shape: bool = False


def differences(then: xr.Dataset, now: xr.Dataset, skipped: Iterable[str] = ()) -> tuple[list[Difference], int, int]:
    """Return the variables of a dataset that another one does not repeat to the last bit, and what was compared.

    Two values that are both NaN are equal; 0 and -0 are not. Variables of `now` alone are not compared: a later version
    may have more of them.

    Parameters
    ----------
    then, now : xarray.Dataset
        Coordinates are compared too.
    skipped : iterable of str
        Variables that are not compared.

    Returns
    -------
    list of Difference
    int
        Number of variables compared.
    int
        Number of values compared.

    Examples
    --------
    >>> then = xr.Dataset({"gain": ("month", [1.0, 2.0, np.nan]), "pools": ("month", [1, 2, 3])})
    >>> now = then.assign(gain=("month", [1.0, 2.5, np.nan]))
    >>> differences(then, now)
    ([Difference(name='gain', unit='', values=1, of=3, largest=0.5, shape=False)], 2, 6)
    """
    left_out = set(skipped)
    names = [str(name) for name in then.variables if name not in left_out]
    found = [difference for name in names if (difference := _difference(name, then, now)) is not None]
    return found, len(names), sum(then[name].size for name in names)


def _difference(name: str, then: xr.Dataset, now: xr.Dataset) -> Difference | None:
    """Return the difference of a variable, or None."""
    one = then.variables[name]
    unit, size = str(one.attrs.get("units", "")), one.size
    if name not in now.variables:
        return Difference(name, unit, size, size, shape=True)
    other = now.variables[name]
    if one.dims != other.dims or one.shape != other.shape or _kind(one.dtype) != _kind(other.dtype):
        return Difference(name, unit, size, size, shape=True)
    count, largest = 0, None
    for part in _parts(one.shape, one.dtype.itemsize):
        more, apart = _apart(np.atleast_1d(one[part].values), np.atleast_1d(other[part].values))
        count += more
        largest = apart if largest is None else largest if apart is None else max(largest, apart)
    return Difference(name, unit, count, size, largest) if count else None


def _kind(dtype: np.dtype[Any]) -> str:
    """Return the kind of a type: texts of any length are of one kind, numbers keep their width."""
    return "text" if dtype.kind in "OUST" else dtype.str


def _parts(shape: tuple[int, ...], itemsize: int) -> Iterator[Any]:
    """Yield the parts of an array along its first dimension, each of bounded size."""
    if not shape:
        yield ...
        return
    step = max(1, _AT_ONCE // max(1, itemsize * prod(shape[1:])))
    for first in range(0, shape[0], step):
        yield slice(first, first + step)


def _apart(one: NDArray[Any], other: NDArray[Any]) -> tuple[int, float | None]:
    """Return how many values of two arrays differ, and the largest difference of two finite numbers."""
    if one.dtype.kind == "f":
        bits = f"u{one.dtype.itemsize}"
        unequal = np.ascontiguousarray(one).view(bits) != np.ascontiguousarray(other).view(bits)
        unequal &= ~(np.isnan(one) & np.isnan(other))
        compared = unequal & np.isfinite(one) & np.isfinite(other)
    else:
        unequal = np.asarray(one != other)
        compared = unequal if one.dtype.kind in "iub" else np.zeros_like(unequal, dtype=bool)
    largest = None
    if compared.any():
        with np.errstate(over="ignore"):
            largest = float(np.abs(one[compared].astype(np.float64) - other[compared].astype(np.float64)).max())
    return int(np.count_nonzero(unequal)), largest
