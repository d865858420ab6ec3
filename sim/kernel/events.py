"""Events: dated changes that nobody expects. From a month on other terms hold, and what follows from them is renewed.

Prices, costs and crises hold in both worlds; levers and agreements touch pools only. What has been decided, paid or
promised stays: commitments, budgets, cash, plans, credits and guarantees.
"""

from __future__ import annotations

import math

import numpy as np

from sim.compilation.decorators import internal, rare
from sim.kernel.agreement import agreement_of
from sim.kernel.changes import Change
from sim.kernel.cost import cheapest_provision, terms_of
from sim.kernel.inputs import SHARING_FIELDS
from sim.kernel.learning import update_stand_alone
from sim.kernel.membership import count_members, refresh_pool, update_terms
from sim.kernel.prescription import keep_out, let_in
from sim.kernel.state import NOBODY, State
from sim.laws.elementary import exp
from sim.laws.sharing import weight


def take_effect(state: State, change: Change) -> None:
    """Let other terms hold from now on, and renew what follows from them."""
    state.society["month"] = change.month
    if change.overruns is not None:
        state.overruns[...] = change.overruns
    for resource, fields, pools, alone in change.terms:
        for name, value in fields.items():
            state.resource[name][resource] = value
            if state.resource["alternatives"][resource] > 0:
                own = 1 if name in SHARING_FIELDS else None  # pools keep the rules that they have voted for
                state.agreement[name][resource, :own] = value
        if pools:
            renew_terms(state, resource, alone)
        state.place["refused"][:, resource] = 0
    if change.society:
        for name, value in change.society.items():
            state.society[name][0] = value
        state.organization["valued_trust"] = -1.0
        state.place["refused"] = 0
    if change.cap is not None:
        state.organization["subsidy_left"] = np.maximum(0.0, change.cap - state.organization["subsidies"])
    row = state.desk["row"]
    for organization, r in change.let_in:
        let_in(state, int(row[organization]), r)
    for organization, r in change.kept_out:
        keep_out(state, int(row[organization]), r)
    for r, organization in change.dissolved:
        slots = state.pool["live"][r, : state.resource["live_count"][r]]
        if organization != NOBODY:
            slots = slots[slots == state.place["pool"][row[organization], r]]
        state.pool["dissolving"][r, slots] = 1


@internal
def _renew_alone(state: State, i: int, r: int) -> None:
    """Work out what being alone costs organization i, in both worlds."""
    resource = state.resource[r]
    place = state.place[i, r]
    book = state.book[i, r]
    q = place.need
    terms = terms_of(resource, book.experience_alone, 1.0)
    capacity, fixed, held, _ = cheapest_provision(resource, terms, q, q * q)
    place.capacity = capacity
    place.standing = fixed + held
    book.next_short_alone = -math.inf
    update_stand_alone(state, i, r)
    place.deviation = math.nan  # computed when a decision needs it


@rare
def renew_terms(state: State, r: int, alone: bool) -> None:
    """Work out anew what follows from the terms of a resource: for its pools, and for each that is alone."""
    resource = state.resource[r]
    for k in range(resource.live_count):
        pool = state.pool[r, state.pool[r, k].live]
        if resource.vote_months == 0:
            pool.agreement = 0
        if resource.effort_stake == 0.0:
            pool.effort = 1.0
            pool.present = 0
    for i in range(state.organization.size):
        place = state.place[i, r]
        if place.need == 0.0:
            continue
        if alone:
            _renew_alone(state, i, r)
        place.weight = weight(resource.shared_by, state.organization[i].size, place.need)
        if place.pool != NOBODY:
            own = agreement_of(state, r, state.pool[r, place.pool])
            place.weight = weight(own.shared_by, state.organization[i].size, place.need)
        place.fade_power = exp(-state.organization[i].horizon / resource.friction_months)
    for k in range(resource.live_count):
        pool = state.pool[r, state.pool[r, k].live]
        count_members(state, r, pool)
        update_terms(agreement_of(state, r, pool), pool)
        refresh_pool(state, r, pool)
