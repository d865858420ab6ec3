"""Output: the folder of the results, tested before the simulation and filled after it, one whole file at a time."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sim.archive import save_dataset
from sim.cli.errors import cannot_write
from sim.files import whole_file

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.figure import Figure


class Output:
    """A folder for results, created if need be.

    Parameters
    ----------
    folder : Path
        Where the results go.

    Attributes
    ----------
    written : list of str
        Names of the files written so far.

    Raises
    ------
    CommandError
        The folder cannot be created or written; this is raised before the simulation starts.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: list[str] = []
        self._created: list[Path] = []
        try:
            self._created += [parent for parent in (folder, *folder.parents) if not parent.exists()]
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(b"?")
        except OSError as error:
            self.abandon()
            raise cannot_write(folder, error) from error

    def abandon(self) -> None:
        """Remove the folder if it was created and nothing was written."""
        if not self.written:
            for folder in self._created:
                with suppress(OSError):
                    folder.rmdir()

    def save(self, ds: xr.Dataset, name: str = "run.nc") -> None:
        """Write the data."""
        try:
            save_dataset(ds, self.folder / name)
        except OSError as error:
            raise cannot_write(self.folder / name, error) from error
        self.written.append(name)

    def draw(self, figure: Figure, name: str, form: str) -> None:
        """Write a figure in one file format."""
        path = self.folder / f"{name}.{form}"
        try:
            with whole_file(path) as file:
                figure.savefig(file, format=form)
        except OSError as error:
            raise cannot_write(path, error) from error
        self.written.append(path.name)
