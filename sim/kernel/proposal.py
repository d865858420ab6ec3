"""A proposal to found a pool, and what each of its founders makes of it."""

from __future__ import annotations

from typing import NamedTuple

from sim.compilation.decorators import apart, internal
from sim.kernel import places
from sim.kernel.clause import levy_of_desk
from sim.kernel.cost import ExpectedCost, Terms, expected_cost
from sim.kernel.group import GroupSums
from sim.kernel.layout import Records
from sim.kernel.state import State


class Proposal(NamedTuple):
    """A pool that the first organizations on the desk may found.

    Attributes
    ----------
    group : GroupSums
        The founders.
    stand_alone : float
        Sum of their stand-alone costs [CAD/month].
    overrun : float
        The overrun that the proposer expects.
    expected : ExpectedCost
        Its expected cost at this overrun.
    terms, without_best : Terms
        The terms of its capacity, and those without the founder with the most experience.
    best : int
        The position of that founder on the desk; -1 without learning.
    levy : float
        The levy of the no-loser clause.
    """

    group: GroupSums
    stand_alone: float
    overrun: float
    expected: ExpectedCost
    terms: Terms
    without_best: Terms
    best: int
    levy: float


@apart
def _expected_at(resource: Records, terms: Terms, group: GroupSums, overrun: float) -> ExpectedCost:
    """Return the expected cost of a group as a pool, where it is seldom asked for."""
    return expected_cost(resource, terms, group, overrun)


@internal
def judged(state: State, r: int, k: int, proposal: Proposal) -> tuple[ExpectedCost, float]:
    """Return the cost and the levy of a proposed pool at the overrun that the k-th on the desk expects of it.

    The shares are those of the proposal.
    """
    overrun = places.expected_overrun(state, state.desk[k].member, r)
    if overrun == proposal.overrun:
        return proposal.expected, proposal.levy
    expected = _expected_at(state.resource[r], proposal.terms, proposal.group, overrun)
    return expected, levy_of_desk(state, r, proposal.group, expected)
