"""Progress of a simulation on the standard error: replications done, rate, time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sim.cli.signals import raise_if_ended
from sim.cli.words import run as words
from sim.threads import stack_for_compiling
from sim.vocabulary.text import NO_BREAK_SPACE, Text, join, number, same

if TYPE_CHECKING:
    import xarray as xr

    from sim.cli.console import Console
    from sim.compilation.cache import Code
    from sim.scenario import Scenario

_COMPILING: Final[Mapping[Code, float]] = {"complete": 40, "together": 40, "costs": 5}  # seconds, about
_LISTEN: Final = 0.5  # seconds between two looks at the signals that came


class Pace:
    r"""Rate of the replications, measured once the kernel is loaded or compiled.

    Parameters
    ----------
    clock : callable, optional
        Gives the time [s].
    rate : Text, optional
        The words of a ``{rate}``.

    Examples
    --------
    >>> times = iter([0.0, 40.0, 41.0])
    >>> pace = Pace(clock=lambda: next(times))
    >>> pace.report(0, 10)
    >>> pace.report(1, 10)
    >>> pace.report(3, 10)
    >>> pace.text()
    Text(en='2 replications/s, 3.5\xa0s left', fr='2 réplications/s, reste 3,5\xa0s')
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter, rate: Text = words.RATE) -> None:
        self._clock = clock
        self._words = rate
        self._first: tuple[float, int] | None = None
        self._last: tuple[float, int] = (clock(), 0)
        self._total = 0

    def report(self, done: int, total: int) -> None:
        """Record how many replications of all are done."""
        self._total = total
        if done:
            self._last = (self._clock(), done)
            self._first = self._first or self._last

    def rate(self) -> float | None:
        """Return the replications per second since the first one was done; None until they are known."""
        if self._first is None or self._last[0] <= self._first[0]:
            return None
        return (self._last[1] - self._first[1]) / (self._last[0] - self._first[0]) or None

    def text(self) -> Text:
        """Write the rate and the time left."""
        rate = self.rate()
        if rate is None:
            return same("")
        left = self._total - self._last[1]
        parts = [self._words.format(rate=number(round(rate, 1) if rate < 100 else round(rate)))]
        if left:
            parts.append(words.LEFT.format(time=duration(left / rate)))
        return join(parts)


@contextmanager
def progress(
    console: Console, total: int, pace: Pace, doing: Text = words.SIMULATING
) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while replications are simulated; nothing if the standard error is no terminal.

    Parameters
    ----------
    console : Console
        A quiet one shows nothing.
    total : int
        Number of replications.
    pace : Pace
        Measures the rate.
    doing : Text
        What is being done.

    Yields
    ------
    callable
        Call it with the number of replications done and their total, from any thread.
    """
    if console.quiet or not sys.stderr.isatty():
        yield pace.report
        return
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, Progress

    columns = ("{task.description}", BarColumn(), "{task.fields[count]}", "{task.fields[pace]}")
    with Progress(*columns, console=RichConsole(stderr=True), transient=True) as bar:
        task = bar.add_task(doing[console.lang], total=total, count="", pace="")

        def show(done: int, of: int) -> None:
            pace.report(done, of)
            count = f"{number(done)[console.lang]}/{number(of)[console.lang]}"
            bar.update(task, completed=done, total=of, count=count, pace=pace.text()[console.lang])

        yield show


def simulate_with_progress(work: Callable[..., xr.Dataset], replications: int, console: Console) -> xr.Dataset:
    """Run work that simulates, and show its progress and its duration.

    Parameters
    ----------
    work : callable
        Called as ``work(progress=...)``, as for :func:`with_progress`.
    replications : int
        Number of replications that it simulates.
    console : Console

    Returns
    -------
    xarray.Dataset
        The result of the work.
    """
    begin, pace = time.perf_counter(), Pace()
    ds = with_progress(work, replications, pace, console)
    spent = duration(time.perf_counter() - begin)
    count = counted(replications, words.REPLICATION, words.REPLICATIONS)
    done = words.DONE if pace.rate() is None else words.DONE_AT_RATE
    console.note(done.format(count=count, time=spent, rate=pace.text()))
    return ds


def with_progress[Result](work: Callable[..., Result], total: int, pace: Pace, console: Console) -> Result:
    """Run work that simulates, and show its progress.

    Parameters
    ----------
    work : callable
        Called as ``work(progress=...)`` in a thread of its own: Ctrl-C interrupts a thread that waits, but not
        compiled code.
    total : int
        Number of runs, as far as it is known.
    pace : Pace
        Measures the rate.
    console : Console
    """
    announce_compiling(console)
    with progress(console, total, pace) as report_progress:
        with stack_for_compiling():
            worker = ThreadPoolExecutor(1)
            future = worker.submit(work, progress=report_progress)
        while not future.done():
            wait([future], timeout=_LISTEN)
            raise_if_ended()
        result = future.result()
        worker.shutdown()
    return result


def announce_compiling(console: Console, code: Code = "complete") -> None:
    """Say that the kernel is compiled first, if it is, and why it is although machine code came with the package."""
    from sim.compilation.cache import is_warm

    if not is_warm(code):
        from sim.compilation.machine_code import shipped

        misfit = shipped().misfit
        if misfit is not None and misfit.name in words.MISFITS:
            console.note(words.MISFITS[misfit.name])
        console.note(words.COMPILING.format(seconds=duration(_COMPILING[code])))


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


def duration(seconds: float) -> Text:
    r"""Write a duration in the two units that matter; Babel would write one unit only, and in English as "15 secs".

    Examples
    --------
    >>> duration(0.42)["fr"], duration(75)["en"], duration(7300)["en"]
    ('0,4\xa0s', '1\xa0min\xa015\xa0s', '2\xa0h\xa001\xa0min')
    """
    if seconds < 9.95:
        return Text("{n}\u00a0s", "{n}\u00a0s").format(n=number(round(seconds, 1)))
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes_left = divmod(minutes, 60)
    if hours:
        text = f"{hours} h {minutes_left:02d} min"
    elif minutes:
        text = f"{minutes} min {rest:02d} s"
    else:
        text = f"{rest} s"
    return same(text.replace(" ", NO_BREAK_SPACE))
