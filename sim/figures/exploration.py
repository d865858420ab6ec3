"""Exploration: the cells of the plane of two outcomes that a scenario can reach."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.patheffects import withStroke

from sim.analysis.bilingual import attribute
from sim.analysis.words.exploration import reached_at_first
from sim.figures.page import compose, wrap
from sim.figures.parameters import amount_axis, swept_source
from sim.figures.style import FAINT, INK, SKY, VERMILLION, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, number

_TITLE: Final = Text("What the scenario can reach", "Ce que le scénario peut atteindre")
_NOTE: Final = Text(
    "Each cell that a point reached, by the mean of its runs: {first} cells by the first points, spread evenly, "
    "{all} by all",
    "Chaque cellule qu'un point a atteinte, d'après la moyenne de ses simulations : {first} par les premiers points, "
    "répartis également, {all} par tous",
)
_FIRST: Final = Text("reached by the first points", "atteinte par les premiers points")
_LATER: Final = Text("reached by the search only", "atteinte par la recherche seulement")
_SURPRISE: Final = Text("surprise, saved as a scenario on request", "surprise, enregistrée en scénario sur demande")


@in_its_currency
def exploration(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw the plane of two outcomes.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.analysis.explore` returns.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        The cells reached by the first sample and by the search, with the surprises numbered.
    """
    ends = {axis: (float(ds.attrs[f"{axis}_low"]), float(ds.attrs[f"{axis}_high"])) for axis in "xy"}
    tall, wide = ((ends[axis][1] - ends[axis][0]) / ds.sizes[f"{axis}_cell_at"] for axis in "yx")
    inside = (ds["x_cell"].values >= 0) & (ds["y_cell"].values >= 0)
    first = {
        (x, y)
        for x, y, early in zip(ds["x_cell"].values, ds["y_cell"].values, ds["first"].values & inside, strict=True)
        if early
    }
    with drawing(size) as figure:
        text = text_size()
        axes = figure.subplots()
        for y, x in np.argwhere(ds["cells"].values > 0):
            corner = (ends["x"][0] + x * wide, ends["y"][0] + y * tall)
            colour = FAINT if (x, y) in first else SKY
            axes.add_patch(Rectangle(corner, wide, tall, facecolor=colour, edgecolor="white", linewidth=text / 20.0))
        axes.plot(ds["x"].values[inside], ds["y"].values[inside], ".", color=INK, markersize=text * 0.18, alpha=0.6)
        for k, point in enumerate(ds["surprise"].values.tolist(), start=1):
            place = (float(ds["x"][point]), float(ds["y"][point]))
            axes.plot(*place, "D", color=VERMILLION, markersize=text * 0.7, markeredgecolor="white", zorder=4)
            label = axes.annotate(
                str(k), place, xytext=(text * 0.7, text * 0.5), textcoords="offset points", weight="bold", zorder=5
            )
            label.set_path_effects([withStroke(linewidth=text / 5.0, foreground="white")])
        axes.set(xlim=ends["x"], ylim=ends["y"])
        for axis, which, room in ((axes.xaxis, "x", figure.get_figwidth()), (axes.yaxis, "y", figure.get_figheight())):
            amount_axis(axis, str(ds.attrs[f"{which}_units"]), lang)
            name = attribute(ds, f"{which}_long_name")[lang]
            axis.set_label_text("\n".join(wrap(figure, name, 0.6 * room * 72.0, text, "normal")))
        axes.grid(visible=False)
        key: list[tuple[Artist, Text]] = [(Patch(color=FAINT), _FIRST), (Patch(color=SKY), _LATER)]
        if ds.sizes["surprises"]:
            mark = Line2D([], [], color=VERMILLION, marker="D", linestyle="", markersize=text * 0.6)
            key.append((mark, _SURPRISE))
        reached = {"first": number(reached_at_first(ds)), "all": number(int((ds["cells"] > 0).sum()))}
        compose(figure, lang, title=_TITLE, note=_NOTE.format(**reached), foot=[swept_source(ds)], key=key)
        return figure
