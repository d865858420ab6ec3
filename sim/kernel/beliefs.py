"""Beliefs in the month: the overrun that a founder expects, and what a look at running pools makes of it."""

from __future__ import annotations

from sim.compilation.decorators import apart, internal, rare
from sim.kernel.layout import Records
from sim.kernel.state import NOBODY, State
from sim.laws.beliefs import revised


@internal
def expected_overrun(state: State, i: int, r: int) -> float:
    """Return the overrun that organization i expects of a pool that it would found."""
    if state.society[0].beliefs == 0:
        return 1.0
    return state.resource[r].believed_overrun + state.mechanism.beliefs[i, r].learned


@apart
def _learn(state: State, i: int, r: int, month: int, seen: int) -> None:
    """Revise the belief of organization i by the mean overrun of its own pool and of the first pools on the desk.

    The overrun of a pool is known once it has run for a month.
    """
    resource = state.resource[r]
    total = 0.0
    running = 0
    own = state.place[i, r].pool
    if own != NOBODY and state.pool[r, own].founded < month:
        total = state.pool[r, own].overrun
        running = 1
    for k in range(seen):
        pool = state.pool[r, state.desk[k].pool]
        if pool.founded < month:
            total += pool.overrun
            running += 1
    if running > 0:
        here = state.mechanism.beliefs[i, r]
        belief = revised(resource.believed_overrun + here.learned, resource.belief_gain, total / running)
        here.learned = belief - resource.believed_overrun


@internal
def learn_from_search(state: State, i: int, r: int, month: int, seen: int) -> None:
    """Let organization i learn from a search that has put so many pools, its own excepted, on the desk."""
    if state.resource[r].belief_gain > 0.0:
        _learn(state, i, r, month, seen)


@internal
def count_founding(resource: Records, pool: Records) -> None:
    """Count the overrun of a new pool, and by how much it exceeds the one that its proposer expects."""
    if resource.foundings == 0:
        resource.forecast_errors = 0.0
    resource.forecast_errors += pool.overrun - pool.believed
    resource.overruns_met += pool.overrun


@internal
def errors_of_month(resource: Records) -> float:
    """Return the sum of the forecast errors of the pools founded this month."""
    return resource.forecast_errors if resource.foundings > 0 else 0.0


@rare
def sum_up(state: State) -> None:
    """Sum up, at the end of a run, the overruns of the pools over their members."""
    for r in range(state.resource.size):
        resource = state.resource[r]
        for k in range(resource.live_count):
            pool = state.pool[r, state.pool[r, k].live]
            resource.overruns_of_members += pool.members * pool.overrun
