"""Two drivers side by side: the compiled month and the Mesa model, compared byte by byte each month."""

from collections import Counter

import numpy as np

from sim import PoolingModel
from sim.kernel.setup import new_state, prepare
from sim.kernel.state import NOBODY
from tests.kernel.bits import other_nans
from tests.kernel.worlds import end, step

ROOM = ("event", "desk", "block", "words", "shock", "tail", "profile", "order", "tally", "own.one", "own.many")
"""Room to work in, of which nothing is carried from month to month; all else must be the same."""
MOVEMENTS = ("foundings", "joinings", "leavings", "dissolutions")


def arrays(state):
    """Return all arrays of a state by name, those of mechanisms included."""
    inner = {
        f"{group}.{name}": array
        for group in ("mechanism", "own")
        for name, array in getattr(state, group)._asdict().items()
    }
    return {name: array for name, array in state._asdict().items() if name not in ("mechanism", "own")} | inner


def differences(one, other):
    """Return the fields of two states that are not the same to the last bit."""
    found = []
    others = arrays(other)
    for name, a in arrays(one).items():
        b = others[name]
        if name in ROOM:
            continue
        if a.tobytes() == b.tobytes():
            continue
        fields = [f for f in a.dtype.names or () if a[f].tobytes() != b[f].tobytes()]
        found += [f"{name}.{field}" for field in fields] or [name]
    return found


def play(state, month, changes=()):
    """Play one month with the compiled driver."""
    step(state, month, changes)
    end(state, month)


def compare(scenario, replication=0):
    """Play a scenario with both drivers; return the movements of each kind, month by month.

    Fails in the first month in which the two states differ in any byte, or in which the model's pools are not
    those of the state.
    """
    model = PoolingModel(scenario, replication=replication)
    setup = prepare(scenario)
    state = new_state(setup, scenario.seed, replication)
    assert not differences(model.state, state)
    moved = {name: np.zeros(scenario.months, dtype=int) for name in MOVEMENTS}
    for month in range(scenario.months):
        model.step()
        play(state, month, setup.changes)
        assert not differences(model.state, state), f"month {month + 1}: {differences(model.state, state)}"
        assert {(p.resource, p.number): p.size for p in model.pools} == sizes(state)
        assert not other_nans(state), "results hold one NaN, the same on every processor"
        for name in MOVEMENTS:
            moved[name][month] = state.resource[name].sum()
    return moved


def sizes(state):
    """Return the number of members of every pool, by resource and number, from the members' places."""
    members = zip(*np.nonzero(state.place["pool"] != NOBODY), strict=True)
    slots = ((int(r), state.place["pool"][i, r]) for i, r in members)
    return dict(Counter((r, int(state.pool["number"][r, slot])) for r, slot in slots))
