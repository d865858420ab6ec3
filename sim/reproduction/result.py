"""A result on the disk: its dataset, what made it, and the facts of its origin."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import xarray as xr

from sim.archive.group import SIMULATED, read_group
from sim.calibration.posterior import POSTERIOR
from sim.reproduction import words
from sim.reproduction.words import ReproductionError
from sim.sweep import open_sweep, read_status
from sim.sweep.document import IDENTITY, ROOT
from sim.sweep.sessions import read_sessions
from sim.vocabulary.text import number, same

if TYPE_CHECKING:
    from os import PathLike

_RUN: Final = "run.nc"
_MADE_BY: Final = "made_by"


class Packed(NamedTuple):
    """A scenario as a result holds it: its text, its files and its particles, all as texts."""

    source: str
    files: str
    particles: str


@dataclass(frozen=True)
class Result:
    """A result that can be made again; from :func:`open_result`.

    Attributes
    ----------
    path : Path
        The file, or the folder of a store.
    made_by : str
        Name of the function that made it.
    ds : xarray.Dataset
        The dataset; values are read when they are used.
    scenarios : tuple of Packed
    origin : dict of str to str
        ``command``, ``date``, ``platform``, as far as they are known.
    """

    path: Path
    made_by: str
    ds: xr.Dataset
    scenarios: tuple[Packed, ...]
    origin: dict[str, str]

    def text(self, name: str) -> str:
        """Return an attribute as text.

        Raises
        ------
        ReproductionError
            There is none.
        """
        value = self.ds.attrs.get(name)
        if not isinstance(value, str):
            raise ReproductionError(words.MALFORMED.format(path=self.path, reason=same(name)))
        return value

    def number(self, name: str) -> int:
        """Return an attribute as a whole number.

        Raises
        ------
        ReproductionError
            There is none.
        """
        try:
            return int(self.ds.attrs[name])
        except (KeyError, TypeError, ValueError, OverflowError):
            raise ReproductionError(words.MALFORMED.format(path=self.path, reason=same(name))) from None

    @property
    def versions(self) -> dict[str, str]:
        """Versions of Python and of the packages that made it."""
        try:
            given = json.loads(self.text("versions"))
        except (ValueError, RecursionError):
            return {}
        return {str(name): str(version) for name, version in given.items()} if isinstance(given, dict) else {}


def open_result(path: str | PathLike[str]) -> Result:
    """Open a result, without running anything of it.

    Parameters
    ----------
    path : path
        A file such as ``run.nc``, the folder of a sweep or of a calibration, or a folder with ``run.nc``.

    Raises
    ------
    ReproductionError
        It is no result, or does not hold what made it.
    StoreError
        A store is damaged.
    """
    given = Path(path)
    if not given.exists():
        raise ReproductionError(words.NOT_THERE.format(path=given))
    if given.is_dir() and ((given / ROOT).exists() or (given / IDENTITY).exists()):
        return _of_store(given)
    if given.is_dir():
        file = next((given / name for name in (POSTERIOR, _RUN) if (given / name).is_file()), None)
        if file is None:
            raise ReproductionError(words.NO_RESULT.format(path=given))
        given = file
    return _of_file(given)


def _of_file(path: Path) -> Result:
    """Return the result in a NetCDF file."""
    if not path.is_file():
        raise ReproductionError(words.NO_RESULT.format(path=path))
    try:
        origin, attributes = read_group(path)
        ds = xr.open_dataset(path, engine="h5netcdf").assign_attrs(attributes)
    except Exception:  # whatever HDF5 and its readers raise for a file that is none of theirs
        raise ReproductionError(words.NO_RESULT.format(path=path)) from None
    return _result(path, ds, origin)


def _of_store(path: Path) -> Result:
    """Return the result in the store of a sweep, all of whose runs are done."""
    status = read_status(path)
    if not status.complete:
        unfinished = words.UNFINISHED.format(path=path, done=number(status.runs_done), runs=number(status.runs))
        raise ReproductionError(unfinished)
    sessions = read_sessions(path)
    return _result(path, open_sweep(path), sessions[0] if sessions else {})


def _result(path: Path, ds: xr.Dataset, origin: dict[str, str]) -> Result:
    """Return a result of a dataset."""
    made_by = ds.attrs.get(_MADE_BY)
    if not isinstance(made_by, str):
        derived = SIMULATED not in ds.attrs and "scenario_name" in ds.attrs
        raise ReproductionError((words.DERIVED if derived else words.HOLDS_NOTHING).format(path=path))
    return Result(path, made_by, ds, tuple(_packed(path, ds)), origin)


def _packed(path: Path, ds: xr.Dataset) -> list[Packed]:
    """Return the scenarios of a dataset: one among its attributes, or one for each label of its scenarios."""
    names = ("scenario", "files", "particles")
    values: list[list[Any]] = [[ds.attrs.get(name)] for name in names]
    several = [f"scenario_{name}" for name in ("source", "files", "particles")]
    if all(name in ds.variables for name in several):
        values = [ds[name].values.ravel().tolist() for name in several]
    if not all(isinstance(each, str) for column in values for each in column):
        raise ReproductionError(words.MALFORMED.format(path=path, reason=same("scenario, files, particles")))
    return [Packed(*row) for row in zip(*values, strict=True)]
