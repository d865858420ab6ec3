"""The engine of one machine: threads of this process, each with a block of its own; the kernel releases the GIL."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from sim.compilation.decorators import is_warm, mark_warm
from sim.errors import SimError
from sim.sweep.layout import Layout
from sim.sweep.task import StoppedError, Task, do, play

_STACK: Final = 64 * 2**20  # bytes: compiling needs more than the half megabyte of a thread on macOS
_LISTEN: Final = 0.2  # seconds between two looks at the keyboard


class Ended(NamedTuple):
    """How a block ended: done, or failed for a reason."""

    block: int
    failure: str | None = None


def processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def on_threads(tasks: Iterable[Task], threads: int | None, tick: Callable[[], None]) -> Iterator[Ended]:
    """Do tasks in threads, and yield how each one ended.

    Parameters
    ----------
    tasks : iterable of Task
        Made one by one as threads get free.
    threads : int, optional
        By default one for each processor.
    tick : callable
        Called after each run, from any thread.

    Yields
    ------
    Ended
        In the order in which they end.

    Raises
    ------
    OSError, MemoryError
        The store cannot be written, or there is no memory: no other block would fare better.
    """
    waiting = iter(tasks)
    lock, stop = threading.Lock(), threading.Event()
    ended: queue.SimpleQueue[Ended | BaseException | None] = queue.SimpleQueue()

    def beat() -> None:
        if stop.is_set():
            raise StoppedError
        tick()

    def next_task() -> Task | None:
        with lock:
            return None if stop.is_set() else next(waiting, None)

    def work(first: bool) -> None:
        try:
            while (task := next_task()) is not None:
                if first and not is_warm():
                    play(task._replace(values=task.values[:1], layout=Layout(1, 1, 1, 1), block=0))
                    mark_warm()
                started.set()
                ended.put(attempt(task, beat))
        except StoppedError:
            pass
        except BaseException as error:
            ended.put(error)
        finally:
            started.set()
            ended.put(None)

    count = max(1, processors() if threads is None else threads)
    started = threading.Event()  # the first thread compiles, if it must, while the others wait
    crew = [threading.Thread(target=work, args=(place == 0,), daemon=True) for place in range(count)]
    before = threading.stack_size(_STACK)
    try:
        crew[0].start()
        while not started.wait(_LISTEN):
            pass
        for thread in crew[1:]:
            thread.start()
        threading.stack_size(before)
        busy = count
        while busy:
            try:
                found = ended.get(timeout=_LISTEN)
            except queue.Empty:
                continue
            if found is None:
                busy -= 1
            elif isinstance(found, BaseException):
                raise found
            else:
                yield found
    finally:
        stop.set()
        threading.stack_size(before)
        for thread in crew:
            if thread.ident is not None:
                thread.join()


def attempt(task: Task, tick: Callable[[], None]) -> Ended:
    """Do a task; what is wrong with its runs alone is no reason to stop the others."""
    try:
        do(task, tick)
    except (OSError, MemoryError, StoppedError):
        raise
    except Exception as error:
        return Ended(task.block, reason_of(error))
    return Ended(task.block)


def reason_of(error: BaseException) -> str:
    """Say in short why a block failed."""
    said = str(error)
    return said if isinstance(error, SimError) else f"{type(error).__name__}: {said}"
