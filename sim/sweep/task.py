"""A task: to simulate the runs of one block and write them, in a thread or on a cluster."""

import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple

import numpy as np

from sim.compilation.cache import is_warm, mark_warm
from sim.declared.variables import recorded
from sim.errors import SimError
from sim.kernel.outcome import Record
from sim.kernel.runs import one_run
from sim.kernel.setup import prepare
from sim.scenario import Scenario, parse_scenario, with_values
from sim.sweep.arrays import Columns, missing, write_block
from sim.sweep.design import Design
from sim.sweep.layout import Layout

_COMPILING: Final = Lock()


class StoppedError(Exception):
    """The sweep was stopped before the block was complete."""


class BlockResult(NamedTuple):
    """The result of a task: the block is written, or failed for a reason."""

    block: int
    failure: str | None = None


class Task(NamedTuple):
    """All that is needed to simulate a block on any machine.

    Attributes
    ----------
    store : str
        Absolute path of the store.
    source, folder : str
        The scenario as TOML, and the absolute path of the folder of the files that it names.
    layout : Layout
    block : int
    values : list of dict
        The parameters of each point of the block.
    first_runs : list of int
        Number of the first run of each of these points.
    seed : int
    record : {"summary", "months"}
    """

    store: str
    source: str
    folder: str
    layout: Layout
    block: int
    values: list[dict[str, Any]]
    first_runs: list[int]
    seed: int
    record: Record


def task_of(design: Design, store: Path, layout: Layout, block: int) -> Task:
    """Return the task of a block."""
    points, _ = layout.block(block)
    return Task(
        store=str(store.absolute()),
        source=design.without_uncertainty.source,
        folder=str(design.scenario.folder.absolute()),
        layout=layout,
        block=block,
        values=[design.values(point) for point in points],
        first_runs=[design.first_run_of(point) for point in points],
        seed=design.seed,
        record=design.record,
    )


def attempt(task: Task, tick: Callable[[], None] = lambda: None) -> BlockResult:
    """Simulate a block and write it, and return the result: an error in its runs does not stop the other tasks.

    Parameters
    ----------
    task : Task
    tick : callable
        Called after each run; may raise :class:`StoppedError`.

    Raises
    ------
    OSError, MemoryError
        The store cannot be written, or there is not enough memory: all other blocks would fail as well.
    StoppedError
        From `tick`.
    """
    try:
        with _COMPILING:  # in one thread while the others wait
            if not is_warm():
                one = task._replace(values=task.values[:1], first_runs=task.first_runs[:1])
                play(one._replace(layout=Layout(1, 1, 1, 1), block=0))
                mark_warm()
        write_block(Path(task.store), task.layout, task.block, play(task, tick))
    except (OSError, MemoryError, StoppedError):
        raise
    except Exception as error:
        reason = str(error) if isinstance(error, SimError) else f"{type(error).__name__}: {error}"
        return BlockResult(task.block, reason)
    return BlockResult(task.block)


def play(task: Task, tick: Callable[[], None] = lambda: None) -> Columns:
    """Simulate the runs of a block.

    Returns
    -------
    dict of str to (points, replications, ...) ndarray
        The output variables, in their declared types.
    """
    base = _scenario(task.source, task.folder)
    _, replications = task.layout.block(task.block)
    sizes = {"month": base.months, "resource": len(base.resources)}
    columns: Columns = {}
    for variable in recorded(task.record):
        shape = (len(task.values), len(replications), *(sizes[dim] for dim in variable.dims[1:]))
        columns[variable.name] = np.full(shape, missing(variable), dtype=variable.dtype)
    for row, (values, first_run) in enumerate(zip(task.values, task.first_runs, strict=True)):
        setup = prepare(with_values(base, values))
        for column, replication in enumerate(replications):
            for name, value in one_run(setup, task.seed, first_run + replication, task.record).items():
                columns[name][row, column] = value
            tick()
    return columns


@lru_cache(maxsize=4)
def _scenario(source: str, folder: str) -> Scenario:
    """Return a scenario, read once for all blocks of a process."""
    return parse_scenario(tomllib.loads(source), folder)
