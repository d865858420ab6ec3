"""The stage of a film: the dots, discs and the curve that move, at any time of a run."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.collections import EllipseCollection
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from sim.analysis.memberships import in_words
from sim.analysis.numbers import money
from sim.figures.pool_colours import ALONE, pool_colours
from sim.figures.scales import zero_line
from sim.figures.scene import Scene, scene_of
from sim.figures.style import BLUE, GRID, INK, QUIET, VERMILLION, text_size
from sim.vocabulary.currency import in_present_currency
from sim.vocabulary.text import Lang, Text, number

_MONTH: Final = Text("Month {month}: {state}", "Mois {month} : {state}")
_START: Final = Text("Start: {state}", "Début : {state}")
_ALONE: Final = Text("Alone", "Seules")
_POOLS: Final = Text("In pools", "En groupe")
_HEAD: Final = 0.09  # of the height of the scene, for the names of its two parts
_DOT: Final = (0.4, 0.92)  # least and greatest diameter of a dot
_MOVING: Final = 0.8  # of a month, in which an organization moves; the others start later
_BEND: Final = 0.12  # of the way: how far paths are bent
_CLEAR: Final = 0.05  # of the months, in which the amount would cover the axis


class Stage:
    """What moves in a film: a panel with the organizations, and one with the curve below.

    Parameters
    ----------
    scene, curve : Axes
        The panels, laid out.
    found : xarray.Dataset
        From :func:`sim.analysis.memberships`.
    lang : "en" or "fr"

    Attributes
    ----------
    moving : list of Artist
        All that moves, in the order in which it is drawn.
    """

    def __init__(self, scene: Axes, curve: Axes, found: xr.Dataset, lang: Lang) -> None:
        self._found, self._lang = found, lang
        self._months = found.sizes["month"]
        self._scene = scene_of(found)
        self._shade = list(pool_colours(found).values())
        self._colour = _colours(self._scene, found, self._shade)
        self._order = np.argsort(np.argsort(_scattered(self._scene.home)))
        self._state = [in_words(found, month)[lang] for month in range(self._months + 1)]
        self._gain = np.concatenate([[0.0], found["gain"].values])
        self._money = in_present_currency(money)
        self._draw_scene(scene)
        self._draw_curve(curve)
        self.moving: list[Any] = [
            self._discs, self._dots, self._loss, self._line, self._tip, self._amount, self._headline
        ]  # fmt: skip
        self.set(0.0)

    def _draw_scene(self, scene: Axes) -> None:
        """Draw the places of those alone, and what moves above them."""
        text, here = text_size(), self._scene
        _fit(scene, here.limits)
        sizes = _diameters(self._found["size"].values)
        spots = _circles(scene, here.home, 0.62 * sizes, facecolors="none", edgecolors=GRID, linewidths=text / 14.0)
        spots.set_zorder(1)
        parts = scene.get_xaxis_transform()  # across in units of the scene, up in shares of it
        for x, words in ((0.0, _ALONE), (0.5 * (here.home_radius + here.limits[1]), _POOLS)):
            scene.text(x, 1.0, words[self._lang], transform=parts, ha="center", va="top", size=text * 0.9, color=QUIET)
        self._discs = _circles(scene, here.centre, np.ones(len(here.centre)), linewidths=text / 12.0)
        self._dots = _circles(scene, here.home, sizes, linewidths=text / 20.0, edgecolors="white")
        self._dots.set_zorder(3)
        self._headline = scene.text(
            0.5,
            1.02,
            "",
            transform=scene.transAxes,
            ha="center",
            va="bottom",
            size=text * 1.1,
            weight="bold",
            color=INK,
        )

    def _draw_curve(self, curve: Axes) -> None:
        """Draw the axis of the curve, and what moves on it."""
        text = text_size()
        low, high = float(self._gain.min()), float(self._gain.max())
        span = max(high - low, 1.0)
        curve.set_ylim(low - 0.12 * span, high + 0.35 * span)
        zero_line(curve)
        [self._line] = curve.plot([], [], color=BLUE, linewidth=text / 5.0, zorder=4)
        [self._tip] = curve.plot([], [], "o", color=BLUE, mec="white", ms=text * 0.6, zorder=5)
        self._loss = curve.fill_between([0.0, 1.0], 0.0, 0.0, color=VERMILLION, alpha=0.28, linewidth=0, zorder=2)
        self._amount = curve.annotate(
            "", (0.0, 0.0), xytext=(0.0, text * 0.6), textcoords="offset points", ha="center", va="bottom",
            size=text * 0.9, weight="bold", annotation_clip=False, zorder=6,
        )  # fmt: skip
        self._amount.set_path_effects([withStroke(linewidth=text * 0.28, foreground="white")])

    def set(self, time: float) -> None:
        """Move all that moves to a time [month]."""
        here = self._scene
        before = min(int(time), self._months - 1)
        part = time - before
        # those that move start one after the other
        wait = (1.0 - _MOVING) * self._order / max(1, len(self._order) - 1)
        eased = _smooth(np.clip((part - wait) / _MOVING, 0.0, 1.0))[:, None]
        start, end = here.place[before], here.place[before + 1]
        across = np.column_stack([start[:, 1] - end[:, 1], end[:, 0] - start[:, 0]])
        self._dots.set_offsets(start + eased * (end - start) + _BEND * np.sin(np.pi * eased) * across)
        self._dots.set_facecolor((1.0 - eased) * self._colour[before] + eased * self._colour[before + 1])
        self._set_discs(before, float(_smooth(np.array(part))))
        self._set_curve(time, before, part)
        month = math.floor(time + 1e-9)
        words = _MONTH if month else _START
        self._headline.set_text(words.format(month=number(month), state=self._state[month])[self._lang])

    def _set_discs(self, before: int, part: float) -> None:
        """Let discs grow, shrink and fade."""
        old, new = self._scene.radius[before], self._scene.radius[before + 1]
        radius = (1.0 - part) * np.where(old > 0.0, old, 0.6 * new) + part * np.where(new > 0.0, new, 0.6 * old)
        shown = (1.0 - part) * (old > 0.0) + part * (new > 0.0)
        widths = np.where(shown > 0.0, 2.0 * radius, 0.0)
        self._discs.set_widths(widths)  # of an ellipse that is a circle
        self._discs.set_heights(widths)
        self._discs.set_facecolor([to_rgba(each, 0.14 * part) for each, part in zip(self._shade, shown, strict=True)])
        self._discs.set_edgecolor([to_rgba(each, 0.5 * part) for each, part in zip(self._shade, shown, strict=True)])

    def _set_curve(self, time: float, before: int, part: float) -> None:
        """Let the J-curve grow to a time."""
        gain = (1.0 - part) * self._gain[before] + part * self._gain[before + 1]
        x = np.append(np.arange(before + 1), time)
        y = np.append(self._gain[: before + 1], gain)
        self._line.set_data(x, y)
        self._tip.set_data([time], [gain])
        self._loss.set_data(x, np.minimum(y, 0.0), 0.0)
        self._amount.xy = (max(time, _CLEAR * self._months), gain)
        self._amount.set_text(self._money(float(f"{gain:.2g}"))[self._lang] if time > 0.0 else "")


def _colours(scene: Scene, found: xr.Dataset, shade: list[str]) -> NDArray[np.float64]:
    """Return the colour of each organization after each month (T + 1, N, 3); lighter once it has closed."""
    palette = np.array([to_rgb(each) for each in [*shade, ALONE]])
    colours = palette[scene.pool]
    closed = found["closed_month"].values
    gone = (closed > 0) & (np.arange(len(colours))[:, None] >= closed)
    colours[gone] = to_rgb(GRID)
    return colours


def _scattered(home: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return numbers that put neighbours far apart in order, the same in every film."""
    return np.mod(np.arange(len(home)) * 0.6180339887498949, 1.0)


def _smooth(part: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a movement that starts and ends gently."""
    return part * part * (3.0 - 2.0 * part)


def _diameters(size: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the diameters of dots: areas in proportion to the size, up to the largest that fits."""
    least, most = _DOT
    middle = 0.5 * (least + most)
    return np.clip(middle * np.sqrt(size / max(float(np.median(size)), 1e-9)), least, most)


def _circles(axes: Axes, place: NDArray[np.float64], diameter: NDArray[np.float64], **look: Any) -> EllipseCollection:
    """Draw circles of diameters in units of the panel."""
    circles = EllipseCollection(
        diameter, diameter, np.zeros(len(diameter)), units="xy", offsets=place, offset_transform=axes.transData, **look
    )
    axes.add_collection(circles, autolim=False)
    return circles


def _fit(axes: Axes, limits: tuple[float, float, float, float]) -> None:
    """Fit limits into a panel that is laid out, with equal units both ways."""
    left, right, low, high = limits
    margin = 0.4
    wide, tall = right - left + 2.0 * margin, high - low + 2.0 * margin
    shape = axes.bbox.width / axes.bbox.height
    tall = max(tall / (1.0 - _HEAD), wide / shape)
    wide = tall * shape
    x, y = 0.5 * (left + right), 0.5 * (low + high)
    bottom = y - 0.5 * tall * (1.0 - _HEAD)
    axes.set(xlim=(x - wide / 2.0, x + wide / 2.0), ylim=(bottom, bottom + tall))
