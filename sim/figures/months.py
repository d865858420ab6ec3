"""Sensitivity month by month: which parameters matter early, and which late."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.analysis.bilingual import coordinate, short
from sim.analysis.numbers import percent
from sim.figures.ends import End, name_ends
from sim.figures.page import compose, panel_title
from sim.figures.parameters import MEASURES, amount_axis, capitalized, swept_source
from sim.figures.scales import month_axis, percent_axis, zero_line
from sim.figures.style import FAINT, LINES, Size, drawing, text_size
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
_OTHERS: Final = Text("{n} others", "{n} autres")
_OTHER: Final = Text("1 other", "1 autre")
_UNKNOWN: Final = Text(
    "Months in which an index is not known to within ±100% are not drawn. ",
    "Les mois où un indice n'est pas connu à ±100 % près ne sont pas tracés. ",
)
_REACH: Final = "total_reach"
_SHOWN: Final = 6
_WIDTH: Final = 0.22


def sensitivity_by_month(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide", outcome: str | None = None) -> Figure:
    """Draw the sensitivity of one quantity, month by month.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.analysis.monthly_sensitivity` returns, or :func:`sim.analysis.sensitivity_of` of one quantity by
        month.
    lang, size : "en" or "fr", "slide" or "paper"
        Language and format.
    outcome : str, optional
        Which quantity; by default the first.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels, the parameters that matter most named at the right, the others grey. Months are left out in which
        the interval of an index exceeds 1 either way: there is too little variance yet to be divided.
    """
    if "outcome" not in ds.dims:
        ds = ds.expand_dims("outcome")
    indices = ds.isel(outcome=0) if outcome is None else ds.sel(outcome=outcome)
    sobol = "total" in indices
    unknown = (indices[_REACH] > 1.0).any("factor") if _REACH in indices else xr.zeros_like(indices["month"], bool)
    indices = indices.where(~unknown)
    panels = ("first", "total") if sobol else ("sigma", "mu_star")
    most = np.nan_to_num(indices[panels[1]].values).max(0)
    named = sorted(np.argsort(-most, kind="stable")[:_SHOWN].tolist())
    with drawing(size) as figure:
        both = figure.subplots(1, 2)
        for axes, name in zip(both, panels, strict=True):
            _panel(axes, indices, name, named, lang)
            panel_title(axes, capitalized(MEASURES[name])[lang], 0.35)
        names = coordinate(indices, "factor_name")
        right = indices[panels[1]].transpose("factor", "month").values
        ends = []
        for k, row in enumerate(named):
            there = np.flatnonzero(np.isfinite(right[row]))
            if there.size:
                ends.append(End(short(names[row][lang]), float(right[row, there[-1]]), *LINES[k]))
        key = []
        if rest := len(names) - len(named):
            others = _OTHER if rest == 1 else _OTHERS.format(n=number(rest))
            key.append((Line2D([], [], color=FAINT, linewidth=text_size() / 12.0), others))
        title = _TITLE.format(outcome=within(coordinate(indices, "outcome_name")[0]))
        left_out = [_UNKNOWN] if unknown.any() else []
        foot = [_BAND.format(p=percent(float(ds.attrs["confidence"]))), *left_out, swept_source(ds)]
        note = _NOTE_SOBOL if sobol else _NOTE_MORRIS
        compose(figure, lang, title=title, note=note, foot=foot, key=key, right=_WIDTH)
        name_ends(both[1], ends, float(indices["month"].values[-1]), _WIDTH)
        return figure


def _panel(axes: Axes, indices: xr.Dataset, name: str, named: list[int], lang: Lang) -> None:
    """Draw one measure of all parameters, with the intervals that are known."""
    text = text_size()
    x = indices["month"].values
    values = indices[name].transpose("factor", "month").values
    for row in np.setdiff1d(np.arange(len(values)), named):
        axes.plot(x, values[row], color=FAINT, linewidth=text / 16.0, zorder=2)
    reach = indices[f"{name}_reach"].transpose("factor", "month").values if f"{name}_reach" in indices else None
    for (colour, dashes), row in zip(LINES, named, strict=False):
        if reach is not None:
            low, high = values[row] - reach[row], values[row] + reach[row]
            axes.fill_between(x, low, high, color=colour, alpha=0.08, linewidth=0, zorder=1)
        axes.plot(x, values[row], color=colour, linestyle=dashes, linewidth=text / 5.5, zorder=3)
    zero_line(axes)
    month_axis(axes, int(x[-1]), lang, start=1 if len(x) > 1 else 0, ticks=6)
    if "total" in indices:
        low, high = np.nanmin(values, initial=0.0), np.nanmax(values, initial=0.0)  # not the bands, which may be wide
        axes.set_ylim(min(-0.02, 1.1 * low), max(0.1, 1.1 * high))
        percent_axis(axes.yaxis, lang)
    else:
        amount_axis(axes.yaxis, str(indices["outcome_unit"].values), lang)
