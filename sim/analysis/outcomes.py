"""The outcome of a simulation in a few numbers: when the group breaks even, what it gains, who is left behind."""

import tomllib
from dataclasses import dataclass

import numpy as np
import xarray as xr

from sim.analysis.recorded import has_months
from sim.analysis.spread import BAND, Spread, month_spread, spread
from sim.vocabulary.status import Status


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
        Deepest cumulative loss of the group in a run [CAD] and its month, over the runs in which it loses. The median
        curve has a trough of its own (:mod:`sim.analysis.median_curve`).
    gain, gain_share : Spread
        Gain of the group at the end [CAD], and as a share of what being alone would have cost [1].
    entered, left_behind : Spread
        Shares of the organizations that ever pooled, and that end at a loss [1].
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
    gain: Spread
    gain_share: Spread
    entered: Spread
    left_behind: Spread
    left_behind_runs: int
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
    loses = ds["collective_depth"] > 0.0
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
        depth=_numbers(ds["collective_depth"].where(loses), band),
        trough=_numbers(ds["collective_trough"].where(loses), band),
        gain=_numbers(ds["collective_total_gain"], band),
        gain_share=_numbers(share, band),
        entered=_numbers(ds["entered"], band),
        left_behind=_numbers(ds["left_behind"], band),
        left_behind_runs=int((ds["left_behind"].values > 0.0).sum()),
        entrants=entrants,
    )


def months_of(ds: xr.Dataset) -> int:
    """Return the length of a run [month]; a summary has no axis of months, its scenario has the number."""
    return int(ds.sizes["month"]) if has_months(ds) else int(tomllib.loads(ds.attrs["scenario"])["months"])


def _numbers(values: xr.DataArray, band: float) -> Spread:
    """Summarize a variable with one value for each run."""
    summary = spread(values, band)
    return Spread(*(float(summary[name]) for name in Spread._fields))
