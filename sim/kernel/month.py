"""The compiled month: its phases over all resources, organizations and pools, and the months of a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.compilation.decorators import phase, rare
from sim.kernel import places, prefetching, recording
from sim.kernel.agreement import agreement_of
from sim.kernel.billing import add_load, begin_pool, bill_member, run_pool
from sim.kernel.changes import Change
from sim.kernel.decision import act, choose
from sim.kernel.dispositions import refresh_all
from sim.kernel.events import take_effect
from sim.kernel.facilitation import facilitate
from sim.kernel.learning import update_all_stand_alone
from sim.kernel.month_end import close_pool, learn_trust
from sim.kernel.needs import draw_resource, draw_shocks, draw_words, take_draw, turn
from sim.kernel.ordering import sort_events
from sim.kernel.own_faults import raise_fault, require_own_rules
from sim.kernel.prescription import follow_prescriptions
from sim.kernel.recording import Trajectory
from sim.kernel.settlement import settle
from sim.kernel.state import NOBODY, State
from sim.laws.decision import reviews
from sim.vocabulary.codes import Fault

if TYPE_CHECKING:
    from sim.scenario import Scenario


@rare
def begin_month(state: State, month: int) -> None:
    """Clear the month's counts, draw the shocks that all share, and act before the reviews."""
    for r in range(state.resource.size):
        draw_resource(state.society[0], state.resource[r], month)
        for k in range(state.resource[r].live_count):
            begin_pool(state.resource[r], state.pool[r, state.pool[r, k].live], month)
    places.before_review(state, month)
    if state.society[0].facilitation:
        facilitate(state, month)


@rare
def draw_month(state: State, month: int) -> int:
    """Draw the use of every place and whether it is reviewed; return the number of reviews."""
    society = state.society[0]
    organizations, resources = state.place.shape
    block = state.block.size
    events = 0
    for start in range(0, organizations, block):
        size = min(block, organizations - start)
        for k in range(size):
            state.block[k] = np.uint64(state.organization[start + k].identity)
        for r in range(resources):
            resource = state.resource[r]
            draw_words(state.block, state.words, size, society.key, resource.stream, month)
            draw_shocks(state.words, state.shock, state.tail, state.order, size)
            up = 0
            for k in range(size):
                prefetching.before_draw(state, start + k + block, r)
                place = state.place[start + k, r]
                state.order[up] = k  # without a branch: a processor cannot predict which places are reviewed
                if place.need > 0.0:
                    up += take_draw(society, resource, place, month, state.shock[k], state.words[2, k])
            for k in state.order[:up]:
                if reviews(state.organization[start + k].rule) and places.considers(state, start + k):
                    order = turn(society.key, state.organization[start + k].identity, month)
                    state.event[0, events].key = order | state.words[3, k]
                    state.event[0, events].place = (start + k) * resources + r
                    events += 1
    return events


@rare
def review(state: State, month: int, events: int) -> None:
    """Let every organization that reviews a resource this month decide, one after the other, in random order."""
    row = sort_events(state.event, events, state.order)
    resources = state.resource.size
    for k in range(events):
        prefetching.before_review(state, row, k, events)
        i = state.event[row, k].place // resources
        r = state.event[row, k].place % resources
        if month >= state.place[i, r].bound_until:  # unless a proposal of this month has bound it
            choice, target = choose(state, i, r, month)
            act(state, i, r, month, choice, target)
    places.after_review(state, month)


@rare
def run_pools(state: State) -> None:
    """Add up the load of every pool, in the order of the rows, and split its cost."""
    resources = state.resource.size
    for i in range(state.organization.size):
        for r in range(resources):
            prefetching.before_load(state, i, r)
            place = state.place[i, r]
            if place.pool != NOBODY:
                add_load(state, i, r)
    for r in range(resources):
        for k in range(state.resource[r].live_count):
            pool = state.pool[r, state.pool[r, k].live]
            run_pool(agreement_of(state, r, pool), pool)


@rare
def settle_all(state: State, month: int) -> None:
    """Bill every member and close the books of every organization."""
    for i in range(state.organization.size):
        prefetching.before_settlement(state, i)
        for r in range(state.resource.size):
            prefetching.before_bill(state, i, r)
            place = state.place[i, r]
            if place.pool != NOBODY:
                bill_member(state, i, r)
        settle(state, i, month)


@rare
def close_pools(state: State, month: int) -> None:
    """Close organizations without cash, then the accounts of all pools, and end pools that have become too small."""
    if state.society[0].closure:
        for i in range(state.organization.size):
            places.close_organization(state, i, month)
    for r in range(state.resource.size):
        for k in range(state.resource[r].live_count - 1, -1, -1):  # ending a pool moves the last one into its place
            close_pool(state, r, state.pool[r, k].live, month)


@rare
def end_month(state: State, month: int) -> None:
    """Let mechanisms act at the end of the month, and update trust."""
    for i in range(state.organization.size):
        places.end_month(state, i, month)
    for i in range(state.organization.size):
        learn_trust(state.society[0], state.organization[i])
    refresh_all(state)


@phase
def play(state: State, trajectory: Trajectory, first: int, last: int) -> None:
    """Play and record the months from `first` up to, not including, `last`."""
    for month in range(first, last):
        if state.own.one[0].fault != Fault.NONE:
            return
        begin_month(state, month)
        events = draw_month(state, month)
        follow_prescriptions(state, month)
        review(state, month, events)
        run_pools(state)
        settle_all(state, month)
        recording.record_running(state, month, trajectory)
        close_pools(state, month)
        recording.record_closed(state, month, trajectory)
        end_month(state, month)
    if last == trajectory.month.size:
        recording.judge_pools(state)
        update_all_stand_alone(state)


def play_on(state: State, trajectory: Trajectory, changes: Sequence[Change], first: int, last: int) -> None:
    """Play and record the months from `first` up to, not including, `last`, each after the changes that fall in it."""
    for change in changes:
        if first <= change.month < last:
            if first < change.month:
                play(state, trajectory, first, change.month)
                first = change.month
            take_effect(state, change)
    play(state, trajectory, first, last)


def run(
    state: State, trajectory: Trajectory, scenario: Scenario | None = None, changes: Sequence[Change] = ()
) -> Trajectory:
    """Play all months of a run; return its record, enlarged if more pools were founded than it had room for.

    Raises
    ------
    ScenarioError
        An own rule was at fault; the scenario, if it is given, names the organization and the resource.
    WordedError
        The state has own rules of another process.
    """
    require_own_rules(state)
    months = trajectory.month.size
    if trajectory.history.size == 0:
        play_on(state, trajectory, changes, 0, months)
    else:
        for month in range(months):
            while not recording.has_room(state, trajectory.history):
                trajectory = recording.with_room(trajectory)
            play_on(state, trajectory, changes, month, month + 1)
    raise_fault(state, scenario)
    return trajectory
