"""The tables of a run as CSV: one for all variables of the same dimensions, a row for each of their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product
from pathlib import Path
from typing import Final

import numpy as np
import xarray as xr

from sim.files import whole_file
from sim.tables.writing import csv_lines

_PLURAL: Final = {
    "replication": "runs",
    "organization": "organizations",
    "resource": "resources",
    "month": "months",
    "pool_number": "pools",
    "edge": "edges",
}
MEANINGS: Final = "variables.csv"
"""The table of the meanings of all columns."""
_ROWS: Final = 50_000  # rows of one part of a table that is held in memory


def table_names(ds: xr.Dataset) -> dict[str, list[str]]:
    """Return the variables of each table of a run, by the name of its file.

    Examples
    --------
    >>> ds = xr.Dataset({"gain": (("replication", "month"), np.zeros((2, 3))), "total": ("replication", np.zeros(2))})
    >>> table_names(ds)
    {'months.csv': ['gain'], 'runs.csv': ['total']}
    """
    names: dict[str, list[str]] = {}
    for name, values in ds.data_vars.items():
        dims = [str(dim) for dim in values.dims if dim != "replication"] or ["replication"]
        names.setdefault("-".join(_PLURAL.get(dim, dim) for dim in dims) + ".csv", []).append(str(name))
    for name, values in ds.coords.items():  # the parameters that the runs drew
        if values.dims == ("replication",) and name != "replication":
            names.setdefault("runs.csv", []).insert(0, str(name))
    return names


def write_tables(ds: xr.Dataset, folder: Path) -> Iterator[str]:
    """Write the tables of a run into a folder, and yield the name of each file once it is complete.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.simulate`.
    folder : Path

    Yields
    ------
    str
        ``runs.csv``, ``months.csv``, ``organizations.csv`` and so on, and ``variables.csv``, which tells the unit and
        the meaning of every column.

    Raises
    ------
    OSError
        A file cannot be written.
    """
    names = table_names(ds)
    for file, variables in names.items():
        _write(folder / file, _rows(ds, variables))
        yield file
    _write(folder / MEANINGS, _meanings(ds, names))
    yield MEANINGS


def _write(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write a table."""
    with whole_file(path) as file:
        for line in csv_lines(rows):
            file.write(line.encode())


def _rows(ds: xr.Dataset, names: list[str]) -> Iterator[Sequence[object]]:
    """Yield the rows of the variables of the same dimensions, the headings first; few runs are read at a time."""
    dims = [str(dim) for dim in ds[names[-1]].dims]
    yield [*dims, *names]
    labels = [ds[dim].values.tolist() if dim in ds.coords else list(range(ds.sizes[dim])) for dim in dims]
    others = int(np.prod([len(each) for each in labels[1:]]))
    step = max(1, _ROWS // max(others, 1))
    for start in range(0, len(labels[0]), step):
        part = ds[names].isel({dims[0]: slice(start, start + step)}).load()
        axes = [labels[0][start : start + step], *labels[1:]]
        columns = (part[name].transpose(*dims).values.ravel().tolist() for name in names)
        for place, *values in zip(product(*axes), *columns, strict=True):
            yield *place, *values


def _meanings(ds: xr.Dataset, names: dict[str, list[str]]) -> Iterator[Sequence[object]]:
    """Yield the rows of the table of meanings."""
    yield "table", "column", "unit", "meaning", "meaning_fr", "values", "values_fr"
    for file, name in chain.from_iterable(((file, name) for name in each) for file, each in names.items()):
        about = ds[name].attrs
        keys = ("units", "long_name", "long_name_fr", "flag_meanings", "flag_meanings_fr")
        yield file, name, *(str(about.get(key, "")) for key in keys)
