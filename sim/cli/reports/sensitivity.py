"""The report of the sensitivity of a sweep: at the end and, if months were recorded, month by month."""

import math
from collections.abc import Iterator
from functools import partial
from typing import Any

import xarray as xr
from rich.table import Table

from sim import analysis, figures
from sim.analysis.bilingual import coordinate
from sim.analysis.numbers import percent
from sim.analysis.sensitivity import is_the_same
from sim.cli.inputs import outcome_typed
from sim.cli.output import Data, Drawing, Part
from sim.cli.tables import NOTHING, number_table
from sim.cli.words import sweep as words
from sim.vocabulary.text import Lang, number, same


def report(ds: xr.Dataset, outcome: str | None, lang: Lang) -> Iterator[Part]:
    """Report the sensitivity of an outcome, or of the usual ones, at the end and, if recorded, month by month.

    Parameters
    ----------
    ds : xarray.Dataset
        The runs of a sweep, from :func:`sim.open_sweep`.
    outcome : str or None
        The outcome to report.
    lang : {"en", "fr"}
        Language.

    Yields
    ------
    Part
    """
    result = analysis.sensitivity(ds, [outcome_typed(outcome)] if outcome else [])
    known = result["outcome"].values.tolist()
    chosen = known if outcome else []
    for name in chosen or [name for name in ("gain_share", "left_behind") if name in known] or known[:1]:
        yield from _of_outcome(result.sel(outcome=name), lang)
    if result.attrs["left_out"]:
        yield words.LEFT_OUT.format(names=same(result.attrs["left_out"]))
    yield Data("sensitivity.nc", result)
    drawn: dict[str, Any] = {"outcomes": tuple(chosen)} if chosen else {}
    yield Drawing("sensitivity", partial(figures.sensitivity, result, **drawn))
    of_months = [each.key for each in analysis.OF_MONTHS if each.key in (chosen or [each.key])]
    if "month" in ds.dims and of_months:
        yield words.MONTHS
        result = analysis.monthly_sensitivity(ds, of_months)
        yield Data("sensitivity-months.nc", result)
        for name in of_months:
            yield Drawing(f"sensitivity-months-{name}", partial(figures.sensitivity_by_month, result, outcome=name))


def _of_outcome(sensitivity: xr.Dataset, lang: Lang) -> Iterator[Part]:
    """Give the table of one outcome and what it does not tell; or state that the outcome does not vary."""
    if is_the_same(sensitivity):
        yield words.CONSTANT.format(outcome=coordinate(sensitivity, "outcome_name")[0])[lang]
        return
    yield _table(sensitivity, lang)
    needed = int(sensitivity["base_points_needed"]) if "total" in sensitivity else 0
    if needed:
        points = int(sensitivity.attrs["base_points"])
        yield words.NOT_TOLD.format(points=number(points), needed=number(needed), plain=str(needed))[lang]


def _table(sensitivity: xr.Dataset, lang: Lang) -> Table:
    """Make the table of one outcome, the parameter that matters most first."""
    sobol = "total" in sensitivity
    first, second = ("first", "total") if sobol else ("mu_star", "sigma")
    names = coordinate(sensitivity, "factor_name")
    rows = []
    order = sorted(range(len(names)), key=lambda k: -float(sensitivity[second if sobol else first].values[k]))
    for k in order:
        cells = []
        for name in (first, second):
            value = float(sensitivity[name].values[k])
            if math.isnan(value):
                cells.append(NOTHING)
            elif sobol:
                reach = percent(float(sensitivity[f"{name}_reach"].values[k]))
                told = bool(sensitivity[f"{name}_told"].values[k])
                cells.append((words.WITHIN if told else words.WITHIN_UNTOLD).format(value=percent(value), reach=reach))
            else:
                cells.append(number(float(f"{value:.3g}")))
        rows.append((names[k], *cells))
    titles = (
        coordinate(sensitivity, "outcome_name")[0],
        words.FIRST if sobol else words.MU_STAR,
        words.TOTAL if sobol else words.SIGMA,
    )
    return number_table(titles, rows, lang)
