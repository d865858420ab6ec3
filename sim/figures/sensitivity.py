"""Sensitivity: what each parameter accounts for, alone and with the others, outcome by outcome."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.analysis.bilingual import coordinate, short
from sim.analysis.numbers import percent
from sim.analysis.sensitivity import is_the_same
from sim.figures.page import compose, figure_of, panel_title, wrap
from sim.figures.parameters import MEASURES, swept_source
from sim.figures.scales import grid_of_rows, number_axis, percent_axis, zero_line
from sim.figures.style import BLUE, QUIET, VERMILLION, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, number

_TITLE: Final = Text("What the outcome depends on", "De quoi dépend le résultat")
_NOTE_SOBOL: Final = Text(
    "Share of the variance of the mean over runs that each parameter accounts for, within its range",
    "Part de la variance de la moyenne des simulations qu'explique chaque paramètre, dans son intervalle",
)
_NOTE_MORRIS: Final = Text(
    "Effect of moving one parameter over its whole range, mean and spread over the rest",
    "Effet de déplacer un paramètre sur tout son intervalle, moyenne et dispersion selon le reste",
)
_INTERVAL: Final = Text("Bars: {p} intervals. ", "Barres : intervalles à {p}. ")
_HOLLOW: Final = Text(
    "Hollow: not told, the interval being too wide; some {n} base points instead of {points} would tell. ",
    "Vide : non établi, l'intervalle étant trop large; environ {n} points de base au lieu de {points} l'établiraient. ",
)
_CONSTANT: Final = Text("the same at all points", "la même valeur à tous les points")
_SHOWN: Final = ("gain_share", "left_behind", "entered")
_SMALL: Final = 0.8  # of the text: the least that a room can read
_FEW: Final = 11  # parameters whose names have room for two lines
_MOST: Final = 20  # parameters that are drawn
_ROOM: Final = (0.2, 0.36)  # of the width, for the names of few parameters and of many, which have one line
_BETWEEN: Final = 0.03  # of the width, at least, between two titles
_APART: Final = (0.14, 0.22)  # of a row, from its middle to each of its marks
_LOOK: Final = ((BLUE, "o"), (VERMILLION, "D"))  # of the two marks of a parameter
_REST: Final = (
    Text("1 parameter that matters less is not drawn. ", "1\u00a0paramètre qui compte moins n'est pas tracé. "),
    Text("{n} parameters that matter less are not drawn. ", "{n} paramètres qui comptent moins ne sont pas tracés. "),
)


@in_its_currency
def sensitivity(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide", outcomes: Sequence[str] = _SHOWN) -> Figure:
    """Draw the sensitivity of some outcomes.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.analysis.sensitivity` returns, or :func:`sim.analysis.sensitivity_of` of one quantity.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.
    outcomes : sequence of str
        Which, three at most; those that the dataset lacks are left out.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each outcome, a row for each parameter, the one that matters most in the first panel on top; of more
        than 20, those that matter most.
    """
    if "outcome" not in ds.dims:
        ds = ds.expand_dims("outcome")
    there = ds["outcome"].values.tolist()
    shown = [name for name in outcomes if name in there][:3] or there[:3]
    sobol = "total" in ds
    centre, names = ("total", ("first", "total")) if sobol else ("mu_star", ("mu_star", "sigma"))
    weight = np.nan_to_num(ds[centre].sel(outcome=shown[0]).values)
    order = np.argsort(weight, kind="stable")[-_MOST:]
    rest, many = len(weight) - len(order), len(order) > _FEW
    of_a_title = min(0.8 / (len(shown) + 1), (1.0 - _ROOM[many]) / len(shown) - _BETWEEN)
    with drawing(size, wide=True) as figure:
        text = text_size()
        panels = figure.subplots(1, len(shown), squeeze=False)[0]
        parameters = coordinate(ds, "factor_name")
        room = _ROOM[many] * figure.get_figwidth() * 72.0
        most = 1 if many else 2
        wrapped = [wrap(figure, short(parameters[k][lang]), room, text * _SMALL, "normal") for k in order]
        labels = ["\n".join(lines[:most]) + "…" * (len(lines) > most) for lines in wrapped]
        for place, (axes, outcome) in enumerate(zip(panels, shown, strict=True)):
            indices = ds.sel(outcome=outcome).isel(factor=order)
            _panel(axes, indices, names, _APART[many], lang)
            axes.set_yticks(range(len(order)), labels if place == 0 else [""] * len(order), size=text * _SMALL)
            panel_title(axes, coordinate(indices, "outcome_name")[0][lang], of_a_title)
        key = [
            (Line2D([], [], color=colour, marker=marker, linestyle="", markersize=text * 0.6), MEASURES[name])
            for (colour, marker), name in zip(_LOOK, names, strict=True)
        ]
        left_out = [_REST[rest > 1].format(n=number(rest))] if rest else []
        needed = int(ds["base_points_needed"].sel(outcome=shown).max()) if sobol else 0
        if needed:
            left_out.insert(0, _HOLLOW.format(n=number(needed), points=number(int(ds.attrs["base_points"]))))
        foot = [_INTERVAL.format(p=percent(float(ds.attrs["confidence"]))), *left_out, swept_source(ds)]
        compose(figure, lang, title=_TITLE, note=_NOTE_SOBOL if sobol else _NOTE_MORRIS, foot=foot, key=key)
        return figure


def _panel(axes: Axes, indices: xr.Dataset, names: tuple[str, ...], apart: float, lang: Lang) -> None:
    """Draw one outcome: two marks a parameter, with the intervals that are known."""
    text = text_size()
    rows = np.arange(indices.sizes["factor"])
    for (colour, marker), name, shift in zip(_LOOK, names, (-apart, apart), strict=True):
        values = indices[name].values
        reach = indices[f"{name}_reach"].values if f"{name}_reach" in indices else np.zeros_like(values)
        told = indices[f"{name}_told"].values if f"{name}_told" in indices else np.ones(values.shape, dtype=bool)
        for which, face, edge in ((told, colour, "white"), (~told, "white", colour)):
            axes.errorbar(
                values[which], (rows - shift)[which], xerr=reach[which], fmt=marker, color=colour, zorder=3,
                markersize=text * 0.5, capsize=text * 0.2, elinewidth=text / 10.0, capthick=text / 10.0,
                markerfacecolor=face, markeredgecolor=edge,
            )  # fmt: skip
    if is_the_same(indices):
        axes.text(0.5, 0.5, "\n".join(wrap(figure_of(axes), _CONSTANT[lang], text * 9.0, text, "normal")), ha="center",
                  va="center", transform=axes.transAxes, color=QUIET,
                  bbox={"facecolor": "white", "edgecolor": "none"})  # fmt: skip
    zero_line(axes, vertical=True)
    grid_of_rows(axes)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    if "total" in indices or indices["outcome_unit"].item() == "share":
        percent_axis(axes.xaxis, lang, ticks=4)
    else:
        number_axis(axes.xaxis, lang, ticks=3)
