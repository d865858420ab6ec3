"""The phase diagram of two parameters: where an outcome is gained, where it is lost, and the line where it tips."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from sim.analysis.bilingual import attribute
from sim.analysis.numbers import value_words
from sim.figures.page import compose, runs
from sim.figures.parameters import amount, axis_label, swept_source
from sim.figures.style import INK, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, join

_NOTE: Final = Text("Mean over {runs} of each point", "Moyenne de {runs} de chaque point")
_OTHERS: Final = Text(
    "Mean over {runs} of each point, and over the other parameters",
    "Moyenne de {runs} de chaque point, autres paramètres confondus",
)
_LINE: Final = Text("the outcome equals {value}", "le résultat vaut {value}")
_BLANK: Final = Text("the outcome does not reach {value} anywhere here", "le résultat n'atteint {value} nulle part ici")
_COLOURS: Final = "PuOr"  # distinct with any colour vision, light at the threshold


@in_its_currency
def phases(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw a phase diagram.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.analysis.phase_diagram` returns.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        The plane of the parameters, each cell with its mean written in it, and the tipping line.
    """
    threshold, unit = float(ds.attrs["threshold"]), str(ds.attrs["outcome_units"])
    with drawing(size, wide=True) as figure:
        text = text_size()
        axes = figure.subplots()
        mean = ds["mean"].values
        letters = text * min(0.9, 9.0 / max(mean.shape[1], 0.6 * mean.shape[0]))  # to fit the cells
        reach = max(float(np.nanmax(np.abs(mean - threshold))), 1e-9)
        axes.pcolormesh(mean - threshold, cmap=_COLOURS, vmin=-1.5 * reach, vmax=1.5 * reach, edgecolor="white",
                        linewidth=text / 10.0)  # fmt: skip
        for row, column in np.ndindex(mean.shape):
            words = amount(float(mean[row, column]), unit)[lang]
            label = axes.text(column + 0.5, row + 0.5, words, ha="center", va="center", size=letters, zorder=4)
            label.set_path_effects([withStroke(linewidth=text / 4.0, foreground="#FFFFFFD0")])
        tips = _tips(axes, ds)
        _label(axes.xaxis, ds["x"].values, axis_label(figure, ds, "x", 0.8 * figure.get_figwidth(), lang), lang)
        _label(axes.yaxis, ds["y"].values, axis_label(figure, ds, "y", 0.6 * figure.get_figheight(), lang), lang)
        axes.grid(visible=False)
        axes.spines[:].set_visible(False)
        value = amount(threshold, unit)
        whole = mean.size == int(ds.attrs["points"])
        note = (_NOTE if whole else _OTHERS).format(runs=runs(int(ds.attrs["replications"])))
        key = []
        if tips:
            key.append((Line2D([], [], color=INK, linewidth=text / 4.0), _LINE.format(value=value)))
        else:
            note = join([note, _BLANK.format(value=value)], "; ")
        title = attribute(ds, "outcome_long_name")
        compose(figure, lang, title=title, note=note, foot=[swept_source(ds)], key=key)
        return figure


def _tips(axes: Axes, ds: xr.Dataset) -> bool:
    """Draw the line along which the mean crosses the threshold, if it does."""
    mean, threshold = ds["mean"].values, float(ds.attrs["threshold"])
    if min(mean.shape) < 2 or not np.nanmin(mean) <= threshold < np.nanmax(mean):
        return False
    y, x = (np.arange(size) + 0.5 for size in mean.shape)
    axes.contour(x, y, mean, levels=[threshold], colors=[INK], linewidths=text_size() / 4.0)
    return True


def _label(axis: Axis, values: np.ndarray, name: str, lang: Lang) -> None:
    """Name an axis, and write the values of its parameter at the middle of the cells."""
    step = max(1, -(-len(values) // 12))
    axis.set_ticks(np.arange(len(values))[::step] + 0.5, [value_words(value)[lang] for value in values[::step]])
    axis.set_label_text(name)
