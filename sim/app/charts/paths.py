"""Chart and table of paths side by side: the room's own, those of organizations by themselves, the best for all."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sim.app.charts.axes import (
    BLUE,
    GREEN,
    GRID,
    INK,
    ORANGE,
    STILL,
    VERMILLION,
    Style,
    Table,
    legend_above,
    letters,
    money_axis,
    scale,
)
from sim.app.course import Course
from sim.app.sentences import amount, listed
from sim.app.words import paths as words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text, number

_LOOKS: Final = {
    "room": (BLUE, "solid", "circle"),
    "laissez": (VERMILLION, "dashed", "rect"),
    "together": (GREEN, [12, 4, 3, 4], "triangle"),
    "best": (ORANGE, "dotted", "diamond"),
}
"""Colour, dash and mark of each path; each alone is the zero line."""


class Path(NamedTuple):
    """A path: its key, its name and its course; no course for all alone."""

    key: str
    name: Text
    course: Course


def paths_of(workshop: Workshop) -> list[Path]:
    """Return the paths that are compared; the room's own is there once it has played a round."""
    laissez, together = workshop.compared()
    _, best = workshop.best()
    room = [Path("room", words.ROOM, workshop.course())] if workshop.room.rounds else []
    return [
        *room,
        Path("laissez", words.LAISSEZ_FAIRE, laissez),
        Path("together", words.TOGETHER, together),
        Path("best", words.BEST, best),
    ]


def paths_chart(paths: Sequence[Path], lang: Lang, style: Style) -> dict[str, Any]:
    """Return the cumulative gain of the group on each path, each alone being zero, with its amount at the end."""
    months = paths[0].course.months
    curves = [path.course.group.median for path in paths]
    low = min(0.0, *(float(curve.min()) for curve in curves))
    high = max(0.0, *(float(curve.max()) for curve in curves))
    floor, ceiling, step = scale(low, high if high - low >= 100.0 else low + 1000.0, style.ticks)
    legend = len(paths) * round(1.1 * style.text)  # as many rows, on a narrow chart
    series = [_line(path, months, lang) for path in paths]
    zero = {"color": INK, "width": 2, "type": "solid"}
    series.append(
        {"type": "line", "name": words.ALONE[lang], "data": [0] * (months + 1), "symbol": "none", "lineStyle": zero}
    )
    return {
        **STILL,
        "legend": {**legend_above(style.text), "data": [path.name[lang] for path in paths]},
        "grid": {"left": 8, "right": 24, "top": legend + 10, "bottom": 8, "containLabel": True},
        "xAxis": {
            "type": "category",
            "boundaryGap": False,
            "data": [number(m)[lang] if m % 12 == 0 else "" for m in range(months + 1)],
            "axisTick": {"show": False},
            "axisLine": {"onZero": False},
            "axisLabel": {**letters(style.text), "interval": 0},
        },
        "yAxis": {
            "type": "value",
            "min": floor,
            "max": ceiling,
            "interval": step,
            "splitLine": {"lineStyle": {"color": GRID}},
            "axisLabel": {**letters(style.text), ":formatter": money_axis(lang)},
        },
        "series": series,
    }


def paths_table(paths: Sequence[Path], lang: Lang) -> Table:
    """Return what each path comes to: members and gain at the end, the deepest loss, and who loses."""
    months = number(paths[0].course.months)
    heads = (words.PATH, words.MEMBERS, words.DEEPEST, words.GAIN, words.LOSERS)
    rows = [(words.ALONE[lang], number(0)[lang], amount(0.0)[lang], amount(0.0)[lang], words.NOBODY[lang])]
    for path in paths:
        course = path.course
        names = [course.names[row] for row in course.losing]
        losers = listed(names, _NAMED) if names else words.NOBODY
        rows.append(
            (
                path.name[lang],
                number(course.mean_members(course.months))[lang],
                amount(-course.verdict.depth if course.verdict.depth else 0.0)[lang],
                amount(course.verdict.end)[lang],
                losers[lang],
            )
        )
    return Table(words.CAPTION.format(m=months)[lang], tuple(head[lang] for head in heads), tuple(rows))


_NAMED: Final = 2


def _line(path: Path, months: int, lang: Lang) -> dict[str, Any]:
    """Return the curve of a path, with a mark each year."""
    colour, dash, mark = _LOOKS[path.key]
    data: list[Any] = [0, *(round(float(value)) for value in path.course.group.median)]
    marked = [
        {"value": value, "symbol": mark, "symbolSize": 12} if m and m % 12 == 0 else {"value": value, "symbol": "none"}
        for m, value in enumerate(data)
    ]
    return {
        "type": "line",
        "name": path.name[lang],
        "data": marked,
        "showSymbol": True,
        "silent": True,
        "symbol": mark,
        "lineStyle": {"color": colour, "width": 6 if path.key == "room" else 4, "type": dash},
        "itemStyle": {"color": colour},
        "z": 5 if path.key == "room" else 4,
    }
