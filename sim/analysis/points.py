"""A point of a sweep as a scenario that can be simulated by itself."""

import tomllib
from os import PathLike

import xarray as xr

from sim.analysis.bilingual import attribute
from sim.analysis.swept import factors_of
from sim.scenario import Scenario, parse_scenario
from sim.sweep import Design
from sim.sweep.factor import Factor
from sim.sweep.uncertainty import left_uncertain


def scenario_at(ds: xr.Dataset, point: int, folder: str | PathLike[str] = ".") -> Scenario:
    """Return the scenario of a point of a sweep; its runs are those of the point.

    Where the runs of the sweep drew what is uncertain, simulate it with ``uncertain=True``; of a sweep with the
    posterior of a calibration, the particles are not in the store (:func:`sim.with_posterior`).

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`.
    point : int
        Index of the point.
    folder : path
        Folder of the CSV files that the scenario names, if any.

    Returns
    -------
    Scenario
        With the seed and the number of runs of the sweep.

    Raises
    ------
    ScenarioError
        A file that the scenario names is not in the folder.
    """
    declared = tomllib.loads(ds.attrs["sweep"])
    tables = tomllib.loads(ds.attrs["scenario"])
    texts = {tables["code"]: ds.attrs["code"]} if "code" in tables else {}
    scenario = parse_scenario(tables, folder, str(ds.attrs["scenario_name"]), texts)
    factors, columns = [], []
    for path in factors_of(ds):
        units, relative = str(ds[path].attrs["units"]), bool(declared["factors"][path].get("relative", False))
        factors.append(Factor(path=path, text=attribute(ds[path], "long_name"), unit=units, relative=relative))
        columns.append(ds[path].values)
    design = Design(
        scenario=scenario, kind=declared["design"], factors=tuple(factors), columns=tuple(columns), places=None,
        replications=declared["replications"], seed=declared["seed"], record=declared["record"],
    )  # fmt: skip
    own = {"replications": design.replications, "seed": design.seed}
    left = left_uncertain(scenario, factors) if declared.get("uncertain") else None
    return design.at(point).model_copy(update={**own, "uncertain": {} if left is None else left.uncertain})
