"""A task: to simulate the runs of one block and write them, in a thread or on a cluster."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compilation.cache import is_warm, mark_warm
from sim.dataset import to_dataset
from sim.declared.variables import VARIABLES, recorded
from sim.errors import SimError
from sim.kernel.batch import runs_together, several_runs
from sim.kernel.outcome import Outcomes, Record
from sim.kernel.setup import prepare
from sim.laws.random import run_key
from sim.scenario import Scenario, draw_uncertain, parse_scenario, with_drawn, with_values
from sim.sweep import words
from sim.sweep.arrays import Columns, read_block, write_block
from sim.sweep.columns import STATUS, missing, own_variable
from sim.sweep.design import Design
from sim.sweep.layout import Layout
from sim.sweep.own_outcome import OwnNumber, OwnOutcome, OwnOutcomeError, own_numbers
from sim.sweep.uncertainty import Drawn
from sim.vocabulary.text import number, same

if TYPE_CHECKING:
    import xarray as xr

    from sim.scenario.particles import Particles

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
    texts : tuple of (str, str)
        Names and texts of its files of code, which workers need not see.
    layout : Layout
    block : int
    values : list of dict
        The parameters of each point of the block.
    first_runs : list of int
        Number of the first run of each of these points.
    seed : int
    kept, level : {"summary", "months", "organizations"}
        The levels of record that the store keeps, and that a run needs.
    outcomes : tuple of OwnOutcome
        Functions that reduce a run to further numbers.
    names : tuple of str
        The names of these numbers; empty where they are not known yet.
    uncertain : bool
        Whether each run draws the uncertain parameters of the scenario.
    particles : Particles or None
        Particles of a calibration to draw from.
    partly : bool
        Whether the block has runs already, from before the sweep grew.
    """

    store: str
    source: str
    folder: str
    texts: tuple[tuple[str, str], ...]
    layout: Layout
    block: int
    values: list[dict[str, Any]]
    first_runs: list[int]
    seed: int
    kept: Record
    level: Record
    outcomes: tuple[OwnOutcome, ...] = ()
    names: tuple[str, ...] = ()
    uncertain: bool = False
    particles: Particles | None = None
    partly: bool = False


def task_of(design: Design, store: Path, layout: Layout, block: int, partly: bool = False) -> Task:
    """Return the task of a block."""
    points, _ = layout.block(block)
    return _task(design, store, layout, block, points)._replace(
        names=tuple(each.name for each in design.own_numbers), partly=partly
    )


def first_numbers(design: Design, point: int) -> list[OwnNumber]:
    """Return the numbers that the functions of a design give for the first run of a point.

    Raises
    ------
    OwnOutcomeError
        A function fails.
    """
    task = _task(design, Path(), Layout(1, 1, 1, 1), 0, range(point, point + 1))
    scenario, drawn = _drawn(with_values(_base(task), task.values[0]), task, task.first_runs[0])
    outcomes = several_runs(prepare(scenario), task.seed, task.first_runs[:1], task.level)
    return _numbers(task, Played(scenario, _of_run(outcomes, 0), task.values[0] | drawn, point, 0))


def _task(design: Design, store: Path, layout: Layout, block: int, points: range) -> Task:
    """Return the task of some points, whose own numbers are not named."""
    return Task(
        store=str(store.absolute()),
        source=design.simulated.source,
        folder=str(design.scenario.folder.absolute()),
        texts=tuple(design.scenario.texts.items()),
        layout=layout,
        block=block,
        values=[design.values(point) for point in points],
        first_runs=[design.first_run_of(point) for point in points],
        seed=design.seed,
        kept=design.kept,
        level=design.level,
        outcomes=design.outcomes,
        uncertain=design.uncertain,
        particles=design.simulated.particles,
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
            if not is_warm("together"):
                one = task._replace(values=task.values[:1], first_runs=task.first_runs[:1], partly=False, outcomes=())
                play(one._replace(layout=Layout(1, 2, 1, 2), block=0, names=()))  # two runs, which are played together
                mark_warm("together")
        write_block(Path(task.store), task.layout, task.block, play(task, tick))
    except (OSError, MemoryError, StoppedError):
        raise
    except Exception as error:
        reason = str(error) if isinstance(error, SimError) else f"{type(error).__name__}: {error}"
        return BlockResult(task.block, reason)
    return BlockResult(task.block)


def play(task: Task, tick: Callable[[], None] = lambda: None) -> Columns:
    """Simulate the runs of a block, but for those that it has already.

    Returns
    -------
    dict of str to (points, replications, ...) ndarray
        The columns of the store, in their declared types.
    """
    base = _base(task)
    points, replications = task.layout.block(task.block)
    drawn = Drawn(base) if task.uncertain else None
    columns = _columns(task, base, drawn)
    there = _kept_runs(task, columns)
    kept = [(variable.name, columns[variable.name]) for variable in recorded(task.kept)]
    most = 1 if task.uncertain else runs_together(base.population.number, base.months, task.level)
    for row, (point, values, first_run) in enumerate(zip(points, task.values, task.first_runs, strict=True)):
        scenario = with_values(base, values)
        setup = None if task.uncertain else prepare(scenario)
        for part in _parts(there[row], most):
            runs = [first_run + replications[column] for column in range(part.start, part.stop)]
            here, given = _drawn(scenario, task, runs[0])
            outcomes = several_runs(prepare(here) if setup is None else setup, task.seed, runs, task.level)
            for name, of_runs in kept:
                of_runs[row, part] = outcomes[name]
            if drawn is not None:
                for path in drawn.variables:
                    columns[path][row, part] = drawn.value(path, given[path])
            for k, column in enumerate(range(part.start, part.stop) if task.outcomes else ()):
                played = Played(here, _of_run(outcomes, k), values | given, point, replications[column])
                for each in _numbers(task, played):
                    columns[each.name][row, column] = each.value
            for _ in runs:
                tick()
        for _ in range(int(there[row].sum())):
            tick()
    return columns


def has_all_runs(store: Path, layout: Layout, block: int) -> bool:
    """Return whether a block of a store, whose files are whole, has all of its runs."""
    return runs_there(store, layout, block) == layout.runs(block)


def runs_there(store: Path, layout: Layout, block: int) -> int:
    """Return how many runs of a block are in a store; 0 if they are damaged."""
    points, replications = layout.block(block)
    like = {STATUS: np.empty((len(points), len(replications)), VARIABLES[STATUS].dtype)}
    found = read_block(store, layout, block, like)
    return 0 if found is None else int((found[STATUS] != missing(found[STATUS].dtype)).sum())


def _columns(task: Task, scenario: Scenario, drawn: Drawn | None) -> Columns:
    """Return the columns of a block without runs."""
    points, replications = task.layout.block(task.block)
    sizes = {"month": scenario.months, "resource": len(scenario.resources)}
    variables = [*recorded(task.kept), *(drawn.variables.values() if drawn is not None else ())]
    variables += map(own_variable, task.names)
    return {
        each.name: np.full(
            (len(points), len(replications), *(sizes[dim] for dim in each.dims[1:])), missing(each.dtype), each.dtype
        )
        for each in variables
    }


def _kept_runs(task: Task, columns: Columns) -> NDArray[np.bool_]:
    """Fill the runs that a block has already into its columns; return which are there (points, replications)."""
    before = read_block(Path(task.store), task.layout, task.block, columns) if task.partly else None
    if before is None:
        return np.zeros(columns[STATUS].shape, dtype=np.bool_)
    for name, values in before.items():
        columns[name][...] = values
    return columns[STATUS] != missing(columns[STATUS].dtype)


def _parts(there: NDArray[np.bool_], most: int) -> Iterator[slice]:
    """Yield the runs of a point that are missing, at most so many that follow each other at a time.

    Examples
    --------
    >>> [(part.start, part.stop) for part in _parts(np.array([True, False, False, False, True, False]), 2)]
    [(1, 3), (3, 4), (5, 6)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[True], there, [True]]).astype(np.int8)))
    for first, end in edges.reshape(-1, 2).tolist():
        for start in range(first, end, most):
            yield slice(start, min(start + most, end))


def _drawn(scenario: Scenario, task: Task, run: int) -> tuple[Scenario, dict[str, Any]]:
    """Return the scenario of a run of a point, and the values that it drew."""
    drawn = draw_uncertain(scenario, run_key(task.seed, run)) if task.uncertain else {}
    return (with_drawn(scenario, drawn) if drawn else scenario), drawn


def _of_run(outcomes: Outcomes, k: int) -> Outcomes:
    """Return the outcomes of one of several runs, plain numbers among them."""
    each = ((name, np.asarray(values)[k]) for name, values in outcomes.items())
    return {name: value if np.ndim(value) else value.item() for name, value in each}


class Played(NamedTuple):
    """A run that has been simulated, for the functions that reduce it."""

    scenario: Scenario
    outcomes: Outcomes
    parameters: dict[str, Any]
    point: int
    replication: int

    def dataset(self, task: Task) -> xr.Dataset:
        """Return it as a dataset without the dimension of replications; its parameters are coordinates."""
        columns = {name: np.array(value)[None] for name, value in self.outcomes.items()}
        about: dict[str, str | int] = {
            "scenario_name": self.scenario.name,
            "seed": str(task.seed),
            "record": task.level,
        }
        about |= {"point": self.point, "replication": self.replication}
        ds = to_dataset(self.scenario, columns, task.seed, task.level, about)
        return ds.isel(replication=0, drop=True).assign_coords(self.parameters)


def _numbers(task: Task, played: Played) -> list[OwnNumber]:
    """Return the own numbers of a run; an OwnOutcomeError names the run."""
    try:
        found = list(own_numbers(task.outcomes, played.outcomes, partial(played.dataset, task)))
        names = [each.name for each in found]
        if task.names and set(names) != set(task.names):
            given, expected = (same(", ".join(each)) for each in (names, task.names))
            raise OwnOutcomeError(words.OTHER_NAMES.format(given=given, expected=expected))
    except OwnOutcomeError as error:
        where = {"point": number(played.point), "run": number(played.replication)}
        raise OwnOutcomeError(words.IN_RUN.format(problem=error.words, **where)) from error
    return found


def _base(task: Task) -> Scenario:
    """Return the scenario of a task, from which the points differ."""
    scenario = _scenario(task.source, task.folder, task.texts)
    if task.particles is None:
        return scenario
    copy = scenario.model_copy()
    copy._particles = task.particles
    return copy


@lru_cache(maxsize=4)
def _scenario(source: str, folder: str, texts: tuple[tuple[str, str], ...]) -> Scenario:
    """Return a scenario, read once for all blocks of a process."""
    return parse_scenario(tomllib.loads(source), folder, texts=dict(texts))
