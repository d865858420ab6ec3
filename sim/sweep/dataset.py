"""The dataset of a sweep, read lazily from its store."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.sweep.store import read_attributes

if TYPE_CHECKING:
    import xarray as xr


def open_sweep(store: str | PathLike[str]) -> xr.Dataset:
    """Return the dataset of a sweep; values are read from its store when they are used.

    Parameters
    ----------
    store : path
        Its folder. ``xarray.open_zarr`` opens it as well.

    Returns
    -------
    xarray.Dataset
        Dimensions point, replication[, month], resource, with the parameters as coordinates of point. ``done`` (block)
        is 1 for blocks that are complete, 2 for those that failed, 0 for the others. Missing runs are NaN, a missing
        status is -1.

    Raises
    ------
    StoreError
        There is no such store.
    """
    import xarray as xr

    path = Path(store)
    read_attributes(path)
    ds = xr.open_zarr(path, chunks=None)
    words = {name: ds[name] for name in ds.variables if ds[name].dtype.kind == "T"}
    return ds.assign_coords(
        {name: (array.dims, np.array(array.values.tolist(), dtype=str), array.attrs) for name, array in words.items()}
    )
