"""The image of a scenario: all arrays of a run before it begins, with the parameters in their records."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.kernel.embedded import new_inputs, new_results
from sim.kernel.recording import new_history, new_trajectory
from sim.kernel.setup import Setup, new_state
from sim.kernel.state import Mechanisms
from sim.laws.random import run_key
from sim.page.entry import Memory, arrays
from sim.scenario import Scenario
from sim.scenario.schema.population import ATTRIBUTES

_KEPT = ("agreement", "overruns", "prescription", "own")
"""Parts of a state that parameters fill, and no draw."""
_GAP = 32
"""Bytes of zeros that are cheaper to leave out than to write."""


def blank(setup: Setup, seed: int, replication: int, ledgers: bool) -> Memory:
    """Return all arrays of a run before it begins: zero, but for what parameters fill.

    Parameters
    ----------
    setup : Setup
        From :func:`sim.kernel.setup.prepare`.
    seed, replication : int
        Root seed and number of the run.
    ledgers : bool
        Whether organizations are recorded.
    """
    scenario = setup.scenario
    drawn = new_state(setup, seed, replication)
    n, resources = drawn.place.shape
    key = run_key(seed, replication)
    society = setup.society.copy()
    society["key"] = key
    empty: dict[str, Any] = {
        name: np.zeros_like(value) for name, value in drawn._asdict().items() if isinstance(value, np.ndarray)
    }
    empty |= {name: getattr(drawn, name) for name in _KEPT}
    mechanism = Mechanisms(*(np.zeros_like(each) for each in drawn.mechanism))
    state = drawn._replace(**empty | {"society": society, "resource": setup.resources.copy(), "mechanism": mechanism})
    trajectory = new_trajectory(scenario.months, n, resources, ledgers)
    if ledgers:  # an organization founds at most one pool of a resource a month, and its player one more
        trajectory = trajectory._replace(history=new_history(2 * (scenario.months + 1) * n * resources))
    trajectory.pool[...] = 0
    trajectory.history["resource"] = 0
    once = run_key(seed, 0)
    inputs = new_inputs(setup, once if scenario.population.fixed else key, drawn, len(ATTRIBUTES))
    return Memory(state, trajectory, inputs, new_results(scenario.months, n, resources))


def layout(memory: Memory) -> list[dict[str, Any]]:
    """Return the arrays of a run, in the order of the table: name, sizes, bytes of an item, fields and their types."""
    return [
        {
            "name": name,
            "shape": list(array.shape),
            "item": array.dtype.itemsize,
            "type": None if array.dtype.names else array.dtype.str[1:],
            "fields": {
                field: [offset, kind.str[1:]] for field, (kind, offset, *_) in (array.dtype.fields or {}).items()
            },
        }
        for name, array in arrays(memory)
    ]


def segments(memory: Memory) -> list[list[Any]]:
    """Return what is not zero in the arrays: number of the array, first byte, and bytes in base64."""
    found: list[list[Any]] = []
    for k, (_, array) in enumerate(arrays(memory)):
        data = np.frombuffer(_clean(array).tobytes(), dtype=np.uint8)
        for start, end in _runs(np.flatnonzero(data)):
            found.append([k, start, base64.b64encode(data[start:end].tobytes()).decode()])
    return found


def _clean(array: NDArray[Any]) -> NDArray[Any]:
    """Return an array whose bytes between fields, of which a copy may leave what was there before, are zero."""
    if not array.dtype.names:
        return np.ascontiguousarray(array)
    clean = np.zeros(array.shape, array.dtype)
    for field in array.dtype.names:
        clean[field] = array[field]
    return clean


def _runs(places: NDArray[np.intp]) -> list[tuple[int, int]]:
    """Return the first and the last place, exclusive, of each run of places without a large gap."""
    if places.size == 0:
        return []
    cuts = np.flatnonzero(np.diff(places) > _GAP) + 1
    parts = np.split(places, cuts)
    return [(int(part[0]), int(part[-1]) + 1) for part in parts]


def key_words(scenario: Scenario, replications: int) -> list[list[int]]:
    """Return the keys of the runs of a scenario, each as two words of 32 bits, the lower one first."""
    keys = [int(run_key(scenario.seed, replication)) for replication in range(replications)]
    return [[key & 0xFFFFFFFF, key >> 32] for key in keys]
