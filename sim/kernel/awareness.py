"""Awareness in the month: unaware organizations may learn of pooling, and do nothing about it before."""

from __future__ import annotations

from sim.compilation.decorators import internal, rare
from sim.kernel.state import State
from sim.laws.awareness import awareness_probability
from sim.laws.random import Purpose, uniform


@internal
def is_aware(state: State, i: int) -> bool:
    """Return whether organization i considers pooling."""
    return state.society[0].awareness == 0 or state.organization[i].aware == 1


@internal
def _pooling_contacts(state: State, i: int, pooling: int) -> int:
    """Return how many contacts of i pool anything; `pooling` organizations do in all."""
    organization = state.organization[i]
    if state.society[0].complete:
        return pooling - (organization.pools > 0)
    count = 0
    for k in range(organization.contacts_from, organization.contacts_to):
        count += state.organization[state.contact[k].row].pools > 0
    return count


@rare
def spread(state: State, month: int) -> None:
    """Let unaware organizations become aware, all at the same time, by what their contacts did last month."""
    society = state.society[0]
    innovation = min(1.0, society.innovation + society.outreach)
    pooling = 0
    for i in range(state.organization.size):
        pooling += state.organization[i].pools > 0
    society.aware = 0
    for i in range(state.organization.size):
        organization = state.organization[i]
        if organization.aware == 0:
            chance = awareness_probability(innovation, society.imitation, _pooling_contacts(state, i, pooling))
            organization.aware = uniform(society.key, organization.identity, 0, month, Purpose.AWARENESS, 0) < chance
        society.aware += organization.aware


@internal
def share(state: State) -> float:
    """Return the share of organizations that are aware."""
    if state.society[0].awareness == 0:
        return 1.0
    return state.society[0].aware / state.organization.size
