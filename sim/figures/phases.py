"""The phase diagram of two parameters: where an outcome is gained, where it is lost, and the line where it tips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import matplotlib as mpl
import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from sim.analysis.numbers import money, percent
from sim.analysis.verdict import caveat
from sim.figures.page import compose, figure_of, runs, short, wrap
from sim.figures.style import INK, Size, drawing
from sim.vocabulary.text import Lang, Text, number, same
from sim.vocabulary.units import UNITS

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

_S: Final = "\u00a0"
_NOTE: Final = Text("Mean over {runs} of each point", "Moyenne de {runs} de chaque point")
_LINE: Final = Text("where it crosses {value}", "où il traverse {value}")
_BLANK: Final = Text("it does not cross {value} anywhere here", "il ne traverse {value} nulle part ici")
_TIMES: Final = Text("{name} (× the scenario's)", "{name} (× celui du scénario)")
_UNIT: Final = Text("{name} ({unit})", "{name} ({unit})")
_SOURCE: Final = Text("Scenario {name}, seed {seed}. {caveat}", "Scénario {name}, germe {seed}. {caveat}")
_COLOURS: Final = "PuOr"  # told apart with any colour vision, light where it tips


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
    ending = "_fr" if lang == "fr" else ""
    threshold = float(ds.attrs["threshold"])
    with drawing(size) as figure:
        text = float(mpl.rcParams["font.size"])
        axes = figure.add_subplot()
        mean = ds["mean"].values
        reach = max(float(np.nanmax(np.abs(mean - threshold))), 1e-9)
        axes.pcolormesh(mean - threshold, cmap=_COLOURS, vmin=-1.5 * reach, vmax=1.5 * reach, edgecolor="white",
                        linewidth=text / 10.0)  # fmt: skip
        for row, column in np.ndindex(mean.shape):
            said = _amount(float(mean[row, column]), str(ds.attrs["outcome_units"]), lang)
            label = axes.text(
                column + 0.5, row + 0.5, said, ha="center", va="center", size=_letters(text, mean.shape), zorder=4
            )
            label.set_path_effects([withStroke(linewidth=text / 4.0, foreground="#FFFFFFD0")])
        tips = _tips(axes, ds)
        for axis, name in ((axes.xaxis, "x"), (axes.yaxis, "y")):
            _label(axis, ds, name, lang)
        axes.grid(visible=False)
        for side in axes.spines.values():
            side.set_visible(False)
        value = _amount(threshold, str(ds.attrs["outcome_units"]), lang)
        line = Line2D([], [], color=INK, linewidth=text / 4.0)
        key = [(line, _LINE.format(value=same(value))[lang])] if tips else []
        note = _NOTE.format(runs=runs(int(ds.attrs["replications"])))[lang]
        if not tips:
            note = f"{note}; {_BLANK.format(value=same(value))[lang]}"
        foot = _SOURCE.format(
            name=same(str(ds.attrs["scenario_name"])), seed=same(str(ds.attrs["seed"])), caveat=caveat(ds)
        )
        title = str(ds.attrs[f"outcome_long_name{ending}"])
        compose(figure, title=title, note=note, foot=foot[lang], key=key)
        return figure


def _tips(axes: Axes, ds: xr.Dataset) -> bool:
    """Draw the line along which the mean crosses the threshold, if it does."""
    mean, threshold = ds["mean"].values, float(ds.attrs["threshold"])
    if min(mean.shape) < 2 or not np.nanmin(mean) <= threshold < np.nanmax(mean):
        return False
    rows, columns = mean.shape
    text = float(mpl.rcParams["font.size"])
    axes.contour(np.arange(columns) + 0.5, np.arange(rows) + 0.5, mean, levels=[threshold], colors=[INK],
                 linewidths=text / 4.0)  # fmt: skip
    return True


def _label(axis: Axis, ds: xr.Dataset, name: str, lang: Lang) -> None:
    """Name an axis, and write the values of its parameter at the middle of the cells."""
    values = ds[name].values
    places = np.arange(len(values))
    step = max(1, -(-len(values) // 12))
    said = [_value(value, lang) for value in values[::step]]
    axis.set_ticks((places + 0.5)[::step], said)
    words = Text(*(short(str(ds.attrs[f"{name}_long_name{ending}"])) for ending in ("", "_fr")))
    unit = str(ds.attrs[f"{name}_units"])
    if unit == "1":
        words = _TIMES.format(name=words)
    elif unit not in ("-", "share", "count"):
        words = _UNIT.format(name=words, unit=UNITS.get(unit, same(unit)))
    figure = figure_of(axis.axes)
    room = (0.8 * figure.get_figwidth() if name == "x" else 0.6 * figure.get_figheight()) * 72.0
    size = float(mpl.rcParams["font.size"])
    lines = wrap(figure, words[lang][:1].upper() + words[lang][1:], room, size, "normal")
    axis.set_label_text("\n".join(lines))


def _value(value: object, lang: Lang) -> str:
    """Write a value of a parameter."""
    return number(float(f"{value:.3g}"))[lang] if isinstance(value, int | float | np.number) else str(value)


def _amount(value: float, unit: str, lang: Lang) -> str:
    """Write a value of an outcome."""
    if np.isnan(value):
        return "–"
    if unit == "share":
        return percent(float(f"{round(value, 3):.3g}"))[lang]
    return money(value)[lang] if unit == "CAD" else number(float(f"{value:.3g}"))[lang]


def _letters(text: float, shape: tuple[int, ...]) -> float:
    """Give the size at which the numbers fit their cells [point]."""
    return text * min(0.9, 9.0 / max(shape[1], 0.6 * shape[0]))
