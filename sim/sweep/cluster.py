"""The engine of a cluster: the same tasks on the workers of a Dask scheduler, which may die at any time."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sim.errors import StoreError
from sim.sweep import words
from sim.sweep.identity import difference, program
from sim.sweep.task import Task
from sim.sweep.threads import Ended, attempt
from sim.vocabulary.text import same

if TYPE_CHECKING:
    from distributed import Client, Future

_AHEAD: Final = 2  # blocks for each thread of a worker: one that it plays, one that it will
_PATIENCE: Final = 20.0  # seconds for the scheduler to answer
_LISTEN: Final = 0.5


class Scheduler(NamedTuple):
    """Where the Dask scheduler is: its address, or the file that it wrote."""

    address: str | None = None
    file: str | None = None

    def __str__(self) -> str:
        """Name it as it was given."""
        return self.address or self.file or ""


class OtherProgramError(Exception):
    """A worker would give other numbers: its program is not the one that asks."""


def on_cluster(tasks: Iterable[Task], scheduler: Scheduler, tick: Callable[[int], None]) -> Iterator[Ended]:
    """Do tasks on the workers of a Dask scheduler, and yield how each one ended.

    A task whose worker dies is done again by another one; one that takes several workers with it has failed.

    Parameters
    ----------
    tasks : iterable of Task
        Made one by one as workers get free. The workers must see the store under the same path.
    scheduler : Scheduler
    tick : callable
        Called with the number of runs of each block that ended.

    Yields
    ------
    Ended

    Raises
    ------
    StoreError
        There is no Dask, no such scheduler, it was lost, or its workers run another program.
    OSError, MemoryError
        The store cannot be written.
    """
    with _connected(scheduler) as client, client.as_current():
        from distributed import KilledWorker, wait
        from distributed.client import FutureCancelledError

        mine = program()
        waiting: dict[Future[Ended], Task] = {}
        rest = iter(tasks)
        try:
            while True:
                room = _AHEAD * max(1, sum(client.nthreads().values())) - len(waiting)
                for task in itertools.islice(rest, max(0, room)):
                    waiting[client.submit(_do_there, task, mine, pure=False, retries=0)] = task
                if not waiting:
                    return
                with suppress(TimeoutError):
                    wait(list(waiting), timeout=_LISTEN, return_when="FIRST_COMPLETED")
                for future in [each for each in waiting if each.done()]:
                    task = waiting.pop(future)
                    try:
                        yield future.result()
                    except KilledWorker:
                        yield Ended(task.block, words.KILLED.en)
                    except OtherProgramError as error:
                        raise StoreError(words.OTHER_PROGRAM.format(difference=same(str(error)))) from None
                    except FutureCancelledError:
                        raise StoreError(words.LOST_SCHEDULER) from None
                    tick(task.layout.runs(task.block))
                    future.release()
                if client.status not in ("running", "connecting"):
                    raise StoreError(words.LOST_SCHEDULER)
        finally:
            with suppress(Exception):
                client.cancel(list(waiting), force=True)


def _do_there(task: Task, program_asking: str) -> Ended:
    """Do a task on a worker."""
    if program() != program_asking:
        raise OtherProgramError(difference(program_asking, program()))
    return attempt(task, lambda: None)


def _connected(scheduler: Scheduler) -> Client:
    """Reach the scheduler."""
    try:
        from distributed import Client
    except ImportError:
        raise StoreError(words.NO_DASK) from None
    where: dict[str, Any] = {"address": scheduler.address} if scheduler.address else {"scheduler_file": scheduler.file}
    try:
        return Client(**where, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        reason = str(error) or type(error).__name__
        raise StoreError(words.NO_SCHEDULER.format(address=str(scheduler), reason=same(reason))) from None
