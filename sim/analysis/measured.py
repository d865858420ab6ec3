"""What is measured in the runs of a sweep: an outcome, a variable of the store, an array or a function of the sweep."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import xarray as xr

from sim.analysis.bilingual import described
from sim.analysis.catalogue import OUTCOMES, Outcome
from sim.errors import WordedError
from sim.python_file import title_of
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.names import nearest
from sim.vocabulary.text import Text, join, number, same, verbatim

type Measured = str | xr.DataArray | Callable[[xr.Dataset], xr.DataArray]
"""The name of an outcome or of a variable, an array (point[, replication]), or a function of the sweep's dataset."""

_RUNS: Final = ("point", "replication")
_UNITLESS: Final = "1"
_SUMMED: Final = ("CAD", "CAD/month", "count", "unit", "unit/month", "FTE")
"""Units of which the values of all resources are added; of others their mean is taken."""
_UNKNOWN: Final = Text(
    "there is no outcome {name}. There are the outcomes {known}, and the variables of the sweep: {variables}. Of one "
    "resource: NAME.RESOURCE; in another month than the last: NAME@MONTH.",
    "le résultat {name} n'existe pas. Il y a les résultats {known}, et les variables du balayage : {variables}. D'une "
    "ressource : NOM.RESSOURCE; dans un autre mois que le dernier : NOM@MOIS.",
)
_NOT_RECORDED: Final = Text(
    "the outcome {name} needs variables that the sweep did not keep. There are: {known}.",
    "le résultat {name} exige des variables que le balayage n'a pas conservées. Il y a : {known}.",
)
_A_CODE: Final = Text(
    '{name} is a code ({meanings}), which has no mean. Use a function of the sweep, such as lambda ds: ds["{name}"] == '
    "0, or an outcome such as not_back.",
    "{name} est un code ({meanings}), qui n'a pas de moyenne. Prenez une fonction du balayage, comme lambda ds: "
    'ds["{name}"] == 0, ou un résultat comme not_back.',
)
_OTHER_DIMENSIONS: Final = Text(
    "{name} has the dimensions {dims}; allowed: point and replication, and the months and resources of the sweep. "
    "Select one value of the others, or average them.",
    "{name} a les dimensions {dims}; permis : point et replication, et les mois et ressources du balayage. Choisissez "
    "une valeur des autres, ou leur moyenne.",
)
_NOT_AN_ARRAY: Final = Text(
    "{name} gives {type}; an xarray.DataArray of numbers is needed.",
    "{name} donne {type}; il faut un xarray.DataArray de nombres.",
)
_SUM: Final = Text("sum over resources", "somme des ressources")
_MEAN: Final = Text("mean over resources", "moyenne des ressources")
_MONTH: Final = Text("month {month}", "mois {month}")
_PARTS: Final = Text("{name} ({parts})", "{name} ({parts})")


class SweepError(WordedError):
    """A sweep lacks what an analysis needs."""


@in_its_currency
def measure(ds: xr.Dataset, what: Measured) -> xr.DataArray:
    """Return what is measured in each run of a sweep.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`.
    what : str, DataArray or callable
        A key of :data:`sim.analysis.OUTCOMES`, or a variable of the sweep; ``NAME.RESOURCE`` is that of one resource
        and ``NAME@MONTH`` that of one month. Of a variable with resources the sum is taken, or the mean of shares and
        months; of a variable with months the last one. An array has the dimension point and perhaps the others. A
        function takes the dataset and returns an array.

    Returns
    -------
    (point, replication) DataArray
        Numbers, NaN where a run is missing or does not define them; with a name, its unit and its names as attributes.

    Raises
    ------
    SweepError
        There is no such outcome, or it is a code, or has other dimensions.

    Examples
    --------
    >>> import sim, tempfile
    >>> scenario = sim.load_scenario("atelier", set=["months=6"])
    >>> design = sim.make_design(scenario, {"population.horizon": [6, 36]}, replications=2)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     status = sim.run_sweep(design, f"{folder}/x.zarr")
    ...     ds = sim.open_sweep(f"{folder}/x.zarr").load()
    >>> measure(ds, "pools_founded.hr").attrs["units"]
    'count'
    >>> of_hr = measure(ds, lambda ds: ds["pools_founded"].sel(resource="hr"))
    >>> bool((of_hr == measure(ds, "pools_founded.hr")).all())
    True
    """
    if isinstance(what, str):
        return _named(ds, what)
    if isinstance(what, xr.DataArray):
        return _reduced(ds, what, str(what.name or "outcome"))
    values, name = what(ds), getattr(what, "__name__", "outcome").strip("<>")
    if not isinstance(values, xr.DataArray):
        raise SweepError(_NOT_AN_ARRAY.format(name=same(name), type=same(type(values).__name__)))
    return _reduced(ds, values, name, title_of(name, what))


def measure_outcome(ds: xr.Dataset, outcome: Outcome) -> xr.DataArray:
    """Return an outcome of the catalogue in each run of a sweep; a KeyError if it needs what was not recorded."""
    return _finished(ds, outcome.read(ds), outcome.key, outcome.unit, outcome.text)


def variables_of(ds: xr.Dataset) -> list[str]:
    """Return the names of the variables of a sweep that can be measured: numbers of each run, those drawn included."""
    return [str(name) for name, values in ds.variables.items() if {*_RUNS} <= {*values.dims}]


def _named(ds: xr.Dataset, name: str) -> xr.DataArray:
    """Return an outcome of the catalogue, or a variable, by name."""
    outcome = next((each for each in OUTCOMES if each.key == name), None)
    if outcome is not None:
        try:
            return measure_outcome(ds, outcome)
        except KeyError:  # it needs months that were not recorded
            raise SweepError(_NOT_RECORDED.format(name=same(name), known=same(", ".join(_readable(ds))))) from None
    variables = variables_of(ds)
    base, _, month = name.partition("@")
    resource = ""
    if base not in variables and base.rpartition(".")[0] in variables:
        base, _, resource = base.rpartition(".")
    if base not in variables or not _selects(ds[base], resource, month):
        known, listed = (same(", ".join(each)) for each in ([each.key for each in OUTCOMES], variables))
        unknown = _UNKNOWN.format(name=same(name), known=known, variables=listed)
        hint = nearest(name, [*(each.key for each in OUTCOMES), *variables])
        raise SweepError(unknown if hint is None else join([unknown, hint], " "))
    return _reduced(ds, ds[base], name, resource=resource, month=month)


def _readable(ds: xr.Dataset) -> Iterable[str]:
    """Yield the outcomes that the recorded variables give."""
    for outcome in OUTCOMES:
        try:
            outcome.read(ds)
        except KeyError:
            continue
        yield outcome.key


def _selects(values: xr.DataArray, resource: str, month: str) -> bool:
    """Return whether a variable has a resource and a month, where they are given."""
    has_resource = not resource or ("resource" in values.dims and resource in values["resource"].values)
    has_month = not month or ("month" in values.dims and month.isdecimal() and int(month) in values["month"].values)
    return has_resource and has_month


def _reduced(
    ds: xr.Dataset, values: xr.DataArray, key: str, name: str = "", resource: str = "", month: str = ""
) -> xr.DataArray:
    """Return an array with one number for each run: of one resource, or of all; in one month, or in the last."""
    attributes = values.attrs
    if "flag_meanings" in attributes:
        meanings = Text(
            str(attributes["flag_meanings"]), str(attributes.get("flag_meanings_fr", attributes["flag_meanings"]))
        )
        raise SweepError(_A_CODE.format(name=same(str(values.name)), meanings=meanings))
    others = [str(dim) for dim in values.dims if dim not in (*_RUNS, "month", "resource")]
    if others or "point" not in values.dims or values.dtype.kind not in "biuf":
        raise SweepError(_OTHER_DIMENSIONS.format(name=same(key), dims=same(", ".join(map(str, values.dims)))))
    unit, parts = str(attributes.get("units", _UNITLESS)), []
    if "month" in values.dims:
        values = values.sel(month=int(month)) if month else values.isel(month=-1)
        parts.append(
            _MONTH.format(month=number(int(values["month"]) if "month" in values.coords else ds.sizes["month"]))
        )
    if "resource" in values.dims:
        if resource or values.sizes["resource"] == 1:
            values = values.sel(resource=resource) if resource else values.isel(resource=0)
            parts.insert(0, same(str(values["resource"].values)))
        else:
            summed = unit in _SUMMED
            values = values.sum("resource", skipna=False) if summed else values.mean("resource")
            parts.insert(0, _SUM if summed else _MEAN)
    english = str(attributes.get("long_name", name or key))
    text = verbatim(*(each[:1].upper() + each[1:] for each in (english, str(attributes.get("long_name_fr", english)))))
    if parts:
        text = _PARTS.format(name=text, parts=join(parts))
    return _finished(ds, values, key, unit, text)


def _finished(ds: xr.Dataset, values: xr.DataArray, key: str, unit: str, text: Text) -> xr.DataArray:
    """Return numbers of each run with their name and attributes, without those of missing runs."""
    if "replication" not in values.dims:
        values = values.expand_dims("replication", axis=-1)
    elif values.sizes["replication"] == ds.sizes["replication"]:
        values = values.where(ds["collective_status"] >= 0)
    kept = values.transpose(*_RUNS).astype(float)
    kept = kept.drop_vars([str(coord) for coord in kept.coords if str(coord) in ("month", "resource")])
    return kept.drop_attrs().assign_attrs(described(unit, text)).rename(key)
