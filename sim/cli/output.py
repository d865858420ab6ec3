"""Output: a folder for what a command shows and writes; it is tested before the simulation and filled after it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

from sim.cli.errors import RunInterruptedError, cannot_write
from sim.cli.lock import folder_lock
from sim.cli.signals import interrupted_code, raise_if_ended
from sim.cli.words import run as words
from sim.files import whole_file
from sim.vocabulary.text import Lang, Text, number, same

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.figure import Figure
    from rich.table import Table

    from sim.archive import GrowingDataset
    from sim.cli.console import Console
    from sim.figures.style import Drawing as Untitled
    from sim.figures.style import Size


DATA: Final = "run.nc"  # the data of a run


class Draw(Protocol):
    """What draws a figure."""

    def __call__(self, *, lang: Lang, size: Size) -> Figure:
        """Return the figure."""


class FigureOptions(Protocol):
    """The options of a command that writes figures: their file formats, and their size."""

    @property
    def formats(self) -> Sequence[str]:
        """File formats."""

    @property
    def size(self) -> str:
        """A key of :data:`sim.figures.style.SHEETS`."""


class Data(NamedTuple):
    """Data to write, and the name of their file."""

    file: str
    ds: xr.Dataset


class WholeFile(NamedTuple):
    """A file to write as it is: its name and its content."""

    name: str
    content: bytes


class Drawing(NamedTuple):
    """A figure to write: its name, and what draws it in a language and a size."""

    name: str
    draw: Draw


# a part of a report: a paragraph, a table, a note about what happens next, data, a file or a figure
type Part = str | Table | Text | Data | WholeFile | Drawing


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
        self._growing: dict[str, GrowingDataset] = {}
        try:
            self._created += [parent for parent in (folder, *folder.parents) if not parent.exists()]
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(b"?")
        except BaseException as error:
            self.abandon()
            if isinstance(error, OSError):
                raise cannot_write(folder, error) from error
            raise

    def abandon(self) -> None:
        """Remove the folder if it was created and nothing was written."""
        if not self.written:
            for folder in self._created:
                with suppress(OSError):
                    folder.rmdir()

    @contextmanager
    def growing(self, name: str) -> Iterator[GrowingDataset]:
        """Open the file of data that is written run by run, and that :meth:`save` finishes."""
        from sim.archive import GrowingDataset

        try:
            file = GrowingDataset(self.folder / name)
        except OSError as error:
            raise cannot_write(self.folder / name, error) from error
        with file:
            self._growing[name] = file
            yield file

    def save(self, ds: xr.Dataset, name: str = DATA) -> None:
        """Write the data, or what is still missing in a file that was growing."""
        from sim.archive import save_dataset

        with self._writing(name) as path:
            if name in self._growing:
                self._growing.pop(name).finish(ds)
            else:
                save_dataset(ds, path)

    def tabulate(self, ds: xr.Dataset) -> None:
        """Write the tables of a run as CSV."""
        from sim.analysis.csv_tables import write_tables

        try:
            for name in write_tables(ds, self.folder):
                self.written.append(name)
                raise_if_ended()
        except OSError as error:
            raise cannot_write(self.folder, error) from error

    def write(self, name: str, content: bytes) -> None:
        """Write a file as it is."""
        with self._writing(name) as path, whole_file(path) as file:
            file.write(content)

    def draw(self, figure: Figure, name: str, form: str) -> None:
        """Write a figure in one file format."""
        with self._writing(f"{name}.{form}") as path, whole_file(path) as file:
            figure.savefig(file, format=form)

    @contextmanager
    def _writing(self, name: str) -> Iterator[Path]:
        """Give the path of a file, and note that it was written."""
        try:
            yield self.folder / name
        except OSError as error:
            raise cannot_write(self.folder / name, error) from error
        self.written.append(name)


def publish(report: Iterable[Part], output: Output, chosen: FigureOptions, console: Console) -> None:
    """Show and write the parts of a report one after the other.

    Parameters
    ----------
    report : iterable of Part
        What is shown comes first, so that a full disk does not take the result away.
    output : Output
        The folder, from :func:`open_output`.
    chosen : FigureOptions
        The options of the command. A figure that needs more than was recorded is left out, and named.
    console : Console

    Raises
    ------
    CommandError
        A file cannot be written.
    """
    left_out = []
    for part in report:
        raise_if_ended()
        if isinstance(part, Text):
            console.note(part)
        elif isinstance(part, str):
            console.paragraph(part)
        elif isinstance(part, Data):
            output.save(part.ds, part.file)
        elif isinstance(part, WholeFile):
            output.write(part.name, part.content)
        elif not isinstance(part, Drawing):
            console.table(part)
        else:
            from sim.analysis import NotRecordedError
            from sim.figures.style import Drawing as Page

            try:
                figure = part.draw(lang=console.lang, size=cast("Size", chosen.size))
            except NotRecordedError:
                left_out.append(part.name)
                continue
            for form in dict.fromkeys(chosen.formats):
                output.draw(figure, part.name, form)
            if isinstance(figure, Page) and not figure.sheet.framed:
                console.note(_caption(figure, part.name))
    if left_out:
        console.note(words.LEFT_OUT.format(names=", ".join(left_out)))


def _caption(figure: Untitled, name: str) -> Text:
    """Return the words that stand beside a figure, since they are not on it."""
    about = {key: same(each.rstrip(".")) for key, each in figure.about.items()}
    return words.CAPTION.format(name=name, width=number(figure.get_figwidth()), **about)


@contextmanager
def open_output(folder: Path, console: Console) -> Iterator[Output]:
    """Open a folder for results, for this command alone.

    At the end name the files written, or remove the folder if it stayed empty.

    Raises
    ------
    CommandError
        The folder cannot be written, or another command is writing there.
    RunInterruptedError
        The command was stopped after some files had been written.
    """
    output = Output(folder)
    try:
        with ExitStack() as stack:
            try:
                stack.enter_context(folder_lock(folder))
            except OSError as error:
                raise cannot_write(folder, error) from error
            yield output
    except BaseException as error:
        output.abandon()
        if isinstance(error, KeyboardInterrupt) and output.written:
            raise RunInterruptedError(folder, output.written, interrupted_code(error)) from None
        _name_written(output, console)
        raise
    output.abandon()
    _name_written(output, console)


def _name_written(output: Output, console: Console) -> None:
    """Name the files written, if any."""
    if output.written:
        console.note(words.WRITTEN.format(folder=output.folder, files=", ".join(output.written)))
