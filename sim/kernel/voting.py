"""Voting in the month: the members of a pool compare steady bills, and a majority changes the sharing rule."""

from __future__ import annotations

import numpy as np

from sim.compilation.decorators import apart
from sim.declared.sharing import every_sharing_rule
from sim.declared.voting import UNDER
from sim.kernel.agreement import agreement_of, weight_under
from sim.kernel.clause import levy_of_line, levy_of_pool
from sim.kernel.cost import expected_cost
from sim.kernel.group import GroupSums, group_with, joined
from sim.kernel.layout import Records
from sim.kernel.membership import count_members, refresh_pool
from sim.kernel.serial import line_up_pool, share_in_line
from sim.kernel.state import NOBODY, Profile, State
from sim.laws.clause import NO_TRANSFER, bill_after
from sim.laws.sharing import bill, follows_all, rises

_FEWEST = 3
"""The members that a vote needs: two never change their rule."""


@apart
def _group_under(state: State, r: int, pool: Records, terms: Records) -> GroupSums:
    """Line up a pool's members with their weights under some terms; return their group."""
    size = line_up_pool(state, r, pool)
    if follows_all(terms.shared_by):
        return share_in_line(state, r, terms, (pool.unit_cost, pool.linear_fractile), size, pool.believed)
    group = GroupSums(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for k in range(size):
        weight = weight_under(state, state.order[k], r, terms)
        state.profile[Profile.SHARE, k] = weight
        group = joined(group, group_with(state.place[state.order[k], r], weight))
    return group


@apart
def _supporters(state: State, r: int, pool: Records, terms: Records) -> int:
    """Return how many members have a lower steady bill under other terms, transfers included."""
    group = _group_under(state, r, pool, terms)
    later = expected_cost(terms, (pool.unit_cost, pool.linear_fractile), group, pool.believed)
    levy = levy_of_pool(state, r, pool)
    new_levy = NO_TRANSFER
    if state.resource[r].no_loser_clause:
        new_levy = levy_of_line(state, r, group, later)
    supporters = 0
    for k in range(group.members):
        place = state.place[state.order[k], r]
        before = bill(pool.steady_lump, pool.steady_spread, pool.members, place.weight, pool.weight)
        after = bill(later.lump, later.spread, group.members, state.profile[Profile.SHARE, k], group.weight)
        alone = place.stand_alone
        supporters += rises(bill_after(new_levy, alone, after), bill_after(levy, alone, before))
    return supporters


@apart
def _adopt(state: State, r: int, pool: Records, alternative: int) -> None:
    """Give a pool the terms of an alternative."""
    pool.agreement = alternative
    member = pool.first
    while member != NOBODY:
        state.place[member, r].weight = weight_under(state, member, r, agreement_of(state, r, pool))
        member = state.place[member, r].next
    count_members(state, r, pool)
    refresh_pool(state, r, pool)
    state.resource[r].rule_changes += 1


@apart
def _vote(state: State, r: int, pool: Records) -> None:
    """Let the members of a pool vote between its sharing rule and the alternatives."""
    resource = state.resource[r]
    resource.votes_held += 1
    own = agreement_of(state, r, pool).rule
    best = 0
    most = 0
    for alternative in range(1, resource.alternatives + 1):
        terms = state.agreement[r, alternative]
        supporters = _supporters(state, r, pool, terms) if terms.rule != own else 0
        if supporters > most:
            best = alternative
            most = supporters
    if most > resource.vote_majority * pool.members:
        _adopt(state, r, pool, best)


@apart
def hold_votes(state: State, month: int) -> None:
    """Let the pools whose turn has come vote: every so many months since they were founded."""
    for r in range(state.resource.size):
        resource = state.resource[r]
        if resource.vote_months == 0:
            continue
        for k in range(resource.live_count):
            pool = state.pool[r, state.pool[r, k].live]
            age = month - pool.founded
            if age > 0 and age % resource.vote_months == 0 and pool.members >= _FEWEST:
                _vote(state, r, pool)


def count_rules(state: State) -> None:
    """Write the share of each resource's pools under each sharing rule, at the end of a run; 0 without votes."""
    if not state.society["voting"][0]:
        return
    for r in range(state.resource.size):
        live = state.pool["live"][r, : state.resource["live_count"][r]]
        rules = state.agreement["rule"][r, state.pool["agreement"][r, live]]
        for code, key in enumerate(every_sharing_rule()):
            if UNDER + key in state.resource.dtype.names:
                state.resource[UNDER + key][r] = np.count_nonzero(rules == code) / max(1, live.size)
