"""The engine of a cluster: tasks on the workers of a Dask scheduler, which may be killed at any time."""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from sim.errors import StoreError
from sim.sweep import words
from sim.sweep.identity import difference, program
from sim.sweep.scheduler import Scheduler, connected
from sim.sweep.task import BlockResult, Task, attempt
from sim.vocabulary.text import Text, same

if TYPE_CHECKING:
    from distributed import Future

_AHEAD: Final = 2  # blocks for each thread of a worker: the current one and the next
_LISTEN: Final = 0.5  # seconds between two checks of the workers and the scheduler
_CALL: Final = "__import__('sim.sweep.cluster', fromlist=['do_there']).run_on_worker(task, program)"
"""The expression that workers evaluate: every worker can unpickle a string, and one without this package then raises an
ImportError. Dask would end a worker that cannot unpickle its task without any message."""


class OtherProgramError(Exception):
    """A worker runs another version of the program, which might give other numbers."""


def on_cluster(
    tasks: Iterable[Task], scheduler: Scheduler, tick: Callable[[int], None], notice: Callable[[Text], None]
) -> Iterator[BlockResult]:
    """Run tasks on the workers of a Dask scheduler, and yield their results.

    A task whose worker dies is run again by another one; a task that kills several workers has failed.

    Parameters
    ----------
    tasks : iterable of Task
        Created as workers become free. The workers must see the store under the same path.
    scheduler : Scheduler
    tick : callable
        Called with the number of runs of each finished block.
    notice : callable
        Called with a message when the scheduler is waited for, or has no workers.

    Yields
    ------
    BlockResult

    Raises
    ------
    StoreError
        Dask is not installed, the scheduler does not answer or was lost, or its workers have another program or disk.
    OSError, MemoryError
        The store cannot be written.
    """
    with connected(scheduler, notice) as client, client.as_current():
        from distributed import KilledWorker, wait

        mine = program()
        waiting: dict[Future[BlockResult], Task] = {}
        rest, idle = iter(tasks), False
        try:
            while True:
                threads = sum(client.nthreads().values())
                if not threads and not idle:
                    notice(words.NO_WORKERS)
                idle = not threads
                for task in itertools.islice(rest, max(0, _AHEAD * max(1, threads) - len(waiting))):
                    request = {"task": pickle.dumps(task), "program": mine}
                    name = f"block-{task.block}-{uuid4().hex}"  # shown on the dashboard
                    waiting[client.submit(eval, _CALL, request, key=name, retries=0)] = task
                if not waiting:
                    return
                with suppress(TimeoutError):
                    wait(list(waiting), timeout=_LISTEN, return_when="FIRST_COMPLETED")
                for future in [each for each in waiting if each.done()]:
                    task = waiting.pop(future)
                    try:
                        yield future.result()
                    except KilledWorker:
                        yield BlockResult(task.block, words.KILLED.en)
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


def run_on_worker(task: bytes, expected: str) -> BlockResult:
    """Run a pickled task on a worker, if it has the same program as the client."""
    if program() != expected:
        raise OtherProgramError(difference(expected, program()))
    return attempt(pickle.loads(task), lambda: None)
