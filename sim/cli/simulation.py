"""Work: a simulation under the eyes of its user, and what it leaves in a folder, also when it is stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from sim.cli.durations import duration
from sim.cli.errors import RunInterruptedError
from sim.cli.words import run as words
from sim.threads import stack_for_compiling
from sim.vocabulary.text import Text, number

if TYPE_CHECKING:
    from pathlib import Path

    import xarray as xr

    from sim.cli.console import Console
    from sim.cli.output import Output

COMPILING_SECONDS: Final = 20


@contextmanager
def results(folder: Path, console: Console) -> Iterator[Output]:
    """Open a folder for results; in the end say what it holds, or take it away where it was made for nothing.

    Raises
    ------
    CommandError
        The folder cannot be written.
    RunInterruptedError
        The user stopped it when some files were written already.
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
        _say_written(output, console)
        raise
    _say_written(output, console)


def watched(work: Callable[..., xr.Dataset], replications: int, console: Console) -> xr.Dataset:
    """Do some work that simulates, and say how it goes.

    Parameters
    ----------
    work : callable
        Called as ``work(progress=...)`` in a thread of its own.
    replications : int
        How many it will simulate.
    console : Console
        Who says it.

    Returns
    -------
    xarray.Dataset
        What the work returns.
    """
    from sim.cli.progress import Pace, progress
    from sim.compilation.cache import is_warm

    if not is_warm():
        console.note(words.COMPILING.format(seconds=duration(COMPILING_SECONDS)))
    begin, pace = time.perf_counter(), Pace()
    with progress(console, replications, pace) as report_progress:
        ds = _aside(partial(work, progress=report_progress))
    spent = duration(time.perf_counter() - begin)
    count = counted(replications, words.REPLICATION, words.REPLICATIONS)
    done = words.DONE if pace.rate() is None else words.DONE_AT_RATE
    console.note(done.format(count=count, time=spent, rate=pace.said()))
    return ds


def counted(n: int, one: Text, many: Text) -> Text:
    """Write a number of things."""
    return (one if n == 1 else many).format(n=number(n))


def _aside(work: Callable[[], xr.Dataset]) -> xr.Dataset:
    """Do the work in another thread: compiled code does not listen to Ctrl-C, a thread that waits does."""
    with stack_for_compiling():
        worker = ThreadPoolExecutor(1)
        doing = worker.submit(work)
    ds = doing.result()
    worker.shutdown()
    return ds


def _say_written(output: Output, console: Console) -> None:
    """Say where the results are, as far as there are any."""
    if output.written:
        console.note(words.WRITTEN.format(folder=output.folder, files=", ".join(output.written)))
