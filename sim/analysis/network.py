"""The network of a run as a graph of networkx, with what each organization is and what became of it."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from sim.analysis.memberships import require_month, run_of

if TYPE_CHECKING:
    import networkx as nx


def network(ds: xr.Dataset, replication: int = 0, month: int | None = None) -> nx.Graph[str]:
    """Return the network of contacts of one run as a graph of networkx.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, with ``record="organizations"``.
    replication : int
        Which run.
    month : int, optional
        Also give the organizations what they had in this month.

    Returns
    -------
    networkx.Graph
        A node for each organization, by its name, in the order of the dataset. Its attributes are the variables of the
        dataset that have one value for each organization, such as ``size``, ``horizon`` or ``total_gain``; ``need_hr``
        and the like for those with one for each resource; with a month, also ``pool_hr`` (-1: alone) and the like.
        Edges have no weights. In a complete network each organization is linked to every other one.

    Raises
    ------
    NotRecordedError
        The dataset does not hold every organization.
    NotInRunError
        It has no such run or month.

    Examples
    --------
    Do organizations that pool have more contacts than the others?

    >>> import networkx as nx, sim
    >>> scenario = sim.load_scenario("quebec-1", set=["population.number=40", "months=24"])
    >>> graph = sim.network(sim.simulate(scenario, replications=1), month=24)
    >>> graph.number_of_nodes(), sorted({graph.nodes[name]["pool_hr"] >= 0 for name in graph})
    (40, [False, True])
    """
    import networkx as nx

    run = run_of(ds, replication)
    if month is not None:
        require_month(ds, month)
        run = run.sel(month=month)
    names = run["organization"].values.tolist()
    columns = {key: values.tolist() for key, values in _columns(run)}
    graph: nx.Graph[str] = nx.Graph()
    for row, name in enumerate(names):
        graph.add_node(name, **{key: values[row] for key, values in columns.items()})
    if is_complete(ds):
        graph.add_edges_from((one, other) for k, one in enumerate(names) for other in names[k + 1 :])
    else:
        graph.add_edges_from((names[a], names[b]) for a, b in edges(run))
    return graph


def edges(run: xr.Dataset) -> list[tuple[int, int]]:
    """Return the edges of a run, as pairs of indices of organizations; none of a complete network."""
    ends = np.column_stack([run["edge_from"].values, run["edge_to"].values])
    return [(int(a), int(b)) for a, b in ends[ends[:, 0] >= 0]]


def is_complete(ds: xr.Dataset) -> bool:
    """Return whether all organizations of a dataset are in contact with each other."""
    scenario = tomllib.loads(str(ds.attrs["scenario"]))
    return bool(scenario.get("network", {}).get("kind") == "complete")


def _columns(run: xr.Dataset) -> list[tuple[str, Any]]:
    """Return the values of all organizations, by name: one column for each variable, or for each of its resources."""
    found = []
    for name, variable in run.data_vars.items():
        if variable.dims == ("organization",):
            found.append((str(name), variable.values))
        elif variable.dims == ("organization", "resource"):
            found += [(f"{name}_{key}", variable.sel(resource=key).values) for key in run["resource"].values]
    return found
