"""The outcomes of one run, by the names of the output variables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled
from sim.declared.variables import OF_MECHANISMS
from sim.kernel import places
from sim.kernel.layout import Records
from sim.kernel.recording import HISTORY, MONTH, MONTH_RESOURCE, Trajectory
from sim.kernel.state import State
from sim.kernel.summary import BY_RESOURCE, SUMMARY, summarize
from sim.laws.j_curve import status_of

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
    "pools_judged": "judged",
    "pools_never_recovered": "unrecovered",
    "resource_gain": "gain",
    "resource_counterfactual": "counterfactual",
}
_OF_LIVES = tuple(name for name in HISTORY.names or () if name != "slot")
RAGGED = frozenset((*(f"pool_{name}" for name in _OF_LIVES), "edge_from", "edge_to"))
"""Outcomes with one value for each pool of a run, or for each edge of its network."""


class Ended(NamedTuple):
    """What there is at the end of a run, or of several, with a dimension of runs before all others.

    Attributes
    ----------
    summary : () SUMMARY, or mapping
    society : () SOCIETY
    resource : (R,) RESOURCE
    shares : (8, R) float64
        By `BY_RESOURCE`.
    together : (T,) float64
    month, month_resource : (T,) MONTH, (T, R) MONTH_RESOURCE
    """

    summary: Mapping[str, Any]
    society: Records
    resource: Records
    shares: NDArray[np.float64]
    together: NDArray[np.float64]
    month: Records
    month_resource: Records


def of_group(ended: Ended, record: Record) -> Outcomes:
    """Return the outcomes of a run, or of several, that are not those of single organizations, by variable name."""
    out: Outcomes = {str(name): ended.summary[name] for name in SUMMARY.names or ()}
    out |= {name: ended.shares[..., k, :] for k, name in enumerate(BY_RESOURCE)}
    for name, field in _OF_POOLS.items():
        out[name] = ended.resource[field]
    for variable in OF_MECHANISMS:
        if variable.dims == ("replication", "resource"):
            out[variable.name] = ended.resource[variable.name]
        elif variable.dims == ("replication",):
            out[variable.name] = np.float64(ended.society[variable.name])
    if record != "summary":
        out["collective_planned_gain"] = ended.together
        out |= {str(name): ended.month[name] for name in MONTH.names or ()}
        out |= {str(name): ended.month_resource[name] for name in MONTH_RESOURCE.names or ()}
    return out


@compiled
def _statuses(organization: Records) -> NDArray[np.int8]:
    """Return the status of every organization (N,) at the end of a run."""
    out = np.empty(organization.size, dtype=np.int8)
    for i in range(organization.size):
        here = organization[i]
        out[i] = status_of(here.low, here.back_month, here.entry_month, here.pools > 0)
    return out


def outcomes(state: State, trajectory: Trajectory, record: Record) -> Outcomes:
    """Return the outcomes of one run by variable name, without the replication.

    Parameters
    ----------
    state : State
        At the end of the run.
    trajectory : Trajectory
        Its record.
    record : "summary", "months" or "organizations"
        The level of record.

    Returns
    -------
    dict
        Floats and arrays in the dimensions of the output variables.
    """
    places.end_run(state)
    n, resources = state.place.shape
    together, chosen, losses = np.zeros(trajectory.month.size), np.zeros(n), np.empty(n, dtype=np.int8)
    shares, summary = np.zeros((len(BY_RESOURCE), resources)), np.zeros(1, SUMMARY)
    summarize(state, trajectory, np.sort(state.organization["total"]), together, losses, chosen, shares, summary)
    group = dict(zip(SUMMARY.names or (), summary[0].item(), strict=True))
    society, month, month_resource = state.society[0], trajectory.month, trajectory.resource
    out = of_group(Ended(group, society, state.resource, shares, together, month, month_resource), record)
    if record == "organizations":
        depth = -state.organization["low"]
        out |= _organizations(state, trajectory)
        out |= {"kind_of_loss": losses, "chosen_loss": chosen, "suffered_loss": depth - chosen}
        out["planned_gain"] = state.planned
    return out


def _deviation(organization: Records, world: Literal["cost", "alone"]) -> NDArray[np.float64]:
    """Return the standard deviation of every organization's monthly cost over the months it was open."""
    months = np.maximum(organization["counted_months"], 1)
    mean = organization[f"{world}_sum"] / months
    return np.sqrt(np.maximum(organization[f"{world}_squares"] / months - mean * mean, 0.0))


def _pools(state: State, trajectory: Trajectory) -> Outcomes:
    """Return the lives of all pools."""
    history = trajectory.history[: state.society[0]["pools_ever"]]
    return {f"pool_{name}": history[name] for name in _OF_LIVES}


def _edges(state: State) -> Outcomes:
    """Return the edges of the network, each once, from the lower row to the higher; none of a complete network."""
    start, end = (state.organization[name] for name in ("contacts_from", "contacts_to"))
    one = np.repeat(np.arange(start.size, dtype=np.int32), end - start)
    other = state.contact["row"]
    once = one < other
    return {"edge_from": one[once], "edge_to": other[once]}


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
        "sight": place["sight"],
        "autonomy_cost": organization["autonomy_cost"],
        "closed_month": organization["closed"],
        "closed_month_alone": organization["closed_alone"],
        "cost_deviation": _deviation(organization, "cost"),
        "cost_deviation_alone": _deviation(organization, "alone"),
    }
    out |= _pools(state, trajectory) | _edges(state)
    for records in (trajectory.ledger, trajectory.place):
        out |= {str(name): records[name] for name in records.dtype.names or ()}
    return out
