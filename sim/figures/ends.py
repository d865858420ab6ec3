"""Names at the right end of lines, instead of a legend, without overlaps."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim.figures.page import figure_of, wrap
from sim.figures.style import text_size

_LEADER = 0.05
_MARGIN = 0.055
_BEFORE = 3.0  # between a line that leads to a name, and what it joins [point]


class End(NamedTuple):
    """The end of a line: its name, its height in data coordinates, its colour and its line style."""

    words: str
    y: float
    colour: str
    dashes: Any = "-"


def name_ends(axes: Axes, ends: Sequence[End], x: float, share: float) -> None:
    """Write names to the right of a panel that is laid out, each tied to the end of its line.

    Parameters
    ----------
    axes : Axes
    ends : sequence of End
    x : float
        Where they end, in data coordinates.
    share : float
        Share of the page's width that is free on the right of the panel.
    """
    figure = figure_of(axes)
    text = text_size() * 0.95
    low, high = axes.get_ylim()
    room = (share - _MARGIN) * figure.get_figwidth() * 72.0
    line = 1.3 * text * figure.dpi / 72.0 / axes.bbox.height * (high - low)
    whole = [wrap(figure, end.words, room, text, "normal") for end in ends]
    wrapped = shortened(whole, int((high - low) / line))
    places = spaced([end.y for end in ends], [line * len(lines) for lines in wrapped], low, high)
    gaps = np.array([[_BEFORE, 0.0], [-_BEFORE, 0.0]]) * figure.dpi / 72.0
    for end, lines, place in zip(ends, wrapped, places, strict=True):
        beside = (1.0 + _LEADER, (place - low) / (high - low))
        axes.annotate(
            "\n".join(lines), beside, xycoords="axes fraction", va="center", size=text, linespacing=1.15,
            annotation_clip=False,
        )  # fmt: skip
        pixels = np.array([axes.transData.transform((x, end.y)), axes.transAxes.transform(beside)]) + gaps
        axes.plot(
            *axes.transData.inverted().transform(pixels).T, color=end.colour, linestyle=end.dashes,
            linewidth=text / 5.0, clip_on=False, scalex=False, scaley=False,
        )  # fmt: skip


def shortened(texts: Sequence[Sequence[str]], most: int) -> list[list[str]]:
    """Cut the longest texts, line by line, until they have no more lines together than `most`; at least one line each.

    Examples
    --------
    >>> shortened([["a", "b", "c"], ["d"]], 3)
    [['a', 'b…'], ['d']]
    """
    kept = [len(lines) for lines in texts]
    while sum(kept) > most and max(kept) > 1:
        kept[kept.index(max(kept))] -= 1
    return [
        [*lines[: n - 1], lines[n - 1] + "…" * (n < len(lines))] for lines, n in zip(texts, kept, strict=True) if lines
    ]


def spaced(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move the middles of intervals apart until no two overlap, as little as possible and from `low` to `high`.

    The sizes are smaller, all in proportion, if they do not fit otherwise. The order of `wanted` is kept.

    Examples
    --------
    >>> spaced([5.0, 5.0, 9.0], [2.0, 2.0, 2.0], 0.0, 10.0)
    [4.0, 6.0, 9.0]
    >>> spaced([5.0, 5.0], [2.0, 6.0], 0.0, 10.0)
    [3.0, 7.0]
    """
    places = np.zeros(len(wanted))
    if len(wanted):  # less the steps, "at least so far apart" becomes "not decreasing"
        order = np.argsort(wanted, kind="stable")
        size = np.asarray(sizes, dtype=float)[order]
        size *= min(1.0, (high - low) / size.sum())
        steps = np.cumsum(size) - size / 2.0
        level = _not_decreasing(np.asarray(wanted)[order] - steps)
        places[order] = np.clip(level, low, high - size.sum()) + steps
    return places.tolist()


def _not_decreasing(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the nearest values, in least squares, of which none is lower than the one before it.

    Neighbours in the wrong order share their mean (the algorithm of pool adjacent violators). SciPy's function, which
    takes longer to import than all names of a figure to place, gives the same.
    """
    means: list[float] = []
    counts: list[int] = []
    for value in values.tolist():
        means.append(value)
        counts.append(1)
        while len(means) > 1 and means[-2] > means[-1]:
            last, n = means.pop(), counts.pop()
            means[-1] = (means[-1] * counts[-1] + last * n) / (counts[-1] + n)
            counts[-1] += n
    return np.repeat(means, counts)
