"""The choice of one organization about one resource: stay, leave, join or found."""

from __future__ import annotations

import math

import numpy as np

from sim.compilation.decorators import internal, phase
from sim.kernel import own, places
from sim.kernel.founding import propose
from sim.kernel.imitation import WEIGH, follow_others, has_enough, waits
from sim.kernel.joining import best_pool, staying_value
from sim.kernel.layout import Records
from sim.kernel.membership import found, join, leave
from sim.kernel.screening import is_hopeless
from sim.kernel.search import gather_contacts, order_contacts
from sim.kernel.state import FREE, NOBODY, Sight, State
from sim.kernel.value import taste_of
from sim.laws.decision import Choice
from sim.laws.random import mixed
from sim.vocabulary.codes import Rule


@internal
def _gather_options(state: State, i: int, r: int, month: int) -> tuple[int, int]:
    """Put the pools of contacts, and contacts that are alone, on the desk, in any order; return the two numbers.

    The loop is branch-free, since pool membership is unpredictable: each contact is written to both lists, and a list
    grows only if the contact belongs to it.
    """
    society = state.society[0]
    size = gather_contacts(state, i, r, month)
    society.searches += 1
    this = society.searches
    own = state.place[i, r].pool
    state.pool[r, NOBODY].seen = this  # no pool, and the own pool, are not options
    state.pool[r, own].seen = this
    pools = 0
    alone = 0
    for k in range(size):
        j = state.desk[k].contact
        other = state.place[j, r]
        pool = state.pool[r, other.pool]
        state.desk[pools].pool = other.pool
        pools += pool.seen != this
        pool.seen = this
        asked = (other.pool == NOBODY) & (other.need > 0.0) & (other.prescribed == FREE)
        if society.waiting and asked & waits(state, j) & ((own == NOBODY) | (alone == 0)):  # members need one at most
            asked = has_enough(state, j, r)
        if society.awareness:
            asked &= places.considers(state, j)
        state.desk[alone].contact = j
        state.desk[alone].key = state.desk[k].key
        state.desk[alone].identity = state.desk[k].identity
        alone += asked
    return pools, alone


@phase
def options(state: State, i: int, r: int, month: int) -> tuple[int, int]:
    """Put the pools of contacts, and contacts that are alone in i's order of the period, on the desk; return both."""
    pools, alone = _gather_options(state, i, r, month)
    order_contacts(state, i, r, month, alone)
    return pools, alone


@internal
def _asked(society: Records, desk: Records, month: int, alone: int) -> np.uint64:
    """Return a hash of the first contacts on the desk, in any order, and of the period in which a refusal holds."""
    renewal = 1 if society.taste_redrawn else society.search_renewal  # new tastes may agree to what failed
    asked = mixed(np.uint64(1 + month // renewal))
    for k in range(alone):
        asked += mixed(np.uint64(desk[k].identity + 1))
    return asked


@phase
def choose(state: State, i: int, r: int, month: int) -> tuple[int, int]:
    """Return i's choice about r, by its rule, and the slot (JOIN) or the size of the group (FOUND).

    The founders are on the desk. A proposal that failed is not repeated to the same contacts until the search, or
    tastes, are renewed.
    """
    organization = state.organization[i]
    place = state.place[i, r]
    member = place.pool != NOBODY
    verdict = WEIGH
    if organization.rule == Rule.OWN:
        if state.own.one[0].others:
            own.show_contacts(state, i, r, month)
    elif organization.rule != Rule.RATIONAL:
        verdict, slot = follow_others(state, i, r, month)
        if verdict == Choice.STAY or verdict == Choice.LEAVE:
            return verdict, NOBODY
    if verdict == Choice.JOIN:
        state.desk[0].pool = slot
        pools, alone = 1, 0
    else:
        pools, alone = _gather_options(state, i, r, month)
        places.learn_from_search(state, i, r, month, pools)
    staying = staying_value(state, i, r) if member else -math.inf
    slot, joining, sight = best_pool(state, i, r, pools)
    if verdict == Choice.JOIN:
        return (Choice.JOIN if slot != NOBODY else Choice.STAY), slot
    place.sight = (
        Sight.LOOKED | sight | (Sight.POOL if pools > 0 or member else 0) | (Sight.PARTNER if alone > 0 else 0)
    )
    size = 0
    founding = -math.inf
    if not member and alone > 0:
        asked = _asked(state.society[0], state.desk, month, alone)
        if asked != place.refused:
            if not is_hopeless(state, i, r, alone, month):
                order_contacts(state, i, r, month, alone)  # the order matters for proposals alone
                size, founding = propose(state, i, r, alone, month)
            if size == 0:
                founding = -math.inf
                place.refused = asked
    if organization.rule == Rule.OWN:
        return own.decide(state, i, r, month, own.Options(staying, joining, founding, slot, size))
    choice = Choice.STAY
    target = NOBODY
    value = staying
    if slot != NOBODY and joining > value:
        choice = Choice.JOIN
        target = slot
        value = joining
    if founding > value:
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
