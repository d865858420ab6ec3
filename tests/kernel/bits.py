"""The bits of runs: digests of what they hold, and the numbers among them that are none."""

import hashlib

import numpy as np

from sim.kernel.month import run
from sim.kernel.outcome import outcomes
from sim.kernel.recording import new_trajectory
from sim.kernel.setup import new_state, prepare

NOT_A_NUMBER = 0x7FF8000000000000
"""The bits of the one NaN that results hold: those that processors make of 0 / 0 differ from one to another."""
ADDRESSES = "own.one"
"""Where a state holds addresses of its process."""


def plain_arrays(values, name=""):
    """Yield all arrays of a state, a record or a dictionary by name, those of records field by field."""
    if hasattr(values, "_asdict"):
        values = values._asdict()
    if isinstance(values, dict):
        for key, value in values.items():
            yield from plain_arrays(value, f"{name}.{key}" if name else key)
        return
    array = np.asarray(values)
    if array.dtype.names:
        for field in array.dtype.names:
            yield from plain_arrays(array[field], f"{name}.{field}")
    else:
        yield name, array


def other_nans(values):
    """Return the names of the arrays that hold a NaN of other bits."""
    found = []
    for name, array in plain_arrays(values):
        if array.dtype == np.float64:
            bits = np.ascontiguousarray(array).view(np.uint64)
            found += [name] if (bits[np.isnan(array)] != NOT_A_NUMBER).any() else []
    return found


def digest(values):
    """Return 16 hexadecimal digits that stand for all bits."""
    sha = hashlib.sha256()
    for name, array in plain_arrays(values):
        if not name.startswith(ADDRESSES):
            sha.update(name.encode() + np.ascontiguousarray(array).tobytes())
    return sha.hexdigest()[:16]


def played(scenario, replication=0):
    """Play a run; return its state, record and outcomes."""
    setup = prepare(scenario)
    state = new_state(setup, scenario.seed, replication)
    trajectory = run(state, new_trajectory(scenario.months, *state.place.shape, True), scenario, setup.changes)
    return {"state": state, "record": trajectory, "outcomes": outcomes(state, trajectory, "organizations")}
