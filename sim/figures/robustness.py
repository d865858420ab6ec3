"""Robustness: what each lever brings against doing nothing, a dot for each uncertain world."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.analysis.bilingual import coordinate
from sim.analysis.lever_study import NOTHING
from sim.analysis.numbers import money, percent, rounded
from sim.analysis.robustness import order
from sim.analysis.words import caveat
from sim.figures.page import compose, runs, wrap
from sim.figures.scales import grid_of_rows, money_axis, zero_line
from sim.figures.style import BLUE, INK, SMALL, VERMILLION, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency, priced_words
from sim.vocabulary.text import Lang, Text, number

_TITLE: Final = Text("Which lever is regretted least", "Quel levier regrette-t-on le moins")
_NOTE: Final = Text(
    "Gain less public money per organization against doing nothing after {months} months, a dot for each of {worlds} "
    "uncertain worlds; the least worst regret on top",
    "Gain moins l'argent public, par organisation, par rapport à ne rien faire après {months} mois, un point par monde "
    "incertain ({worlds}); en haut, le pire regret le plus petit",
)
_AXIS: Final = Text(
    "Against doing nothing (CAD per organization)", "Par rapport à ne rien faire (CAD par organisation)"
)
_MORE: Final = Text("a world in which it brings more", "un monde où il rapporte plus")
_LESS: Final = Text("a world in which it brings less", "un monde où il rapporte moins")
_MEDIAN: Final = Text("median world", "monde médian")
_HEADS: Final = (
    Text("worst\nregret", "pire\nregret"),
    Text("worlds it\nwins", "mondes où\nil gagne"),
    Text("left behind\n(1 in 10)", "délaissées\n(1 sur 10)"),
)
_FOOT: Final = Text(
    "Worst regret: how much less it brings than the best choice, in its worst world. Left behind: the share of "
    "organizations that one world out of ten exceeds. Scenario {name}, seed {seed}, {runs} of each world, on the same "
    "draws for all levers. {caveat}",
    "Pire regret : ce qu'il rapporte de moins que le meilleur choix, dans son pire monde. Délaissées : la part "
    "d'organisations laissées pour compte que dépasse un monde sur dix. Scénario {name}, graine {seed}, {runs} de "
    "chaque monde, aux mêmes tirages pour tous. {caveat}",
)
_PLACES: Final = (1.03, 1.19, 1.35)  # of the columns, in widths of the panel
_RIGHT: Final = 0.29
_ROOM: Final = 0.2  # of the width, for the names of levers
_SPREAD: Final = 0.55  # of a row, over which its dots are spread


@in_its_currency
def robustness(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw levers in uncertain worlds.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.decide` returns.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        A row for each lever, the one with the least worst regret on top; a dot for each world.
    """
    value = ds["net_gain"].mean("replication").transpose("lever", "world")
    against = (value - value.sel(lever=NOTHING)).values
    names, ranked = coordinate(ds, "lever_name"), order(ds)
    with drawing(size, wide=True) as figure:
        text = text_size()
        axes = figure.subplots()
        apart = _SPREAD * ((np.arange(against.shape[1]) * 0.618034) % 1.0 - 0.5)  # the same for all levers
        for row, k in enumerate(ranked):
            for which, colour, shape in ((against[k] >= 0.0, BLUE, "o"), (against[k] < 0.0, VERMILLION, "X")):
                axes.plot(
                    against[k][which], row + apart[which], shape, color=colour, markersize=text * 0.38,
                    markeredgecolor="white", markeredgewidth=text / 30.0, alpha=0.8, zorder=2,
                )  # fmt: skip
            axes.plot([np.median(against[k])] * 2, [row - 0.36, row + 0.36], color=INK, linewidth=text / 6.0, zorder=3)
        zero_line(axes, vertical=True)
        grid_of_rows(axes)
        axes.set_title("\n", size=text * SMALL)  # room for the heads of the columns
        axes.set_ylim(len(ranked) - 0.4, -0.6)
        room = _ROOM * figure.get_figwidth() * 72.0
        labels = ["\n".join(wrap(figure, names[k][lang], room, text * SMALL, "normal")[:2]) for k in ranked]
        axes.set_yticks(range(len(ranked)), labels, size=text * SMALL)
        low, high = axes.get_xlim()
        if high - low < 1.0:
            axes.set_xlim(-1.0, 1.0)
        money_axis(axes.xaxis, lang, ticks=5)
        axes.set_xlabel(priced_words(_AXIS)[lang])
        source = _FOOT.format(
            name=ds.attrs["scenario_name"], seed=ds.attrs["seed"], runs=runs(ds.sizes["replication"]), caveat=caveat(ds)
        )
        note = _NOTE.format(months=number(int(ds.attrs["months"])), worlds=number(ds.sizes["world"]))
        dots = ((BLUE, "o", _MORE), (VERMILLION, "X", _LESS))
        key = [
            (Line2D([], [], color=colour, marker=shape, linestyle="", markersize=text * 0.5), words)
            for colour, shape, words in dots
        ]
        key.append((Line2D([], [], color=INK, linewidth=text / 6.0), _MEDIAN))
        compose(figure, lang, title=_TITLE, note=note, foot=[source], key=key, right=_RIGHT)
        for place, head in zip(_PLACES, _HEADS, strict=True):
            axes.annotate(head[lang], (place, 1.0), xycoords="axes fraction", va="bottom", size=text * SMALL,
                          weight="bold", annotation_clip=False)  # fmt: skip
        for row, k in enumerate(ranked):
            lever = ds.isel(lever=k)
            better = "–" if str(lever["lever"].values) == NOTHING else percent(round(float(lever["better"]), 2))[lang]
            cells = (
                money(rounded(float(lever["worst_regret"]), 2))[lang],
                better,
                percent(round(float(lever["left_behind_90"]), 3))[lang],
            )
            for place, cell in zip(_PLACES, cells, strict=True):
                axes.annotate(cell, (place, row), xycoords=("axes fraction", "data"), va="center_baseline",
                              size=text * SMALL, annotation_clip=False)  # fmt: skip
        return figure
