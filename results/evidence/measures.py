"""What the model gives beside each pattern of patterns.toml: functions of a dataset, one number for each run or case.

Each takes what `sim.simulate` returns for the world of its pattern, and returns (n,) float64: a number for each run,
or for each case (a pool, an organization) of all runs. NaN where a run does not define it. What each measures is said
once, under `statistic` in patterns.toml.
"""

from __future__ import annotations

import tomllib
from typing import NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.analysis import mean_effort
from sim.vocabulary.status import Status

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

BACK = (Status.NO_LOSS, Status.BROKE_EVEN)
SAME = 0.05
"""A service costs the same where members save or lose less than this share of the cost alone."""
TWO_YEARS = 24


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Return a part over a whole; NaN where the whole is not positive."""
    return np.where(whole > 0.0, part / np.where(whole > 0.0, whole, 1.0), np.nan)


def _share(hits: Bools, among: Bools) -> Floats:
    """Return the share of hits among some items of each run (replication, item)."""
    return _ratio((hits & among).sum(1).astype(float), among.sum(1).astype(float))


# Pools


class _Pools(NamedTuple):
    """All pools (replication, pool_number)."""

    there: Bools
    founded: NDArray[np.int64]
    ended: NDArray[np.int64]
    last: int

    def before(self, months: int) -> Bools:
        """Return the pools founded so many months before the end, or earlier."""
        return self.there & (self.founded <= self.last - months)


def _of_pools(ds: xr.Dataset, name: str) -> NDArray:
    return ds[name].transpose("replication", "pool_number").values


def _pools(ds: xr.Dataset) -> _Pools:
    there = _of_pools(ds, "pool_resource") >= 0
    return _Pools(there, _of_pools(ds, "pool_founded"), _of_pools(ds, "pool_ended"), int(ds["month"][-1]))


def pools_back(ds: xr.Dataset) -> Floats:
    return _share(np.isin(_of_pools(ds, "pool_status"), BACK), _pools(ds).before(TWO_YEARS))


def pools_that_gain(ds: xr.Dataset) -> Floats:
    return _share(_of_pools(ds, "pool_gain") > 0.0, _pools(ds).before(TWO_YEARS))


def months_to_break_even(ds: xr.Dataset) -> Floats:
    pools, status = _pools(ds), _of_pools(ds, "pool_status")
    after = _of_pools(ds, "pool_break_even") - pools.founded + 1.0
    months = np.select([status == Status.NO_LOSS, status == Status.BROKE_EVEN], [0.0, after], np.inf)
    return months[pools.before(36)]


def overruns(ds: xr.Dataset) -> Floats:
    return _of_pools(ds, "pool_overrun")[_pools(ds).there]


def overruns_beyond(ds: xr.Dataset) -> Floats:
    return _share(_of_pools(ds, "pool_overrun") > 1.5, _pools(ds).there)


def overruns_tail(ds: xr.Dataset) -> Floats:
    overrun = _of_pools(ds, "pool_overrun")
    beyond = _pools(ds).there & (overrun > 1.5)
    return _ratio(np.where(beyond, overrun, 0.0).sum(1), beyond.sum(1).astype(float))


def off_plan(ds: xr.Dataset) -> Floats:
    return _share(np.abs(_of_pools(ds, "pool_overrun") - 1.0) > 0.1, _pools(ds).there)


def _alive_after(ds: xr.Dataset, months: int) -> Floats:
    pools = _pools(ds)
    return _share((pools.ended == 0) | (pools.ended - pools.founded >= months), pools.before(months))


def alive_after_five_years(ds: xr.Dataset) -> Floats:
    return _alive_after(ds, 60)


def alive_after_ten_years(ds: xr.Dataset) -> Floats:
    return _alive_after(ds, 120)


def ended_in_fourteen_years(ds: xr.Dataset) -> Floats:
    pools = _pools(ds)
    return _share((pools.ended > 0) & (pools.ended <= 168), pools.there & (pools.founded <= 168))


def largest_pool(ds: xr.Dataset) -> Floats:
    return np.where(_pools(ds).there, _of_pools(ds, "pool_members"), 0).max(1).astype(float)


# Adoption


def _months(ds: xr.Dataset, name: str) -> Floats:
    """Return a count of all resources by month (replication, month)."""
    return ds[name].sum("resource").transpose("replication", "month").values.astype(float)


def growth_years_8_to_12(ds: xr.Dataset) -> Floats:
    members = _months(ds, "members")
    return _ratio(members[:, 144 - 1], members[:, 96 - 1])


def memberships_after_five_of_ten_years(ds: xr.Dataset) -> Floats:
    members = _months(ds, "members")
    return _ratio(members[:, 60 - 1], members[:, 120 - 1])


def pools_at_the_end_over_most(ds: xr.Dataset) -> Floats:
    pools = _months(ds, "pools")
    return _ratio(pools[:, -1], pools.max(1))


def members_per_pool(ds: xr.Dataset) -> Floats:
    return _ratio(_months(ds, "members")[:, -1], _months(ds, "pools")[:, -1])


def members_per_pool_growth(ds: xr.Dataset) -> Floats:
    size = _ratio(_months(ds, "members"), _months(ds, "pools"))
    return _ratio(size[:, -1], size[:, -1 - 144])


def participation(ds: xr.Dataset) -> Floats:
    return _ratio(ds["resources_pooled"].values, ds["resources_needed"].values)


def migrations_on_plan(ds: xr.Dataset) -> Floats:
    done, due = (ds[name].sum("resource").values for name in ("migrations_on_plan", "migrations_due"))
    return _ratio(done, due)


# Organizations


def _ledger(ds: xr.Dataset, *names: str) -> Floats:
    """Return the sum of some variables of organizations by month (replication, organization, month)."""
    return sum(ds[name].transpose("replication", "organization", "month").values for name in names)


def _pooled(ds: xr.Dataset, *over: str, months: int | None = None) -> Floats:
    """Return what the needs that were pooled would have cost alone, in the last months, summed over dimensions."""
    inside = (ds["pool"] >= 0).isel(month=slice(None if months is None else -months, None)).sum("month")
    cost = (inside * ds["stand_alone_cost"]).sum(over)
    rest = [dim for dim in ("replication", "organization", "resource") if dim not in over]
    return cost.transpose(*rest).values


def _since_entry(ds: xr.Dataset, first: int, last: int) -> Bools:
    """Return which months are the k-th since first entry, first <= k <= last, where all of them were simulated."""
    entry = ds["entry_month"].transpose("replication", "organization").values[..., None]
    since = ds["month"].values - entry + 1
    whole = (entry > 0) & (entry + last - 1 <= int(ds["month"][-1]))
    return whole & (since >= first) & (since <= last)


def _entered_before(ds: xr.Dataset, months: int) -> Bools:
    """Return the organizations that first entered so many months before the end, or earlier."""
    entry = ds["entry_month"].transpose("replication", "organization").values
    return (entry > 0) & (entry <= int(ds["month"][-1]) - months)


def third_year_gain(ds: xr.Dataset) -> Floats:
    months = _since_entry(ds, 25, 36)
    gain, cost = (np.where(months, _ledger(ds, name), 0.0).sum((1, 2)) for name in ("gain", "counterfactual_cost"))
    return _ratio(gain, cost)


def saved_for_spent(ds: xr.Dataset) -> Floats:
    months = _since_entry(ds, 1, 30)
    spent = np.where(months, _ledger(ds, "entry_payments", "exit_payments"), 0.0).sum((1, 2))
    return _ratio(np.where(months, _ledger(ds, "gain"), 0.0).sum((1, 2)) + spent, spent)


def saving(ds: xr.Dataset) -> Floats:
    return _ratio(ds["collective_total_gain"].values, _pooled(ds, "organization", "resource"))


def running_saving(ds: xr.Dataset) -> Floats:
    gain = _ledger(ds, "gain", "entry_payments", "exit_payments")[..., -12:].sum((1, 2))
    return _ratio(gain, _pooled(ds, "organization", "resource", months=12))


def _savings_of_services(ds: xr.Dataset) -> tuple[Floats, Bools]:
    """Return the saving on each resource (replication, resource), and which have pools older than two years."""
    gain, judged = (ds[name].transpose("replication", "resource").values for name in ("resource_gain", "pools_judged"))
    return _ratio(gain, _pooled(ds, "organization")), judged > 0


def services_cheaper(ds: xr.Dataset) -> Floats:
    saved, judged = _savings_of_services(ds)
    return _share(saved > SAME, judged)


def services_dearer(ds: xr.Dataset) -> Floats:
    saved, judged = _savings_of_services(ds)
    return _share(saved < -SAME, judged)


def _thirds(ds: xr.Dataset) -> NDArray[np.int64]:
    """Return the third of sizes (0 small, 2 large) of each organization (replication, organization)."""
    size = ds["size"].transpose("replication", "organization").values
    rank = size.argsort(1, kind="stable").argsort(1, kind="stable")
    return rank * 3 // size.shape[1]


def _by_third(ds: xr.Dataset, part: Floats, whole: Floats) -> list[Floats]:
    """Return a part over a whole (replication, organization) in each third of sizes, each (replication,)."""
    third = _thirds(ds)
    return [_ratio(np.where(third == k, part, 0.0).sum(1), np.where(third == k, whole, 0.0).sum(1)) for k in range(3)]


def _saving_by_third(ds: xr.Dataset) -> list[Floats]:
    gain = ds["total_gain"].transpose("replication", "organization").values
    return _by_third(ds, gain, _pooled(ds, "resource"))


def small_less_large_saving(ds: xr.Dataset) -> Floats:
    small, _, large = _saving_by_third(ds)
    return small - large


def middle_saving(ds: xr.Dataset) -> Floats:
    small, middle, large = _saving_by_third(ds)
    return middle - 0.5 * (small + large)


def middle_participation(ds: xr.Dataset) -> Floats:
    needed = (ds["need"] > 0.0).transpose("replication", "organization", "resource").values
    pooled = (ds["pool"].isel(month=-1) >= 0).transpose("replication", "organization", "resource").values
    small, middle, large = _by_third(ds, pooled.sum(2).astype(float), needed.sum(2).astype(float))
    return middle - 0.5 * (small + large)


def payback(ds: xr.Dataset) -> Floats:
    status, entry, back = (
        ds[name].transpose("replication", "organization").values for name in ("status", "entry_month", "break_even")
    )
    lost = _entered_before(ds, 60) & (status == Status.BROKE_EVEN)
    return _ratio(np.where(lost, back - entry + 1.0, 0.0).sum(1), lost.sum(1).astype(float))


def _planned(ds: xr.Dataset) -> tuple[Floats, Floats]:
    """Return the gain of each organization, and that by its plans at entry (replication, organization)."""
    return ds["total_gain"].transpose("replication", "organization").values, _ledger(ds, "planned_gain").sum(2)


def realised_over_planned(ds: xr.Dataset) -> Floats:
    gain, planned = _planned(ds)
    kept = _entered_before(ds, TWO_YEARS) & (planned > 0.0)
    return gain[kept] / planned[kept]


def plan_met(ds: xr.Dataset) -> Floats:
    gain, planned = _planned(ds)
    return _share(gain >= planned, _entered_before(ds, TWO_YEARS))


# Effort


def first_effort(ds: xr.Dataset) -> Floats:
    return mean_effort(ds).transpose("replication", "month").values[:, 0]


def effort_kept(ds: xr.Dataset) -> Floats:
    effort = mean_effort(ds).transpose("replication", "month").values
    return _ratio(effort[:, 9], effort[:, 0])


def free_riders(ds: xr.Dataset) -> Floats:
    kinds = tomllib.loads(ds.attrs["scenario"])["population"]["reciprocity"]
    weights = dict(zip(kinds["values"], kinds["weights"], strict=True))
    return np.array([weights[0] / sum(weights.values())])


# Machinery: of the expected costs of like members, `sim.analysis.cost_by_members`


def _saving_of(costs: xr.Dataset, members: int) -> Floats:
    return np.array([1.0 - float(costs["steady"].sel(members=members) / costs["steady"].sel(members=1))])


def saving_of_three(costs: xr.Dataset) -> Floats:
    return _saving_of(costs, 3)


def saving_of_five(costs: xr.Dataset) -> Floats:
    return _saving_of(costs, 5)
