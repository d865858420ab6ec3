"""The outcomes of one run, by the names of the output variables."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled
from sim.declared.variables import OF_MECHANISMS
from sim.kernel import places
from sim.kernel.layout import Records
from sim.kernel.recording import MONTH, MONTH_RESOURCE, Trajectory
from sim.kernel.state import NOBODY, Sight, State
from sim.laws.inequality import gini
from sim.laws.j_curve import loss_of, status_of, trace
from sim.vocabulary.loss import LEFT_BEHIND, Loss
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
    "pools_judged": "judged",
    "pools_never_recovered": "unrecovered",
    "resource_gain": "gain",
    "resource_counterfactual": "counterfactual",
}
_OF_LIVES = (
    "resource",
    "founder",
    "founded",
    "ended",
    "members",
    "absorbed",
    "trough",
    "break_even",
    "status",
    "overrun",
    "effort",
    "gain",
    "depth",
)
RAGGED = frozenset((*(f"pool_{name}" for name in _OF_LIVES), "edge_from", "edge_to"))
"""Outcomes with one value for each pool of a run, or for each edge of its network."""

_REASONS = ("refused", "without_means", "isolated", "doing_without", "doing_without_alone")
"""Why organizations are alone, and which do without, in the model and in the counterfactual."""

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


_OF_LOSS = {
    "out_at_a_loss": Loss.OUT,
    "still_losing": Loss.LOSING,
    "paying_back": Loss.PAYING_BACK,
    "too_young": Loss.YOUNG,
}


@compiled
def _losses(organization: Records, place: Records, plan: Records, months: int) -> NDArray[np.int8]:
    """Return the kind of loss of every organization (N,) at the end of a run."""
    out = np.empty(organization.size, dtype=np.int8)
    for i in range(organization.size):
        here = organization[i]
        youngest = months
        for r in range(place.shape[1]):
            if place[i, r].pool != NOBODY:
                youngest = min(youngest, months - plan[i, r].entered)
        spared = here.closed == 0 and here.closed_alone > 0
        out[i] = loss_of(here.total, here.running_total - here.earlier, here.pools > 0, youngest, spared)
    return out


@compiled
def _follow_plans(planned: NDArray[np.float64], organization: Records, together: NDArray[np.float64]) -> Any:
    """Return the deepest cumulative loss of each organization's plans (N,) [CAD]; add up those of all by month (T,).

    As in the ledgers, months after an organization has closed do not count.
    """
    depth = np.zeros(organization.size)
    for i in range(organization.size):
        total = 0.0
        for month in range(min(organization[i].counted_months, together.size)):
            total += planned[i, month]
            depth[i] = max(depth[i], -total)
            together[month] += planned[i, month]
    return depth


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
    together = np.zeros(trajectory.month.size)
    chosen = _follow_plans(state.planned, state.organization, together)
    losses = _losses(state.organization, state.place, state.plan, trajectory.month.size)
    out = _summary(state, trajectory)
    counts = np.bincount(losses, minlength=len(Loss))
    out |= {name: counts[kind] / losses.size for name, kind in _OF_LOSS.items()}
    out["left_behind"] = sum(counts[kind] for kind in LEFT_BEHIND) / losses.size
    out |= _chosen_and_suffered(state.organization, chosen, together, out["collective_depth"])
    if record != "summary":
        out["collective_planned_gain"] = together
        out |= {str(name): trajectory.month[name] for name in MONTH.names or ()}
        out |= {str(name): trajectory.resource[name] for name in MONTH_RESOURCE.names or ()}
    if record == "organizations":
        depth = -state.organization["low"]
        out |= _organizations(state, trajectory)
        out |= {"kind_of_loss": losses, "chosen_loss": chosen, "suffered_loss": depth - chosen}
        out["planned_gain"] = state.planned
    return out


def _chosen_and_suffered(
    organization: Records, chosen: NDArray[np.float64], together: NDArray[np.float64], depth: Any
) -> Outcomes:
    """Return what the plans lose, and how much deeper the losses are: of the group, and means over those that pooled.

    `chosen` (N,) and `together` (T,) are from :func:`_follow_plans`, `depth` is the deepest loss of the group.
    """
    entered = organization["entry_month"] > 0
    those = max(int(entered.sum()), 1)
    group = 0.0 - trace(together).low
    mean = float(chosen[entered].sum()) / those
    return {
        "collective_planned_total_gain": float(together.sum()),
        "collective_chosen_loss": group,
        "collective_suffered_loss": depth - group,
        "mean_chosen_loss": mean,
        "mean_suffered_loss": float((-organization["low"] - chosen)[entered].sum()) / those,
    }


def _summary(state: State, trajectory: Trajectory) -> Outcomes:
    """Return the outcomes of the run as a whole and by resource."""
    month, organization = trajectory.month, state.organization
    payments = month["collective_entry_payments"] + month["collective_exit_payments"]
    group = trace(month["collective_gain"], payments)
    entered = int(np.count_nonzero(organization["entry_month"]))
    status = _statuses(organization)
    first = int(organization["entry_month"].max(initial=0))
    counts = _count_places(state.place, state.book, state.resource)
    concerned = np.maximum(counts[0], 1)
    pooling = bool((organization["pools"] > 0).any())
    out: Outcomes = {
        "collective_total_gain": group.total,
        "collective_total_counterfactual": float(month["collective_counterfactual_cost"].sum()),
        "collective_depth": -group.low,
        "collective_trough": float(group.low_month),
        "collective_end_of_loss": float(group.running_low_month),
        "collective_break_even": float(group.back_month),
        "collective_status": float(status_of(group.low, group.back_month, first, pooling)),
        "entered": entered / organization.size,
        "participation": trajectory.resource["members"][-1] / concerned,  # pools that end with the month had members
        "resources_pooled": float(trajectory.resource["members"][-1].sum()) / organization.size,
        "resources_needed": float(counts[0].sum()) / organization.size,
    }
    out |= _levers_and_survival(state, trajectory) | _access(state.resource, counts[1:] / concerned)
    for name, code in _OF_STATUS.items():
        out[name] = np.count_nonzero(status == code) / max(entered, 1)
    for name, field in _OF_POOLS.items():
        out[name] = state.resource[field]
    for variable in OF_MECHANISMS:
        if variable.dims == ("replication", "resource"):
            out[variable.name] = state.resource[variable.name]
        elif variable.dims == ("replication",):
            out[variable.name] = float(state.society[variable.name][0])
    return out


def _levers_and_survival(state: State, trajectory: Trajectory) -> Outcomes:
    """Return public money, the cost of lost autonomy, survival, and how much monthly costs vary."""
    month, organization = trajectory.month, state.organization
    public = float(month["collective_public_money"].sum())
    gains = np.sort(organization["total"])
    year = month[-12:]
    freed = year["collective_counterfactual_cash"] - year["collective_actual_cash"]
    freed = freed - year["collective_entry_payments"] - year["collective_exit_payments"]
    budget = float(np.mean(freed))
    return {
        "budget_freed": budget,
        "posts_freed": budget / state.society["post_cost"][0],
        "public_money": public,
        "collective_net_gain": float(month["collective_gain"].sum()) - public,
        "collective_autonomy_cost": float(organization["autonomy_cost"].sum()),
        "collective_debt": float(state.book["debt"].sum()),
        "gini_of_gains": gini(gains),
        "survival": float(np.mean(organization["closed"] == 0)),
        "survival_alone": float(np.mean(organization["closed_alone"] == 0)),
        "mean_cost_deviation": float(np.mean(_deviation(organization, "cost"))),
        "mean_cost_deviation_alone": float(np.mean(_deviation(organization, "alone"))),
    }


def _deviation(organization: Records, world: Literal["cost", "alone"]) -> NDArray[np.float64]:
    """Return the standard deviation of every organization's monthly cost over the months it was open."""
    months = np.maximum(organization["counted_months"], 1)
    mean = organization[f"{world}_sum"] / months
    return np.sqrt(np.maximum(organization[f"{world}_squares"] / months - mean * mean, 0.0))


@compiled
def _count_places(place: Records, book: Records, resource: Records) -> NDArray[np.int64]:
    """Count the concerned places of each resource, and those for each of _REASONS, in that order."""
    organizations, resources = place.shape
    out = np.zeros((1 + len(_REASONS), resources), dtype=np.int64)
    for i in range(organizations):
        for r in range(resources):
            here = place[i, r]
            if here.need == 0.0:
                continue
            unmet = resource[r].unmet == 1
            out[0, r] += 1
            out[5, r] += unmet and here.capacity == 0.0
            if here.pool != NOBODY:
                continue
            out[4, r] += unmet and book[i, r].own_capacity == 0.0
            if here.sight & Sight.LOOKED:
                out[1, r] += here.sight & Sight.TURNED_AWAY > 0
                out[2, r] += here.sight & Sight.CANNOT_PAY > 0
                out[3, r] += here.sight & (Sight.POOL | Sight.PARTNER) == 0
    return out


def _access(resource: Records, shares: NDArray[np.float64]) -> Outcomes:
    """Return by resource the share of the need that is met, and the shares (5, R) of places for each of _REASONS."""
    used = np.where(resource["used"] > 0.0, resource["used"], 1.0)
    out: Outcomes = dict(zip(_REASONS, shares, strict=True))
    out["access"] = np.clip(1.0 - resource["unmet_units"] / used, 0.0, 1.0)
    out["access_alone"] = np.clip(1.0 - resource["unmet_alone"] / used, 0.0, 1.0)
    return out


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
