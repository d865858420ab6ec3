"""A task: the runs of one block, played and written; the same whichever engine does it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from sim.compilation.cache import is_warm, mark_warm
from sim.declared.variables import recorded
from sim.errors import SimError
from sim.kernel.outcome import Record
from sim.kernel.runs import one_run
from sim.kernel.setup import prepare
from sim.scenario import Scenario, parse_scenario, with_values
from sim.sweep.arrays import Columns, missing, write_block
from sim.sweep.layout import Layout

if TYPE_CHECKING:
    from sim.sweep.design import Design


_COMPILING: Final = Lock()


class StoppedError(Exception):
    """The sweep was stopped before the block was complete."""


class Ended(NamedTuple):
    """How a block ended: done, or failed for a reason."""

    block: int
    failure: str | None = None


class Task(NamedTuple):
    """All that a block needs to be played anywhere.

    Attributes
    ----------
    store : str
        The store, by its whole path.
    source, folder : str
        The scenario as TOML, and the folder of the files that it names.
    layout : Layout
    block : int
    values : list of dict
        The parameters of each point of the block.
    seed : int
    record : {"summary", "months"}
    """

    store: str
    source: str
    folder: str
    layout: Layout
    block: int
    values: list[dict[str, Any]]
    seed: int
    record: Record


def task_of(design: Design, store: Path, layout: Layout, block: int) -> Task:
    """Gather what a block needs."""
    points, _ = layout.block(block)
    return Task(
        store=str(store.absolute()),
        source=design.sure.source,
        folder=str(design.scenario.folder.absolute()),
        layout=layout,
        block=block,
        values=[design.values(point) for point in points],
        seed=design.seed,
        record="months" if design.record == "months" else "summary",
    )


def attempt(task: Task, tick: Callable[[], None] = lambda: None) -> Ended:
    """Run a task, and return how it ended: an error in its runs does not stop the other tasks.

    Raises
    ------
    OSError, MemoryError
        The store cannot be written, or there is not enough memory: all other blocks would fail as well.
    StoppedError
        From `tick`.
    """
    try:
        _compile_first(task)
        do(task, tick)
    except (OSError, MemoryError, StoppedError):
        raise
    except Exception as error:
        return Ended(task.block, str(error) if isinstance(error, SimError) else f"{type(error).__name__}: {error}")
    return Ended(task.block)


def _compile_first(task: Task) -> None:
    """Compile the kernel, if that was never done, in one thread while the others wait."""
    with _COMPILING:
        if not is_warm():
            play(task._replace(values=task.values[:1], layout=Layout(1, 1, 1, 1), block=0))
            mark_warm()


def do(task: Task, tick: Callable[[], None] = lambda: None) -> None:
    """Play a block and write it.

    Parameters
    ----------
    task : Task
    tick : callable
        Called after each run; may raise :class:`StoppedError`.
    """
    write_block(Path(task.store), task.layout, task.block, play(task, tick))


def play(task: Task, tick: Callable[[], None] = lambda: None) -> Columns:
    """Play the runs of a block.

    Returns
    -------
    dict of str to (points, replications, ...) ndarray
        The output variables, in their declared types.
    """
    base = _scenario(task.source, task.folder)
    _, replications = task.layout.block(task.block)
    sizes = {"month": base.months, "resource": len(base.resources)}
    columns: Columns = {}
    for variable in recorded("months" if task.record == "months" else "summary"):
        shape = (len(task.values), len(replications), *(sizes[dim] for dim in variable.dims[1:]))
        columns[variable.name] = np.full(shape, missing(variable), dtype=variable.dtype)
    for place, values in enumerate(task.values):
        setup = prepare(with_values(base, values))
        for column, replication in enumerate(replications):
            for name, value in one_run(setup, task.seed, replication, task.record).items():
                columns[name][place, column] = value
            tick()
    return columns


@lru_cache(maxsize=4)
def _scenario(source: str, folder: str) -> Scenario:
    """Read a scenario once for all blocks that one process plays."""
    return parse_scenario(tomllib.loads(source), folder)
