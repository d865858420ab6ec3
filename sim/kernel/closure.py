"""Closure: an organization that has had no cash for too long closes for good."""

from __future__ import annotations

from sim.compilation.decorators import phase
from sim.kernel.membership import CLOSING, withdraw
from sim.kernel.state import NOBODY, State
from sim.vocabulary.codes import Rule


@phase
def close_without_cash(state: State, i: int, month: int) -> None:
    """Close an organization that has had no cash for too long, in either world; leaving its pools costs it nothing."""
    society = state.society[0]
    if society.closure == 0:
        return
    organization = state.organization[i]
    organization.red_months = organization.red_months + 1 if organization.cash < 0.0 else 0
    organization.red_months_alone = organization.red_months_alone + 1 if organization.cash_alone < 0.0 else 0
    if organization.closed_alone == 0 and organization.red_months_alone >= society.grace:
        organization.closed_alone = month + 1
    if organization.closed > 0 or organization.red_months < society.grace:
        return
    organization.closed = month + 1
    organization.rule = Rule.ALONE
    for r in range(state.resource.size):
        place = state.place[i, r]
        place.prescribed = 0
        if place.pool != NOBODY:
            withdraw(state, i, r, CLOSING)
