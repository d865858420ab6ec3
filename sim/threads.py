"""Threads: how many there are by default, and a pool that works through any number of items."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from typing import Final

_STACK: Final = 64 * 2**20  # bytes: compiling needs more than the half megabyte of a thread on macOS
_LISTEN: Final = 0.2  # seconds between two moments at which Ctrl-C is noticed on Windows


def processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def stack_for_compiling() -> Iterator[None]:
    """Give the threads that are started meanwhile a stack large enough for the compiler."""
    before = threading.stack_size(_STACK)
    try:
        yield
    finally:
        threading.stack_size(before)


def in_threads[T, R](
    work: Callable[[T], R], items: Iterable[T], threads: int, stop: Callable[[], object] = lambda: None
) -> Iterator[R]:
    """Yield ``work(item)`` for each item, in the order in which the results are ready.

    At most two items for each thread are taken ahead of the results, so that neither items nor results pile up. Where
    an item fails, results that are ready are yielded before its exception is raised.

    Parameters
    ----------
    work : callable
        Releases the GIL for most of its time.
    items : iterable
        Read in the thread of the caller.
    threads : int
        At least 1.
    stop : callable
        Called when no more results are wanted (an interruption, an exception, the generator is closed), before the
        threads are waited for: it may tell `work` to return early.

    Examples
    --------
    >>> sorted(in_threads(lambda n: n * n, range(5), threads=2))
    [0, 1, 4, 9, 16]
    """
    rest = iter(items)
    running: set[Future[R]] = set()
    pool = ThreadPoolExecutor(threads)
    try:
        while True:
            with stack_for_compiling():
                running |= {pool.submit(work, item) for item in islice(rest, 2 * threads - len(running))}
            if not running:
                return
            ready, running = wait(running, timeout=_LISTEN, return_when=FIRST_COMPLETED)
            for future in sorted(ready, key=lambda each: each.exception() is not None):
                yield future.result()
    finally:
        stop()
        pool.shutdown(wait=True, cancel_futures=True)
