"""Many runs of one scenario, in threads: the kernel releases the GIL, and runs are independent of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.compilation.cache import is_warm, mark_warm
from sim.kernel.month import run
from sim.kernel.outcome import RAGGED, Outcomes, Record, outcomes
from sim.kernel.recording import new_trajectory
from sim.kernel.setup import Setup, new_state, prepare
from sim.laws.random import run_key
from sim.progress import Progress
from sim.threads import in_threads, processors

if TYPE_CHECKING:
    from sim.scenario import Scenario


def one_run(setup: Setup, seed: int, replication: int, record: Record) -> Outcomes:
    """Play one run and return its outcomes."""
    state = new_state(setup, seed, replication)
    n, resources = state.place.shape
    trajectory = new_trajectory(setup.scenario.months, n, resources, record == "organizations")
    trajectory = run(state, trajectory, setup.scenario, setup.changes)
    found = outcomes(state, trajectory, record)
    return found | _drawn_attributes(setup, seed, replication) if record == "organizations" else found


def _drawn_attributes(setup: Setup, seed: int, replication: int) -> Outcomes:
    """Return the attributes of every organization as they were drawn, or read from a file."""
    from sim.scenario import draw_values
    from sim.scenario.schema.population import ATTRIBUTES

    key = run_key(seed, 0 if setup.scenario.population.fixed else replication)
    return dict(zip(ATTRIBUTES, draw_values(setup.population, key)[0], strict=True))


def one_uncertain_run(scenario: Scenario, seed: int, replication: int, record: Record) -> Outcomes:
    """Play one run with its own draw of the uncertain parameters.

    All other draws are the same random draws as those of the run without parameter uncertainty.
    """
    from sim.scenario import certain

    setup = prepare(certain(scenario, run_key(seed, replication)))
    return one_run(setup, seed, replication, record)


def _finished(play: Callable[[int], Outcomes], replications: int, threads: int) -> Iterator[tuple[int, Outcomes]]:
    """Yield the number and the outcomes of each run as it finishes, the first one alone where code must be compiled."""

    def numbered(k: int) -> tuple[int, Outcomes]:
        return k, play(k)

    first = 0
    if not is_warm():  # one thread compiles
        yield numbered(0)
        mark_warm()
        first = 1
    rest = range(first, replications)
    yield from map(numbered, rest) if threads == 1 else in_threads(numbered, rest, threads)


def all_runs(
    scenario: Scenario,
    replications: int,
    seed: int,
    record: Record,
    threads: int | None = None,
    progress: Progress | None = None,
    uncertain: bool = False,
    each: Callable[[int, Outcomes], Outcomes] | None = None,
) -> dict[str, NDArray[np.generic]]:
    """Play the replications of a scenario.

    Parameters
    ----------
    scenario : Scenario
    replications, seed : int
    record : "summary", "months" or "organizations"
    threads : int, optional
        By default one for each processor. The result does not depend on it.
    progress : callable, optional
        Called as ``progress(done, total)``.
    uncertain : bool
        Whether each run draws the parameters that the scenario declares uncertain, instead of taking their values.
    each : callable, optional
        Called with the number and the outcomes of each run, in its thread; returns the outcomes to collect.

    Returns
    -------
    dict of str to (replications, ...) ndarray
        The output variables.
    """
    play: Callable[[int], Outcomes]
    if uncertain:
        play = partial(one_uncertain_run, scenario, seed, record=record)
    else:
        play = partial(one_run, prepare(scenario), seed, record=record)
    if threads is None:
        threads = processors()
    if each is None:
        return collected(play, replications, threads, progress)
    return collected(lambda k: each(k, play(k)), replications, threads, progress)


def collected(
    play: Callable[[int], Outcomes], replications: int, threads: int = 1, progress: Progress | None = None
) -> dict[str, NDArray[np.generic]]:
    """Play runs and return their outcomes together.

    Parameters
    ----------
    play : callable
        Plays the run of a number and returns its outcomes.
    replications, threads : int
    progress : callable, optional
        Called as ``progress(done, total)``.

    Returns
    -------
    dict of str to (replications, ...) ndarray
    """
    columns: dict[str, NDArray[np.generic]] = {}
    ragged: dict[str, dict[int, NDArray[np.generic]]] = {}
    if progress is not None:
        progress(0, replications)
    finished = _finished(play, replications, max(1, min(threads, replications)))
    for done, (k, values) in enumerate(finished, start=1):
        for name, value in values.items():
            array = np.asarray(value)
            if name in RAGGED:
                ragged.setdefault(name, {})[k] = array.copy()
                continue
            if name not in columns:
                columns[name] = np.empty((replications, *array.shape), dtype=array.dtype)
            columns[name][k] = value
        if progress is not None:
            progress(done, replications)
    for name, arrays in ragged.items():
        columns[name] = _padded([arrays[k] for k in range(replications)])
    return columns


def _padded(arrays: list[NDArray[np.generic]]) -> NDArray[np.generic]:
    """Return arrays of several lengths as rows of one array, padded with -1 (integers) or 0 (floats)."""
    rows = np.zeros((len(arrays), max(array.size for array in arrays)), dtype=arrays[0].dtype)
    if rows.dtype.kind == "i":
        rows -= 1
    for row, array in zip(rows, arrays, strict=True):
        row[: array.size] = array
    return rows
