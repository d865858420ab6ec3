"""Simulations with a posterior: each run takes one whole particle, so that its parameters stay joined."""

from collections.abc import Iterable
from os import PathLike

import xarray as xr

from sim.calibration import words
from sim.calibration.posterior import open_posterior
from sim.scenario import Scenario
from sim.scenario.particles import Particles
from sim.sweep import Design
from sim.sweep.factor import Factor
from sim.sweep.paths import FactorError, declared, own_values
from sim.vocabulary.text import Text, same


def with_posterior(
    scenario: Scenario, posterior: xr.Dataset | str | PathLike[str], keep: Iterable[str] = ()
) -> Scenario:
    """Return a scenario whose runs draw calibrated parameters from a posterior.

    Simulate it with ``uncertain=True``. One draw picks a whole particle for each run, by its weight: parameters that
    the data join stay joined. The other uncertain parameters that the calibration drew belong to the particle too.

    Parameters
    ----------
    scenario : Scenario
        It has all calibrated parameters; a relative one multiplies its own value. Of the other uncertain parameters,
        those that it lacks are left out.
    posterior : xarray.Dataset or path
        From :func:`sim.calibrate`, or the folder of a calibration.
    keep : iterable of str
        Dotted paths of parameters that keep the scenario's own values.

    Raises
    ------
    StoreError
        There is no posterior.
    CalibrationError
        The scenario lacks parameters.
    """
    ds = posterior if isinstance(posterior, xr.Dataset) else open_posterior(posterior)
    factors, columns, missing = [], [], []
    calibrated = ds["parameter"].values.tolist()
    for path in [*calibrated, *str(ds.attrs["others"]).split()]:
        try:
            declared(path, scenario)
            known = all(value is not None for _, value in own_values(path, scenario))
        except FactorError:
            known = False
        if not known:
            missing += [path] if path in calibrated else []
            continue
        relative = bool(ds[path].attrs["relative"])
        factors.append(Factor(path=path, text=Text("", ""), unit="1", relative=relative))
        columns.append(ds[path].values)
    if missing:
        name = same(str(ds.attrs["scenario_name"]))
        raise words.CalibrationError(words.OTHER_SCENARIO.format(paths=same(", ".join(missing)), store=name))
    design = Design(
        scenario=scenario, kind="table", factors=tuple(factors), columns=tuple(columns), places=None, replications=1,
        seed=0, record="summary",
    )  # fmt: skip
    rows = tuple(design.values(point) for point in range(design.size))
    copy = scenario.model_copy()
    copy._particles = Particles(str(ds.attrs["digest"]), rows, ds["weight"].values).without(keep)
    return copy
