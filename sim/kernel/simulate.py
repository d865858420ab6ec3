"""The compiled driver: one run from month 0 to its end."""

from __future__ import annotations

from sim.kernel.month import close_pools, end_month, step
from sim.kernel.record import (
    Trajectory,
    judge_pools,
    record_ends,
    record_group,
    record_memberships,
    record_organizations,
    record_resources,
)
from sim.kernel.state import State
from sim.laws.compiled import phase


@phase
def run(state: State, trajectory: Trajectory) -> None:
    """Play all months of a run and record them."""
    for month in range(trajectory.month.size):
        step(state, month)
        record_resources(state, month, trajectory)
        if trajectory.ledger.shape[0] > 0:
            record_memberships(state, month, trajectory)
            record_organizations(state, month, trajectory)
        record_group(state, month, trajectory)
        close_pools(state, month)
        record_ends(state, month, trajectory)
        end_month(state)
    judge_pools(state)
