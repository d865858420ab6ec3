"""Simulate a scenario into a labelled dataset: variables with dimensions, units and names, and their provenance."""

from __future__ import annotations

import json
import platform
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from sim.declared.variables import VARIABLES
from sim.kernel.outcome import Record
from sim.kernel.runs import Progress, all_runs
from sim.laws.random import run_key
from sim.vocabulary.variable import DIMENSIONS

if TYPE_CHECKING:
    from sim.scenario import Scenario

version = cache(metadata.version)

_PROVENANCE = ("faire-ensemble", "numba", "numpy", "scipy", "xarray")


def simulate(
    scenario: Scenario,
    replications: int | None = None,
    seed: int | None = None,
    record: Record = "organizations",
    threads: int | None = None,
    progress: Progress | None = None,
    uncertain: bool = False,
) -> xr.Dataset:
    """Simulate a scenario: organizations that may pool, and the same organizations alone, on the same draws.

    Parameters
    ----------
    scenario : Scenario
        From :func:`sim.load_scenario`.
    replications, seed : int, optional
        By default those of the scenario. Run k of a seed is the same, to the last bit, whatever other runs there are.
    record : {"organizations", "months", "summary"}
        The variables to keep: all (of each organization), those of the group by month, or only the outcomes.
    threads : int, optional
        By default one for each processor. Results do not depend on it.
    progress : callable, optional
        Called as ``progress(done, total)`` when a run has finished.
    uncertain : bool
        Whether each run draws the parameters of the scenario's table ``[uncertain]``. All other draws stay the same.
        The spread over runs then shows parameter uncertainty in addition to chance.

    Returns
    -------
    xarray.Dataset
        Dimensions replication[, organization][, resource][, month]; months count from 1. Variables have their unit and
        their long names in English and French as attributes, the dataset its scenario, seed and versions. If parameters
        are uncertain, the values drawn for each (replication,) are a coordinate with the path as its name, and
        ``attrs["uncertain"]`` lists the paths; otherwise it is empty.

    Raises
    ------
    ValueError
        If replications is not positive, record is none of the three, or there is no table ``[uncertain]`` to draw from.
    ScenarioError
        If drawn values contradict each other.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("scenarios/atelier.toml")
    >>> ds = sim.simulate(scenario, replications=2, record="months")
    >>> dict(ds["members"].sizes) == {"replication": 2, "month": scenario.months, "resource": 3}
    True
    """
    replications = scenario.replications if replications is None else replications
    seed = scenario.seed if seed is None else seed
    if replications < 1:
        raise ValueError(f"replications = {replications}: at least 1 is needed")
    if record not in ("summary", "months", "organizations"):
        raise ValueError(f"record = {record!r}: one of 'summary', 'months', 'organizations'")
    if uncertain and not scenario.uncertain:
        raise ValueError("uncertain = True: the scenario has no table [uncertain]")
    columns = all_runs(scenario, replications, seed, record, threads, progress, uncertain)
    ds = to_dataset(scenario, columns, seed, record)
    return _with_drawn(ds, scenario, seed) if uncertain else ds


def to_dataset(scenario: Scenario, columns: dict[str, np.ndarray], seed: int, record: Record) -> xr.Dataset:
    """Return the output variables of some runs as a dataset.

    Parameters
    ----------
    scenario : Scenario
    columns : dict of str to (replication, ...) ndarray
        From :func:`sim.kernel.runs.all_runs`, all or some.
    seed : int
    record : str

    Returns
    -------
    xarray.Dataset
    """
    variables = {}
    for name, values in columns.items():
        declared = VARIABLES[name]
        variables[name] = (declared.dims, values.astype(declared.dtype, copy=False), declared.attrs)
    labels: dict[str, Any] = {
        "replication": np.arange(next(iter(columns.values())).shape[0]),
        "resource": list(scenario.resources),
    }
    if record != "summary":
        labels["month"] = np.arange(1, scenario.months + 1)
    if record == "organizations":
        labels["organization"] = scenario.organization_names()
    if "pool_resource" in columns:
        labels["pool_number"] = np.arange(columns["pool_resource"].shape[1])
    coordinates = {
        name: (name, values, {"long_name": DIMENSIONS[name].en, "long_name_fr": DIMENSIONS[name].fr})
        for name, values in labels.items()
    }
    return xr.Dataset(variables, coordinates, attrs=provenance(scenario, seed, record))


def _with_drawn(ds: xr.Dataset, scenario: Scenario, seed: int) -> xr.Dataset:
    """Return the dataset with the values that the runs drew for uncertain parameters as coordinates."""
    from sim.scenario import draw_uncertain, uncertain_parameters

    drawn = [draw_uncertain(scenario, run_key(seed, k)) for k in range(ds.sizes["replication"])]
    coordinates = {}
    for path, (_, _, param) in uncertain_parameters(scenario).items():
        words = {"units": param.unit, "long_name": param.en, "long_name_fr": param.fr}
        coordinates[path] = ("replication", np.array([run[path] for run in drawn]), words)
    return ds.assign_coords(coordinates).assign_attrs(uncertain=" ".join(scenario.uncertain))


def versions_in_use() -> dict[str, str]:
    """Return the versions of Python and of the packages that numbers depend on."""
    return {"python": platform.python_version()} | {name: version(name) for name in _PROVENANCE}


def provenance(scenario: Scenario, seed: int, record: Record) -> dict[str, str | int]:
    """Return the attributes of a dataset that document its origin."""
    versions = versions_in_use()
    return {
        "title": scenario.title.en,
        "title_fr": scenario.title.fr,
        "scenario_name": scenario.name,
        "scenario": scenario.source,
        "seed": str(seed),
        "record": record,
        "fictional": int(scenario.fictional),
        "uncertain": "",
        "version": versions["faire-ensemble"],
        "versions": json.dumps(versions),
    }
