"""Profiles of a sweep: the mean of an outcome along one parameter, with its interval."""

from typing import Final

import numpy as np
import xarray as xr
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
_MEAN: Final = Text("mean", "moyenne")
_INTERVAL: Final = Text("{p} interval of the mean over runs", "intervalle à {p} de la moyenne des simulations")
_WIDTH: Final = 0.17


def profile(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw how the mean of an outcome goes along a parameter.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.analysis.profile` returns.
    lang, size : "en" or "fr", "slide" or "paper"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        One panel; each mean with its confidence interval, lines named at their ends.
    """
    several = ds.sizes["by"] > 1
    with drawing(size) as figure:
        axes = figure.subplots()
        text = text_size()
        places = _places(axes, ds, lang)
        apart = 0.012 * (places[-1] - places[0]) if several else 0.0  # for bars not to hide each other
        ends = []
        for k in range(ds.sizes["by"]):
            colour, dashes = LINES[k]
            mean = ds["mean"].isel(by=k).values
            reach = np.nan_to_num(ds["high"].isel(by=k).values - mean)
            x = places + apart * (k - 0.5 * (ds.sizes["by"] - 1))
            axes.errorbar(
                x, mean, yerr=reach, color=colour, linestyle=dashes, marker="o", markersize=text * 0.4,
                markeredgecolor="white", linewidth=text / 6.0, elinewidth=text / 10.0, capsize=text * 0.2,
                capthick=text / 10.0, zorder=3,
            )  # fmt: skip
            there = np.flatnonzero(np.isfinite(mean))
            if several and there.size:
                words = class_words(ds["by_low"].values[k], ds["by_high"].values[k])[lang]
                ends.append(End(words, float(mean[there[-1]]), colour, dashes))
        zero_line(axes)
        amount_axis(axes.yaxis, str(ds.attrs["outcome_units"]), lang)
        note = _NOTE if (ds["x_low"] == ds["x_high"]).all() else _CLASSES
        if several:
            note = join([note, _LINES.format(name=within(axis_words(ds, "by")))], ". ")
        bar = Line2D([], [], color=QUIET, marker="|", linestyle="", markersize=text, markeredgewidth=text / 10.0)
        dot = Line2D([], [], color=QUIET, marker="o", markersize=text * 0.4, linewidth=text / 6.0)
        key = [(dot, _MEAN)]
        if np.isfinite(ds["low"].values).any():
            key.append((bar, _INTERVAL.format(p=percent(float(ds.attrs["confidence"])))))
        title = attribute(ds, "outcome_long_name")
        width = _WIDTH if several else 0.0
        compose(figure, lang, title=title, note=note, foot=[swept_source(ds)], key=key, right=width)
        if several:
            name_ends(axes, ends, float(places[-1] + 0.5 * apart * (ds.sizes["by"] - 1)), width)
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
    return places
