"""Archive: a simulated dataset on disk as NetCDF, whole or absent, whatever happens while it is written."""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    import xarray as xr

_UNFINISHED = re.compile(r"\..+\.\d+-[0-9a-f]{8}\.unfinished")
_COMPRESSIBLE = "biuf"


def save_dataset(ds: xr.Dataset, path: str | os.PathLike[str]) -> Path:
    """Write a dataset to a NetCDF file that is complete under its name or not there at all.

    Numbers are compressed (zlib, level 1). The file is put together in memory first: HDF5 itself, when the
    disk is full, ends the whole process with a segmentation fault instead of an error.

    Parameters
    ----------
    ds : xarray.Dataset
        What `simulate` returns.
    path : path-like
        The file to write, by custom ``run.nc``. An older file of this name is replaced in one step.

    Returns
    -------
    pathlib.Path
        The path of the file.

    Raises
    ------
    OSError
        The folder is missing or cannot be written, or the disk is full; no damaged file is left.

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
    # What `Dataset.to_netcdf` does, without asking first, at the price of its import, whether a cluster holds a part.
    store = H5NetCDFStore.open(content, mode="w", lock=False)
    ds.dump_to_store(store, encoding=encoding)
    store.close()
    with whole_file(path) as file:
        file.write(content.getbuffer())
    return Path(path)


def open_dataset(path: str | os.PathLike[str]) -> xr.Dataset:
    """Read a dataset that `save_dataset` wrote, into memory; the file is closed again.

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


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Open a file for writing that takes its name only when everything is written and on the disk.

    Until then it has a temporary name in the same folder. What killed processes left there under such a name
    is removed; what another living process is writing there is not.

    Parameters
    ----------
    path : path-like
        The final name. Its folder must exist.

    Yields
    ------
    binary file
        Write the whole content to it. An exception leaves an older file of this name as it was.

    Raises
    ------
    OSError
        The folder is missing or cannot be written, or the disk is full.
    """
    final = Path(os.path.realpath(path))  # through a symbolic link, so that the link is kept
    with _sharing(final.parent):
        temporary = final.with_name(f".{final.name}.{os.getpid()}-{secrets.token_hex(4)}.unfinished")
        try:
            with temporary.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(final)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        _sync_folder(final.parent)


@contextmanager
def _sharing(folder: Path) -> Iterator[None]:
    """Hold a lock that says a file is being written in the folder; whoever finds nobody else there sweeps it.

    The lock is the system's own, on the folder itself: it leaves no file, and a killed process loses it.
    """
    if sys.platform == "win32":  # no flock there, but an open file cannot be deleted: that protects it as well
        _sweep(folder)
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives know no locks; then nothing is swept
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _sweep(folder)
            finally:
                fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Remove the unfinished files of processes that no longer live."""
    for entry in folder.iterdir():
        if _UNFINISHED.fullmatch(entry.name):
            with suppress(OSError):
                entry.unlink()


def _sync_folder(folder: Path) -> None:
    """Ask the system to put the new name itself on the disk (not every system can)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
