"""Drawing of the film of the months: the curve as SVG, where things stand, and a table with the same numbers."""

import math
from typing import Final, NamedTuple

import numpy as np

from sim.app.charts.axes import Floats, Table, round_step
from sim.app.course import Course
from sim.app.sentences import amount
from sim.app.words import charts as chart_words
from sim.app.words import film as words
from sim.vocabulary.text import Lang, number

LANES: Final = 12
"""Most organizations that walk with their names; more are dots."""
_LEAST: Final = 500.0
"""Smallest half of the vertical axis [CAD]."""
_ROOM: Final = 1.15


class Place(NamedTuple):
    """Where the end of the curve stands: from the left and from the top of the plot [%], and how far it is stretched.

    `half` is the amount at the upper end of the axis; the lower end is its negative, so that the axis tells nothing of
    what is to come [CAD].
    """

    left: float
    top: float
    stretch: float
    half: float


class Spot(NamedTuple):
    """Where an organization stands while it is alone: from the left and from the top of the scene [%]."""

    left: float
    top: float


def place(course: Course, month: int) -> Place:
    """Return where the curve of the group stands after a month, on an axis that fits what has been shown."""
    half = _half_axis(course, month)
    gain = float(course.group.median[month - 1]) if month else 0.0
    stretch = _half_axis(course, course.months) / half
    return Place(100.0 * month / course.months, 50.0 - 50.0 * gain / half, stretch, half)


def curve_svg(course: Course) -> str:
    """Return the curve of the group over all months with the loss and the gain shaded, stretched to fill its place.

    The page shows as much of it as the film has reached.
    """
    full = _half_axis(course, course.months)
    months, gains = _with_crossings(course.group.median)
    heights = -100.0 * gains / full
    area = f"L{course.months},0Z"
    loss, gain = (_path(months, part) for part in (np.maximum(heights, 0.0), np.minimum(heights, 0.0)))
    paths = (("loss", loss + area), ("gain", gain + area), ("line", _path(months, heights)))
    drawn = "".join(f'<path class="{name}" d="{d}" vector-effect="non-scaling-stroke"/>' for name, d in paths)
    box = f'viewBox="0 -100 {course.months} 200" preserveAspectRatio="none"'
    return f'<svg {box} aria-hidden="true" focusable="false"><g>{drawn}</g></svg>'


def axis_amounts(half: float, lang: Lang) -> list[tuple[float, str]]:
    """Return the labels of the vertical axis: from the top [%], and the amount."""
    return [(25.0 * k, amount(half * (1.0 - 0.5 * k))[lang]) for k in range(5)]


def axis_months(months: int, lang: Lang) -> list[tuple[float, str]]:
    """Return the labels of the horizontal axis: from the left [%], and the month."""
    step = next(step for step in (3, 6, 12, 24, 60, 120) if months <= 6 * step or step == 120)
    return [(100.0 * month / months, number(month)[lang]) for month in range(0, months + 1, step)]


def spots(organizations: int) -> list[Spot]:
    """Return where each organization stands: one above the other, or in rows where there are too many for names.

    Examples
    --------
    >>> spots(2)
    [Spot(left=0.0, top=0.0), Spot(left=0.0, top=50.0)]
    """
    columns = 1 if organizations <= LANES else math.ceil(math.sqrt(0.6 * organizations))
    rows = math.ceil(organizations / columns)
    return [Spot(46.0 * (k % columns) / columns, 100.0 * (k // columns) / rows) for k in range(organizations)]


def film_table(course: Course, month: int, lang: Lang) -> Table:
    """Return what has been shown as a table: gain and members every six months and when somebody comes or leaves."""
    heads = (chart_words.MONTHS, chart_words.CUMULATIVE, words.MEMBERS, words.CAME, words.LEFT)
    before = np.zeros(len(course.names), dtype=bool)
    rows: list[tuple[str, ...]] = [(number(0)[lang], amount(0.0)[lang], number(0)[lang], "–", "–")]
    for m in range(1, month + 1):
        now = course.pooling_in(m)
        moves = [_names(course, now & ~before), _names(course, before & ~now)]
        if m % 6 == 0 or m == month or any(move != "–" for move in moves):
            gain = amount(float(course.group.median[m - 1]))
            rows.append((number(m)[lang], gain[lang], number(int(now.sum()))[lang], *moves))
        before = now
    return Table(chart_words.CUMULATIVE[lang], tuple(head[lang] for head in heads), tuple(rows))


def _half_axis(course: Course, month: int) -> float:
    """Return the upper end of the vertical axis while these months are shown [CAD]."""
    largest = float(np.abs(course.group.median[:month]).max()) if month else 0.0
    return round_step(max(_ROOM * largest, _LEAST))


def _with_crossings(curve: Floats) -> tuple[Floats, Floats]:
    """Return months and amounts of a curve from month 0, with the places at which it crosses zero."""
    gains = np.concatenate([[0.0], curve])
    months = np.arange(len(gains), dtype=float)
    first = np.flatnonzero(gains[:-1] * gains[1:] < 0.0)
    crossings = first + gains[first] / (gains[first] - gains[first + 1])
    return np.insert(months, first + 1, crossings), np.insert(gains, first + 1, 0.0)


def _path(months: Floats, heights: Floats) -> str:
    """Return the points of a path in SVG."""
    return "M" + "L".join(f"{x:.6g},{y:.6g}" for x, y in zip(months, heights + 0.0, strict=True))


def _names(course: Course, chosen: np.ndarray) -> str:
    """Name some organizations, or none."""
    return ", ".join(name for name, is_one in zip(course.names, chosen, strict=True) if is_one) or "–"
