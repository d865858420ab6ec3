"""The engine of a cluster: the same tasks on the workers of a Dask scheduler, which may die at any time."""

from __future__ import annotations

import itertools
import logging
import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import uuid4

from sim.errors import StoreError
from sim.sweep import words
from sim.sweep.identity import difference, program
from sim.sweep.task import Ended, Task, attempt
from sim.vocabulary.text import Text, same

if TYPE_CHECKING:
    from distributed import Client, Future

_AHEAD: Final = 2  # blocks for each thread of a worker: one that it plays, one that it will
_PATIENCE: Final = 10.0  # seconds for the scheduler to answer
_LISTEN: Final = 0.5
_THERE: Final = "__import__('sim.sweep.cluster', fromlist=['do_there']).do_there(task, program)"
"""What a worker is asked: Dask ends a worker that cannot read its task, without a word; this it can, and then says why
it has no such package."""


class Scheduler(NamedTuple):
    """Where the Dask scheduler is: its address, or the file that it wrote."""

    address: str | None = None
    file: str | None = None

    def __str__(self) -> str:
        """Name it as it was given."""
        return self.address or self.file or ""


class OtherProgramError(Exception):
    """A worker would give other numbers: its program is not the one that asks."""


def on_cluster(
    tasks: Iterable[Task], scheduler: Scheduler, tick: Callable[[int], None], notice: Callable[[Text], None]
) -> Iterator[Ended]:
    """Do tasks on the workers of a Dask scheduler, and yield how each one ended.

    A task whose worker dies is done again by another one; one that takes several workers with it has failed.

    Parameters
    ----------
    tasks : iterable of Task
        Made one by one as workers get free. The workers must see the store under the same path.
    scheduler : Scheduler
    tick : callable
        Called with the number of runs of each block that ended.
    notice : callable
        Called with words when there are no workers.

    Yields
    ------
    Ended

    Raises
    ------
    StoreError
        There is no Dask, no such scheduler, it was lost, or its workers have another program or another disk.
    OSError, MemoryError
        The store cannot be written.
    """
    with _connected(scheduler) as client, client.as_current():
        from distributed import KilledWorker, wait

        mine = program()
        waiting: dict[Future[Ended], Task] = {}
        rest, alone = iter(tasks), False
        try:
            while True:
                hands = sum(client.nthreads().values())
                if not hands and not alone:
                    notice(words.NO_WORKERS)
                alone = not hands
                for task in itertools.islice(rest, max(0, _AHEAD * max(1, hands) - len(waiting))):
                    asked = {"task": pickle.dumps(task), "program": mine}
                    name = f"block-{task.block}-{uuid4().hex}"  # on the scheduler's pages
                    waiting[client.submit(eval, _THERE, asked, key=name, retries=0)] = task
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
                    except (ImportError, AttributeError) as error:
                        raise StoreError(words.NO_PROGRAM.format(reason=same(str(error)))) from None
                    except FileNotFoundError:
                        raise StoreError(words.NOT_SHARED.format(path=task.store)) from None
                    tick(task.layout.runs(task.block))
                    future.release()
                if client.status not in ("running", "connecting"):
                    raise StoreError(words.LOST_SCHEDULER)
        finally:
            with suppress(Exception):
                client.cancel(list(waiting), force=True)


def do_there(task: bytes, asking: str) -> Ended:
    """Do a pickled task on a worker, if its program is the one that asks."""
    if program() != asking:
        raise OtherProgramError(difference(asking, program()))
    return attempt(pickle.loads(task), lambda: None)


@contextmanager
def _connected(scheduler: Scheduler) -> Iterator[Client]:
    """Reach the scheduler, and say in words when it is lost, which Dask logs with a traceback."""
    try:
        from distributed import Client
        from distributed.comm.core import CommClosedError
    except ImportError:
        raise StoreError(words.NO_DASK) from None
    where: dict[str, Any] = {"address": scheduler.address} if scheduler.address else {"scheduler_file": scheduler.file}
    log = logging.getLogger("distributed.client")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        try:
            client = Client(**where, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            reason = str(error) or type(error).__name__
            raise StoreError(words.NO_SCHEDULER.format(address=str(scheduler), reason=same(reason))) from None
        with client:
            yield client
    except (CommClosedError, CancelledError):
        raise StoreError(words.LOST_SCHEDULER) from None
    finally:
        log.setLevel(before)
