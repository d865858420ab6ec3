"""The group ``origin`` of a NetCDF file: what made the file, and attributes that are too long for a header."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sim.origin import origin

if TYPE_CHECKING:
    import xarray as xr

GROUP: Final = "origin"
LONGEST: Final = 60_000
"""Length of an attribute [byte]; HDF5 has 64 kB for one, and longer ones become variables of the group."""
SIMULATED: Final = "versions"
"""An attribute that every simulated dataset has, and others have not."""


def long_attributes(ds: xr.Dataset) -> dict[str, str]:
    """Return the attributes of a dataset that are too long for a header."""
    return {
        str(name): value for name, value in ds.attrs.items() if isinstance(value, str) and len(value.encode()) > LONGEST
    }


def write_group(file: Any, ds: xr.Dataset) -> None:
    """Write the group of a dataset into a file of h5netcdf that is open; none if there is nothing to say.

    A dataset that was simulated has its origin in it: in the dataset itself it would make two equal ones differ.
    """
    import h5py

    facts = origin() if SIMULATED in ds.attrs else {}
    texts = long_attributes(ds)
    if not facts and not texts:
        return
    group = file.create_group(GROUP)
    for name, fact in facts.items():
        group.attrs[name] = fact
    for name, text in texts.items():
        group.create_variable(name, (), dtype=h5py.string_dtype())[...] = text


def read_group(path: str | os.PathLike[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the origin of a NetCDF file, and the long attributes of its dataset."""
    import h5netcdf

    with h5netcdf.File(path, "r") as file:
        if GROUP not in file.groups:
            return {}, {}
        group = file.groups[GROUP]
        return _texts(group.attrs), _texts({name: variable[...] for name, variable in group.variables.items()})


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    """Return values that may be bytes, or arrays of one of them, as text."""
    values = {name: getattr(value, "item", lambda value=value: value)() for name, value in given.items()}
    return {
        name: value.decode(errors="replace") if isinstance(value, bytes) else str(value)
        for name, value in values.items()
    }
