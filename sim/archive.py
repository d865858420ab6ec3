"""Archive: simulated datasets on disk, as NetCDF files."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from sim.files import whole_file

if TYPE_CHECKING:
    import xarray as xr

_COMPRESSIBLE = "biuf"


def save_dataset(ds: xr.Dataset, path: str | os.PathLike[str]) -> Path:
    """Write a dataset to a NetCDF file that is complete under its name or absent.

    Numbers are compressed (zlib, level 1). The file is assembled in memory first: when the disk is full, HDF5 ends the
    whole process with a segmentation fault instead of raising an error.

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
    from xarray.backends import H5NetCDFStore

    encoding = {
        name: {"zlib": True, "complevel": 1}
        for name, variable in ds.variables.items()
        if variable.ndim and variable.size and variable.dtype.kind in _COMPRESSIBLE
    }
    content = BytesIO()
    # As `Dataset.to_netcdf`, which would also import Dask to find out whether a cluster holds part of the data.
    store = H5NetCDFStore.open(content, mode="w", lock=False)
    ds.dump_to_store(store, encoding=encoding)
    store.close()
    with whole_file(path) as file:
        file.write(content.getbuffer())
    return Path(path)


def open_dataset(path: str | os.PathLike[str]) -> xr.Dataset:
    """Read a dataset from a file of `save_dataset` into memory, and close the file.

    Parameters
    ----------
    path : path-like
        A NetCDF file.

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

    try:
        return xr.load_dataset(path, engine="h5netcdf")
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise OSError(f"{os.fspath(path)} is not a readable NetCDF file: {error}") from error
