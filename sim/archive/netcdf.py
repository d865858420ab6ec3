"""Datasets as NetCDF files: saving and opening."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sim.archive.group import read_group
from sim.archive.growing import GrowingDataset

if TYPE_CHECKING:
    import xarray as xr


def save_dataset(ds: xr.Dataset, path: str | os.PathLike[str]) -> Path:
    """Write a dataset to a NetCDF file that is complete under its name or absent.

    Numbers are compressed (zlib, level 1). The file of a simulated dataset also tells the command, the date and the
    platform that made it, in its group ``origin``.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.simulate`.
    path : path-like
        The file to write, usually ``run.nc``. An older file of this name is replaced in one step.

    Returns
    -------
    pathlib.Path
        The path of the file.

    Raises
    ------
    OSError
        The folder is missing or cannot be written, or the disk is full. No damaged file is left.

    See Also
    --------
    open_dataset : reads the file back.

    Examples
    --------
    >>> import tempfile, xarray as xr
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = save_dataset(xr.Dataset({"gain": ("month", [-2.0, 1.0])}), folder.name + "/run.nc")
    >>> open_dataset(path)["gain"].values.tolist()
    [-2.0, 1.0]
    >>> folder.cleanup()
    """
    with GrowingDataset(path) as file:
        return file.finish(ds)


def open_dataset(path: str | os.PathLike[str], replication: int | None = None) -> xr.Dataset:
    """Read a dataset from a file of `save_dataset` into memory, and close the file.

    Parameters
    ----------
    path : path-like
        A NetCDF file.
    replication : int, optional
        Read only this run, whose dimension is kept; none is read if the file does not have it.

    Returns
    -------
    xarray.Dataset
        Identical to the one saved: values, types, coordinates and attributes.

    Raises
    ------
    OSError
        There is no such file, or it is not a NetCDF file.
    """
    import xarray as xr

    if Path(path).exists() and not Path(path).is_file():  # a pipe would be waited for
        raise OSError(f"{os.fspath(path)} is not a file")
    try:
        long = read_group(path)[1]
        if replication is None:
            return xr.load_dataset(path, engine="h5netcdf").assign_attrs(long)
        with xr.open_dataset(path, engine="h5netcdf") as ds:
            ds = ds.assign_attrs(long)
            if "replication" not in ds.dims:
                return ds.load()
            first, beyond = (max(0, min(k, ds.sizes["replication"])) for k in (replication, replication + 1))
            return ds.isel(replication=slice(first, beyond)).load()
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise OSError(f"{os.fspath(path)} is not a readable NetCDF file: {error}") from error


def count_replications(path: str | os.PathLike[str]) -> int:
    """Return how many runs a file of `save_dataset` holds; its values are not read.

    Raises
    ------
    OSError
        There is no such file, or it is not a NetCDF file.
    """
    import xarray as xr

    with xr.open_dataset(path, engine="h5netcdf") as ds:
        return int(ds.sizes.get("replication", 0))
