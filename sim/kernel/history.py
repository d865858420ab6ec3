"""What becomes of each pool: when it was founded and ended, how large it grew, what it gained."""

from __future__ import annotations

import numpy as np

from sim.compilation.decorators import apart
from sim.kernel.layout import Records, record
from sim.kernel.state import NOBODY, State
from sim.laws.jcurve import status_of

HISTORY = record(
    "i resource slot founder founded ended members absorbed trough break_even status",
    "f overrun gain depth",
)
"""The life of one pool, by its number in the run: its resource (-1: it did not last until its first bill) and slot,
founder and month founded, month ended (0: it lives), most members, whether its members moved to a larger one, and its
own J-curve. Months count from 1."""


def new_history(rows: int) -> Records:
    """Return the empty lives of as many pools."""
    history = np.zeros(rows, HISTORY)
    history["resource"] = NOBODY
    return history


def has_room(state: State, history: Records) -> bool:
    """Tell whether a month more can be written down: no place founds more than once in a month."""
    return bool(state.society[0]["pools_ever"] + state.place.size + state.resource.size <= history.size)


@apart
def record_lives(state: State, month: int, history: Records) -> None:
    """Write down the pools that run this month."""
    for r in range(state.resource.size):
        for k in range(state.resource[r].live_count):
            slot = state.pool[r, k].live
            pool = state.pool[r, slot]
            life = history[pool.number]
            life.resource = r
            life.slot = slot
            life.founder = pool.founder
            life.founded = pool.founded + 1
            life.members = max(life.members, pool.members)
            life.overrun = pool.overrun


@apart
def record_deaths(state: State, month: int, history: Records) -> None:
    """Write down how every pool stands at the end of a month, and which have ended in it.

    A pool that ends leaves its accounts in its slot until another one takes it.
    """
    for number in range(state.society[0].pools_ever):
        life = history[number]
        if life.resource == NOBODY or life.ended > 0:
            continue
        pool = state.pool[life.resource, life.slot]
        if pool.number == number:
            life.gain = pool.total
            life.depth = -pool.low
            life.trough = pool.low_month
            life.break_even = pool.back_month
            life.absorbed = pool.members == 0 and pool.moved > pool.left
        if pool.number != number or pool.members == 0:
            life.ended = month + 1
        life.status = status_of(-life.depth, life.break_even, life.founded, life.ended == 0)
