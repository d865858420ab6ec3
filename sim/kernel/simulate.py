"""The compiled driver: one run from month 0 to its end."""

from __future__ import annotations

from sim.compilation.decorators import phase
from sim.kernel.history import has_room, record_deaths, record_lives
from sim.kernel.learning import renew_ways_alone
from sim.kernel.month import (
    begin_month,
    close_pools,
    draw_month,
    end_month,
    follow_prescriptions,
    review,
    run_pools,
    settle_all,
)
from sim.kernel.record import (
    Trajectory,
    judge_pools,
    record_ends,
    record_group,
    record_memberships,
    record_organizations,
    record_resources,
    with_room,
)
from sim.kernel.state import State


@phase
def play(state: State, trajectory: Trajectory, first: int, last: int) -> None:
    """Play and record some months, up to the one before the last given."""
    for month in range(first, last):
        begin_month(state, month)
        events = draw_month(state, month)
        follow_prescriptions(state, month)
        review(state, month, events)
        run_pools(state)
        settle_all(state, month)
        record_resources(state, month, trajectory)
        recorded = trajectory.ledger.shape[0] > 0
        if recorded:
            record_memberships(state, month, trajectory)
            record_organizations(state, month, trajectory)
            record_lives(state, month, trajectory.history)
        record_group(state, month, trajectory)
        close_pools(state, month)
        record_ends(state, month, trajectory)
        if recorded:
            record_deaths(state, month, trajectory.history)
        end_month(state)
    if last == trajectory.month.size:
        judge_pools(state)
        renew_ways_alone(state)


def run(state: State, trajectory: Trajectory) -> Trajectory:
    """Play all months of a run; return its record, which may have grown: nobody knows how many pools will come."""
    months = trajectory.month.size
    if trajectory.history.size == 0:
        play(state, trajectory, 0, months)
        return trajectory
    for month in range(months):
        while not has_room(state, trajectory.history):
            trajectory = with_room(trajectory)
        play(state, trajectory, month, month + 1)
    return trajectory
