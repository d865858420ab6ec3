"""Profiles of a calibration: how near the data the particles come along each parameter."""

import math
from typing import Final

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.figures.page import compose, figure_of, wrap
from sim.figures.posterior import headlines, parameter_words, places_axis, posterior_source
from sim.figures.scales import number_axis
from sim.figures.style import BLUE, QUIET, VERMILLION, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text

_TITLE: Final = Text("Distance from the data, by parameter", "Distance aux données, selon chaque paramètre")
_KEY: Final = (
    Text("a particle that was played", "une particule jouée"),
    Text("nearest tenth in each class of values", "dixième le plus proche, par classe de valeurs"),
    Text("last tolerance", "dernière tolérance"),
)
_DISTANCE: Final = Text("Distance from the data", "Distance aux données")
_CLASSES: Final = 12
_MOST: Final = 12
_SHOWN: Final = 4000  # dots of a panel


@in_its_currency
def distance_profiles(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw the distance of all particles that were played along each parameter, with its lower edge.

    A flat lower edge means that every value of the parameter can give the data, with others beside it.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.calibrate` returns.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each parameter, twelve at most.
    """
    count = min(ds.sizes["parameter"], _MOST)
    with drawing(size, wide=True) as figure:
        columns = min(count, 4) if count != 4 else 2
        panels = figure.subplots(math.ceil(count / columns), columns, squeeze=False, sharey=True)
        tall = 0.5 / len(panels) * figure.get_figheight() * 72.0
        for k, axes in enumerate(panels.ravel()):
            if k >= count:
                axes.remove()
                continue
            _panel(axes, ds, k, lang)
            small = text_size() * 0.85
            room = 0.8 / columns * figure_of(axes).get_figwidth() * 72.0
            axes.set_xlabel("\n".join(wrap(figure, parameter_words(ds, k)[lang], room, small, "normal")), size=small)
            if k % columns == 0 and count <= 2 * columns:  # three rows are too low for the words
                axes.set_ylabel("\n".join(wrap(figure, _DISTANCE[lang], tall, small, "normal")), size=small)
        text = text_size()
        key = [
            (Line2D([], [], color=QUIET, marker="o", linestyle="", markersize=text * 0.3), _KEY[0]),
            (Line2D([], [], color=BLUE, linewidth=text / 5.0), _KEY[1]),
            (Line2D([], [], color=VERMILLION, linewidth=text / 8.0, linestyle="--"), _KEY[2]),
        ]
        title, note = headlines(ds, _TITLE)
        compose(figure, lang, title=title, note=note, foot=[posterior_source(ds)], key=key)
        return figure


def _panel(axes: Axes, ds: xr.Dataset, k: int, lang: Lang) -> None:
    """Draw the profile of one parameter."""
    place, distance = ds["played_place"].values[:, k], ds["played_distance"].values
    there = np.isfinite(distance)
    place, distance = place[there], distance[there]
    step = max(1, len(place) // _SHOWN)
    text = text_size()
    axes.scatter(place[::step], distance[::step], s=(text * 0.2) ** 2, color=QUIET, alpha=0.25, linewidths=0.0)
    edges = np.linspace(0.0, 1.0, _CLASSES + 1)
    classes = np.clip(np.searchsorted(edges, place, side="right") - 1, 0, _CLASSES - 1)
    middles = 0.5 * (edges[1:] + edges[:-1])
    low = [np.quantile(distance[classes == c], 0.1) if (classes == c).any() else np.nan for c in range(_CLASSES)]
    axes.plot(middles, low, color=BLUE, linewidth=text / 5.0, zorder=3)
    axes.axhline(float(ds["tolerance"].values[-1]), color=VERMILLION, linewidth=text / 8.0, linestyle="--", zorder=2)
    top = float(np.quantile(distance, 0.9)) if len(distance) else 1.0
    axes.set(xlim=(0.0, 1.0), ylim=(0.0, 1.1 * max(top, 1e-9)))
    number_axis(axes.yaxis, lang, ticks=5)
    places_axis(axes.xaxis, ds, k, lang)
