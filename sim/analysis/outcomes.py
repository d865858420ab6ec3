"""The outcome of a simulation in a few numbers: when the group breaks even, what it gains, who is left behind."""

import math
import tomllib
from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.recorded import has_months
from sim.analysis.spread import BAND, Spread, month_spread, spread_of, trough_spread
from sim.vocabulary.loss import Loss
from sim.vocabulary.status import Status

_SHARES: Final = {
    Loss.OUT: "out_at_a_loss",
    Loss.LOSING: "still_losing",
    Loss.PAYING_BACK: "paying_back",
    Loss.YOUNG: "too_young",
}
"""The variable with the share of each kind of loss."""


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """The outcome of a simulation over its replications.

    Attributes
    ----------
    replications : int
        Number of runs.
    months : int
        Length of a run [month].
    band : float
        Share of the runs between `low` and `high` of every spread [1].
    runs : dict of Status to int
        Number of runs in which the group ended with each status.
    break_even : Spread
        Break-even of the group [month; 0 = it never lost, inf = not back at the end]; runs in which nobody
        pools stay out.
    depth, trough : Spread
        Deepest cumulative loss of the group in a run [CAD] and its month, over the runs in which it loses
        (:func:`sim.analysis.spread.trough_spread`).
    chosen_loss : Spread
        Deepest cumulative loss of the group by the plans of its members at entry, over the same runs [CAD].
    gain, gain_share : Spread
        Gain of the group at the end [CAD], and as a share of what being alone would have cost [1].
    entered, left_behind : Spread
        Shares of the organizations that ever pooled, and that are left behind: out at a loss, or still losing [1].
    losses : dict of Loss to float
        Share of the organizations with each kind of loss, mean over runs [1].
    resources_pooled, resources_needed : Spread
        Resources that an organization pools in the last month, and that it needs [count].
    resources : int
        Number of resources of the scenario.
    never_recovered : float
        Of the pools founded at least 24 months before the end, the share that ended at a loss, absorbed ones included,
        all runs together [1]; NaN without such pools.
    left_behind_runs : int
        Number of runs in which at least one organization is left behind.
    entrants : dict of Status to float
        Shares of the statuses among the organizations that entered, all runs together [1].
    """

    replications: int
    months: int
    band: float
    runs: dict[Status, int]
    break_even: Spread
    depth: Spread
    trough: Spread
    chosen_loss: Spread
    gain: Spread
    gain_share: Spread
    entered: Spread
    left_behind: Spread
    left_behind_runs: int
    losses: dict[Loss, float]
    resources_pooled: Spread
    resources_needed: Spread
    resources: int
    never_recovered: float
    entrants: dict[Status, float]


def outcomes(ds: xr.Dataset, band: float = BAND) -> Outcomes:
    """Summarize a simulated dataset in a few numbers.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, at any level of record.
    band : float
        Share of the replications that the band of each spread holds [1].

    Returns
    -------
    Outcomes
        The numbers behind :func:`sim.analysis.verdict`.

    Raises
    ------
    ValueError
        If the band is not between 0 and 1.
    """
    if not 0.0 < band < 1.0:
        raise ValueError(f"band = {band} must lie between 0 and 1")
    status = np.asarray(ds["collective_status"].values)
    depth, trough = trough_spread(ds["collective_depth"].values, ds["collective_trough"].values, band)
    loses = ds["collective_depth"] > 0.0
    judged = float(ds["pools_judged"].sum())
    entered = ds["entered"].values
    weight = float(entered.sum())
    entrants = {
        code: float((ds[f"share_{code.name.lower()}"].values * entered).sum() / weight) if weight else 0.0
        for code in (Status.NO_LOSS, Status.BROKE_EVEN, Status.NOT_YET, Status.NEVER)
    }
    cost = ds["collective_total_counterfactual"]
    share = ds["collective_total_gain"] / cost.where(cost > 0.0, np.inf)
    return Outcomes(
        replications=int(ds.sizes["replication"]),
        months=months_of(ds),
        band=band,
        runs={code: int((status == code).sum()) for code in Status},
        break_even=month_spread(ds["collective_break_even"].values, status, band),
        depth=depth,
        trough=trough,
        chosen_loss=_numbers(ds["collective_chosen_loss"].where(loses), band),
        gain=_numbers(ds["collective_total_gain"], band),
        gain_share=_numbers(share, band),
        entered=_numbers(ds["entered"], band),
        left_behind=_numbers(ds["left_behind"], band),
        left_behind_runs=int((ds["left_behind"].values > 0.0).sum()),
        losses={kind: float(ds[name].mean()) for kind, name in _SHARES.items()},
        resources_pooled=_numbers(ds["resources_pooled"], band),
        resources_needed=_numbers(ds["resources_needed"], band),
        resources=int(ds.sizes["resource"]),
        never_recovered=float(ds["pools_never_recovered"].sum()) / judged if judged else math.nan,
        entrants=entrants,
    )


def months_of(ds: xr.Dataset) -> int:
    """Return the length of a run [month]; a summary has no axis of months, its scenario has the number."""
    return int(ds.sizes["month"]) if has_months(ds) else int(tomllib.loads(ds.attrs["scenario"])["months"])


def _numbers(values: xr.DataArray, band: float) -> Spread:
    """Summarize a variable with one value for each run."""
    return spread_of(np.asarray(values.values, dtype=np.float64), band)
