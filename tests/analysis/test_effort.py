"""Effort in simulated pools: by month, by the size of the pool, and where it was low at the end."""

import numpy as np
import pytest

from sim import simulate
from sim.analysis import NotRecordedError, effort_by_members, ends_with_low_effort, mean_effort
from tests.kernel.worlds import rich


@pytest.fixture(scope="module")
def run():
    on = {"effort_stake": 0.15, "effort_cost": 0.05, "inspection": 0.3, "inspection_cost": 40}
    terms = {f"resources.{name}.{k}": v for name in ("adviser", "lorry", "reserve") for k, v in on.items()}
    return simulate(rich(terms), replications=3)  # premises: effort does not matter


def test_the_mean_by_month(run):
    mean = mean_effort(run)
    assert mean.dims == ("replication", "month")
    assert np.isnan(mean.values[run["effort_members"].values == 0]).all()
    assert float(mean.max()) <= 1.0
    with pytest.raises(NotRecordedError):
        mean_effort(run.drop_vars("gain_since_entry"))


def test_by_the_size_of_the_pool(run):
    found = effort_by_members(run)
    seen = {}
    for k in range(3):
        here = run.isel(replication=k)
        for number in range(here.sizes["pool_number"]):
            r = int(here["pool_resource"][number])
            if r >= 0 and str(run["resource"].values[r]) != "premises" and int(here["pool_ended"][number]) == 0:
                size = int((here["pool"].isel(resource=r, month=-1) == number).sum())
                seen.setdefault(size, []).append(float(here["pool_effort"][number]))
    assert found["members"].values.tolist() == sorted(seen)
    assert found["pools"].values.tolist() == [len(seen[n]) for n in sorted(seen)]
    np.testing.assert_allclose(found["effort"], [np.mean(seen[n]) for n in sorted(seen)])
    assert len(seen) > 2


def test_pools_that_end_with_low_effort(run):
    ended = (run["pool_ended"] > 0) & (run["pool_resource"] >= 0) & (run["pool_resource"] != 1)
    none, some, all_of_them = (ends_with_low_effort(run, level) for level in (0.0, 0.7, 1.01))
    np.testing.assert_array_equal(none["ended"], ended.sum("pool_number"))
    assert float(none["low"].sum()) == 0.0
    np.testing.assert_array_equal(all_of_them["low"], all_of_them["ended"])
    np.testing.assert_array_equal(some["low"], (ended & (run["pool_effort"] < 0.7)).sum("pool_number"))
    assert some.attrs["level"] == 0.7
