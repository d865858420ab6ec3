"""A player: an organization for which a person chooses, between months, whatever its own rule would say."""

from __future__ import annotations

from sim.compilation.decorators import phase
from sim.declared.record import record
from sim.kernel import places
from sim.kernel.agreement import agreement_of
from sim.kernel.clause import levy_of_pool
from sim.kernel.cost import expected_of
from sim.kernel.decision import act, choose
from sim.kernel.group import members_of
from sim.kernel.layout import Records
from sim.kernel.state import FREE, NOBODY, State
from sim.kernel.value import Prospect, expected_bills
from sim.vocabulary.codes import Rule

_TOLD = 1e15
"""What being with others is worth to an organization that is told to [CAD]: more than all else that it weighs."""

PROSPECT = record("f alone now later entry", "i members bound_until")
"""What an organization can expect [CAD/month]: its bill alone, and in its pool now and once friction has faded; what it
has paid to enter this month [CAD]; how many members its pool has (0: it is alone), and until when it is committed."""


@phase
def decide(state: State, i: int, r: int, month: int, together: int) -> None:
    """Let organization i pool resource r (1) or stay alone (0) from a month on, before the month is played.

    It enters the best pool that admits it, or founds one with those that want to; where there is none, and in later
    months, it takes the first occasion. A commitment holds, and so does a budget that is too small. The month's counts
    of movements, and the account of a pool that it founds, begin after this choice.
    """
    organization = state.organization[i]
    if organization.closed > 0:
        return
    place = state.place[i, r]
    organization.rule = Rule.RATIONAL
    place.prescribed = FREE
    place.taste = 0.0
    place.liking = _TOLD if together == 1 else -_TOLD
    state.society[0].month = month
    if month >= place.bound_until:
        choice, target = choose(state, i, r, month)
        act(state, i, r, month, choice, target)


@phase
def look(state: State, i: int, r: int, prospect: Records) -> None:
    """Write what organization i can expect of resource r as it is."""
    place = state.place[i, r]
    prospect.alone = place.stand_alone
    prospect.now = place.stand_alone
    prospect.later = place.stand_alone
    prospect.entry = state.organization[i].entry_payment
    prospect.members = 0
    prospect.bound_until = place.bound_until
    if place.pool == NOBODY:
        return
    pool = state.pool[r, place.pool]
    resource = agreement_of(state, r, pool)
    levy = levy_of_pool(state, r, pool)
    membership = Prospect(members_of(resource, pool), place.weight, expected_of(pool), pool.decay, levy)
    _, later, now = expected_bills(membership, place.stand_alone)
    paid, _ = places.staying_toll(state, i, r)
    prospect.now = now + paid
    prospect.later = later + paid
    prospect.members = pool.members
