"""The engine of one machine: threads of this process, each with one block at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator

from sim.sweep.task import BlockResult, StoppedError, Task, attempt
from sim.threads import in_threads, processors


def on_threads(tasks: Iterable[Task], threads: int | None, tick: Callable[[], None]) -> Iterator[BlockResult]:
    """Run tasks in threads, and yield how each one ended.

    Parameters
    ----------
    tasks : iterable of Task
        Created as threads become free.
    threads : int, optional
        By default one for each processor.
    tick : callable
        Called after each run, from any thread.

    Yields
    ------
    BlockResult
        In the order in which they end.

    Raises
    ------
    OSError, MemoryError
        The store cannot be written, or there is not enough memory: all other blocks would fail as well.
    """
    stop = threading.Event()

    def stoppable_tick() -> None:
        if stop.is_set():
            raise StoppedError
        tick()

    count = max(1, processors() if threads is None else threads)
    return in_threads(lambda task: attempt(task, stoppable_tick), tasks, count, stop.set)
