"""The posterior of a calibration beside the prior, for each parameter and, up to four, for each pair."""

import math
from typing import Final

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator

from sim.analysis.numbers import value_words
from sim.analysis.words import caveat
from sim.calibration.posterior import weighted_quantiles
from sim.calibration.sentences import fit, short_names, told_words
from sim.figures.page import compose, figure_of, wrap
from sim.figures.style import BLUE, FAINT, GRID, INK, VERMILLION, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, join, number
from sim.vocabulary.units import unit_words

_TITLE: Final = Text("What the data tell of each parameter", "Ce que les données disent de chaque paramètre")
_BINS: Final = 16
_PAIRS: Final = 4
_STEPS: Final = 6
_MOST: Final = 12  # parameters that are drawn
_KEY: Final = (
    Text("before the data", "avant les données"),
    Text("after the data", "après les données"),
    Text("80% interval", "intervalle à 80 %"),
    Text("a particle, larger with more weight", "une particule, plus grosse si elle pèse plus"),
)
_SOURCE: Final = Text(
    "Scenario {name}, seed {seed}, {n} simulations, {k} particles. ",
    "Scénario {name}, graine {seed}, {n} simulations, {k} particules. ",
)
_TIMES: Final = Text("{name} (× the scenario's)", "{name} (× celui du scénario)")
_UNIT: Final = Text("{name} ({unit})", "{name} ({unit})")
_REST: Final = Text(" {n} more parameters are not drawn.", " {n} autres paramètres ne sont pas tracés.")


@in_its_currency
def posterior(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw the posterior of each parameter beside its prior.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.calibrate` returns.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        For up to four parameters a matrix: distributions on the diagonal, pairs below it. For more, distributions only.
    """
    count = ds.sizes["parameter"]
    with drawing(size, wide=True) as figure:
        if count <= _PAIRS:
            panels = figure.subplots(count, count, squeeze=False)
            for row in range(count):
                for column in range(count):
                    if column > row:
                        panels[row, column].remove()
                    elif column == row:
                        _distribution(panels[row, column], ds, row, lang, told=count > 1)
                    else:
                        _pair(panels[row, column], ds, column, row, lang)
                    if column <= row:
                        _name_axes(panels[row, column], ds, row, column, count, lang)
        else:
            shown = min(count, _MOST)
            columns = math.ceil(math.sqrt(1.4 * shown))
            rows = math.ceil(shown / columns)
            every = figure.subplots(rows, columns, squeeze=False).ravel()
            for k, axes in enumerate(every):
                if k >= shown:
                    axes.remove()
                    continue
                _distribution(axes, ds, k, lang, told=True)
                axes.set_xlabel(_label(axes, ds, k, 0.8 / columns, lang), size=text_size() * 0.8)
        text = text_size()
        key: list[tuple[Line2D | Patch, Text]] = [
            (Patch(facecolor=GRID, edgecolor=FAINT), _KEY[0]),
            (Patch(facecolor=BLUE, alpha=0.6), _KEY[1]),
            (Line2D([], [], color=VERMILLION, linewidth=text / 5.0), _KEY[2]),
        ]
        if 1 < count <= _PAIRS:
            key.append((Line2D([], [], color=BLUE, marker="o", linestyle="", markersize=text * 0.4), _KEY[3]))
        foot = [posterior_source(ds)]
        if count > _MOST:
            foot.append(_REST.format(n=number(count - _MOST)))
        title, note = headlines(ds, _TITLE)
        compose(figure, lang, title=title, note=note, foot=foot, key=key)
        return figure


def headlines(ds: xr.Dataset, title: Text) -> tuple[Text, Text]:
    """Return the title and the note of a figure of a calibration: a misfit stands above all else."""
    return (fit(ds), title) if int(ds.attrs["misfit"]) else (title, fit(ds))


def posterior_source(ds: xr.Dataset) -> Text:
    """State where a calibration comes from, and that its numbers are no forecast."""
    where = _SOURCE.format(
        name=str(ds.attrs["scenario_name"]), seed=str(ds.attrs["seed"]), n=number(int(ds.attrs["runs"])),
        k=number(ds.sizes["particle"]),
    )  # fmt: skip
    return join([where, caveat(ds)], "")


def parameter_words(ds: xr.Dataset, k: int) -> Text:
    """Name a parameter with its unit."""
    name, unit = short_names(ds)[k], str(ds["parameter_unit"].values[k])
    if int(ds["parameter_relative"].values[k]):
        return _TIMES.format(name=name)
    return name if unit in ("-", "share", "count", "1") else _UNIT.format(name=name, unit=unit_words(unit))


def places_axis(axis: Axis, ds: xr.Dataset, k: int, lang: Lang) -> None:
    """Write an axis of quantiles in the values of a parameter: its ends and its middle, or its words."""
    grid = (np.arange(ds.sizes["grid"]) + 0.5) / ds.sizes["grid"]
    values = ds["prior_value"].values[k]
    if not int(ds["parameter_numeric"].values[k]) or np.isnan(values).any():
        axis.set_major_locator(NullLocator())
        return
    steps, step = np.unique(values, return_inverse=True)
    if len(steps) <= _STEPS:  # a list, or a few whole numbers: each has its slice
        axis.set_major_locator(FixedLocator([float(grid[step == j].mean()) for j in range(len(steps))]))
        axis.set_ticklabels([value_words(float(value), 3)[lang] for value in steps])
        return
    wanted = np.asarray(MaxNLocator(4).tick_values(values[0], values[-1]))
    if int(ds["parameter_log"].values[k]):
        wanted = np.geomspace(values[0], values[-1], 3)
    elif values[-1] > values[0]:
        wanted = wanted[(wanted >= values[0]) & (wanted <= values[-1])]
    places = np.interp(wanted, values, grid)
    kept = [0]
    for j in range(1, len(places)):
        if places[j] - places[kept[-1]] >= 0.2:
            kept.append(j)
    axis.set_major_locator(FixedLocator(places[kept].tolist()))
    labels = [value_words(float(value), 2)[lang] for value in wanted[kept]]
    axis.set_ticklabels(labels)


def _distribution(axes: Axes, ds: xr.Dataset, k: int, lang: Lang, told: bool) -> None:
    """Draw the prior and the posterior of a parameter in the quantiles of its prior, where the prior is flat."""
    place, share = ds["place"].values[:, k], ds["weight"].values
    edges = np.linspace(0.0, 1.0, _BINS + 1)
    height, _ = np.histogram(place, edges, weights=share * _BINS)
    axes.fill_between([0.0, 1.0], 0.0, 1.0, facecolor=GRID, edgecolor=FAINT, linewidth=text_size() / 15.0)
    axes.bar(edges[:-1], height, 1.0 / _BINS, align="edge", color=BLUE, alpha=0.6)
    low, middle, high = weighted_quantiles(place, share, np.array([0.1, 0.5, 0.9]))
    top = 1.28 * max(float(height.max()), 1.0)
    mark = 0.86 * top
    axes.plot([low, high], [mark, mark], color=VERMILLION, linewidth=text_size() / 5.0, zorder=3)
    axes.plot([middle], [mark], color=VERMILLION, marker="o", markersize=text_size() * 0.4, zorder=4)
    axes.set(xlim=(0.0, 1.0), ylim=(0.0, top), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.grid(visible=False)
    places_axis(axes.xaxis, ds, k, lang)
    if told:
        axes.set_title(told_words(ds)[k][lang], size=text_size() * 0.8, weight="normal", color=INK, loc="left", pad=2.0)


def _pair(axes: Axes, ds: xr.Dataset, x: int, y: int, lang: Lang) -> None:
    """Draw the particles in the plane of two parameters."""
    place, share = ds["place"].values, ds["weight"].values
    area = (text_size() * 0.6) ** 2 * share / share.max()
    axes.scatter(place[:, x], place[:, y], s=area, color=BLUE, alpha=0.45, linewidths=0.0)
    axes.set(xlim=(0.0, 1.0), ylim=(0.0, 1.0))
    axes.grid(visible=False)
    places_axis(axes.xaxis, ds, x, lang)
    places_axis(axes.yaxis, ds, y, lang)


def _name_axes(axes: Axes, ds: xr.Dataset, row: int, column: int, count: int, lang: Lang) -> None:
    """Name the axes at the left and the lower edge of a matrix, and leave those inside without numbers."""
    small = text_size() * 0.8
    if row == count - 1:
        axes.set_xlabel(_label(axes, ds, column, 0.8 / count, lang), size=small)
    else:
        axes.set_xticklabels([])
    if column == 0 and row > 0:
        figure = figure_of(axes)
        room = 0.55 * figure.get_figheight() / count * 72.0
        axes.set_ylabel("\n".join(wrap(figure, parameter_words(ds, row)[lang], room, small, "normal")), size=small)
    elif column != row:
        axes.set_yticklabels([])


def _label(axes: Axes, ds: xr.Dataset, k: int, share: float, lang: Lang) -> str:
    """Return the name of a parameter in lines that fit a share of the page's width."""
    figure = figure_of(axes)
    room = share * figure.get_figwidth() * 72.0
    return "\n".join(wrap(figure, parameter_words(ds, k)[lang], room, text_size() * 0.8, "normal"))
