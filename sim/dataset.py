"""Simulate a scenario into a labelled dataset: variables with dimensions, units and names, and their provenance."""

from __future__ import annotations

import json
import math
import platform
from collections.abc import Callable, Mapping
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.compilation.sources import simulated_digest
from sim.declared.variables import VARIABLES, recorded
from sim.kernel.outcome import Outcomes, Record
from sim.kernel.runs import all_runs
from sim.kernel.state import BOOK, EVENT, ORGANIZATION, PLACE, PLAN, POOL
from sim.laws.random import run_key
from sim.memory import require_memory
from sim.progress import Progress, reporter
from sim.threads import processors
from sim.vocabulary.currency import in_its_currency, priced
from sim.vocabulary.text import Text, same
from sim.vocabulary.variable import DIMENSIONS, Variable

if TYPE_CHECKING:
    from sim.scenario import Scenario

version = cache(metadata.version)

LESS: Final = Text(
    "Record less (months or summary), simulate fewer replications, or run a sweep, which writes to the disk as it "
    "goes.",
    "Conservez moins de données (months ou summary), réduisez le nombre de réplications, ou lancez un balayage "
    "(sweep), qui écrit au fur et à mesure sur le disque.",
)
"""How a simulation needs less memory."""
_HELD: Final = 32_000_000  # bytes of a dataset that is held in memory rather than written as it grows
_PROVENANCE = ("faire-ensemble", "numba", "numpy", "scipy", "xarray")


@in_its_currency
def simulate(
    scenario: Scenario,
    replications: int | None = None,
    seed: int | None = None,
    record: Record = "organizations",
    threads: int | None = None,
    progress: Progress | bool | None = None,
    uncertain: bool = False,
    keep: Keep | None = None,
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
    progress : callable or bool, optional
        Called as ``progress(done, total)`` when a run has finished; True shows a bar, in a notebook too.
    uncertain : bool
        Whether each run draws the parameters of the scenario's table ``[uncertain]``. All other draws stay the same.
        The spread over runs then shows parameter uncertainty in addition to chance.
    keep : Keep, optional
        Where the months of each organization go as the runs end, instead of into memory: a
        :class:`sim.archive.GrowingDataset`. The dataset then reads them when they are used.

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
    TooLargeError
        If the dataset needs more memory than is available; raised before the first run. A sweep writes to the disk.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("atelier")
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
    if uncertain and not scenario.is_uncertain:
        raise ValueError("uncertain = True: the scenario has no table [uncertain]")
    require_memory(memory_of(scenario, replications, record, threads, keep is not None), LESS)
    kept, hand_over = None, None
    if keep is not None and record == "organizations":
        kept = keep.begin(_months_of_organizations(scenario, replications, seed, record))
        hand_over = _handing_over(keep, list(map(str, kept.data_vars)))
    columns = all_runs(scenario, replications, seed, record, threads, reporter(progress), uncertain, hand_over)
    ds = to_dataset(scenario, columns, seed, record)
    if kept is not None:
        whole = ds.assign(kept.data_vars)
        ds = whole[[name for name in VARIABLES if name in whole]]
    return _with_drawn(ds, scenario, seed) if uncertain else ds


class Keep(Protocol):
    """What takes the values of variables run by run, and gives them back when they are used."""

    def begin(self, shape: xr.Dataset) -> xr.Dataset:
        """Make room for variables, and return them with the values that will be added."""

    def add(self, replication: int, values: Mapping[str, NDArray[np.generic]]) -> None:
        """Take the values of one run, from any thread."""


def fits_in_memory(scenario: Scenario, replications: int, record: Record) -> bool:
    """Return whether a dataset is so small that its variables need not be kept elsewhere (:class:`Keep`)."""
    return record != "organizations" or bytes_of_run(scenario, record) * replications <= _HELD


def _months_of_organizations(scenario: Scenario, replications: int, seed: int, record: Record) -> xr.Dataset:
    """Return the variables by organization and month, by far the largest, with values that take no memory."""
    sizes = _sizes(scenario) | {"replication": replications}
    columns = {
        variable.name: np.broadcast_to(np.zeros((), variable.dtype), [sizes[dim] for dim in variable.dims])
        for variable in recorded(record)
        if _is_kept(variable)
    }
    return to_dataset(scenario, columns, seed, record)


def _handing_over(keep: Keep, names: list[str]) -> Callable[[int, Outcomes], Outcomes]:
    """Return a function that hands some outcomes of a run over, and returns the others."""

    def hand_over(k: int, outcomes: Outcomes) -> Outcomes:
        keep.add(k, {name: np.asarray(outcomes.pop(name), VARIABLES[name].dtype) for name in names})
        return outcomes

    return hand_over


def _is_kept(variable: Variable) -> bool:
    """Return whether a variable has a value for each month of each organization."""
    return {"organization", "month"} <= set(variable.dims)


def _sizes(scenario: Scenario) -> dict[str, int]:
    """Return the sizes of the dimensions of a run; those of its pools and edges, known at its end, are estimates."""
    n, resources = scenario.population.number, len(scenario.resources)
    sizes = {"replication": 1, "month": scenario.months, "resource": resources, "organization": n}
    edges = 0 if scenario.network.kind == "complete" else n * scenario.network.contacts // 2
    return sizes | {"pool_number": n * resources // 2, "edge": edges}


def bytes_of_run(scenario: Scenario, record: Record, kept: bool = True) -> int:
    """Return the size of the variables of a run, without or with those that can be kept elsewhere [byte]."""
    sizes = _sizes(scenario)
    return sum(
        np.dtype(variable.dtype).itemsize * math.prod(sizes[dim] for dim in variable.dims)
        for variable in recorded(record)
        if kept or not _is_kept(variable)
    )


def memory_of(
    scenario: Scenario, replications: int, record: Record, threads: int | None = None, kept_elsewhere: bool = False
) -> int:
    """Return the memory that a simulation needs [byte]: its dataset, and the state and the record of present runs."""
    n, resources = scenario.population.number, len(scenario.resources)
    place = sum(each.itemsize for each in (PLACE, BOOK, PLAN, POOL, EVENT, EVENT))
    state = n * (resources * place + ORGANIZATION.itemsize + scenario.months * 8)
    present = min(replications, processors() if threads is None else threads)
    # each thread has a run, and one or two finished ones may wait to be added to the dataset
    working = present * (3 * bytes_of_run(scenario, record) + state)
    return replications * bytes_of_run(scenario, record, kept=not kept_elsewhere) + working


def to_dataset(
    scenario: Scenario,
    columns: dict[str, np.ndarray],
    seed: int,
    record: Record,
    about: Mapping[str, str | int] | None = None,
) -> xr.Dataset:
    """Return the output variables of some runs as a dataset.

    Parameters
    ----------
    scenario : Scenario
    columns : dict of str to (replication, ...) ndarray
        From :func:`sim.kernel.runs.all_runs`, all or some.
    seed : int
    record : str
    about : mapping, optional
        Attributes of the dataset, instead of its provenance.

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
    for name, counted in (("pool_number", "pool_resource"), ("edge", "edge_from")):
        if counted in columns:
            labels[name] = np.arange(columns[counted].shape[1])
    coordinates = {
        name: (name, values, {"long_name": DIMENSIONS[name].en, "long_name_fr": DIMENSIONS[name].fr})
        for name, values in labels.items()
    }
    if record == "organizations":
        coordinates |= _labels(scenario)
    return xr.Dataset(variables, coordinates, provenance(scenario, seed, record) if about is None else about)


def _labels(scenario: Scenario) -> dict[str, Any]:
    """Return what the population's file says of organizations beside what the model reads, as coordinates."""
    from sim.scenario.organizations import LABEL

    given = {} if scenario.organizations is None else scenario.organizations.labels
    return {
        f"{LABEL}{name.replace('/', '_')}": ("organization", cells, {"long_name": name, "long_name_fr": name})
        for name, cells in given.items()
    }


def _with_drawn(ds: xr.Dataset, scenario: Scenario, seed: int) -> xr.Dataset:
    """Return the dataset with the values that the runs drew for uncertain parameters as coordinates."""
    from sim.scenario import draw_uncertain, uncertain_parameters

    drawn = [draw_uncertain(scenario, run_key(seed, k)) for k in range(ds.sizes["replication"])]
    known = uncertain_parameters(scenario)
    coordinates = {}
    for path in scenario.uncertain_paths:
        unit, words = (known[path].param.unit, known[path].param.text) if path in known else ("-", same(path))
        about = {"units": priced(unit), "long_name": words.en, "long_name_fr": words.fr}
        coordinates[path] = ("replication", np.array([run[path] for run in drawn]), about)
    posterior = "" if scenario.particles is None else scenario.particles.name
    listed = " ".join(scenario.uncertain_paths)
    return ds.assign_coords(coordinates).assign_attrs(uncertain=listed, posterior=posterior)


def versions_in_use() -> dict[str, str]:
    """Return the versions of Python and of the packages that numbers depend on."""
    return {"python": platform.python_version()} | {name: version(name) for name in _PROVENANCE}


def provenance(scenario: Scenario, seed: int, record: Record, made_by: str = "simulate") -> dict[str, str | int]:
    """Return the attributes of a dataset that document its origin, and with which it can be made again.

    Parameters
    ----------
    scenario : Scenario
    seed : int
    record : str
    made_by : str
        Name of the function that makes the dataset.
    """
    from sim.scenario.files import packed, read_files

    versions = versions_in_use()
    return {
        "title": scenario.title.en,
        "title_fr": scenario.title.fr,
        "scenario_name": scenario.name,
        "currency": scenario.currency,
        "scenario": scenario.source,
        "code": scenario.code_text,
        "seed": str(seed),
        "record": record,
        "fictional": int(scenario.fictional),
        "uncertain": "",
        "posterior": "",
        "files": packed(read_files(scenario, left=True)),
        "particles": "" if scenario.particles is None else scenario.particles.as_json(),
        "made_by": made_by,
        "version": versions["faire-ensemble"],
        "versions": json.dumps(versions),
        "sources": simulated_digest(),
    }
