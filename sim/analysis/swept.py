"""The outcomes of a sweep, point by point, with confidence intervals of their means."""

import tomllib
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.bilingual import described
from sim.analysis.catalogue import OUTCOMES, Outcome
from sim.analysis.measured import Measured, SweepError, measure, measure_outcome
from sim.analysis.paired import CONFIDENCE, paired_difference
from sim.memory import require_memory
from sim.sweep.layout import DONE
from sim.vocabulary.status import Status
from sim.vocabulary.text import Text, number, same

_MISSING: Final = Text(
    "{n} of the runs are missing. Finish the sweep first (the same sweep command goes on; --retry-failed for blocks "
    "that failed).",
    "il manque {n} des simulations. Terminez d'abord le balayage (la même commande sweep reprend; --retry-failed pour "
    "les blocs qui ont échoué).",
)
LESS: Final = Text(
    "Choose one outcome (--outcome), or read the store with xarray, which takes from it only what is used.",
    "Choisissez un seul résultat (--outcome), ou lisez les données avec xarray, qui n'en prend que ce qui sert.",
)
"""How an analysis of a sweep needs less memory."""
_BACK: Final = Text("runs in which the group has broken even", "simulations où le groupe est rentré dans ses frais")


def sweep_outcomes(ds: xr.Dataset, names: Sequence[Measured] = ()) -> xr.Dataset:
    """Read the outcomes of all runs of a sweep.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`.
    names : sequence of str, DataArray or callable
        What :func:`sim.analysis.measure` takes: outcomes and variables by name, arrays, functions; by default all of
        :data:`sim.analysis.OUTCOMES` that the sweep recorded and that vary, and the outcomes of its own functions.

    Returns
    -------
    xarray.Dataset
        One variable (point, replication) an outcome, NaN where a run is missing or does not define it; the parameters
        as coordinates, those that the runs drew included.

    Raises
    ------
    SweepError
        If there is no such outcome.
    TooLargeError
        If the outcomes need more memory than is available.
    """
    ended = ds.drop_dims("month", errors="ignore")  # enough for `matters`, and much smaller
    runs, asked = ds["collective_status"].size, len(names) or len(OUTCOMES)
    require_memory(2 * (8 * runs * asked + (0 if names else ended.nbytes)), LESS)
    outcomes: dict[str, xr.DataArray] = {}
    if names:
        for what in names:
            values = measure(ds, what)
            key, others = str(values.name), len([each for each in outcomes if each.startswith(str(values.name))])
            outcomes[key if key not in outcomes else f"{key}_{others + 1}"] = values
    else:
        ended = ended.where(ds["collective_status"] >= 0)
        for outcome in OUTCOMES:
            with suppress(KeyError):  # it needs months that were not recorded
                if outcome.matters(ended):
                    outcomes[outcome.key] = measure_outcome(ds, outcome)
        outcomes |= {name: measure(ds, name) for name in str(ds.attrs.get("own_outcomes", "")).split()}
    kept = {name: ds[name] for name in (*factors_of(ds), *drawn_of(ds))}
    return xr.Dataset(outcomes, attrs=ds.attrs).assign_coords(kept)


def chosen_outcomes(outcomes: Sequence[Outcome], keys: Sequence[str], unknown: Text) -> list[Outcome]:
    """Return the outcomes of some keys, or all without any; raise a SweepError for an unknown key."""
    known = {outcome.key: outcome for outcome in outcomes}
    for key in keys:
        if key not in known:
            raise SweepError(unknown.format(name=same(key), known=same(", ".join(known))))
    return [known[key] for key in keys or known]


def factors_of(ds: xr.Dataset) -> list[str]:
    """Return the paths of the parameters that a sweep varies."""
    return [str(path) for path in ds.attrs["factors"]]


def drawn_of(ds: xr.Dataset) -> list[str]:
    """Return the paths of the parameters that each run of a sweep drew."""
    return str(ds.attrs.get("uncertain", "")).split()


def require_all_runs(ds: xr.Dataset) -> None:
    """Raise a SweepError that states how many runs of a sweep are missing, if any."""
    if not (ds["done"] == DONE).all():
        there = (ds["collective_status"] >= 0).values
        raise SweepError(_MISSING.format(n=number(int(there.size - there.sum()))))


def point_means(values: xr.DataArray, confidence: float = CONFIDENCE) -> xr.Dataset:
    """Average a quantity over the runs of each point, with Student's interval of the mean.

    Parameters
    ----------
    values : (point, replication, ...) DataArray
        NaN where a run does not define it.
    confidence : float
        Probability that an interval covers the mean over infinitely many runs [1].

    Returns
    -------
    xarray.Dataset
        ``mean``, ``low``, ``high``, ``sd`` in the unit of the values and ``runs`` [count], each (point, ...).

    Examples
    --------
    >>> import xarray as xr
    >>> means = point_means(xr.DataArray([[1.0, 2.0, 3.0]], dims=("point", "replication")))
    >>> [round(float(means[name][0]), 3) for name in ("low", "mean", "high", "sd", "runs")]
    [-0.484, 2.0, 4.484, 1.0, 3.0]
    """
    means = paired_difference(values, xr.zeros_like(values, dtype=float), confidence)
    numbers = values.transpose("replication", ...)
    count = means["pairs"]
    squares = ((numbers - means["mean"]) ** 2).sum("replication")
    sd = np.sqrt(squares / xr.where(count > 1, count - 1, np.nan))
    return means.rename(pairs="runs").assign(sd=sd).assign_attrs(confidence=confidence)


def paired_points(values: xr.DataArray, reference: int, confidence: float = CONFIDENCE) -> xr.Dataset:
    """Estimate the difference of each point from a reference point, on the same draws.

    Parameters
    ----------
    values : (point, replication, ...) DataArray
    reference : int
        Index of the reference point.
    confidence : float

    Returns
    -------
    xarray.Dataset
        As from :func:`sim.analysis.paired_difference`, each (point, ...).
    """
    return paired_difference(values, values.isel(point=reference, drop=True), confidence)


def break_even_distribution(ds: xr.Dataset) -> xr.DataArray:
    """Return the share of the runs of each point in which the group is back by each month.

    A run in which the group never loses is back from month 0 on; a run that is not back at the end, or in which nobody
    pools, counts as never back.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`.

    Returns
    -------
    (point, month) DataArray
        Share of the runs [share]; months from 0; NaN at points without a run.
    """
    months = np.arange(int(tomllib.loads(ds.attrs["scenario"])["months"]) + 1)
    status = ds["collective_status"]
    require_memory(10 * status.size * months.size, LESS)
    back = ds["collective_break_even"].where(status == Status.BROKE_EVEN)
    back = xr.where(status == Status.NO_LOSS, 0.0, back)
    by = back <= xr.DataArray(months, dims="month", coords={"month": months})
    return by.where(status >= 0).mean("replication").assign_attrs(described("share", _BACK)).transpose("point", "month")
