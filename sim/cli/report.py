"""Report: what a command shows and writes about a dataset, in the same order for all commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.cli.errors import RunInterruptedError
from sim.cli.words import run as words
from sim.vocabulary.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    import xarray as xr
    from matplotlib.figure import Figure
    from rich.table import Table

    from sim.cli.console import Console
    from sim.cli.output import Output


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a command shows and writes.

    Attributes
    ----------
    parts : iterable
        In their order: paragraphs (str) and tables of the result, and notes about what happens next (Text).
    ds : xarray.Dataset or None
        The data, if they are written.
    file : str
        Name of their file.
    figures : iterable
        Names and figures, drawn one at a time; None for a figure that needs more than was recorded.
    """

    parts: Iterable[str | Table | Text] = ()
    ds: xr.Dataset | None = None
    file: str = ""
    figures: Iterable[tuple[str, Figure | None]] = ()


def publish(report: Report, output: Output, formats: Sequence[str], console: Console) -> None:
    """Show a report, then write its data and figures: a full disk does not take the result away.

    Parameters
    ----------
    report : Report
    output : Output
        The folder, from :func:`open_output`.
    formats : sequence of str
        File formats of the figures.
    console : Console

    Raises
    ------
    CommandError
        A file cannot be written.
    """
    for part in report.parts:
        if isinstance(part, Text):
            console.note(part)
        elif isinstance(part, str):
            console.paragraph(part)
        else:
            console.table(part)
    if report.ds is not None:
        output.save(report.ds, report.file)
    left_out = []
    for name, figure in report.figures:
        if figure is None:
            left_out.append(name)
            continue
        for form in dict.fromkeys(formats):
            output.draw(figure, name, form)
    if left_out:
        console.note(words.LEFT_OUT.format(names=", ".join(left_out)))


@contextmanager
def open_output(folder: Path, console: Console) -> Iterator[Output]:
    """Open a folder for results; at the end name the files written, or remove the folder if it stayed empty.

    Raises
    ------
    CommandError
        The folder cannot be written.
    RunInterruptedError
        The user stopped the command after some files had been written.
    """
    from sim.cli.output import Output

    output = Output(folder)
    try:
        yield output
    except KeyboardInterrupt:
        output.abandon()
        if output.written:
            raise RunInterruptedError(output.folder, output.written) from None
        raise
    except BaseException:
        output.abandon()
        _name_written(output, console)
        raise
    _name_written(output, console)


def _name_written(output: Output, console: Console) -> None:
    """Name the files written, if any."""
    if output.written:
        console.note(words.WRITTEN.format(folder=output.folder, files=", ".join(output.written)))
