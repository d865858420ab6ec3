"""Agreements: the terms of a pool, which are those of its resource under the sharing rule that the pool has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.compilation.decorators import internal
from sim.declared.sharing import every_sharing_rule
from sim.kernel.inputs import fill_sharing
from sim.kernel.layout import Records, records
from sim.kernel.state import RESOURCE, State
from sim.laws.sharing import weight

if TYPE_CHECKING:
    from sim.scenario import Scenario


def agreements(scenario: Scenario, resource: Records, voting: bool) -> Records:
    """Return the terms that pools can have: of each resource under its own rule, then under each that is voted on.

    Copies of the resources' parameters: what changes during a run is in the resources alone.

    Parameters
    ----------
    scenario : Scenario
    resource : (R,) RESOURCE
        The resources as the run begins.
    voting : bool
        Whether there is ever a vote.

    Returns
    -------
    (R, 1 + A) RESOURCE
        A is the largest number of rules that can be voted on; (1, 1) if there are no votes.
    """
    if not voting:
        return records((1, 1), RESOURCE)
    tables = list(scenario.resources.values())
    out = records((len(tables), 1 + max(len(table.vote_rules) for table in tables)), RESOURCE)
    for r, table in enumerate(tables):
        resource[r]["alternatives"] = len(table.vote_rules)
        out[r] = resource[r]
        for a, key in enumerate(table.vote_rules, start=1):
            fill_sharing(every_sharing_rule()[key], out[r, a])
    return out


@internal
def agreement_of(state: State, r: int, pool: Records) -> Records:
    """Return the terms of a pool: only parameters may be read from them."""
    resource = state.resource[r]
    if resource.vote_months == 0:
        return resource
    return state.agreement[r, pool.agreement]


@internal
def weight_under(state: State, i: int, r: int, terms: Records) -> float:
    """Return the weight of organization i under the terms of a pool of r; serial shares are computed by group."""
    place = state.place[i, r]
    if terms.vote_months == 0:
        return place.weight
    return weight(terms.shared_by, state.organization[i].size, place.need)


@internal
def weigh_alone(state: State, i: int, r: int) -> None:
    """Give an organization that has left its pool the weight that it has under the resource's rule."""
    state.place[i, r].weight = weight_under(state, i, r, state.resource[r])


def rule_of(state: State, r: int, slot: int) -> str:
    """Return the key of the sharing rule of the pool in a slot."""
    resource = state.resource[r]
    terms = state.agreement[r, state.pool[r, slot]["agreement"]] if resource["vote_months"] > 0 else resource
    return list(every_sharing_rule())[int(terms["rule"])]
