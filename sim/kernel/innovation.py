"""Innovation: a pool of different members may find a way to make its capacity cheaper."""

from __future__ import annotations

from sim.compilation.decorators import apart, internal
from sim.kernel.layout import Records
from sim.kernel.state import KINDS, NOBODY, State
from sim.laws.learning import blau_index, innovated, innovation_probability
from sim.laws.random import Purpose, uniform


@apart
def _diversity(state: State, r: int, pool: Records) -> float:
    """Return the diversity of a pool's members, by kind and sector."""
    state.tally[:] = 0
    member = pool.first
    while member != NOBODY:
        organization = state.organization[member]
        state.tally[KINDS * (organization.sector - 1) + organization.kind] += 1
        member = state.place[member, r].next
    return blau_index(state.tally)


@internal
def innovate(state: State, r: int, pool: Records, month: int) -> bool:
    """Let a pool innovate, perhaps; return whether innovation is on, so that its costs may have changed."""
    resource = state.resource[r]
    if resource.innovation_rate == 0.0:
        return False
    if pool.diversity < 0.0:
        pool.diversity = _diversity(state, r, pool)
    draw = uniform(state.society[0].key, pool.founder, resource.stream, month, Purpose.INNOVATION, pool.founded)
    most = resource.innovation_rate * (pool.members - 1) * pool.diversity  # 1 - exp(-x) is at most x
    if draw < most and draw < innovation_probability(resource.innovation_rate, pool.members, pool.diversity):
        pool.innovation = innovated(pool.innovation, resource.innovation_step, resource.innovation_floor)
        resource.innovations += 1
    return True
