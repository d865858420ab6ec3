"""Sensitivity indices of a sweep: the share of an outcome's variance due to each parameter, alone and in all."""

import tomllib
import warnings
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.analysis.bilingual import attribute, pair
from sim.analysis.catalogue import OF_MONTHS
from sim.analysis.measured import Measured, SweepError, measure
from sim.analysis.paired import CONFIDENCE
from sim.analysis.precision import allowed_reach, base_points_needed, is_constant
from sim.analysis.profiles import PROVENANCE
from sim.analysis.swept import chosen_outcomes, factors_of, require_all_runs, sweep_outcomes
from sim.sweep.samples import problem
from sim.vocabulary.text import Text, number, same

_RESAMPLES: Final = 200
_SEEDS: Final = 2**32 - 1
_OTHER_DESIGN: Final = Text(
    "an analysis of sensitivity needs a sweep of design saltelli (indices) or morris (screening), not {design}.",
    "une analyse de sensibilité demande un balayage de plan saltelli (indices) ou morris (criblage), pas {design}.",
)
_NO_MONTHS: Final = Text(
    'the sweep kept no months; add record = "months" to its table [sweep].',
    'le balayage n\'a pas conservé les mois; ajoutez record = "months" à sa table [sweep].',
)
_UNKNOWN: Final = Text("{name} has no months. There are: {known}.", "{name} n'a pas de mois. Il y a : {known}.")
_NOT_FINITE: Final = Text(
    "{n} runs give no finite number for {name}, and indices over the others would be wrong. Choose another outcome.",
    "{n} simulations ne donnent pas de nombre fini pour {name}, et des indices sur les autres seraient faux. "
    "Choisissez un autre résultat.",
)


def sensitivity(ds: xr.Dataset, outcomes: Sequence[Measured] = (), seed: int = 0) -> xr.Dataset:
    r"""Estimate the sensitivity of outcomes to the parameters of a sweep.

    Of a design "saltelli", Sobol' first-order and total indices [1]_ [2]_: the share of the variance of the mean over
    replications that a parameter accounts for alone, and with all its interactions. Of a design "morris" [3]_, the mean
    absolute elementary effect mu* and the spread sigma, over the range of each parameter.

    .. math:: S_i = \frac{V[E(Y \mid X_i)]}{V(Y)}, \qquad S_{Ti} = 1 - \frac{V[E(Y \mid X_{\sim i})]}{V(Y)}

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`, all runs done.
    outcomes : sequence of str, DataArray or callable
        What :func:`sim.analysis.measure` takes; by default all outcomes that are defined in every run.
    seed : int
        Of the bootstrap.

    Returns
    -------
    xarray.Dataset
        As from :func:`sensitivity_of`, each (outcome, factor). Outcomes that some run does not define are in the
        attribute ``left_out``.

    Raises
    ------
    SweepError
        If runs are missing or not finite, or the sweep has another design.

    References
    ----------
    .. [1] Sobol' (2001), Global sensitivity indices for nonlinear mathematical models, Mathematics and Computers in
       Simulation 55, doi:10.1016/S0378-4754(00)00270-6.
    .. [2] Saltelli et al. (2010), Computer Physics Communications 181(2), doi:10.1016/j.cpc.2009.09.018.
    .. [3] Campolongo, Cariboni & Saltelli (2007), An effective screening design, Environmental Modelling & Software
       22(10), doi:10.1016/j.envsoft.2006.10.004.
    """
    _require_design(ds)
    require_all_runs(ds)
    read = sweep_outcomes(ds, outcomes)
    undefined = [str(name) for name in read.data_vars if not bool(np.isfinite(read[name]).all())]
    if outcomes and undefined:
        values = read[undefined[0]]
        raise SweepError(_NOT_FINITE.format(n=number(int((~np.isfinite(values)).sum())), name=same(undefined[0])))
    kept = [str(name) for name in read.data_vars if name not in undefined]
    values = xr.concat([read[name].drop_attrs() for name in kept], dim="outcome").assign_coords(outcome=kept)
    indices = sensitivity_of(values, ds, seed)
    words = {"outcome_name": "long_name", "outcome_name_fr": "long_name_fr", "outcome_unit": "units"}
    labels = {key: ("outcome", [read[name].attrs[attr] for name in kept]) for key, attr in words.items()}
    return indices.assign_coords(labels).assign_attrs(left_out=", ".join(undefined))


def monthly_sensitivity(ds: xr.Dataset, outcomes: Sequence[str] = (), seed: int = 0) -> xr.Dataset:
    """Estimate the sensitivity of quantities month by month: which parameters matter early, and which late.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`, all runs done, with ``record = "months"``.
    outcomes : sequence of str
        Keys of :data:`sim.analysis.OF_MONTHS`; by default all.
    seed : int
        Of the bootstrap.

    Returns
    -------
    xarray.Dataset
        As from :func:`sensitivity_of`, each (outcome, month, factor); NaN in months in which nothing varies.

    Raises
    ------
    SweepError
        Runs are missing or not finite, no months were kept, the design is another one, or there is no such quantity.
    """
    _require_design(ds)
    require_all_runs(ds)
    if "month" not in ds.dims:
        raise SweepError(_NO_MONTHS)
    chosen = chosen_outcomes(OF_MONTHS, outcomes, _UNKNOWN)
    values = xr.concat([outcome.read(ds).drop_attrs() for outcome in chosen], dim="outcome")
    values = values.assign_coords(outcome=[outcome.key for outcome in chosen]).rename("values")
    return sensitivity_of(values, ds, seed).assign_coords(
        **pair("outcome_name", "outcome", [outcome.text for outcome in chosen]),
        outcome_unit=("outcome", [outcome.unit for outcome in chosen]),
    )


def _require_design(ds: xr.Dataset) -> None:
    """Raise an error unless the design of a sweep allows an analysis of sensitivity."""
    if ds.attrs["design"] not in ("saltelli", "morris"):
        raise SweepError(_OTHER_DESIGN.format(design=same(str(ds.attrs["design"]))))


def sensitivity_of(values: Measured, ds: xr.Dataset, seed: int = 0) -> xr.Dataset:
    """Estimate the sensitivity of any quantity of a sweep, for instance of each month.

    Parameters
    ----------
    values : (point[, replication], ...) DataArray, str or callable
        The quantity, finite in all runs; or what :func:`sim.analysis.measure` takes.
    ds : xarray.Dataset
        The sweep.
    seed : int
        Of the bootstrap.

    Returns
    -------
    xarray.Dataset
        Each (..., factor). Of a design saltelli ``first``, ``total``, the half-widths ``first_reach``, ``total_reach``
        of their bootstrap intervals [share], whether the half-width is at most 0.1 or half of the index
        (``first_told``, ``total_told``), and ``base_points_needed`` (...) [count], a power of 2, for all of them to be
        told, 0 where they are; of morris ``mu``, ``mu_star``, ``mu_star_reach`` and
        ``sigma`` [unit of the quantity]. Where nothing varies, Sobol' indices are NaN and Morris' effects 0.
        Coordinates name the quantity and its unit, as its attributes do.

    Raises
    ------
    SweepError
        A value is not finite, or the design is another one.
    """
    _require_design(ds)
    if not isinstance(values, xr.DataArray):
        values = measure(ds, values)
    if "replication" not in values.dims:
        values = values.expand_dims("replication")
    bad = int((~np.isfinite(values)).sum())
    if bad:
        raise SweepError(_NOT_FINITE.format(n=number(bad), name=same(str(values.name or "?"))))
    mean = values.mean("replication").transpose("point", ...)
    shape = mean.shape[1:]
    flat = mean.values.reshape(mean.shape[0], -1)
    paths = factors_of(ds)
    analyse = _sobol if ds.attrs["design"] == "saltelli" else _morris
    columns = [analyse(flat[:, k], ds, len(paths), seed) for k in range(flat.shape[1])]
    dims = (*mean.dims[1:], "factor")
    rest = mean.isel(point=0, drop=True)
    indices = xr.Dataset(
        {name: (dims, np.array([each[name] for each in columns]).reshape(*shape, len(paths))) for name in columns[0]},
        {**{name: rest[name] for name in rest.coords}, "factor": paths},
    )
    if "total" in indices:
        indices = judged(indices, ds.sizes["point"] // (len(paths) + 2))
    names = pair("factor_name", "factor", [attribute(ds[path], "long_name") for path in paths])
    if "outcome" not in indices.coords:
        name = str(values.name or "outcome")
        english = str(values.attrs.get("long_name", name))
        french = str(values.attrs.get("long_name_fr", english))
        unit = str(values.attrs.get("units", "1"))
        names |= {"outcome": name, "outcome_name": english, "outcome_name_fr": french, "outcome_unit": unit}
    return indices.assign_coords(names).assign_attrs(
        {key: ds.attrs[key] for key in PROVENANCE},
        confidence=CONFIDENCE,
        points=ds.sizes["point"],
        replications=ds.sizes["replication"],
    )


def is_the_same(indices: xr.Dataset) -> bool:
    """Return whether one quantity, whose sensitivity is given, is the same at all points."""
    return bool(np.isnan(indices["total"]).all() if "total" in indices else (indices["mu_star"] == 0.0).all())


def judged(indices: xr.Dataset, base_points: int) -> xr.Dataset:
    """Add which Sobol' indices are told, and how many base points would tell all those of a quantity.

    Parameters
    ----------
    indices : xarray.Dataset
        ``first``, ``total`` and their half-widths, each (..., factor), as :func:`sensitivity_of` returns them.
    base_points : int
        Of the design.
    """
    told = {
        f"{name}_told": (indices[name].dims, indices[f"{name}_reach"].values <= allowed_reach(indices[name].values))
        for name in ("first", "total")
    }
    both = np.stack([[indices[name].values, indices[f"{name}_reach"].values] for name in ("first", "total")], -1)
    flat = both.reshape(2, -1, 2 * indices.sizes["factor"])
    needed = [base_points_needed(index, reach, base_points) for index, reach in zip(*flat, strict=True)]
    dims = indices["total"].dims[:-1]
    counts = np.array(needed).reshape(indices["total"].shape[:-1])
    return indices.assign(told | {"base_points_needed": (dims, counts)}).assign_attrs(base_points=base_points)


def _sobol(y: NDArray[np.float64], ds: xr.Dataset, factors: int, seed: int) -> dict[str, Any]:
    """Return Sobol' indices of one quantity (P,)."""
    names = {"first": "S1", "first_reach": "S1_conf", "total": "ST", "total_reach": "ST_conf"}
    if is_constant(y):
        return {name: np.full(factors, np.nan) for name in names}
    from SALib.analyze import sobol

    with warnings.catch_warnings():  # a parameter without effect has indices of 0, which is a valid result
        warnings.filterwarnings("ignore", message="Constant values encountered")
        result = sobol.analyze(
            problem(factors), y, calc_second_order=False, num_resamples=_RESAMPLES, conf_level=CONFIDENCE,
            seed=seed % _SEEDS + 1,  # SALib treats 0 as no seed
        )  # fmt: skip
    return {name: result[key] for name, key in names.items()}


def _morris(y: NDArray[np.float64], ds: xr.Dataset, factors: int, seed: int) -> dict[str, Any]:
    """Return Morris' effects on one quantity (P,)."""
    names = {"mu": "mu", "mu_star": "mu_star", "mu_star_reach": "mu_star_conf", "sigma": "sigma"}
    if is_constant(y):
        return {name: np.zeros(factors) for name in names}
    from SALib.analyze import morris

    result = morris.analyze(
        problem(factors), np.asarray(ds["place"].values), y, num_resamples=_RESAMPLES, conf_level=CONFIDENCE,
        num_levels=int(tomllib.loads(ds.attrs["sweep"])["levels"]), seed=seed % _SEEDS + 1,
    )  # fmt: skip
    return {name: np.asarray(result[key], dtype=float) for name, key in names.items()}
