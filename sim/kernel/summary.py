"""The summary of a run: one record of numbers of the group, and shares by resource."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import internal, phase
from sim.declared.record import record
from sim.kernel.layout import Records
from sim.kernel.recording import Trajectory
from sim.kernel.state import NOBODY, Sight, State
from sim.laws.inequality import gini
from sim.laws.j_curve import YEAR, Track, follow, loss_of, status_of
from sim.vocabulary.loss import Loss
from sim.vocabulary.status import Status

Floats = NDArray[np.float64]

SUMMARY: Final = record(
    """f collective_total_gain collective_total_counterfactual collective_depth collective_trough
    collective_end_of_loss collective_break_even collective_status entered resources_pooled resources_needed
    budget_freed posts_freed public_money collective_net_gain collective_autonomy_cost collective_debt gini_of_gains
    survival survival_alone mean_cost_deviation mean_cost_deviation_alone share_no_loss share_broke_even
    share_not_yet share_never out_at_a_loss still_losing paying_back too_young left_behind
    collective_planned_total_gain collective_chosen_loss collective_suffered_loss mean_chosen_loss
    mean_suffered_loss"""
)
"""The output variables of a run as a whole, by name."""

BY_RESOURCE: Final = (
    "participation", "refused", "without_means", "isolated", "doing_without", "doing_without_alone", "access",
    "access_alone",
)  # fmt: skip
"""The shares by resource, in the order of their rows."""


@phase
def summarize(
    state: State,
    trajectory: Trajectory,
    gains: Floats,
    together: Floats,
    losses: NDArray[np.int8],
    chosen: Floats,
    shares: Floats,
    summary: Records,
) -> None:
    """Summarize a run at its end.

    Parameters
    ----------
    state, trajectory
        Of the run.
    gains : (N,) float64
        The organizations' gains in increasing order [CAD].
    together : (T,) float64
        Written, zero before: the gain of each month by the members' plans [CAD].
    losses : (N,) int8
        Written: each organization's :class:`sim.vocabulary.loss.Loss`.
    chosen : (N,) float64
        Written, zero before: the deepest cumulative loss of each organization's plans [CAD].
    shares : (8, R) float64
        Written, zero before: by `BY_RESOURCE`.
    summary : (1,) SUMMARY
        Written, zero before.
    """
    out = summary[0]
    _follow_plans(state, together, chosen)
    first, pooling = _sum_up_organizations(state, chosen, losses, together.size, out)
    _follow_group(trajectory.month, together, first, pooling, out)
    out.posts_freed = out.budget_freed / state.society[0].post_cost
    out.gini_of_gains = gini(gains)
    _sum_up_places(state, trajectory.resource, shares, out)


@internal
def _follow_plans(state: State, together: Floats, chosen: Floats) -> None:
    """Find the deepest loss of each organization's plans, and add up those of all by month.

    As in the ledgers, months after an organization has closed do not count.
    """
    for i in range(state.organization.size):
        total = 0.0
        for month in range(min(state.organization[i].counted_months, together.size)):
            total += state.planned[i, month]
            chosen[i] = max(chosen[i], -total)
            together[month] += state.planned[i, month]


@internal
def _sum_up_organizations(
    state: State, chosen: Floats, losses: NDArray[np.int8], months: int, out: Any
) -> tuple[int, bool]:
    """Count and average what the organizations end with; return the first month of the last entry, and who pools."""
    entered = 0
    last = 0
    pooling = False
    for i in range(state.organization.size):
        own = state.organization[i]
        losses[i] = _loss(state, i, months)
        out.out_at_a_loss += losses[i] == Loss.OUT
        out.still_losing += losses[i] == Loss.LOSING
        out.paying_back += losses[i] == Loss.PAYING_BACK
        out.too_young += losses[i] == Loss.YOUNG
        status = status_of(own.low, own.back_month, own.entry_month, own.pools > 0)
        out.share_no_loss += status == Status.NO_LOSS
        out.share_broke_even += status == Status.BROKE_EVEN
        out.share_not_yet += status == Status.NOT_YET
        out.share_never += status == Status.NEVER
        if own.entry_month > 0:
            entered += 1
            last = max(last, own.entry_month)
            out.mean_chosen_loss += chosen[i]
            out.mean_suffered_loss += -own.low - chosen[i]
        pooling |= own.pools > 0
        out.collective_autonomy_cost += own.autonomy_cost
        out.survival += own.closed == 0
        out.survival_alone += own.closed_alone == 0
        out.mean_cost_deviation += _deviation(own.cost_sum, own.cost_squares, own.counted_months)
        out.mean_cost_deviation_alone += _deviation(own.alone_sum, own.alone_squares, own.counted_months)
    out.left_behind = out.out_at_a_loss + out.still_losing
    n = state.organization.size
    out.entered = entered / n
    out.out_at_a_loss /= n
    out.still_losing /= n
    out.paying_back /= n
    out.too_young /= n
    out.left_behind /= n
    out.survival /= n
    out.survival_alone /= n
    out.mean_cost_deviation /= n
    out.mean_cost_deviation_alone /= n
    those = max(entered, 1)
    out.share_no_loss /= those
    out.share_broke_even /= those
    out.share_not_yet /= those
    out.share_never /= those
    out.mean_chosen_loss /= those
    out.mean_suffered_loss /= those
    return last, pooling


@internal
def _loss(state: State, i: int, months: int) -> int:
    """Return the kind of loss of an organization at the end of a run."""
    own = state.organization[i]
    youngest = months
    for r in range(state.place.shape[1]):
        if state.place[i, r].pool != NOBODY:
            youngest = min(youngest, months - state.plan[i, r].entered)
    spared = own.closed == 0 and own.closed_alone > 0
    return loss_of(own.total, own.running_total - own.earlier, own.pools > 0, youngest, spared)


@internal
def _deviation(total: float, squares: float, months: int) -> float:
    """Return the standard deviation of a monthly cost from its sum and that of its squares."""
    count = max(months, 1)
    mean = total / count
    return math.sqrt(max(squares / count - mean * mean, 0.0))


@internal
def _follow_group(month: Records, together: Floats, first: int, pooling: bool, out: Any) -> None:
    """Follow the J-curves of the group and of its members' plans through all months."""
    track = Track(0.0, 0.0, 0, 0, 0.0, 0.0, 0)
    plans = Track(0.0, 0.0, 0, 0, 0.0, 0.0, 0)
    for k in range(month.size):
        here = month[k]
        payments = here.collective_entry_payments + here.collective_exit_payments
        track = follow(track, k + 1, here.collective_gain, payments)
        plans = follow(plans, k + 1, together[k], 0.0)
        out.collective_total_counterfactual += here.collective_counterfactual_cost
        out.public_money += here.collective_public_money
        if k >= month.size - YEAR:
            cash = here.collective_counterfactual_cash - here.collective_actual_cash
            out.budget_freed += cash - payments
    out.budget_freed /= min(YEAR, month.size)
    out.collective_total_gain = track.total
    out.collective_net_gain = track.total - out.public_money
    out.collective_depth = 0.0 - track.low
    out.collective_trough = track.low_month
    out.collective_end_of_loss = track.running_low_month
    out.collective_break_even = track.back_month
    out.collective_status = status_of(track.low, track.back_month, first, pooling)
    out.collective_planned_total_gain = plans.total
    out.collective_chosen_loss = 0.0 - plans.low
    out.collective_suffered_loss = out.collective_depth - out.collective_chosen_loss


@internal
def _sum_up_places(state: State, month_resource: Records, shares: Floats, out: Any) -> None:
    """Sum up each resource: who pools, why the others are alone, and who does without."""
    n, resources = state.place.shape
    last = month_resource.shape[0] - 1
    for r in range(resources):
        law = state.resource[r]
        concerned = 0
        for i in range(n):
            here = state.place[i, r]
            if here.need == 0.0:
                continue
            concerned += 1
            out.collective_debt += state.book[i, r].debt
            shares[5, r] += law.unmet == 1 and here.capacity == 0.0
            if here.pool != NOBODY:
                continue
            shares[4, r] += law.unmet == 1 and state.book[i, r].own_capacity == 0.0
            if here.sight & Sight.LOOKED:
                shares[1, r] += here.sight & Sight.TURNED_AWAY > 0
                shares[2, r] += here.sight & Sight.CANNOT_PAY > 0
                shares[3, r] += here.sight & (Sight.POOL | Sight.PARTNER) == 0
        members = month_resource[last, r].members  # pools that end with the month had members
        shares[0, r] = members
        for k in range(6):
            shares[k, r] /= max(concerned, 1)
        used = law.used if law.used > 0.0 else 1.0
        shares[6, r] = min(max(1.0 - law.unmet_units / used, 0.0), 1.0)
        shares[7, r] = min(max(1.0 - law.unmet_alone / used, 0.0), 1.0)
        out.resources_pooled += members / n
        out.resources_needed += concerned / n
