"""Several runs of a scenario in one call of compiled code, in one state that is as it was before each of them.

A run of few organizations takes less time than Python needs to make its state and to collect its outcomes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import phase
from sim.kernel.ends import begin_run, end_run
from sim.kernel.layout import CACHE_LINE, Records, records
from sim.kernel.month import play
from sim.kernel.outcome import Ended, Outcomes, Record, of_group
from sim.kernel.own_faults import raise_fault, require_own_rules
from sim.kernel.recording import MONTH, MONTH_RESOURCE, Trajectory, new_trajectory
from sim.kernel.runs import one_run
from sim.kernel.setup import Setup, new_state
from sim.kernel.state import RESOURCE, SOCIETY, State, Words
from sim.kernel.summary import BY_RESOURCE, SUMMARY
from sim.laws.drawing import draw_population
from sim.laws.random import run_key
from sim.vocabulary.codes import Attribute, Fault

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

_TOGETHER: Final = 50_000
"""Organization-months of the runs of one call: a twentieth of a second, in which Ctrl-C is not noticed."""
_FILLED: Final = ("organization", "place", "book", "desk", "pool", "contact")
"""The parts of a state that are zero before its run is drawn and filled."""
_NOTHING: Any = np.zeros(0)
_WORD: Any = np.dtype(np.uint64)
_STILL: Final = ("faded", "overruns")
"""The parts of a state that no run changes."""


class Draws(NamedTuple):
    """What the runs begin with.

    Attributes
    ----------
    key, once : (K,) uint64
        Keys of the runs, and those that their populations are drawn with.
    law, number : (n,) LAW, (m,) float64
    needs : (R,) NEED
    given : (A + R, N) float64
        See :class:`sim.scenario.population.PopulationLaws`.
    attribute, need : (A, N), (R, N) float64
        Room for what is drawn.
    row, start, contact : (N,), (N + 1,), (M,) int64
        The rows of the organizations, and their contacts.
    """

    key: Words
    once: Words
    law: Records
    number: Floats
    needs: Records
    given: Floats
    attribute: Floats
    need: Floats
    row: Codes
    start: Codes
    contact: Codes


class Results(NamedTuple):
    """What the runs end with, and room to work it out; zero before.

    Attributes
    ----------
    first : (K, words) uint64
        The first words of the state: the records of society and of the resources.
    month, month_resource : (K, T) MONTH, (K, T, R) MONTH_RESOURCE
    together, shares, summary : (K, T), (K, 8, R) float64, (K,) SUMMARY
        See :func:`sim.kernel.summary.summarize`.
    gains, chosen, losses : (N,) float64, (N,) float64, (N,) int8
    """

    first: Words
    month: Records
    month_resource: Records
    together: Floats
    shares: Floats
    summary: Records
    gains: Floats
    chosen: Floats
    losses: NDArray[np.int8]


def runs_together(organizations: int, months: int, record: Record) -> int:
    """Return how many runs are best played in one call."""
    return 1 if record == "organizations" else max(1, _TOGETHER // (organizations * months))


def several_runs(setup: Setup, seed: int, runs: Sequence[int], record: Record) -> Outcomes:
    """Play runs of a scenario and return their outcomes, each with the runs as first dimension.

    They are those of :func:`sim.kernel.runs.one_run`, to the last bit.

    Parameters
    ----------
    setup : Setup
    seed : int
    runs : sequence of int
        Numbers of the runs, at least one.
    record : "summary", "months" or "organizations"
        With "organizations", one run: the number of pools is its own.
    """
    if len(runs) > 1 and record != "organizations" and _are_alike(setup):
        return _played_together(setup, seed, runs, record)
    each = [one_run(setup, seed, run, record) for run in runs]
    if len(each) == 1:
        return {name: np.asarray(value)[None] for name, value in each[0].items()}
    return {name: np.stack([one[name] for one in each]) for name in each[0]}


def _are_alike(setup: Setup) -> bool:
    """Return whether all runs have a state of the same shape and the same contacts, and compiled code plays them."""
    scenario = setup.scenario
    contacts = scenario.network.fixed or scenario.network.kind in ("complete", "edge_list")
    rules = scenario.population.fixed or len(scenario.population.rule.options()) == 1
    return bool(contacts and rules and not setup.changes and not setup.society["voting"][0])


def _played_together(setup: Setup, seed: int, runs: Sequence[int], record: Record) -> Outcomes:
    """Play runs that are alike."""
    scenario, laws = setup.scenario, setup.population
    drawn = new_state(setup, seed, runs[0])
    require_own_rules(drawn)
    n, resources = drawn.place.shape
    key = np.array([run_key(seed, run) for run in runs], dtype=np.uint64)
    draws = Draws(
        key=key,
        once=np.full_like(key, run_key(seed, 0)) if scenario.population.fixed else key,
        law=laws.table,
        number=laws.numbers,
        needs=laws.needs,
        given=laws.given,
        attribute=np.empty((len(Attribute), n)),
        need=np.empty((resources, n)),
        row=np.arange(n),
        start=np.append(drawn.organization["contacts_from"], drawn.organization["contacts_to"][-1:]),
        contact=drawn.contact["row"].astype(np.int64),
    )
    blank = {name: np.zeros_like(getattr(drawn, name)) for name in _FILLED}
    state, room = _in_one_room(drawn._replace(society=setup.society, resource=setup.resources, **blank))
    words = _lines(state.society) + _lines(state.resource)
    results = _new_results(len(runs), n, resources, scenario.months, words * CACHE_LINE // room.itemsize)
    nothing = new_trajectory(0, n, resources, ledgers=False)
    given = scenario.society.access_share, scenario.levers.subsidy_cap
    done = play_runs(state, room, room.copy(), draws, nothing, results, *given)
    if done < len(runs):
        raise_fault(state, scenario)
    first = results.first
    step = first.strides[0]
    society: Any = np.ndarray(len(runs), SOCIETY, first, 0, (step,))
    where = _lines(state.society) * CACHE_LINE
    resource: Any = np.ndarray((len(runs), resources), RESOURCE, first, where, (step, RESOURCE.itemsize))
    ended = Ended(
        results.summary, society, resource, results.shares, results.together, results.month, results.month_resource
    )
    return of_group(ended, record)


def _new_results(runs: int, organizations: int, resources: int, months: int, words: int) -> Results:
    """Return room for what runs end with."""
    return Results(
        first=np.zeros((runs, words), dtype=_WORD),
        month=np.zeros((runs, months), MONTH),
        month_resource=np.zeros((runs, months, resources), MONTH_RESOURCE),
        together=np.zeros((runs, months)),
        shares=np.zeros((runs, len(BY_RESOURCE), resources)),
        summary=np.zeros(runs, SUMMARY),
        gains=np.zeros(organizations),
        chosen=np.zeros(organizations),
        losses=np.zeros(organizations, dtype=np.int8),
    )


def _in_one_room(state: State) -> tuple[State, Words]:
    """Return a copy of a state whose arrays stand one after the other in one array, and that array (words,)."""
    still = {name: getattr(state, name) for name in _STILL}
    moving = state._replace(**dict.fromkeys(still, _NOTHING))
    room = records(sum(map(_lines, _arrays(moving))) * CACHE_LINE // _WORD.itemsize, _WORD)
    used = 0

    def moved(part: Any) -> Any:
        nonlocal used
        if isinstance(part, tuple):
            return type(part)(*map(moved, part))
        here = np.ndarray(part.shape, part.dtype, room, used)
        room.view(np.uint8)[used : used + part.nbytes] = part.reshape(-1).view(np.uint8)
        used += _lines(part) * CACHE_LINE
        return here

    return moved(moving)._replace(**still), room


def _arrays(part: Any) -> Iterator[NDArray[Any]]:
    """Yield all arrays of a state."""
    if not isinstance(part, tuple):
        yield part
        return
    for each in part:
        yield from _arrays(each)


def _lines(array: NDArray[Any]) -> int:
    """Return how many cache lines an array takes."""
    return math.ceil(array.nbytes / CACHE_LINE)


@phase
def play_runs(
    state: State,
    room: Words,
    blank: Words,
    draws: Draws,
    nothing: Trajectory,
    results: Results,
    access_share: float,
    subsidy_cap: float,
) -> int:
    """Play runs one after the other, and return how many: fewer than asked for if an own rule is at fault.

    Parameters
    ----------
    state : State
        Its arrays stand in `room`.
    room, blank : (words,) uint64
        The state, and what it is before a run is drawn.
    draws : Draws
    nothing : Trajectory
        Without months and organizations.
    results : Results
        Written.
    access_share, subsidy_cap : float
        See :func:`sim.kernel.ends.begin_run`.
    """
    for k in range(draws.key.size):
        for word in range(room.size):
            room[word] = blank[word]
        state.society[0].key = draws.key[k]
        draw_population(draws.law, draws.number, draws.needs, draws.given, draws.once[k], draws.attribute, draws.need)
        begin_run(
            state,
            draws.row,
            draws.attribute,
            draws.need,
            draws.start,
            draws.contact,
            access_share,
            subsidy_cap,
        )
        trajectory = Trajectory(
            results.month[k],
            results.month_resource[k],
            nothing.ledger,
            nothing.place,
            nothing.pool,
            nothing.history,
        )
        play(state, trajectory, 0, trajectory.month.size)
        if state.own.one[0].fault != Fault.NONE:
            return k
        end_run(
            state,
            trajectory,
            results.gains,
            results.together[k],
            results.losses,
            results.chosen,
            results.shares[k],
            results.summary[k : k + 1],
        )
        for word in range(results.first.shape[1]):
            results.first[k, word] = room[word]
    return draws.key.size
