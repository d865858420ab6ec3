"""The dataset of a sweep, read from its store as it is used; a damaged file is never read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr
import zarr
from zarr.storage import LocalStore

from sim.sweep.document import read_root
from sim.sweep.inventory import Inventory
from sim.sweep.layout import Layout
from sim.sweep.state import read_codes

if TYPE_CHECKING:
    from zarr.abc.store import ByteRequest
    from zarr.core.buffer import Buffer, BufferPrototype


def open_sweep(store: str | PathLike[str]) -> xr.Dataset:
    """Return the dataset of a sweep; values are read from its store when they are used.

    Parameters
    ----------
    store : path
        Its folder. ``xarray.open_zarr`` opens it as well, but takes runs whose files are missing for runs to do.

    Returns
    -------
    xarray.Dataset
        Dimensions point, replication[, month], resource, with the parameters as coordinates of point. ``done`` (block)
        is 1 for blocks that are complete, 2 for those that failed, 0 for the others. Missing runs are NaN, a missing
        status is -1.

    Raises
    ------
    StoreError
        There is no such store, or it is damaged. For damaged runs and parameters, also raised when values are used.
    """
    path = Path(store)
    root = read_root(path)
    codes = read_codes(path, Layout(*root["attributes"]["layout"]).blocks)
    files: Any = _WholeFiles(Inventory(path, root, codes))
    ds = xr.open_zarr(files, chunks=None, consolidated=True)
    for name in ("checksum", "checksums", "kin", "order"):
        del ds.attrs[name]
    words = {name: ds[name] for name in ds.variables if ds[name].dtype.kind == "T"}
    return ds.assign_coords(
        {name: (array.dims, np.array(array.values.tolist(), dtype=str), array.attrs) for name, array in words.items()}
    )


def read_variables(store: str | PathLike[str], names: Iterable[str]) -> xr.Dataset:
    """Return some numeric variables of a sweep, read whole: faster than :func:`open_sweep` for a few of them.

    Raises
    ------
    StoreError
        There is no such store, or it is damaged.
    """
    path = Path(store)
    root = read_root(path)
    files: Any = _WholeFiles(Inventory(path, root, read_codes(path, Layout(*root["attributes"]["layout"]).blocks)))
    arrays: dict[str, Any] = {name: zarr.open_array(files, path=name, mode="r", zarr_format=3) for name in names}
    return xr.Dataset({name: (array.metadata.dimension_names, array[...]) for name, array in arrays.items()})


class _WholeFiles(LocalStore):
    """The files of a store as zarr reads them, each checked before it is read for the first time.

    Those of blocks that are not done are absent, whatever is on the disk.
    """

    def __init__(self, inventory: Inventory) -> None:
        super().__init__(inventory.store, read_only=True)
        self._inventory = inventory
        self._checked: dict[str, bool] = {}

    async def get(
        self, key: str, prototype: BufferPrototype | None = None, byte_range: ByteRequest | None = None
    ) -> Buffer | None:
        """Return the content of a file; None if it is absent."""
        if not await asyncio.to_thread(self._has, key):
            return None
        return await super().get(key, prototype, byte_range)

    def get_sync(
        self, key: str, *, prototype: BufferPrototype | None = None, byte_range: ByteRequest | None = None
    ) -> Buffer | None:
        """Return the content of a file; None if it is absent."""
        return super().get_sync(key, prototype=prototype, byte_range=byte_range) if self._has(key) else None

    def _has(self, key: str) -> bool:
        """Return whether a file is there; raise a DamageError if it must be and is not, or is damaged."""
        if key not in self._checked:
            self._checked[key] = self._inventory.has(key)
        return self._checked[key]
