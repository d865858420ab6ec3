"""The places of a month where mechanisms act: the only list of which mechanism acts where, and in which order.

Each function is a place, each of its lines a mechanism. A mechanism that is off costs a test of one number. Both
drivers call these functions. What a group expects to pay is one formula, in :mod:`sim.kernel.cost`, which holds the
terms of the mechanisms that change it.
"""

from __future__ import annotations

from sim.compilation.decorators import internal, phase
from sim.kernel import (
    awareness,
    beliefs,
    clause,
    closure,
    effort,
    innovation,
    last_year,
    learning,
    migration,
    overuse,
    toll,
    voting,
)
from sim.kernel.agreement import agreement_of
from sim.kernel.cost import Terms
from sim.kernel.group import GroupSums
from sim.kernel.layout import Records
from sim.kernel.state import State
from sim.laws.j_curve import YEAR


@phase
def before_review(state: State, month: int) -> None:
    """Act before the reviews of a month."""
    if month == state.society[0].months - YEAR:
        last_year.begin(state)
    if state.society[0].awareness:
        awareness.spread(state, month)
    if state.society[0].effort:
        effort.set_efforts(state, month)


@phase
def considers(state: State, i: int) -> bool:
    """Return whether organization i considers pooling: reviews, proposes, and accepts proposals."""
    return awareness.is_aware(state, i)


@phase
def after_review(state: State, month: int) -> None:
    """Act after the reviews of a month: memberships are those of the month's bills."""
    if state.society[0].voting:
        voting.hold_votes(state, month)
    if state.society[0].clause:
        clause.count_not_met(state)


@internal
def learn_from_search(state: State, i: int, r: int, month: int, pools: int) -> None:
    """Act after organization i has searched: the pools that it saw, its own excepted, are on the desk."""
    beliefs.learn_from_search(state, i, r, month, pools)


@internal
def expected_overrun(state: State, i: int, r: int) -> float:
    """Return the overrun that organization i expects of a pool that it would found."""
    return beliefs.expected_overrun(state, i, r)


@internal
def entry_burden(state: State, i: int, r: int) -> float:
    """Return what entering a pool costs beside the payment, or staying in it beside its bills [CAD of today]."""
    return migration.entry_burden(state, i, r)


@internal
def staying_toll(state: State, i: int, r: int) -> tuple[float, float]:
    """Return what staying in its pool costs i a month beside its expected bill: paid, and borne [CAD/month]."""
    return toll.staying_toll(state, i, r)


@internal
def joining_toll(state: State, i: int, r: int, pool: Records, group: GroupSums, weight: float) -> tuple[float, float]:
    """Return what being in a pool costs i a month beside its expected bill; `group` is the pool with i [CAD/month]."""
    return toll.joining_toll(state, i, r, pool, group, weight)


@internal
def founding_toll(state: State, i: int, r: int, group: GroupSums, terms: Terms) -> tuple[float, float]:
    """Return what founding with those on the desk costs i a month beside its expected bill [CAD/month]."""
    return toll.founding_toll(state, i, r, group, terms)


@internal
def take_part(state: State, i: int, r: int) -> None:
    """Act on member i as its pool begins the month's work."""
    if state.resource[r].burdened:
        effort.take_part(state, i, r)


@internal
def slack_of(resource: Records, pool: Records) -> float:
    """Return what multiplies the month's cost of service, beside friction, less 1."""
    return effort.slack_of(resource, pool)


@internal
def add_to_cost(resource: Records, pool: Records) -> None:
    """Add what a pool pays beside its provision to the month's cost that its members share."""
    effort.charge(resource, pool)


@internal
def load_of(state: State, i: int, r: int) -> float:
    """Return the load that member i adds to its pool this month [unit]."""
    place = state.place[i, r]
    pool = state.pool[r, place.pool]
    load = overuse.use_in_pool(agreement_of(state, r, pool), pool, place)
    return load * migration.migrated_share(state, i, r)


@internal
def add_to_bill(state: State, i: int, r: int) -> None:
    """Add what member i pays beside its share of the pool's cost."""
    if state.resource[r].burdened == 0:
        return
    migration.add_double_running(state, i, r)
    effort.add_fine(state, i, r)
    clause.add_transfer(state, i, r)


@internal
def borne(state: State, i: int, r: int) -> float:
    """Return what member i bears this month and pays to nobody [CAD]."""
    return effort.borne(state, i, r)


@internal
def settle(state: State, i: int) -> float:
    """Act as organization i closes its books for the month; return what it bears and pays to nobody [CAD]."""
    if state.society[0].burdened == 0:
        return 0.0
    if state.society[0].migration:
        migration.count_double_running(state, i)
    if state.society[0].clause:
        clause.count_transfers(state, i)
    if state.society[0].effort:
        return effort.settle(state, i)
    return 0.0


@phase
def close_organization(state: State, i: int, month: int) -> None:
    """Act on organization i once its books and those of its pools are closed."""
    closure.close_without_cash(state, i, month)


@internal
def end_pool_month(state: State, r: int, pool: Records, month: int) -> bool:
    """Act on a pool after its month; return whether what its capacity costs may have changed."""
    changed = learning.learn_as_pool(state.resource[r], pool)
    changed |= innovation.innovate(state, r, pool, month)
    return changed


@internal
def record_month(state: State, here: Records) -> None:
    """Write the mechanisms' variables of a month."""
    here.aware = awareness.share(state)
    here.effort_shown = state.society[0].effort_shown
    here.effort_members = state.society[0].effort_members


@internal
def record_organization(state: State, i: int, here: Records) -> None:
    """Write the mechanisms' variables of a month and an organization."""
    here.effort_by_month = effort.mean_effort(state, i)


@internal
def record_resource(resource: Records, here: Records) -> None:
    """Write the mechanisms' variables of a month and a resource."""
    here.forecast_errors = beliefs.errors_of_month(resource)


@internal
def sum_up(state: State) -> None:
    """Act at the end of the run."""
    beliefs.sum_up(state)


@phase
def end_month(state: State, i: int, month: int) -> None:
    """Act on organization i at the end of the month."""
    learning.learn_by_doing(state, i)
    if state.society[0].migration:
        migration.step_on(state, i, month)


def end_run(state: State) -> None:
    """Write what mechanisms report once, at the end of a run."""
    voting.count_rules(state)
