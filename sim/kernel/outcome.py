"""The outcomes of one run, by the names of the output variables."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.kernel.record import MONTH, MONTH_RESOURCE, Trajectory
from sim.kernel.state import NOBODY, Records, State
from sim.laws.compiled import compiled
from sim.laws.jcurve import status_of, trace
from sim.vocabulary.status import Status

Record = Literal["summary", "months", "organizations"]
Outcomes = dict[str, "NDArray[np.generic] | float"]

_OF_POOLS = {
    "pools_founded": "founded",
    "pools_dissolved": "dissolved",
    "pools_absorbed": "absorbed",
    "pools_no_loss": "no_loss",
    "pools_broke_even": "broke_even",
    "pools_not_yet": "not_yet",
    "pools_never": "never",
    "resource_gain": "gain",
    "resource_counterfactual": "counterfactual",
}
_OF_STATUS = {
    "share_no_loss": Status.NO_LOSS,
    "share_broke_even": Status.BROKE_EVEN,
    "share_not_yet": Status.NOT_YET,
    "share_never": Status.NEVER,
}


@compiled
def _statuses(organization: Records) -> NDArray[np.int8]:
    """Return the status of every organization (N,) at the end of a run."""
    out = np.empty(organization.size, dtype=np.int8)
    for i in range(organization.size):
        here = organization[i]
        out[i] = status_of(here.low, here.back_month, here.entry_month, here.pools > 0)
    return out


def outcomes(state: State, trajectory: Trajectory, record: Record) -> Outcomes:
    """Return what one run leaves, by variable name, without the replication.

    Parameters
    ----------
    state : State
        At the end of the run.
    trajectory : Trajectory
        Its record.
    record : "summary", "months" or "organizations"
        How much to keep.

    Returns
    -------
    dict
        Floats and arrays in the dimensions of the output variables.
    """
    out = _summary(state, trajectory)
    if record != "summary":
        out |= {str(name): trajectory.month[name] for name in MONTH.names or ()}
        out |= {str(name): trajectory.resource[name] for name in MONTH_RESOURCE.names or ()}
    if record == "organizations":
        out |= _organizations(state, trajectory)
    return out


def _summary(state: State, trajectory: Trajectory) -> Outcomes:
    """Return the outcomes of the run as a whole and by resource."""
    month, organization = trajectory.month, state.organization
    payments = month["collective_entry_payments"] + month["collective_exit_payments"]
    group = trace(month["collective_gain"], payments)
    in_pools = state.place["pool"] != NOBODY
    entered = int(np.count_nonzero(organization["entry_month"]))
    status = _statuses(organization)
    first = int(organization["entry_month"].max(initial=0))
    concerned = np.maximum(np.count_nonzero(state.place["need"] > 0.0, axis=0), 1)
    out: Outcomes = {
        "collective_total_gain": group.total,
        "collective_total_counterfactual": float(month["collective_counterfactual_cost"].sum()),
        "collective_depth": -group.low,
        "collective_trough": float(group.low_month),
        "collective_end_of_loss": float(group.running_low_month),
        "collective_break_even": float(group.back_month),
        "collective_status": float(status_of(group.low, group.back_month, first, bool(in_pools.any()))),
        "entered": entered / organization.size,
        "left_behind": float(np.mean(organization["total"] < 0.0)),
        "participation": trajectory.resource["members"][-1] / concerned,  # pools that end with the month had members
    }
    for name, code in _OF_STATUS.items():
        out[name] = np.count_nonzero(status == code) / max(entered, 1)
    for name, field in _OF_POOLS.items():
        out[name] = state.resource[field]
    return out


def _organizations(state: State, trajectory: Trajectory) -> Outcomes:
    """Return the outcomes of every organization."""
    organization, place = state.organization, state.place
    out: Outcomes = {
        "size": organization["size"],
        "kind": organization["kind"],
        "sector": organization["sector"],
        "total_gain": organization["total"],
        "entry_month": organization["entry_month"],
        "depth": -organization["low"],
        "trough": organization["low_month"],
        "end_of_loss": organization["running_low_month"],
        "break_even": organization["back_month"],
        "status": _statuses(organization),
        "need": place["need"],
        "stand_alone_cost": place["stand_alone"],
        "stand_alone_service": place["service"],
        "without": (place["capacity"] == 0.0) & (state.resource["unmet"] == 1) & (place["need"] > 0.0),
        "pool": trajectory.pool,
    }
    out |= {str(name): trajectory.ledger[name] for name in trajectory.ledger.dtype.names or ()}
    return out
