"""Reading the store of a sweep, lazily: a dataset whose runs are NaN where they are missing."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.sweep.store import read_attributes

if TYPE_CHECKING:
    import xarray as xr


def open_sweep(store: str | PathLike[str]) -> xr.Dataset:
    """Open the store of a sweep; values are read when they are used.

    Parameters
    ----------
    store : path
        Its folder. ``xarray.open_zarr`` opens it as well.

    Returns
    -------
    xarray.Dataset
        Dimensions point, replication[, month], resource; the parameters as coordinates on point; ``done`` (block)
        says which blocks are there (1), failed (2) or are still to do (0). Missing runs are NaN, a missing status -1.

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
        {name: (found.dims, np.array(found.values.tolist(), dtype=str), found.attrs) for name, found in words.items()}
    )
