"""Sensitivity month by month: which parameters matter early, and which late."""

from typing import Any, Final

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.analysis.bilingual import coordinate, short
from sim.analysis.numbers import percent
from sim.figures.page import compose, panel_title
from sim.figures.parameters import MEASURES, amount_axis, capitalized, swept_source
from sim.figures.scales import month_axis, percent_axis, zero_line
from sim.figures.style import BLUE, VERMILLION, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, number, within

_TITLE: Final = Text(
    "Influence of the parameters by month: {outcome}", "Influence des paramètres selon le mois : {outcome}"
)
_NOTE_SOBOL: Final = Text(
    "Share of the variance of the mean over runs that each parameter accounts for, month by month",
    "Part de la variance de la moyenne des simulations qu'explique chaque paramètre, mois après mois",
)
_NOTE_MORRIS: Final = Text(
    "Effect of moving one parameter over its whole range, month by month",
    "Effet de déplacer un paramètre sur tout son intervalle, mois après mois",
)
_BAND: Final = Text("Bands: {p} intervals. ", "Bandes : intervalles à {p}. ")
_REST: Final = (
    Text("1 parameter that matters less is not drawn. ", "1\u00a0paramètre qui compte moins n'est pas tracé. "),
    Text("{n} parameters that matter less are not drawn. ", "{n} paramètres qui comptent moins ne sont pas tracés. "),
)
_UNKNOWN: Final = Text(
    "Months in which an index is not known to within ±100% are not drawn. ",
    "Les mois où un indice n'est pas connu à ±100 % près ne sont pas tracés. ",
)
_REACH: Final = "total_reach"
_SHOWN: Final = 6
_COLUMNS: Final = 3
_LOOK: Final[tuple[tuple[str, Any], ...]] = (
    (BLUE, (0, (4, 1.5))),
    (VERMILLION, "-"),
)  # of a parameter alone and with its interactions


@in_its_currency
def sensitivity_by_month(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide", outcome: str | None = None) -> Figure:
    """Draw the sensitivity of one quantity, month by month.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.analysis.monthly_sensitivity` returns, or :func:`sim.analysis.sensitivity_of` of one quantity by
        month.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.
    outcome : str, optional
        Which quantity; by default the first.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each of the six parameters that matter most, with both measures and their intervals; all panels have
        the same axes. Months are left out in which the interval of an index exceeds 1 either way: there is too little
        variance yet to be divided.
    """
    if "outcome" not in ds.dims:
        ds = ds.expand_dims("outcome")
    indices = ds.isel(outcome=0) if outcome is None else ds.sel(outcome=outcome)
    sobol = "total" in indices
    unknown = (indices[_REACH] > 1.0).any("factor") if _REACH in indices else xr.zeros_like(indices["month"], bool)
    indices = indices.where(~unknown)
    measures = ("first", "total") if sobol else ("sigma", "mu_star")
    most = np.nan_to_num(indices[measures[1]].transpose("factor", "month").values).max(1)
    named = np.argsort(-most, kind="stable")[:_SHOWN].tolist()
    names = coordinate(indices, "factor_name")
    limits = _limits(indices.isel(factor=named), measures)
    with drawing(size, wide=True) as figure:
        columns = min(_COLUMNS, len(named))
        rows = -(-len(named) // columns)
        panels = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True).ravel()
        for axes in panels[len(named) :]:
            axes.set_visible(False)
        for place, (axes, row) in enumerate(zip(panels, named, strict=False)):
            _panel(axes, indices.isel(factor=row), measures)
            _axes(axes, indices, limits, lang)
            if place < len(named) - columns:
                axes.set_xlabel("")
            axes.label_outer()
            panel_title(axes, short(capitalized(names[row])[lang]), 0.8 / columns)
        text = text_size()
        key = [
            (Line2D([], [], color=colour, linestyle=dashes, linewidth=text / 6.0), MEASURES[name])
            for (colour, dashes), name in zip(_LOOK, measures, strict=True)
        ]
        rest = len(names) - len(named)
        foot = [_REST[rest > 1].format(n=number(rest))] if rest else []
        if f"{measures[1]}_reach" in indices:
            foot.insert(0, _BAND.format(p=percent(float(ds.attrs["confidence"]))))
        if bool(unknown.any()):
            foot.append(_UNKNOWN)
        title = _TITLE.format(outcome=within(coordinate(indices, "outcome_name")[0]))
        note = _NOTE_SOBOL if sobol else _NOTE_MORRIS
        compose(figure, lang, title=title, note=note, foot=[*foot, swept_source(ds)], key=key)
        return figure


def _limits(indices: xr.Dataset, measures: tuple[str, str]) -> tuple[float, float]:
    """Return the limits of all panels: the lines, and not the bands, which may be wide."""
    values = np.stack([indices[name].values for name in measures])
    low, high = float(np.nanmin(values, initial=0.0)), float(np.nanmax(values, initial=0.0))
    if "total" in indices:
        return min(-0.02, 1.1 * low), max(0.1, 1.15 * high)
    margin = 0.06 * max(high - low, 1e-9)
    return low - margin, high + margin


def _panel(axes: Axes, indices: xr.Dataset, measures: tuple[str, str]) -> None:
    """Draw both measures of one parameter, month by month, with their intervals."""
    text = text_size()
    x = indices["month"].values
    for (colour, dashes), name in zip(_LOOK, measures, strict=True):
        values = indices[name].values
        if f"{name}_reach" in indices:
            reach = indices[f"{name}_reach"].values
            axes.fill_between(x, values - reach, values + reach, color=colour, alpha=0.18, linewidth=0, zorder=1)
        axes.plot(x, values, color=colour, linestyle=dashes, linewidth=text / 6.0, zorder=3)


def _axes(axes: Axes, indices: xr.Dataset, limits: tuple[float, float], lang: Lang) -> None:
    """Write the axes of a panel."""
    x = indices["month"].values
    zero_line(axes)
    month_axis(axes, int(x[-1]), lang, start=1 if len(x) > 1 else 0, ticks=6)
    axes.set_ylim(*limits)
    if "total" in indices:
        percent_axis(axes.yaxis, lang, ticks=5)
    else:
        amount_axis(axes.yaxis, str(indices["outcome_unit"].values), lang, ticks=5)
