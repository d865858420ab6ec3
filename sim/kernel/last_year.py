"""The last year of a run, in which an organization is judged by what it gains lately."""

from __future__ import annotations

from sim.compilation.decorators import apart
from sim.kernel.state import State


@apart
def begin(state: State) -> None:
    """Keep what every organization has gained before the last year, payments to enter and to leave not deducted."""
    for i in range(state.organization.size):
        state.organization[i].earlier = state.organization[i].running_total
