"""Progress of a run on the standard error: replications done, rate, time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sim.cli.durations import duration
from sim.cli.words import run as words
from sim.vocabulary.text import Text, join, number

if TYPE_CHECKING:
    from rich.progress import ProgressColumn

    from sim.cli.console import Console


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
            return Text("", "")
        left = self._total - self._last[1]
        parts = [self._words.format(rate=number(round(rate, 1) if rate < 100 else round(rate)))]
        if left:
            parts.append(words.LEFT.format(time=duration(left / rate)))
        return join(parts)


@contextmanager
def progress(console: Console, total: int, pace: Pace) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while replications are simulated; nothing if the standard error is no terminal.

    Parameters
    ----------
    console : Console
        A quiet one shows nothing.
    total : int
        Number of replications.
    pace : Pace
        Measures the rate.

    Yields
    ------
    callable
        Call it with the number of replications done and their total, from any thread.
    """
    if console.quiet or not sys.stderr.isatty():
        yield pace.report
        return
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, Progress, TextColumn

    columns: tuple[ProgressColumn, ...] = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TextColumn("{task.fields[pace]}"),
    )
    with Progress(*columns, console=RichConsole(stderr=True), transient=True) as bar:
        task = bar.add_task(words.SIMULATING[console.lang], total=total, count="", pace="")

        def show(done: int, of: int) -> None:
            pace.report(done, of)
            count = f"{number(done)[console.lang]}/{number(of)[console.lang]}"
            bar.update(task, completed=done, total=of, count=count, pace=pace.text()[console.lang])

        yield show
