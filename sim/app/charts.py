"""Charts: what ECharts draws, as plain dictionaries, and the table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.app.sentences import amount
from sim.app.words import charts as words
from sim.app.world import Course
from sim.vocabulary.status import Status
from sim.vocabulary.text import Lang, number

Floats = NDArray[np.float64]

# Okabe & Ito (2008): told apart with any colour vision; dashes and shapes say the same.
BLUE: Final = "#0072B2"
VERMILLION: Final = "#D55E00"
GREEN: Final = "#009E73"
INK: Final = "#1A1A1A"
QUIET: Final = "#5A5A5A"
GRID: Final = "#E3E3E3"
BAND: Final = "#BBD7EA"

_LOCALES: Final = {"en": "en-CA", "fr": "fr-CA"}


@dataclass(frozen=True)
class Table:
    """A table: its caption, the titles of its columns, its rows as they are read."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def money_axis(lang: Lang) -> str:
    """Return the JavaScript that writes an amount on an axis, with the spaces of the language."""
    before, after = ("$", "") if lang == "en" else ("", "\\u00a0$")
    sign = "(v < 0 ? '\\u2212' : '')"
    return f"v => {sign} + '{before}' + Math.abs(v).toLocaleString('{_LOCALES[lang]}') + '{after}'"


def j_chart(
    course: Course,
    lang: Lang,
    *,
    row: int | None = None,
    until: int | None = None,
    predictions: dict[int, int] | None = None,
    limits: tuple[float, float] | None = None,
    text: int = 16,
) -> dict[str, Any]:
    """Return the J: a cumulative curve, its band, the loss shaded, break-even marked, the predictions beneath.

    Parameters
    ----------
    course : Course
    lang : "en" or "fr"
    row : int, optional
        An organization; the group by default.
    until : int, optional
        Last month that is shown.
    predictions : dict of int to int, optional
        How many said which month (0: never).
    limits : (float, float), optional
        Lowest and highest amount, so that two charts have the same axes.
    text : int
        Size of the letters [pixel].
    """
    curve = course.middle if row is None else course.middles[row]
    low, high = course.band if row is None else course.band_of(row)
    last = until or course.months
    found = course.verdict if row is None else course.verdict_of(row)
    loss = words.GROUP_LOSS if row is None else words.LOSS
    colour = BLUE if row is None else GREEN
    dash = "solid" if row is None else "dashed"
    months = list(range(1, last + 1))
    marks = []
    if found.status == Status.BROKE_EVEN and found.break_even <= last:
        label = words.BREAK_EVEN.format(m=number(found.break_even))[lang]
        marks.append({"xAxis": found.break_even - 1, "label": {"formatter": label, "fontSize": text, "color": INK}})
    votes = {month: k for month, k in (predictions or {}).items() if 1 <= month <= last}
    bottom = (130 if votes else 30) + 2 * text
    margin = 6.5 * text + 12  # of both panels, so that their months stand in line
    small = {"fontSize": text, "color": INK}
    x: dict[str, Any] = {
        "type": "category",
        "data": months,
        "axisLabel": {**small, "interval": max(0, last // 10 - 1)},
        "name": words.MONTHS[lang],
        "nameLocation": "middle",
        "nameGap": text + 12,
        "nameTextStyle": small,
        "axisLine": {"onZero": False},
    }
    y: dict[str, Any] = {
        "type": "value",
        "axisLabel": {**small, ":formatter": money_axis(lang)},
        "splitLine": {"lineStyle": {"color": GRID}},
    }
    if limits is not None:
        y |= {"min": limits[0], "max": limits[1]}
    zero = {"yAxis": 0, "label": {"show": False}, "lineStyle": {"color": INK, "type": "solid", "width": 1}}
    series: list[dict[str, Any]] = [
        _area(low[:last], "band", "transparent"),
        _area((high - low)[:last], "band", BAND),
        {
            **_line(np.minimum(curve[:last], 0.0), loss[lang], VERMILLION, width=0),
            "areaStyle": {"color": VERMILLION, "opacity": 0.45, "decal": {"symbol": "none"}},
            "itemStyle": {"color": VERMILLION},
        },
        {
            **_line(curve[:last], words.GROUP[lang] if row is None else words.OWN[lang], colour, dash=dash),
            "markLine": {
                "symbol": "none",
                "silent": True,
                "animation": False,
                "lineStyle": {"color": INK, "type": "dashed", "width": 2},
                "data": [zero, *marks],
            },
        },
    ]
    options: dict[str, Any] = {
        "animation": False,
        "aria": {"enabled": False},
        "textStyle": {"fontFamily": "system-ui, sans-serif"},
        "legend": {
            "top": 0,
            "textStyle": small,
            "data": [{"name": loss[lang], "icon": "rect"}, words.GROUP[lang] if row is None else words.OWN[lang]],
        },
        "grid": [{"left": margin, "right": 70, "top": text * 2 + 36, "bottom": bottom}],
        "xAxis": [x],
        "yAxis": [y],
        "series": series,
    }
    if votes:
        _add_votes(options, months, votes, lang, text)
    return options


def _add_votes(options: dict[str, Any], months: list[int], votes: dict[int, int], lang: Lang, text: int) -> None:
    """Lay the predictions beneath the curve, on the same months."""
    options["grid"].append({"left": 6.5 * text + 12, "right": 70, "height": 60, "bottom": 12})
    quiet = {"show": False}
    options["xAxis"].append({"type": "category", "data": months, "gridIndex": 1, "axisLabel": quiet, "axisTick": quiet})
    options["yAxis"].append({"type": "value", "gridIndex": 1, "show": False, "max": max(votes.values()) * 1.6})
    options["series"].append(
        {
            "type": "bar",
            "name": words.PREDICTED[lang],
            "xAxisIndex": 1,
            "yAxisIndex": 1,
            "barMinWidth": 6,
            "data": [votes.get(month) for month in months],
            "itemStyle": {"color": QUIET},
            "label": {"show": True, "position": "top", "fontSize": text, "color": INK},
        }
    )
    options["legend"]["data"].append(words.PREDICTED[lang])


def who_chart(course: Course, lang: Lang, text: int = 16) -> dict[str, Any]:
    """Return a dot for each organization at what it gains in the end, with its band; losses have another shape."""
    low, middle, high = course.ends
    order = [int(i) for i in np.argsort(middle)]
    label = {"fontSize": text, "color": INK}
    dots = [
        {
            "value": round(float(middle[i])),
            "symbol": "triangle" if middle[i] <= -1.0 else "circle",
            "itemStyle": {"color": VERMILLION if middle[i] <= -1.0 else BLUE},
        }
        for i in order
    ]
    longest = max(len(name) for name in course.names)
    bar: dict[str, Any] = {"type": "bar", "stack": "band", "stackStrategy": "all", "barWidth": 7, "silent": True}
    return {
        "animation": False,
        "textStyle": {"fontFamily": "system-ui, sans-serif"},
        "grid": {"left": 0.56 * text * longest + 16, "right": 50, "top": 12, "bottom": 2 * text + 8},
        "xAxis": {
            "type": "value",
            "axisLabel": {**label, ":formatter": money_axis(lang), "hideOverlap": True},
            "splitLine": {"lineStyle": {"color": GRID}},
        },
        "yAxis": {
            "type": "category",
            "data": [course.names[i] for i in order],
            "axisLabel": {**label, "interval": 0},
            "axisLine": {"onZero": False},
        },
        "series": [
            {**bar, "itemStyle": {"color": "transparent"}, "data": [round(float(low[i])) for i in order]},
            {**bar, "itemStyle": {"color": BAND}, "data": [round(float(high[i] - low[i])) for i in order]},
            {
                "type": "line",
                "lineStyle": {"width": 0},
                "symbolSize": 16,
                "data": dots,
                "z": 5,
                "markLine": {
                    "symbol": "none",
                    "silent": True,
                    "animation": False,
                    "lineStyle": {"color": INK, "type": "solid", "width": 2},
                    "label": {"show": False},
                    "data": [{"xAxis": 0}],
                },
            },
        ],
    }


def j_table(course: Course, lang: Lang, rows: Sequence[int] = (), until: int | None = None) -> Table:
    """Return the curves of the group and of some organizations every six months, as a table."""
    last = until or course.months
    months = sorted({1, *range(6, last + 1, 6), last})
    low, high = course.band
    heads: tuple[str, ...] = (words.MONTHS[lang], words.GROUP[lang], words.FROM[lang], words.TO[lang])
    heads += tuple(course.names[row] for row in rows)
    body = []
    for m in months:
        values = [course.middle[m - 1], low[m - 1], high[m - 1], *(course.middles[row][m - 1] for row in rows)]
        body.append((number(m)[lang], *(amount(float(value))[lang] for value in values)))
    return Table(words.CUMULATIVE[lang], heads, tuple(body))


def who_table(course: Course, lang: Lang) -> Table:
    """Return what each organization gains in the end, as a table."""
    low, middle, high = course.ends
    order = np.argsort(-middle)
    heads = (words.ORGANIZATION[lang], words.MEDIAN[lang], words.FROM[lang], words.TO[lang])
    body = tuple((course.names[i], *(amount(float(values[i]))[lang] for values in (middle, low, high))) for i in order)
    return Table(words.CUMULATIVE[lang], heads, body)


def limits_of(courses: Sequence[Course]) -> tuple[float, float]:
    """Return the lowest and the highest amount of several courses, rounded outward, for charts side by side."""
    low = min(float(course.band[0].min()) for course in courses)
    high = max(float(course.band[1].max()) for course in courses)
    step = 10.0 ** np.floor(np.log10(max(high - low, 1.0))) / 2.0
    return float(np.floor(min(low, 0.0) / step) * step), float(np.ceil(max(high, step) / step) * step)


def _line(values: Floats, name: str, colour: str, width: int = 4, dash: str = "solid") -> dict[str, Any]:
    """Return a curve."""
    return {
        "type": "line",
        "name": name,
        "data": [round(float(value)) for value in values],
        "symbol": "none",
        "lineStyle": {"color": colour, "width": width, "type": dash},
        "itemStyle": {"color": colour},
        "z": 4,
    }


def _area(values: Floats, stack: str, colour: str) -> dict[str, Any]:
    """Return one of the two areas whose sum is a band."""
    return {
        "type": "line",
        "data": [round(float(value)) for value in values],
        "stack": stack,
        "stackStrategy": "all",
        "symbol": "none",
        "lineStyle": {"opacity": 0},
        "areaStyle": {"color": colour, "opacity": 0.0 if colour == "transparent" else 1.0, "origin": "start"},
        "silent": True,
        "tooltip": {"show": False},
        "z": 1,
    }
