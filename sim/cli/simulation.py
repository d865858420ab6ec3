"""Simulation: run the work of a command in a thread of its own, and show its progress."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Final

from sim.cli.durations import duration
from sim.cli.words import run as words
from sim.threads import stack_for_compiling
from sim.vocabulary.text import Text, number

if TYPE_CHECKING:
    import xarray as xr

    from sim.cli.console import Console
    from sim.scenario import Scenario

COMPILING_SECONDS: Final = 20


def simulate_with_progress(work: Callable[..., xr.Dataset], replications: int, console: Console) -> xr.Dataset:
    """Run work that simulates, and show its progress and its duration.

    Parameters
    ----------
    work : callable
        Called as ``work(progress=...)`` in a thread of its own.
    replications : int
        Number of replications that it simulates.
    console : Console

    Returns
    -------
    xarray.Dataset
        The result of the work.
    """
    from sim.cli.progress import Pace, progress

    announce_compiling(console)
    begin, pace = time.perf_counter(), Pace()
    with progress(console, replications, pace) as report_progress:
        ds = _in_thread(partial(work, progress=report_progress))
    spent = duration(time.perf_counter() - begin)
    count = counted(replications, words.REPLICATION, words.REPLICATIONS)
    done = words.DONE if pace.rate() is None else words.DONE_AT_RATE
    console.note(done.format(count=count, time=spent, rate=pace.text()))
    return ds


def announce_compiling(console: Console) -> None:
    """Say that the kernel is compiled first, if it is."""
    from sim.compilation.cache import is_warm

    if not is_warm():
        console.note(words.COMPILING.format(seconds=duration(COMPILING_SECONDS)))


def counted(n: int, one: Text, many: Text) -> Text:
    """Write a number of things."""
    return (one if n == 1 else many).format(n=number(n))


def sizes(scenario: Scenario) -> dict[str, Text]:
    """Count the replications, organizations and months of a scenario, in words."""
    return {
        "replications": counted(scenario.replications, words.REPLICATION, words.REPLICATIONS),
        "organizations": counted(scenario.population.number, words.ORGANIZATION, words.ORGANIZATIONS),
        "months": counted(scenario.months, words.MONTH, words.MONTHS),
    }


def _in_thread(work: Callable[[], xr.Dataset]) -> xr.Dataset:
    """Run the work in another thread: Ctrl-C interrupts a thread that waits, but not compiled code."""
    with stack_for_compiling():
        worker = ThreadPoolExecutor(1)
        future = worker.submit(work)
    ds = future.result()
    worker.shutdown()
    return ds
