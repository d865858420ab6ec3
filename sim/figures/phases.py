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
from sim.figures.page import compose, figure_of, runs, wrap
from sim.figures.parameters import amount, axis_words, swept_source, value_words
from sim.figures.style import INK, Size, drawing, text_size
from sim.vocabulary.text import Lang, Text, join

_NOTE: Final = Text("Mean over {runs} of each point", "Moyenne de {runs} de chaque point")
_OTHERS: Final = Text(
    "Mean over {runs} of each point, and over the other parameters",
    "Moyenne de {runs} de chaque point, autres paramètres confondus",
)
_LINE: Final = Text("the outcome equals {value}", "le résultat vaut {value}")
_BLANK: Final = Text("the outcome does not reach {value} anywhere here", "le résultat n'atteint {value} nulle part ici")
_COLOURS: Final = "PuOr"  # distinct with any colour vision, light at the threshold


def phases(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw a phase diagram.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.analysis.phase_diagram` returns.
    lang : "en" or "fr"
        Language.
    size : "slide" or "paper"
        Format.

    Returns
    -------
    matplotlib.figure.Figure
        The plane of the parameters, each cell with its mean written in it, and the tipping line.
    """
    threshold, unit = float(ds.attrs["threshold"]), str(ds.attrs["outcome_units"])
    with drawing(size) as figure:
        text = text_size()
        axes = figure.add_subplot()
        mean = ds["mean"].values
        reach = max(float(np.nanmax(np.abs(mean - threshold))), 1e-9)
        axes.pcolormesh(mean - threshold, cmap=_COLOURS, vmin=-1.5 * reach, vmax=1.5 * reach, edgecolor="white",
                        linewidth=text / 10.0)  # fmt: skip
        for row, column in np.ndindex(mean.shape):
            words = amount(float(mean[row, column]), unit)[lang]
            label = axes.text(
                column + 0.5, row + 0.5, words, ha="center", va="center", size=_letters(text, mean.shape), zorder=4
            )
            label.set_path_effects([withStroke(linewidth=text / 4.0, foreground="#FFFFFFD0")])
        tips = _tips(axes, ds)
        for axis, name in ((axes.xaxis, "x"), (axes.yaxis, "y")):
            _label(axis, ds, name, lang)
        axes.grid(visible=False)
        for side in axes.spines.values():
            side.set_visible(False)
        value = amount(threshold, unit)
        line = Line2D([], [], color=INK, linewidth=text / 4.0)
        key = [(line, _LINE.format(value=value))] if tips else []
        whole = mean.size == int(ds.attrs["points"])
        note = (_NOTE if whole else _OTHERS).format(runs=runs(int(ds.attrs["replications"])))
        if not tips:
            note = join([note, _BLANK.format(value=value)], "; ")
        title = attribute(ds, "outcome_long_name")
        compose(figure, lang, title=title, note=note, foot=[swept_source(ds)], key=key)
        return figure


def _tips(axes: Axes, ds: xr.Dataset) -> bool:
    """Draw the line along which the mean crosses the threshold, if it does."""
    mean, threshold = ds["mean"].values, float(ds.attrs["threshold"])
    if min(mean.shape) < 2 or not np.nanmin(mean) <= threshold < np.nanmax(mean):
        return False
    rows, columns = mean.shape
    text = text_size()
    axes.contour(np.arange(columns) + 0.5, np.arange(rows) + 0.5, mean, levels=[threshold], colors=[INK],
                 linewidths=text / 4.0)  # fmt: skip
    return True


def _label(axis: Axis, ds: xr.Dataset, name: str, lang: Lang) -> None:
    """Name an axis, and write the values of its parameter at the middle of the cells."""
    values = ds[name].values
    places = np.arange(len(values))
    step = max(1, -(-len(values) // 12))
    axis.set_ticks((places + 0.5)[::step], [value_words(value)[lang] for value in values[::step]])
    figure = figure_of(axis.axes)
    room = (0.8 * figure.get_figwidth() if name == "x" else 0.6 * figure.get_figheight()) * 72.0
    size = text_size()
    lines = wrap(figure, axis_words(ds, name)[lang], room, size, "normal")
    axis.set_label_text("\n".join(lines))


def _letters(text: float, shape: tuple[int, ...]) -> float:
    """Return the size at which the numbers fit their cells [point]."""
    return text * min(0.9, 9.0 / max(shape[1], 0.6 * shape[0]))
