"""Labels beside the points they name, placed to hide no other label and as little of the curves as possible."""

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from sim.figures.page import figure_of, renderer_of
from sim.figures.style import INK, QUIET, text_size

_DIRECTIONS: Final = 16
_DISTANCES: Final = (0.9, 1.6, 2.6, 4.0, 6.0, 8.5, 11.5)
_GAP: Final = 0.35
_OVER_CURVE: Final = 1.5
_ASTRAY: Final = 1.2


class Labels:
    """The labels of one panel, whose axes have their final position.

    Parameters
    ----------
    axes : Axes
        The panel, laid out.
    curves : sequence of (x, y)
        Curves to keep clear of, in data coordinates, each (n,) and (n,).
    dots : (x, y), optional
        Dots to keep clear of, in data coordinates, (n,) and (n,).
    """

    def __init__(self, axes: Axes, curves: Sequence[tuple[Any, Any]] = (), dots: tuple[Any, Any] | None = None) -> None:
        self._axes = axes
        self._taken: list[Bbox] = []
        figure = figure_of(axes)
        self._renderer = renderer_of(figure)
        self._points_per_pixel = 72.0 / figure.dpi
        self._unit = text_size() * figure.dpi / 72.0
        points = [_dense(axes.transData.transform(np.column_stack([x, y]).astype(float))) for x, y in curves]
        if dots is not None:
            points.append(axes.transData.transform(np.column_stack(dots).astype(float)))
        self._points = np.concatenate(points) if points else np.empty((0, 2))

    def put(
        self,
        words: str,
        x: float,
        y: float,
        *,
        colour: str = INK,
        toward: float = 90.0,
        lead: bool = True,
        **style: Any,
    ) -> None:
        """Write a label near a point of the data.

        Parameters
        ----------
        words : str
            The label; may have several lines.
        x, y : float
            The point it names, in data coordinates.
        colour : str
            Its colour.
        toward : float
            Preferred direction of the label from the point [degree, counterclockwise from the right].
        lead : bool
            Whether to draw a line from the point to a label that is far from it.
        **style
            Properties of the text.
        """
        axes = self._axes
        spot = axes.transData.transform((x, y))
        label = axes.annotate(
            words, (x, y), xytext=(0, 0), textcoords="offset points", color=colour, ha="center", va="center",
            multialignment="left", annotation_clip=False, zorder=6, **style,
        )  # fmt: skip
        label.set_path_effects([withStroke(linewidth=self._unit * self._points_per_pixel * 0.28, foreground="white")])
        extent = label.get_window_extent(self._renderer)
        half = np.array([extent.width, extent.height]) / 2.0
        best, offset, distance = math.inf, np.zeros(2), 0.0
        for reach in _DISTANCES:
            for step in range(_DIRECTIONS):
                angle = math.radians(toward + 360.0 * _turn(step) / _DIRECTIONS)
                aim = np.array([math.cos(angle), math.sin(angle)])
                beside = np.sign(np.round(aim, 6)) * half * np.minimum(1.0, np.abs(aim) * 1.5)
                move = aim * (reach * self._unit) + beside
                penalty = self._penalty(spot + move, half) + reach + _ASTRAY * abs(_turn(step))
                if penalty < best:
                    best, offset, distance = penalty, move, reach
        label.set_position(tuple(offset * self._points_per_pixel))
        box = Bbox([spot + offset - half, spot + offset + half])
        self._taken.append(box)
        if lead and distance > _DISTANCES[1]:
            line = np.array([spot, np.clip(spot, box.min, box.max)])
            ends = axes.transData.inverted().transform(line)
            axes.plot(*ends.T, color=QUIET, linewidth=self._unit / 25.0 * 0.7, zorder=5, clip_on=False)
            self._points = np.concatenate([self._points, _dense(line)])  # later labels keep clear of the line

    def _penalty(self, centre: NDArray[np.float64], half: NDArray[np.float64]) -> float:
        """Return the cost of a place: high off the panel or over a label, low over a curve."""
        gap = _GAP * self._unit
        low, high = centre - half - gap, centre + half + gap
        frame = self._axes.bbox
        outside = max(frame.x0 - low[0], high[0] - frame.x1, frame.y0 - low[1], high[1] - frame.y1, 0.0)
        covered = 0.0
        for box in self._taken:
            wide, tall = np.maximum(0.0, np.minimum(high, box.max) - np.maximum(low, box.min))
            covered += wide * tall
        inside = np.all((self._points >= low) & (self._points <= high), axis=1).sum()
        return 100.0 * outside / self._unit + 1e4 * covered / self._unit**2 + _OVER_CURVE * float(inside)


def _turn(step: int) -> int:
    """Return the turns 0, 1, -1, 2, -2 ... away from the preferred direction."""
    return (step + 1) // 2 if step % 2 else -(step // 2)


def _dense(points: NDArray[np.float64], pixels: float = 12.0) -> NDArray[np.float64]:
    """Return points along a polyline (n, 2), closer together than a label is high."""
    points = points[np.isfinite(points).all(axis=1)]
    if len(points) < 2:
        return points
    along = np.concatenate([[0.0], np.hypot(*np.diff(points, axis=0).T).cumsum()])
    places = np.linspace(0.0, along[-1], min(2000, 2 + int(along[-1] / pixels)))
    return np.column_stack([np.interp(places, along, points[:, k]) for k in (0, 1)])
