"""Profiles of a sweep: the mean of an outcome along one parameter, with its interval."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.analysis.bilingual import attribute
from sim.analysis.numbers import percent, value_words
from sim.figures.ends import End, name_ends
from sim.figures.page import compose, figure_of
from sim.figures.parameters import amount_axis, axis_label, axis_words, class_words, swept_source
from sim.figures.scales import zero_line
from sim.figures.style import LINES, QUIET, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, join, within

_NOTE: Final = Text(
    "Mean over the points and runs of the sweep at each value",
    "Moyenne des points et simulations du balayage à chaque valeur",
)
_CLASSES: Final = Text(
    "Mean over the points and runs of the sweep, in classes of about as many points",
    "Moyenne des points et simulations du balayage, par classes d'environ autant de points",
)
_LINES: Final = Text("A line for each: {name}", "Une ligne pour chaque : {name}")
_MARKS: Final = Text("Side by side, one mark for each: {name}", "Côte à côte, une marque pour chaque : {name}")
_SHAPES: Final = ("o", "s", "^", "D", "v", "P", "X", "*")
_BESIDE: Final = 0.6  # of the distance between two categories, for the marks of all lines
_MEAN: Final = Text("mean", "moyenne")
_INTERVAL: Final = Text("{p} interval of the mean over runs", "intervalle à {p} de la moyenne des simulations")
_WIDTH: Final = 0.17


@in_its_currency
def profile(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw how the mean of an outcome goes along a parameter.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.analysis.profile` returns.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        One panel; each mean with its confidence interval. Numbers are at their places on the axis, joined by lines,
        which are named at their ends. Categories have no order: they are not joined, and the means of several lines
        stand side by side.
    """
    several = ds.sizes["by"] > 1
    ordered = ds["x"].dtype.kind in "iuf"
    with drawing(size) as figure:
        axes = figure.subplots()
        text = text_size()
        places = _places(axes, ds, lang)
        apart = 0.0 if ordered else _BESIDE / ds.sizes["by"]
        ends = []
        marks: list[tuple[Artist, Text]] = []
        for k in range(ds.sizes["by"]):
            colour, dashes = LINES[k]
            mean = ds["mean"].isel(by=k).values
            reach = np.nan_to_num(ds["high"].isel(by=k).values - mean)
            x = places + apart * (k - 0.5 * (ds.sizes["by"] - 1))
            shape = "o" if ordered else _SHAPES[k]
            axes.errorbar(
                x, mean, yerr=reach, color=colour, linestyle=dashes if ordered else "", marker=shape,
                markersize=text * (0.4 if ordered else 0.55), markeredgecolor="white", linewidth=text / 6.0,
                elinewidth=text / 10.0, capsize=text * (0.2 + 0.12 * k), capthick=text / 10.0, zorder=3,
            )  # fmt: skip
            there = np.flatnonzero(np.isfinite(mean))
            words = class_words(ds["by_low"].values[k], ds["by_high"].values[k])
            if several and ordered and there.size:
                ends.append(End(words[lang], float(mean[there[-1]]), colour, dashes))
            elif several:
                look = Line2D([], [], color=colour, marker=shape, linestyle="", markersize=text * 0.55)
                marks.append((look, words))
        zero_line(axes)
        amount_axis(axes.yaxis, str(ds.attrs["outcome_units"]), lang)
        note = _NOTE if (ds["x_low"] == ds["x_high"]).all() else _CLASSES
        if several:
            note = join([note, (_LINES if ordered else _MARKS).format(name=within(axis_words(ds, "by")))], ". ")
        bar = Line2D([], [], color=QUIET, marker="|", linestyle="", markersize=text, markeredgewidth=text / 10.0)
        dot = Line2D([], [], color=QUIET, marker="o", markersize=text * 0.4, linewidth=text / 6.0 * ordered)
        key = [*marks, (dot, _MEAN)]
        if np.isfinite(ds["low"].values).any():
            key.append((bar, _INTERVAL.format(p=percent(float(ds.attrs["confidence"])))))
        title = attribute(ds, "outcome_long_name")
        width = _WIDTH if ends else 0.0
        compose(figure, lang, title=title, note=note, foot=[swept_source(ds)], key=key, right=width)
        if ends:
            name_ends(axes, ends, float(places[-1]), width)
        return figure


def _places(axes: Axes, ds: xr.Dataset, lang: Lang) -> np.ndarray:
    """Label the horizontal axis and return the places of its values: numbers to scale, words in order."""
    values = ds["x"].values
    figure = figure_of(axes)
    axes.set_xlabel(axis_label(figure, ds, "x", 0.7 * figure.get_figwidth(), lang))
    if values.dtype.kind in "iuf":
        axes.xaxis.set_major_locator(MaxNLocator(8))
        axes.xaxis.set_major_formatter(lambda value, _: value_words(round(value, 9))[lang])
        return values.astype(float)
    places = np.arange(len(values), dtype=float)
    axes.set_xticks(places, [value_words(value)[lang] for value in values])
    axes.set_xlim(-0.6, len(values) - 0.4)
    return places
