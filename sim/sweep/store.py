"""The store of a sweep: a folder with its arrays, and a record of the blocks that are done or failed; its dataset."""

import json
import os
import secrets
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr
import zarr
from numpy.typing import NDArray

from sim.errors import StoreError
from sim.files import remove_unfinished, whole_file
from sim.sweep import words
from sim.sweep.arrays import FORMAT, create_arrays, write_state
from sim.sweep.design import Design
from sim.sweep.identity import difference, identity
from sim.sweep.layout import FAILED, TO_DO, Layout, layout_of
from sim.sweep.lock import locked
from sim.vocabulary.text import same


class Store:
    """A store that is open for writing; its lock is held. Returned by :func:`opened_store`.

    Parameters
    ----------
    path : Path
        Its folder.
    layout : Layout
        Its blocks.
    """

    def __init__(self, path: Path, layout: Layout) -> None:
        self.path = path
        self.layout = layout
        self._state = read_state(path)

    def waiting(self) -> list[int]:
        """Return the numbers of the blocks that are still to do."""
        return np.flatnonzero(self._state == TO_DO).tolist()

    def mark(self, block: int, code: int) -> None:
        """Record that a block is done, or failed."""
        self._state[block] = code
        write_state(self.path, self._state)

    def fail(self, block: int, reason: str) -> None:
        """Record that a block failed, and the reason."""
        self._write_failures({**read_failures(self.path), block: reason})
        self.mark(block, FAILED)

    def forget_failures(self) -> None:
        """Mark failed blocks as still to do."""
        self._state[self._state == FAILED] = TO_DO
        write_state(self.path, self._state)
        self._write_failures({})

    def _write_failures(self, failures: dict[int, str]) -> None:
        with whole_file(self.path / "done" / "failures.json") as file:
            file.write(json.dumps(failures, indent=1).encode())


def read_state(path: Path) -> NDArray[np.uint8]:
    """Return the code of each block of a store (blocks,): TO_DO, DONE or FAILED."""
    array: Any = zarr.open_array(str(path / "done"), mode="r")
    return np.array(array[:])


def read_failures(path: Path) -> dict[int, str]:
    """Return the reasons of the blocks of a store that failed."""
    with suppress(FileNotFoundError):
        failures = json.loads((path / "done" / "failures.json").read_bytes())
        return {int(block): reason for block, reason in failures.items()}
    return {}


@contextmanager
def opened_store(path: Path, design: Design, block: int | None = None) -> Iterator[Store]:
    """Open the store of a sweep for writing, or create it; its lock is held until the context ends.

    Parameters
    ----------
    path : Path
        Its folder; created if it does not exist.
    design : Design
        The sweep that the store must belong to.
    block : int, optional
        Number of runs of a block, if the store is created.

    Raises
    ------
    StoreError
        Another process is writing it, it belongs to another sweep, or it is not a store.
    OSError
        The folder cannot be written.
    """
    if not path.exists():
        with _created(path, design, layout_of(design, block)) as store:
            yield store
        return
    read_attributes(path)  # raises before a lock file is created in a folder that is not a store
    with locked(path):
        attributes = read_attributes(path)
        if attributes["identity"] != identity(design):
            shown = difference(attributes["identity"], identity(design))
            raise StoreError(words.CHANGED.format(path=path, difference=same(shown)))
        for folder in path.iterdir():  # files that killed processes did not finish
            if folder.is_dir():
                remove_unfinished(folder)
        yield Store(path, Layout(*attributes["layout"]))


def read_attributes(path: Path) -> dict[str, Any]:
    """Return the attributes of a store.

    Raises
    ------
    StoreError
        There is no store, or it does not belong to a sweep.
    """
    try:
        attributes = json.loads((path / "zarr.json").read_bytes())["attributes"]
    except FileNotFoundError:
        raise StoreError((words.NOT_A_STORE if path.exists() else words.NO_STORE).format(path=path)) from None
    except (ValueError, KeyError, NotADirectoryError):
        raise StoreError(words.NOT_A_STORE.format(path=path)) from None
    if attributes.get("sweep_format") != FORMAT:
        raise StoreError(words.NOT_A_STORE.format(path=path))
    return dict(attributes)


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


@contextmanager
def _created(path: Path, design: Design, layout: Layout) -> Iterator[Store]:
    """Create a store under a temporary name, rename it when it is complete, and lock it."""
    folder = path.absolute().parent
    prefix = f".{path.name}.{socket.gethostname()}."  # other machines may share the disk
    _remove_unfinished_stores(folder, prefix)
    unfinished = folder / f"{prefix}{os.getpid()}-{secrets.token_hex(4)}.unfinished"
    try:
        create_arrays(unfinished, design, layout)
        try:
            unfinished.rename(path)
        except OSError:
            if path.exists():  # another sweep was faster
                raise StoreError(words.IN_USE.format(path=path, holder=same("?"))) from None
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    with locked(path):  # only now: Windows cannot rename a folder in which a file is open
        yield Store(path, layout)


def _remove_unfinished_stores(folder: Path, prefix: str) -> None:
    """Remove stores with such temporary names that killed processes of this machine did not finish."""
    for entry in folder.iterdir() if folder.exists() else ():
        if entry.name.startswith(prefix) and entry.name.endswith(".unfinished"):
            process = entry.name.removeprefix(prefix).partition("-")[0]
            if process.isdecimal() and not Path(f"/proc/{process}").exists() and Path("/proc/self").exists():
                shutil.rmtree(entry, ignore_errors=True)
