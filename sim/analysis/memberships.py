"""Memberships: which organization is in which pool of a resource, month by month, in one run."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.bilingual import described
from sim.analysis.recorded import require
from sim.errors import WordedError
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.names import nearest
from sim.vocabulary.text import Text, number, same, verbatim

ALONE: Final = -1
"""The number of no pool."""
_NO_RESOURCE: Final = Text(
    'There is no resource "{name}" in this run; it has {known}. {hint}',
    "Cette simulation n'a pas de ressource « {name} »; elle a {known}. {hint}",
)
_NO_RUN: Final = Text(
    "There is no replication {k}: from {first} to {last}.", "Il n'y a pas de réplication {k} : de {first} à {last}."
)
_NO_MONTH: Final = Text("There is no month {month}: from 1 to {last}.", "Il n'y a pas de mois {month} : de 1 à {last}.")
_GAIN: Final = Text("gain from the resource so far", "gain tiré de la ressource jusqu'ici")
_POOL: Final = Text("number of the pool (-1: alone)", "numéro du groupe (-1 : seule)")
_MEMBERS: Final = Text("members", "membres")


class NotInRunError(WordedError):
    """A run has no such resource, replication or month."""


@in_its_currency
def memberships(ds: xr.Dataset, resource: str | None = None, replication: int = 0) -> xr.Dataset:
    """Return which organization is in which pool of a resource, month by month, in one run.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, with ``record="organizations"``.
    resource : str, optional
        Key of a resource; by default the one with most founding, joining and leaving.
    replication : int
        Which run.

    Returns
    -------
    xarray.Dataset
        Only organizations that need the resource, and pools that sent a bill. ``pool`` (organization, month), -1 alone;
        ``members`` (pool_number, month) [count]; ``founded``, ``ended`` (pool_number) [month], 0 for a pool that lives;
        ``absorbed`` (pool_number); ``size`` [FTE] and ``closed_month`` (organization); ``gain`` (month) [CAD], what the
        group has gained from the resource so far. Attributes: those of `ds`, and the resource with its title.

    Raises
    ------
    NotRecordedError
        The dataset does not hold every organization.
    NotInRunError
        It has no such resource or run.

    Examples
    --------
    >>> import sim
    >>> ds = sim.simulate(sim.load_scenario("atelier"), replications=1)
    >>> found = memberships(ds, "hr")
    >>> found["pool"].dims, int(found["members"].sum("pool_number").max())
    (('organization', 'month'), 12)
    """
    run = run_of(ds, replication)
    name = busiest(run) if resource is None else require_resource(ds, resource)
    here = run.sel(resource=name)
    rows = np.flatnonzero(here["need"].values > 0.0)
    pool = here["pool"].transpose("organization", "month").values[rows]
    index = ds["resource"].values.tolist().index(name)
    numbers = np.flatnonzero(run["pool_resource"].values == index)
    members = np.array([(pool == each).sum(0) for each in numbers]).reshape(numbers.size, pool.shape[1])
    gain = here["gain_by_resource"].sum("organization").values.cumsum()
    title = resource_titles(ds)[name]
    found = {each: run[f"pool_{each}"].values[numbers] for each in ("founded", "ended", "absorbed")}
    return xr.Dataset(
        {
            "pool": (("organization", "month"), pool, described("1", _POOL)),
            "members": (("pool_number", "month"), members, described("count", _MEMBERS)),
            "gain": ("month", gain, described("CAD", _GAIN)),
            "size": ("organization", run["size"].values[rows], ds["size"].attrs),
            "closed_month": ("organization", run["closed_month"].values[rows], ds["closed_month"].attrs),
        }
        | {each: ("pool_number", values, ds[f"pool_{each}"].attrs) for each, values in found.items()},
        {"organization": ds["organization"].values[rows], "month": ds["month"].values, "pool_number": numbers},
        attrs=ds.attrs
        | {"resource": name, "resource_title": title.en, "resource_title_fr": title.fr, "replication": replication},
    )


def busiest(run: xr.Dataset) -> str:
    """Return the key of the resource of a run with most founding, joining and leaving; the first of equals."""
    moved = [run[name].sum("month").values for name in ("foundings", "joinings", "leavings")]
    moves = np.where((run["need"] > 0.0).any("organization").values, np.sum(moved, axis=0), -1.0)
    return str(run["resource"].values[int(np.argmax(moves))])


def require_resource(ds: xr.Dataset, name: str) -> str:
    """Return the key of a resource of a dataset, or raise a NotInRunError with those that there are."""
    known = [str(each) for each in ds["resource"].values]
    if name not in known:
        hint = nearest(name, known) or Text("", "")
        raise NotInRunError(_NO_RESOURCE.format(name=same(name), known=same(", ".join(known)), hint=hint))
    return name


def run_of(ds: xr.Dataset, replication: int) -> xr.Dataset:
    """Return one run of a dataset that holds every organization.

    Raises
    ------
    NotRecordedError
        It does not hold them.
    NotInRunError
        It has no run of this number.
    """
    require(ds, "organizations")
    known = ds["replication"].values.tolist()
    if replication not in known:
        raise NotInRunError(_NO_RUN.format(k=number(replication), first=number(known[0]), last=number(known[-1])))
    return ds.sel(replication=replication)


def require_month(ds: xr.Dataset, month: int) -> None:
    """Raise a NotInRunError unless a dataset has a month of this number."""
    last = int(ds["month"].values[-1])
    if not 1 <= month <= last:
        raise NotInRunError(_NO_MONTH.format(month=number(month), last=number(last)))


def resource_titles(ds: xr.Dataset) -> dict[str, Text]:
    """Return the titles of the resources by key, from the scenario in the attributes; the key where there is none."""
    tables = tomllib.loads(str(ds.attrs.get("scenario", ""))).get("resources", {})
    titles = {str(key): tables.get(str(key), {}).get("title", {}) for key in ds["resource"].values}
    return {
        key: verbatim(**title) if title.get("en") and title.get("fr") else same(key) for key, title in titles.items()
    }


def flows(found: xr.Dataset, months: list[int]) -> list[dict[tuple[int, int], int]]:
    """Count the organizations that go from pool to pool between months.

    Parameters
    ----------
    found : xarray.Dataset
        From :func:`memberships`.
    months : list of int
        In order; month 0 is the start, at which all are alone.

    Returns
    -------
    list of dict of (int, int) to int
        For each step between two months, how many go from one number of a pool to another; -1 is alone.

    Examples
    --------
    >>> import numpy as np, xarray as xr
    >>> pool = xr.DataArray([[0, 0], [-1, 0], [-1, -1]], dims=("organization", "month"))
    >>> flows(xr.Dataset({"pool": pool.assign_coords(month=[1, 2])}), [0, 1, 2])
    [{(-1, -1): 2, (-1, 0): 1}, {(-1, -1): 1, (-1, 0): 1, (0, 0): 1}]
    """
    alone = np.full(found.sizes["organization"], ALONE)
    states = [found["pool"].sel(month=month).values if month else alone for month in months]
    steps = []
    for before, after in pairwise(states):
        pairs, counts = np.unique(np.column_stack([before, after]), axis=0, return_counts=True)
        steps.append({(int(a), int(b)): int(n) for (a, b), n in zip(pairs, counts, strict=True)})
    return steps


def in_words(found: xr.Dataset, month: int) -> Text:
    """State how many pool in a month, in how many pools; month 0 is the start."""
    n = found.sizes["organization"]
    if month == 0:
        return _AT_FIRST.format(n=number(n))
    members = found["members"].sel(month=month).values
    pools = int((members > 0).sum())
    return _POOLING[min(pools, 2)].format(k=number(int(members.sum())), n=number(n), pools=number(pools))


_AT_FIRST: Final = Text("all {n} are alone", "les {n} sont seules")
_POOLING: Final = (
    Text("all {n} are alone", "les {n} sont seules"),
    Text("{k} of {n} pool, in one pool", "{k} sur {n} mutualisent, en un seul groupe"),
    Text("{k} of {n} pool, in {pools} pools", "{k} sur {n} mutualisent, en {pools} groupes"),
)
