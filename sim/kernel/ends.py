"""The two ends of a run that compiled code plays without Python: its records are filled, and it is summed up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import internal
from sim.kernel.filling import fill_lists, fill_run
from sim.kernel.layout import Records
from sim.kernel.ordering import sort_numbers
from sim.kernel.recording import Trajectory
from sim.kernel.state import State
from sim.kernel.summary import summarize

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@internal
def begin_run(
    state: State,
    row: Codes,
    attribute: Floats,
    need: Floats,
    start: Codes,
    contact: Codes,
    access_share: float,
    subsidy_cap: float,
) -> None:
    """Fill the records and the lists of a run whose organizations have been drawn.

    Parameters
    ----------
    state : State
        Zero but for its parameters.
    row : (N,) int64
        The rows of the organizations, in order.
    attribute, need, access_share, subsidy_cap
        See :func:`sim.kernel.filling.fill_run`.
    start, contact : (N + 1,), (M,) int64
        The contacts, by row.
    """
    fill_run(
        state.society,
        state.resource,
        state.organization,
        state.place,
        state.book,
        row,
        attribute,
        need,
        access_share,
        subsidy_cap,
    )
    fill_lists(state.organization, state.contact, state.desk, state.pool, row, row, start, contact)


@internal
def end_run(
    state: State,
    trajectory: Trajectory,
    gains: Floats,
    together: Floats,
    losses: NDArray[np.int8],
    chosen: Floats,
    shares: Floats,
    summary: Records,
) -> None:
    """Sort the gains of the organizations, and summarize the run.

    Parameters
    ----------
    state, trajectory, together, losses, shares, summary
        See :func:`sim.kernel.summary.summarize`.
    gains : (N,) float64
        Written: the organizations' gains in increasing order [CAD].
    chosen : (N,) float64
        Written, whatever it was before; see :func:`sim.kernel.summary.summarize`.
    """
    for i in range(state.organization.size):
        gains[i] = state.organization[i].total
        chosen[i] = 0.0
    sort_numbers(gains)
    summarize(state, trajectory, gains, together, losses, chosen, shares, summary)
