"""Running a sweep: the blocks that are still to do, in threads or on a cluster."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Literal

import numpy as np

from sim.progress import Progress, reporter
from sim.sweep import words
from sim.sweep.cluster import on_cluster
from sim.sweep.damage import listed
from sim.sweep.design import Design
from sim.sweep.document import read_root
from sim.sweep.layout import DONE, PARTLY, Layout
from sim.sweep.lock import is_locked
from sim.sweep.scheduler import Scheduler
from sim.sweep.sessions import note_session
from sim.sweep.state import read_state
from sim.sweep.store import Store, opened_store
from sim.sweep.task import BlockResult, StoppedError, attempt, runs_there, task_of
from sim.threads import in_threads, processors
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Text, number

Beginning = Literal["new", "resumed", "grown"]
"""How a sweep begins in its store."""


@dataclass(frozen=True, kw_only=True)
class Status:
    """The progress of a sweep.

    Attributes
    ----------
    points, replications, runs, blocks : int
        Size of the sweep.
    done, failed : int
        Number of blocks.
    runs_done : int
        Number of runs in the store.
    failures : dict of int to str
        The reasons of blocks that failed.
    in_use : bool
        Whether a sweep is writing the store now.
    """

    points: int
    replications: int
    runs: int
    blocks: int
    done: int
    failed: int
    runs_done: int
    failures: dict[int, str]
    in_use: bool = False

    @property
    def complete(self) -> bool:
        """Whether all runs are in the store."""
        return self.done == self.blocks


@in_its_currency
def run_sweep(
    design: Design,
    store: str | PathLike[str],
    *,
    threads: int | None = None,
    scheduler: Scheduler | None = None,
    retry_failed: bool = False,
    block: int | None = None,
    progress: Progress | bool | None = None,
    notice: Callable[[Text], None] | None = None,
    begun: Callable[[Beginning], None] | None = None,
) -> Status:
    """Simulate all points of a design into a store; blocks that it already holds are not repeated, unless damaged.

    A store with fewer points or replications of the same design grows, and its runs are kept.

    Run k of a point is the same, to the last bit, as ``sim.simulate`` of that point alone, whatever the engine, the
    number of workers or the size of the blocks; run k has the same draws at all points, unless the design asks for own
    draws.

    Parameters
    ----------
    design : Design
        From :func:`load_design` or :func:`make_design`.
    store : path
        Folder of the store, usually ``name.zarr``; created if it does not exist.
    threads : int, optional
        By default one for each processor.
    scheduler : Scheduler, optional
        A Dask scheduler, instead of threads of this process.
    retry_failed : bool
        Whether blocks that failed are tried again.
    block : int, optional
        Number of runs of a block, if the store is created.
    progress : callable or bool, optional
        Called as ``progress(done, total)`` with numbers of runs of this process, from any thread; True shows a bar.
    notice : callable, optional
        Called with a message for the user: what was damaged, how the store grows, what is waited for.
    begun : callable, optional
        Called once the store is open, with "new", "resumed" or "grown".

    Returns
    -------
    Status
        With the blocks that failed, and their reasons.

    Raises
    ------
    StoreError
        Another process is writing the store, it belongs to another sweep and cannot grow to this one, or it is damaged
        beyond repair.
    OwnOutcomeError
        The functions of the design fail in each run that is tried before the store is created.
    OSError
        The store cannot be written; finished blocks are kept.
    KeyboardInterrupt
        Finished blocks are kept.

    Examples
    --------
    >>> import sim, tempfile
    >>> scenario = sim.load_scenario("atelier")
    >>> design = sim.make_design(scenario, {"population.horizon": [6, 36]}, replications=2)
    >>> folder = tempfile.TemporaryDirectory()
    >>> status = sim.run_sweep(design, f"{folder.name}/horizon.zarr")
    >>> status.runs_done, status.complete
    (4, True)
    >>> ds = sim.open_sweep(f"{folder.name}/horizon.zarr")
    >>> dict(ds["collective_total_gain"].sizes)
    {'point': 2, 'replication': 2}
    >>> folder.cleanup()
    """
    path, notice = Path(store), notice or (lambda message: None)
    with opened_store(path, design, block) as opened:
        if begun is not None:
            begun("new" if opened.is_new else "resumed" if opened.before is None else "grown")
        if opened.before is not None:
            before, layout = opened.before, opened.layout
            sizes = (before.points, before.replications, layout.points, layout.replications)
            names = ("points", "replications", "more_points", "more_replications")
            notice(words.GROWS.format(path=path, **dict(zip(names, map(number, sizes), strict=True))))
        if opened.damage:
            notice(words.REPAIRED.format(path=path, damage=listed(opened.damage)))
        if retry_failed:
            opened.forget_failures()
        waiting = opened.waiting()
        if waiting:
            note_session(path)
        total = sum(opened.layout.runs(block) for block in waiting)
        count = _counter(total, reporter(progress))
        for result in _engine(opened, waiting, threads, scheduler, count, notice):
            if result.failure is None:
                opened.mark(result.block, DONE)
            else:
                opened.fail(result.block, result.failure)
    return read_status(path)


def _engine(
    store: Store,
    waiting: list[int],
    threads: int | None,
    scheduler: Scheduler | None,
    count: Callable[[int], None],
    notice: Callable[[Text], None],
) -> Iterator[BlockResult]:
    """Return the results of the blocks as they end, from threads of this process or from a cluster."""
    tasks = (task_of(store.design, store.path, store.layout, block, store.is_partly(block)) for block in waiting)
    if scheduler is not None:
        return on_cluster(tasks, scheduler, count, notice)
    stop = threading.Event()

    def tick() -> None:
        if stop.is_set():
            raise StoppedError
        count(1)

    threads = max(1, processors() if threads is None else threads)
    return in_threads(lambda task: attempt(task, tick), tasks, threads, stop.set)


def _counter(total: int, progress: Progress | None) -> Callable[[int], None]:
    """Return a function that counts finished runs, from any thread, and reports progress."""
    lock, done = threading.Lock(), 0
    if progress is not None:
        progress(0, total)

    def count(runs: int) -> None:
        nonlocal done
        with lock:
            done += runs
            if progress is not None:
                progress(done, total)

    return count


def read_status(store: str | PathLike[str]) -> Status:
    """Return the progress of a sweep.

    Parameters
    ----------
    store : path
        Its store.

    Raises
    ------
    StoreError
        There is no store, or its documents are damaged.
    """
    path = Path(store)
    layout = Layout(*read_root(path)["attributes"]["layout"])
    codes, failures = read_state(path, layout.blocks)
    done = np.flatnonzero(codes == DONE).tolist()
    partly = np.flatnonzero(codes == PARTLY).tolist()
    return Status(
        points=layout.points,
        replications=layout.replications,
        runs=layout.points * layout.replications,
        blocks=layout.blocks,
        done=len(done),
        failed=len(failures),
        runs_done=sum(map(layout.runs, done)) + sum(runs_there(path, layout, block) for block in partly),
        failures=failures,
        in_use=is_locked(path),
    )
