"""A NetCDF file that grows run by run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from math import prod
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from sim.archive.chunk import FILTERS, packed
from sim.archive.disk import Disk
from sim.archive.group import long_attributes, write_group
from sim.files import whole_file

if TYPE_CHECKING:
    import numpy as np
    import xarray as xr
    from numpy.typing import NDArray

_COMPRESSIBLE: Final = "biuf"
_BLOCK: Final = 2_000_000  # bytes of the variables that grow, in the runs that are written together
_CHUNK: Final = 64_000_000  # bytes of a chunk, at most


class GrowingDataset:
    """A NetCDF file whose large variables are written run by run, so that they need not fit into memory.

    It gets its name when it is finished, as with `save_dataset`; a file that is not finished when the context ends is
    removed. The content does not depend on the order in which the runs are added.

    Parameters
    ----------
    path : path-like
        The file to write. An older file of this name is replaced in one step.

    Raises
    ------
    OSError
        The folder is missing or cannot be written.

    Examples
    --------
    >>> import numpy as np, tempfile, xarray as xr
    >>> from sim.archive import open_dataset
    >>> folder = tempfile.TemporaryDirectory()
    >>> shape = xr.Dataset({"gain": (("replication", "month"), np.zeros((2, 3)))})
    >>> with GrowingDataset(folder.name + "/run.nc") as file:
    ...     ds = file.begin(shape)
    ...     for k in (1, 0):
    ...         file.add(k, {"gain": np.full(3, float(k))})
    ...     path = file.finish(ds.assign_attrs(seed="1"))
    >>> open_dataset(path)["gain"].values.tolist()
    [[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]]
    >>> folder.cleanup()
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        from sim.archive.store import PlainNumbersStore

        self.path = Path(path)
        self._sizes: dict[str, int] = {}
        self._runs = self._written = 0
        self._each = 1  # runs of a block
        self._chunks: dict[str, tuple[int, ...]] = {}
        self._blocks: dict[int, _Block] = {}
        self._ready: dict[int, list[_Chunk]] = {}
        self._lock = Lock()
        self._stack = ExitStack()
        file = self._stack.enter_context(whole_file(path))
        self._disk = Disk(file.fileno())
        # As `Dataset.to_netcdf`, which would also import Dask to find out whether a cluster holds part of the data.
        self._store: Any = PlainNumbersStore.open(self._disk, mode="w", lock=False)

    def __enter__(self) -> Self:
        """Return the file itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Remove the file if it was not finished."""
        if self._store is not None:
            self._close()
            with suppress(_UnfinishedError), self._stack:
                raise _UnfinishedError

    def begin(self, shape: xr.Dataset) -> xr.Dataset:
        """Make room for variables that grow; return them, each with values that are read from the file when needed.

        Parameters
        ----------
        shape : xarray.Dataset
            The variables, whose first dimension is the replication, with values that do not count.
        """
        import xarray as xr

        self._runs = shape.sizes["replication"]
        run = sum(variable.nbytes for variable in shape.data_vars.values()) // self._runs
        self._each = max(1, min(self._runs, _BLOCK // run))
        encoding = {}
        for name, variable in shape.data_vars.items():
            rest = variable.shape[1:]
            most = max(1, _CHUNK // max(1, variable.dtype.itemsize * self._each * prod(rest[1:])))
            chunk = (self._each, min(rest[0], most), *rest[1:]) if rest else (self._each,)
            self._chunks[str(name)] = chunk
            encoding[name] = {**FILTERS, "chunksizes": chunk}
        shape.drop_vars(shape.coords).dump_to_store(self._store, encoding=encoding, writer=_NoValues())
        lazy = {
            name: (variable.dims, _lazy(self, str(name), variable), variable.attrs)
            for name, variable in shape.data_vars.items()
        }
        return xr.Dataset(lazy, shape.coords, shape.attrs)

    def add(self, replication: int, values: Mapping[str, NDArray[np.generic]]) -> None:
        """Add the values of one run, from any thread.

        A full disk is not reported here, where it would end the simulation, but by `finish`.
        """
        number, row = divmod(replication, self._each)
        with self._lock:
            size = min(self._each, self._runs - number * self._each)
            if number not in self._blocks:
                self._blocks[number] = _Block(size, values)
            block = self._blocks[number]
        block.add(row, values)
        with self._lock:
            if not block.is_complete(row):
                return
            del self._blocks[number]
        chunks = self._packed(number * self._each, block)  # takes most of the time, and threads do it at once
        with self._lock:
            self._ready[number] = chunks
            while self._written in self._ready:  # in order: the same runs then make the same file
                self._write(self._ready.pop(self._written))
                self._written += 1

    def _packed(self, first: int, block: _Block) -> list[_Chunk]:
        """Return the chunks of a block, as they are stored, from its first run; none if the disk is full."""
        import numpy as np

        chunks = []
        for name in list(block.values) if self._disk.error is None else ():
            values, shape = block.values.pop(name), self._chunks[name]
            width, end = (shape[1], values.shape[1]) if len(shape) > 1 else (1, 1)
            for start in range(0, end, width):
                place = (first, start, *(0 for _ in shape))[: len(shape)]
                part = values[(slice(None), slice(start, start + width))[: len(shape)]]
                if part.shape != shape:  # at the end of the variable
                    part = np.pad(part, [(0, whole - here) for whole, here in zip(shape, part.shape, strict=True)])
                chunks.append(_Chunk(name, place, packed(part)))
        return chunks

    def _write(self, chunks: list[_Chunk]) -> None:
        """Write chunks."""
        for name, place, content in chunks if self._disk.error is None else ():
            self._store.ds[name]._h5ds.id.write_direct_chunk(place, content)

    def read(self, name: str, key: tuple[Any, ...]) -> NDArray[np.generic]:
        """Return a part of a variable that grows."""
        if self._store is not None:
            return self._store.ds[name][key]
        import h5py

        with h5py.File(self.path, "r") as file:  # h5netcdf would first look at every variable
            return file[name][key]

    def finish(self, ds: xr.Dataset) -> Path:
        """Write all other variables of a dataset and what made it, and give the file its name.

        Raises
        ------
        OSError
            The disk is full. An older file of the name is as it was.
        """
        import xarray as xr

        grown = set(self._store.ds.variables)
        rest = ds.drop_vars(grown)
        rest = xr.Dataset(coords=rest.coords).assign(rest.data_vars)  # a coordinate is slow to add once others use it
        rest.attrs = {name: value for name, value in ds.attrs.items() if name not in long_attributes(ds)}
        encoding = {
            name: {**FILTERS}
            for name, variable in rest.variables.items()
            if variable.ndim and variable.size and variable.dtype.kind in _COMPRESSIBLE
        }
        self._require_space()
        rest.dump_to_store(self._store, encoding=encoding)
        if self._disk.error is None:
            write_group(self._store.ds, ds)
        self._require_space()
        self._close()
        self._require_space()
        self._stack.close()
        return self.path

    def _require_space(self) -> None:
        """Raise the error of the disk, if there was one."""
        if self._disk.error is not None:
            self._close()
            with self._stack:
                raise self._disk.error

    def _close(self) -> None:
        """Close the store; after an error of the disk it may complain about what it reads back."""
        store, self._store = self._store, None
        try:
            if store is not None:
                store.close()
        except Exception:
            if self._disk.error is None:
                raise


class _UnfinishedError(Exception):
    """A file was not finished."""


class _Chunk(NamedTuple):
    """A part of a variable: where it begins, and what is stored."""

    name: str
    place: tuple[int, ...]
    content: bytes


class _Block:
    """Runs that are written together, until all of them are there."""

    def __init__(self, size: int, like: Mapping[str, NDArray[np.generic]]) -> None:
        import numpy as np

        self.values = {name: np.empty((size, *value.shape), value.dtype) for name, value in like.items()}
        self._missing = set(range(size))

    def add(self, row: int, values: Mapping[str, NDArray[np.generic]]) -> None:
        """Add the values of a run, while other threads may add those of others."""
        for name, value in values.items():
            self.values[name][row] = value

    def is_complete(self, row: int) -> bool:
        """Note that a run was added, and return whether all of them are there."""
        self._missing.discard(row)
        return not self._missing


class _NoValues:
    """A writer of xarray that creates variables and leaves their values out."""

    def add(self, source: object, target: object, region: object = None) -> None:
        """Write nothing."""


def _lazy(file: GrowingDataset, name: str, like: xr.DataArray) -> Any:
    """Return the values of a variable that grows, read from the file when they are used."""
    from xarray.backends import BackendArray
    from xarray.core import indexing

    class Values(BackendArray):
        shape, dtype = like.shape, like.dtype

        def __getitem__(self, key: Any) -> Any:
            return indexing.explicit_indexing_adapter(
                key, self.shape, indexing.IndexingSupport.OUTER_1VECTOR, lambda part: file.read(name, part)
            )

    return indexing.LazilyIndexedArray(Values())
