"""Rooms of workshops side by side, by number: prediction and outcome, who pooled, the gain and what was missed."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.analysis.bilingual import coordinate
from sim.analysis.words.verdict import COMPARES, FICTIONAL
from sim.figures.page import compose, panel_title, wrap
from sim.figures.scales import grid_of_rows, money_axis, percent_axis, zero_line
from sim.figures.style import BLUE, FAINT, INK, ORANGE, SMALL, VERMILLION, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency, priced_words
from sim.vocabulary.text import Lang, Text, number

_TITLE: Final = Text("Rooms side by side, without names", "Des salles côte à côte, sans noms")
_NOTE: Final = Text(
    "Prediction: the median of the room. Round: the share that chose to pool among the organizations played by people. "
    "Missed: the price of not agreeing, or of pooling where it fails, against the best for all",
    "Prédiction : la médiane de la salle. Tour : la part qui a choisi de mutualiser, parmi les organisations jouées "
    "par des personnes. Manqué : le prix de ne pas s'entendre, ou d'avoir mutualisé là où ça échoue, par rapport au "
    "mieux pour tous",
)
_ROOM: Final = Text("Room {k}: {case}", "Salle {k} : {case}")
_MONTHS: Final = Text("Break-even (month)", "Retour à l'équilibre (mois)")
_POOLED: Final = Text("Chose to pool, by round", "Ont choisi de mutualiser, par tour")
_GAIN: Final = Text("Gain of the group (CAD)", "Gain du groupe (CAD)")
_OF_ROUND: Final = Text("round {k}", "tour {k}")
_NEVER: Final = Text("never", "jamais")
_PREDICTED: Final = Text("prediction", "prédiction")
_CAME: Final = Text("outcome", "ce qui est arrivé")
_GAINED: Final = Text("gain", "gain")
_LOST: Final = Text("loss", "perte")
_MISSED: Final = Text("missed", "manqué")
_TWO_LINES: Final = 8
"""Most rooms whose names have two lines."""
_NAMES: Final = 0.17
"""Share of the width for the names of cases."""


@in_its_currency
def rooms(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw rooms of workshops.

    Parameters
    ----------
    ds : xarray.Dataset
        From the command ``rooms``: by ``room``, ``predicted``, ``break_even`` [month], ``gain``, ``missed`` [CAD],
        ``pooled`` [1] by ``room`` and ``round``, and the coordinates ``case`` and ``months``.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        A row for each room, by its number.
    """
    with drawing(size, wide=True) as figure:
        panels = list(figure.subplots(1, 3))
        _months(panels[0], ds, lang)
        _pooled(panels[1], ds, lang)
        _gains(panels[2], ds, lang)
        for axes, title in zip(panels, (_MONTHS, _POOLED, _GAIN), strict=True):
            panel_title(axes, priced_words(title)[lang], 0.24)
            axes.set_ylim(ds.sizes["room"] - 0.4, -0.6)
            axes.set_yticks(range(ds.sizes["room"]), [""] * ds.sizes["room"])
            grid_of_rows(axes)
        room = _NAMES * figure.get_figwidth() * 72.0
        size_of_names = text_size() * SMALL
        names = [
            _ROOM.format(k=number(int(k)), case=case)[lang]
            for k, case in zip(ds["room"].values, coordinate(ds, "case"), strict=True)
        ]
        lines = 2 if len(names) <= _TWO_LINES else 1
        labels = ["\n".join(wrap(figure, name, room, size_of_names, "normal")[:lines]) for name in names]
        panels[0].set_yticks(range(ds.sizes["room"]), labels, size=size_of_names)
        foot = FICTIONAL if ds.attrs["fictional"] else COMPARES
        compose(figure, lang, title=_TITLE, note=_NOTE, foot=[foot], key=_key(ds.sizes["round"]))
    return figure


def _months(axes: Axes, ds: xr.Dataset, lang: Lang) -> None:
    """Draw what each room predicted and what came; "never" stands after the last month."""
    last = int(ds["months"].max())
    never = 1.3 * last
    text = text_size()
    for row in range(ds.sizes["room"]):
        predicted, came = (min(float(ds[name][row]), never) for name in ("predicted", "break_even"))
        if np.isfinite(predicted):
            axes.plot([predicted, came], [row, row], color=FAINT, linewidth=text / 8.0, zorder=1)
            axes.plot([predicted], [row], "o", color=ORANGE, markeredgecolor=INK, markersize=text * 0.6, zorder=3)
        axes.plot([came], [row], "s", color=BLUE, markersize=text * 0.5, zorder=2)
    places = [*range(0, last + 1, 24 if last >= 48 else 12)]
    axes.set_xticks([*places, never], [*(number(month)[lang] for month in places), _NEVER[lang]])
    axes.set_xlim(-0.04 * never, 1.06 * never)


def _pooled(axes: Axes, ds: xr.Dataset, lang: Lang) -> None:
    """Draw the share that chose to pool, later rounds darker and lower."""
    text = text_size()
    rounds = ds.sizes["round"]
    for row in range(ds.sizes["room"]):
        for k in range(rounds):
            share = float(ds["pooled"][row, k])
            if np.isfinite(share):
                place = row + (k - (rounds - 1) / 2.0) * 0.6 / max(rounds, 2)
                axes.plot([share], [place], "D", color=_shade(k, rounds), markersize=text * 0.6, zorder=2)
    axes.set_xlim(-0.06, 1.06)
    percent_axis(axes.xaxis, lang, ticks=3)


def _gains(axes: Axes, ds: xr.Dataset, lang: Lang) -> None:
    """Draw the gain of each room as a bar, and from its end what was missed."""
    rows = np.arange(ds.sizes["room"])
    gain, missed = ds["gain"].values, ds["missed"].values
    axes.barh(rows, gain, height=0.5, color=[VERMILLION if value < 0.0 else BLUE for value in gain], zorder=2)
    axes.barh(rows, missed, left=gain, height=0.22, color=ORANGE, zorder=3)
    zero_line(axes, vertical=True)
    low, high = axes.get_xlim()
    if high - low < 1.0:
        axes.set_xlim(-1.0, 1.0)
    money_axis(axes.xaxis, lang, ticks=3)


def _shade(k: int, rounds: int) -> str:
    """Return the colour of a round: the last one is the darkest."""
    strength = 0.35 + 0.65 * k / (rounds - 1) if rounds > 1 else 1.0
    red, green, blue = (1.0 - strength * (1.0 - part) for part in to_rgb(BLUE))
    return str(to_hex((red, green, blue)))


def _key(rounds: int) -> list[tuple[Artist, Text]]:
    """Return what the marks mean."""
    text = text_size()
    diamonds: list[tuple[Artist, Text]] = [
        (
            Line2D([], [], color=_shade(k, rounds), marker="D", linestyle="", markersize=text * 0.6),
            _OF_ROUND.format(k=number(k + 1)),
        )
        for k in range(rounds)
    ]
    dot = Line2D([], [], color=ORANGE, marker="o", markeredgecolor=INK, linestyle="", markersize=text * 0.6)
    square = Line2D([], [], color=BLUE, marker="s", linestyle="", markersize=text * 0.5)
    colours = ((BLUE, _GAINED), (VERMILLION, _LOST), (ORANGE, _MISSED))
    bars = [(Patch(color=colour), words) for colour, words in colours]
    return [(dot, _PREDICTED), (square, _CAME), *diamonds, *bars]
