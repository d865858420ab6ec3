"""Effort in pools: how much their members do, by month and by size, and the pools that end with little of it."""

import tomllib
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.analysis.bilingual import described
from sim.analysis.recorded import require
from sim.vocabulary.text import Text

LOW: Final = 0.5
"""Mean effort under which a pool counts as one where effort is low."""

_MEAN: Final = Text("mean effort of the members of pools", "effort moyen des membres de groupes")
_BY_MEMBERS: Final = Text(
    "mean effort in pools with so many members", "effort moyen dans les groupes qui comptent ce nombre de membres"
)
_POOLS: Final = Text("pools with so many members", "groupes qui comptent ce nombre de membres")
_MEMBERS: Final = Text("members of the pool", "membres du groupe")
_ENDED: Final = Text("pools that ended", "groupes qui ont pris fin")
_LOW: Final = Text("pools that ended with low effort", "groupes qui ont pris fin avec peu d'effort")


def mean_effort(ds: xr.Dataset) -> xr.DataArray:
    """Return the mean effort of the members of pools, month by month, over the resources where effort matters.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.simulate`, with ``record="months"`` or more.

    Returns
    -------
    xarray.DataArray
        (replication, month) [share]; NaN in months without such a pool.

    Raises
    ------
    sim.analysis.NotRecordedError
        The dataset does not hold the months.
    """
    require(ds, "months")
    members = ds["effort_members"]
    return (ds["effort_shown"] / members.where(members > 0)).assign_attrs(described("share", _MEAN))


def effort_by_members(ds: xr.Dataset) -> xr.Dataset:
    """Average the effort in pools that live at the end by the number of their members.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.simulate`, with ``record="organizations"``.

    Returns
    -------
    xarray.Dataset
        (members,), for the sizes that occur: ``effort``, the mean over the pools of all replications in the last month
        [share], and ``pools``, how many they are [count].

    Raises
    ------
    sim.analysis.NotRecordedError
        The dataset does not hold the organizations.
    """
    require(ds, "organizations")
    last = ds["pool"].isel(month=-1).transpose("replication", "organization", "resource").values
    effort = ds["pool_effort"].transpose("replication", "pool_number").values
    alive = _concerned(ds) & (ds["pool_ended"].transpose("replication", "pool_number").values == 0)
    size = np.zeros(effort.shape, dtype=np.int64)
    for k, pools in enumerate(last):
        size[k] = np.bincount(pools[pools >= 0], minlength=size.shape[1])
    sizes = np.unique(size[alive & (size > 0)])
    means = [float(effort[alive & (size == n)].mean()) for n in sizes]
    counts = [float((alive & (size == n)).sum()) for n in sizes]
    return xr.Dataset(
        {
            "effort": ("members", np.array(means), described("share", _BY_MEMBERS)),
            "pools": ("members", np.array(counts), described("count", _POOLS)),
        },
        {"members": ("members", sizes, described("count", _MEMBERS))},
    )


def ends_with_low_effort(ds: xr.Dataset, level: float = LOW) -> xr.Dataset:
    """Count the pools that ended, and those of them whose members made little effort in their last month.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.simulate`, with ``record="organizations"``.
    level : float
        Mean effort under which effort is low [share].

    Returns
    -------
    xarray.Dataset
        (replication,): ``ended``, the pools of resources where effort matters that ended, absorbed ones included, and
        ``low``, those with a mean effort under the level [count].

    Raises
    ------
    sim.analysis.NotRecordedError
        The dataset does not hold the organizations.
    """
    require(ds, "organizations")
    effort = ds["pool_effort"].transpose("replication", "pool_number").values
    ended = _concerned(ds) & (ds["pool_ended"].transpose("replication", "pool_number").values > 0)
    low = ended & (effort < level)
    return xr.Dataset(
        {
            "ended": ("replication", ended.sum(1).astype(float), described("count", _ENDED)),
            "low": ("replication", low.sum(1).astype(float), described("count", _LOW)),
        },
        {"replication": ds["replication"]},
        {"level": level},
    )


def _concerned(ds: xr.Dataset) -> NDArray[np.bool_]:
    """Return which pools (replication, pool_number) provide a resource where effort matters."""
    resources = tomllib.loads(ds.attrs["scenario"])["resources"]
    matters = np.array([resources[str(name)].get("effort_stake", 0.0) > 0.0 for name in ds["resource"].values])
    resource = ds["pool_resource"].transpose("replication", "pool_number").values
    concerned: NDArray[np.bool_] = (resource >= 0) & matters[np.maximum(resource, 0)]
    return concerned
