"""Recording: the trajectory of a run, month by month, and the lives of its pools."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import apart, internal
from sim.declared import fields
from sim.declared.record import record
from sim.kernel import places
from sim.kernel.layout import Records
from sim.kernel.membership import judge_pool, judge_recovery
from sim.kernel.settlement import costs_of, saving_of
from sim.kernel.state import NOBODY, State
from sim.laws.j_curve import status_of

MONTH = record(
    """f collective_gain collective_counterfactual_cost collective_actual_cost collective_entry_payments
    collective_exit_payments collective_public_money mean_trust gain_since_entry organizations_since_entry
    collective_actual_cash collective_counterfactual_cash surviving surviving_alone""",
    *fields("month"),
)
"""A month of the whole group."""

MONTH_RESOURCE = record("i members pools foundings joinings leavings dissolutions", *fields("month_resource"))
"""A month of one resource."""

LEDGER = record(
    """f gain actual_cost counterfactual_cost actual_cash counterfactual_cash entry_payments exit_payments
    trust_by_month cash_by_month""",
    *fields("ledger"),
)
"""A month of one organization."""

PLACE_LEDGER = record("f gain_by_resource bill_by_resource")
"""A month of one organization and one resource."""

HISTORY = record(
    "i resource slot founder founded ended members absorbed trough break_even status",
    "f overrun effort gain depth",
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
    """Return whether the lives of another month's pools fit: no place founds more than once a month."""
    return bool(state.society[0]["pools_ever"] + state.place.size + state.resource.size <= history.size)


class Trajectory(NamedTuple):
    """The record of one run.

    Attributes
    ----------
    month : (T,) MONTH
    resource : (T, R) MONTH_RESOURCE
    ledger : (N, T) LEDGER
        Empty unless organizations are recorded.
    place : (N, R, T) PLACE_LEDGER
        Empty unless organizations are recorded.
    pool : (N, R, T) int32
        Number of the pool, -1 alone; empty unless organizations are recorded.
    history : (P,) HISTORY
        The life of every pool, by its number, with room for more; empty unless organizations are recorded.
    """

    month: Records
    resource: Records
    ledger: Records
    place: Records
    pool: NDArray[np.int32]
    history: Records


def new_trajectory(months: int, organizations: int, resources: int, ledgers: bool) -> Trajectory:
    """Return an empty trajectory, with room for the ledgers of all organizations if they are recorded."""
    n = organizations if ledgers else 0
    return Trajectory(
        month=np.zeros(months, MONTH),
        resource=np.zeros((months, resources), MONTH_RESOURCE),
        ledger=np.zeros((n, months), LEDGER),
        place=np.zeros((n, resources, months), PLACE_LEDGER),
        pool=np.full((n, resources, months), NOBODY, dtype=np.int32),
        history=new_history(2 * (n + 1) * resources if ledgers else 0),
    )


def with_room(trajectory: Trajectory) -> Trajectory:
    """Return the same record with room for twice as many pools."""
    history = trajectory.history
    return trajectory._replace(history=np.concatenate([history, new_history(history.size)]))


@apart
def record_group(state: State, month: int, trajectory: Trajectory) -> None:
    """Add up the organizations' ledgers of a month, in calendar time and since entry."""
    here = trajectory.month[month]
    trust = 0.0
    for i in range(state.organization.size):
        organization = state.organization[i]
        here.collective_gain += organization.gain
        here.collective_counterfactual_cost += organization.counterfactual_cost
        here.collective_actual_cost += organization.actual_cost
        here.collective_actual_cash += organization.actual_cash
        here.collective_counterfactual_cash += organization.counterfactual_cash
        here.collective_entry_payments += organization.entry_payment
        here.collective_exit_payments += organization.exit_payment
        here.collective_public_money += organization.public
        here.surviving += organization.closed == 0
        here.surviving_alone += organization.closed_alone == 0
        trust += organization.trust
        if organization.entry_month > 0:
            since = trajectory.month[month + 1 - organization.entry_month]
            since.gain_since_entry += organization.gain
            since.organizations_since_entry += 1.0
    here.mean_trust = trust / state.organization.size
    places.record_month(state, here)


@apart
def record_resources(state: State, month: int, trajectory: Trajectory) -> None:
    """Record members, pools and their movements."""
    for r in range(state.resource.size):
        resource = state.resource[r]
        here = trajectory.resource[month, r]
        here.pools = resource.live_count
        for k in range(resource.live_count):
            here.members += state.pool[r, state.pool[r, k].live].members
        here.foundings = resource.foundings
        here.joinings = resource.joinings
        here.leavings = resource.leavings
        places.record_resource(resource, here)


@apart
def record_ends(state: State, month: int, trajectory: Trajectory) -> None:
    """Record the pools that ended this month."""
    for r in range(state.resource.size):
        trajectory.resource[month, r].dissolutions = state.resource[r].dissolutions


@apart
def record_organizations(state: State, month: int, trajectory: Trajectory) -> None:
    """Record the ledgers of all organizations."""
    for i in range(state.organization.size):
        organization = state.organization[i]
        here = trajectory.ledger[i, month]
        here.gain = organization.gain
        here.actual_cost = organization.actual_cost
        here.counterfactual_cost = organization.counterfactual_cost
        here.actual_cash = organization.actual_cash
        here.counterfactual_cash = organization.counterfactual_cash
        here.entry_payments = organization.entry_payment
        here.exit_payments = organization.exit_payment
        here.trust_by_month = organization.trust
        here.cash_by_month = organization.cash
        places.record_organization(state, i, here)


@apart
def record_places(state: State, month: int, trajectory: Trajectory) -> None:
    """Record what every organization paid for each resource and gained from it, in months that count."""
    imitation = state.past.shape[0] > 0
    for i in range(trajectory.place.shape[0]):
        counted = state.organization[i].closed == 0 and state.organization[i].closed_alone == 0
        for r in range(state.resource.size):
            place = state.place[i, r]
            if counted and place.need > 0.0:
                here = trajectory.place[i, r, month]
                full, paid = costs_of(state, i, r)
                here.bill_by_resource = paid
                if imitation:
                    here.gain_by_resource = state.past[i, r, month % state.past.shape[2], 0]
                else:
                    here.gain_by_resource = saving_of(state, i, r, full) - place.payment
            place.payment = 0.0  # only imitators read it, and those have read it by now


@apart
def record_memberships(state: State, month: int, trajectory: Trajectory) -> None:
    """Record the pool of every organization while the month ran."""
    for i in range(trajectory.pool.shape[0]):
        for r in range(state.resource.size):
            slot = state.place[i, r].pool
            if slot != NOBODY:
                trajectory.pool[i, r, month] = state.pool[r, slot].number


@internal
def record_running(state: State, month: int, trajectory: Trajectory) -> None:
    """Record a month once all books are closed and before any pool ends."""
    record_resources(state, month, trajectory)
    if trajectory.ledger.shape[0] > 0:
        record_memberships(state, month, trajectory)
        record_organizations(state, month, trajectory)
        record_places(state, month, trajectory)
        record_lives(state, month, trajectory.history)
    record_group(state, month, trajectory)


@internal
def record_closed(state: State, month: int, trajectory: Trajectory) -> None:
    """Record the pools that ended in a month."""
    record_ends(state, month, trajectory)
    if trajectory.ledger.shape[0] > 0:
        record_deaths(state, month, trajectory.history)


@apart
def judge_pools(state: State) -> None:
    """Count the pools that live at the end of the run by the state of their accounts, and sum up overruns."""
    places.sum_up(state)
    for r in range(state.resource.size):
        resource = state.resource[r]
        for k in range(resource.live_count):
            pool = state.pool[r, state.pool[r, k].live]
            judge_pool(resource, pool, False)
            judge_recovery(state.society[0], resource, pool, False)


@apart
def record_lives(state: State, month: int, history: Records) -> None:
    """Record the pools that run this month."""
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
            life.effort = pool.effort


@apart
def record_deaths(state: State, month: int, history: Records) -> None:
    """Record the account of every pool at the end of a month, and the pools that ended in it.

    The accounts of an ended pool stay in its slot until a new pool takes the slot.
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
