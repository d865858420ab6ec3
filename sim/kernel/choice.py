"""The choice of one organization about one resource: stay, leave, join or found."""

from __future__ import annotations

import math

import numpy as np

from sim.kernel.imitation import WEIGH, follow_others, would_pool
from sim.kernel.look import glance
from sim.kernel.membership import found, join, leave
from sim.kernel.offer import best_pool, staying_value
from sim.kernel.order import sort_contacts
from sim.kernel.proposal import propose
from sim.kernel.state import FREE, NOBODY, Sight, State
from sim.kernel.value import taste_of
from sim.laws.compiled import internal, phase
from sim.laws.decision import Choice, Rule
from sim.laws.random import mixed


@internal
def _survey(state: State, i: int, r: int, month: int, founds: bool) -> tuple[int, int, np.uint64]:
    """Look around: pools of contacts and contacts that are alone are laid on the desk, in any order.

    Returns how many of each, and a hash of those who are alone, whatever their order. Who founds nothing need not know
    of more than one who is alone.
    """
    place = state.place[i, r]
    size = glance(state, i, r, month)
    pools = 0
    alone = 0
    society = state.society[0]
    renewal = 1 if society.taste_redrawn else society.search_renewal  # other tastes may agree to what failed
    who = mixed(np.uint64(1 + month // renewal))
    for k in range(size):
        j = state.desk[k].contact
        other = state.place[j, r]
        slot = other.pool
        if slot != NOBODY:
            known = slot == place.pool
            for m in range(pools):
                if state.desk[m].pool == slot:
                    known = True
                    break
            if not known:
                state.desk[pools].pool = slot
                pools += 1
        elif (founds or alone == 0) and other.need > 0.0 and other.prescribed == FREE and would_pool(state, j, r):
            state.desk[alone].contact = j
            state.desk[alone].key = state.desk[k].key
            alone += 1
            if founds:
                who += mixed(np.uint64(state.organization[j].identity + 1))
    return pools, alone, who


@phase
def survey(state: State, i: int, r: int, month: int) -> tuple[int, int]:
    """Lay pools of contacts, and contacts that are alone in i's order of the period, on the desk; return how many."""
    pools, alone, _ = _survey(state, i, r, month, True)
    sort_contacts(state.desk, alone)
    return pools, alone


@phase
def choose(state: State, i: int, r: int, month: int) -> tuple[int, int]:
    """Return i's choice about r, by its rule, and the slot (JOIN) or the size of the group (FOUND).

    Founders stand on the desk. A proposal that failed is not made again to the same contacts until the search, or
    tastes, are renewed.
    """
    organization = state.organization[i]
    place = state.place[i, r]
    member = place.pool != NOBODY
    verdict = WEIGH
    if organization.rule != Rule.RATIONAL:
        verdict, slot = follow_others(state, i, r, month)
        if verdict == Choice.STAY or verdict == Choice.LEAVE:
            return verdict, NOBODY
    if verdict == Choice.JOIN:
        state.desk[0].pool = slot
        pools, alone, who = 1, 0, np.uint64(0)
    else:
        pools, alone, who = _survey(state, i, r, month, not member)
    choice = Choice.STAY
    target = NOBODY
    value = staying_value(state, i, r) if member else -math.inf
    slot, joining, sight = best_pool(state, i, r, pools)
    if verdict == Choice.JOIN:
        return (Choice.JOIN if slot != NOBODY else Choice.STAY), slot
    place.sight = (
        Sight.LOOKED | sight | (Sight.POOL if pools > 0 or member else 0) | (Sight.PARTNER if alone > 0 else 0)
    )
    if slot != NOBODY and joining > value:
        choice = Choice.JOIN
        target = slot
        value = joining
    if not member and alone > 0 and who != place.refused:
        sort_contacts(state.desk, alone)  # whom one asks first matters here alone
        size, founding = propose(state, i, r, alone, month)
        if size == 0:
            place.refused = who
        elif founding > value:
            choice = Choice.FOUND
            target = size
            value = founding
    threshold = -state.resource[r].leaving_cost if member else 0.0
    if value + taste_of(state, i, r, month) >= threshold:
        return choice, target
    return (Choice.LEAVE if member else Choice.STAY), NOBODY


@phase
def act(state: State, i: int, r: int, month: int, choice: int, target: int) -> None:
    """Carry out a choice: join the pool in slot `target`, leave, or found with `target` members on the desk."""
    if choice == Choice.JOIN:
        join(state, i, r, target, month)
    elif choice == Choice.LEAVE:
        leave(state, i, r, 0)
    elif choice == Choice.FOUND:
        found(state, i, r, target, month)
