"""Charts of the J: what ECharts draws, as plain dictionaries, and the table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.app.sentences import amount
from sim.app.words import charts as words
from sim.app.words import room as room_words
from sim.app.world import Course
from sim.vocabulary.status import Status
from sim.vocabulary.text import Lang, number

Floats = NDArray[np.float64]

# Okabe & Ito (2008): told apart with any colour vision; dashes and shapes say the same.
BLUE: Final = "#0072B2"
VERMILLION: Final = "#D55E00"
GREEN: Final = "#009E73"
ORANGE: Final = "#E69F00"
INK: Final = "#1A1A1A"
GRID: Final = "#E3E3E3"
BAND: Final = "#CFE3F1"

FONT: Final = {"fontFamily": "Roboto, system-ui, sans-serif"}
_LOCALES: Final = {"en": "en-CA", "fr": "fr-CA"}
_PILE: Final = 150
"""Height of the highest pile of predictions [pixel]."""
NARROW: Final = 560
"""Widest chart that counts as a phone's [pixel]."""
SMALL: Final = 15
"""Size of the largest letters in a chart on a phone [pixel]."""


@dataclass(frozen=True)
class Table:
    """A table: its caption, the titles of its columns, its rows as they are read."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def money_axis(lang: Lang, only: Sequence[float] = ()) -> str:
    """Return the JavaScript that writes an amount on an axis, with the spaces of the language; perhaps only some."""
    before, after = ("$", "") if lang == "en" else ("", "\u00a0$")
    sign = "(v < 0 ? '\\u2212' : '')"
    written = f"{sign} + '{before}' + Math.abs(v).toLocaleString('{_LOCALES[lang]}') + '{after}'"
    return f"v => {list(only)}.includes(v) ? {written} : ''" if only else f"v => {written}"


def j_chart(
    course: Course,
    lang: Lang,
    *,
    row: int | None = None,
    until: int | None = None,
    predictions: dict[int, int] | None = None,
    limits: tuple[float, float] | None = None,
    text: int = 16,
    legend: bool = True,
    ticks: int = 5,
) -> dict[str, Any]:
    """Return the J: a cumulative curve, its band, loss and gain shaded, break-even marked, predictions laid over it.

    Parameters
    ----------
    course : Course
    lang : "en" or "fr"
    row : int, optional
        An organization; the group by default.
    until : int, optional
        Last month that is drawn; the axis shows all of them.
    predictions : dict of int to int, optional
        How many said which month (0: never): a dot for each, piled up where the curve would have to cross zero.
    limits : (float, float), optional
        Lowest and highest amount, so that two charts have the same axes.
    text : int
        Size of the letters [pixel].
    legend : bool
        Whether there is one.
    ticks : int
        About how many amounts stand beside the axis.
    """
    curve = course.middle if row is None else course.middles[row]
    low, high = course.band if row is None else course.band_of(row)
    last = until or course.months
    found = course.verdict if row is None else course.verdict_of(row)
    loss, gain = (words.GROUP_LOSS, words.GAIN) if row is None else (words.LOSS, words.OWN_GAIN)
    name, colour, dash = (words.GROUP, BLUE, "solid") if row is None else (words.OWN, GREEN, "dashed")
    votes = {month: k for month, k in (predictions or {}).items() if 0 <= month <= course.months and k > 0}
    floor, ceiling, step = scale(*(limits or range_of(low[:last], high[:last], bool(votes))), ticks)
    broke_even = found.status == Status.BROKE_EVEN and found.break_even <= last
    label = words.BREAK_EVEN.format(m=number(found.break_even))[lang]
    series: list[dict[str, Any]] = [
        _area(low[:last], "band", "transparent", ""),
        _area((high - low)[:last], "band", BAND, words.BAND[lang]),
        _shade(np.minimum(curve[:last], 0.0), loss[lang], VERMILLION),
    ]
    if broke_even:
        series.append(_shade(np.maximum(curve[:last], 0.0), gain[lang], GREEN, found.break_even))
    series.append(
        _curve(
            curve[:last],
            name[lang],
            colour,
            dash,
            _marks(found.break_even if broke_even else 0, label, course.months, text),
        )
    )
    if votes:
        series.append(_votes(votes, course.months, lang))
    shown = [name[lang], *(each["name"] for each in series if each.get("name") and each["name"] != name[lang])]
    icons = {words.BAND[lang]: "rect", loss[lang]: "rect", gain[lang]: "rect"}
    longest = max(len(amount(value)[lang]) for value in (floor, ceiling))
    size = min(text, SMALL)
    small = _sized(size, 3 * legend, longest)
    small["series"] = [{"name": name[lang], "markLine": {"label": {"fontSize": size}}}]
    if 0 in votes:  # labels of months leave room for that of never
        small["xAxis"]["axisLabel"][":formatter"] = f"v => v % {2 * _every(course.months)} ? '' : v"
    sized = _sized(text, int(legend), longest)
    return {
        "animation": False,
        "aria": {"enabled": False},
        "textStyle": FONT,
        "legend": {
            **sized["legend"],
            "show": legend,
            "top": 0,
            "left": 0,
            "itemGap": 18,
            "selectedMode": False,
            "data": [{"name": each, **({"icon": icons[each]} if each in icons else {})} for each in shown],
        },
        "grid": sized["grid"],
        "xAxis": {**_months_axis(course.months, 0 in votes, lang), **sized["xAxis"]},
        "yAxis": {
            "type": "value",
            "min": floor,
            "max": ceiling,
            "interval": step,
            "axisLabel": {**sized["yAxis"]["axisLabel"], ":formatter": money_axis(lang), "hideOverlap": True},
            "splitLine": {"lineStyle": {"color": GRID}},
        },
        "series": series,
        "media": narrow(small),
    }


def _sized(text: int, lines: int, longest: int) -> dict[str, Any]:
    """Return what depends on the size of the letters [pixel], the lines of the legend and the longest amount."""
    letters = {"fontSize": text, "color": INK}
    return {
        "legend": {"itemWidth": text + 4, "textStyle": letters},
        "grid": {
            "left": 0.56 * text * longest + 14,
            "right": 2.2 * text,
            "top": lines * (text + 14) + text + 16,
            "bottom": 2.9 * text + 8,
        },
        "xAxis": {
            "axisLabel": {**letters, "interval": 0, "hideOverlap": False},
            "nameGap": text + 14,
            "nameTextStyle": letters,
        },
        "yAxis": {"axisLabel": letters},
    }


def narrow(options: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what changes in a chart on a phone, as ECharts asks for it."""
    return [{"query": {"maxWidth": NARROW}, "option": options}]


def _months_axis(months: int, never: bool, lang: Lang) -> dict[str, Any]:
    """Months from 0, a label a year (or closer if they are few); at the end a place for who said never."""
    labels = [number(m)[lang] if m % _every(months) == 0 else "" for m in range(months + 1)]
    if never:
        labels += [*[""] * _gap(months), room_words.NEVER[lang]]
    return {
        "type": "category",
        "data": labels,
        "boundaryGap": False,
        "axisTick": {"show": False},
        "name": words.MONTHS[lang],
        "nameLocation": "middle",
        "axisLine": {"onZero": False},
    }


def _every(months: int) -> int:
    """Months from one label to the next."""
    return 12 if months > 36 else 6 if months > 18 else 3


def _gap(months: int) -> int:
    """Empty places between the last month and never."""
    return max(2, months // 12)


def range_of(low: Floats, high: Floats, piles: bool) -> tuple[float, float]:
    """Return the lowest and the highest amount, with room above zero for piles of predictions."""
    bottom, top = min(float(low.min()), 0.0), max(float(high.max()), 0.0)
    if top - bottom < 100.0:
        bottom, top = -1000.0, 1000.0
    return bottom, max(top, 0.7 * -bottom) if piles else top


def scale(low: float, high: float, ticks: int = 5) -> tuple[float, float, float]:
    """Return the ends of an axis in whole steps, and its step: round amounts, about so many of them."""
    raw = max(high - low, 1.0) / ticks
    power = 10.0 ** np.floor(np.log10(raw))
    step = next(float(m * power) for m in (1.0, 2.0, 2.5, 5.0, 10.0) if m * power >= raw * 0.9)
    return float(np.floor(low / step) * step), float(np.ceil(high / step) * step), step


def _marks(month: int, label: str, months: int, text: int) -> dict[str, Any]:
    """Zero, and the month of break-even if there is one; its words stay within the chart."""
    align = "left" if month < 0.25 * months else "right" if month > 0.75 * months else "center"
    said = {"formatter": label, "fontWeight": "bold", "color": INK, "align": align, "distance": text // 2}
    zero = {"yAxis": 0, "label": {"show": False}, "lineStyle": {"color": INK, "type": "solid", "width": 1.5}}
    return {
        "symbol": "none",
        "silent": True,
        "animation": False,
        "label": {"fontSize": text},
        "lineStyle": {"color": INK, "type": "dashed", "width": 2.5},
        "data": [zero, *([{"xAxis": month, "label": said}] if month else [])],
    }


def _votes(votes: dict[int, int], months: int, lang: Lang) -> dict[str, Any]:
    """Pile a dot for each prediction on the zero line, at its month; never stands apart, at the end."""
    size = 16
    step = min(size + 2.0, _PILE / max(votes.values()))
    dots = [
        {"value": [month or months + _gap(months) + 1, 0], "symbolOffset": [0, -(k + 0.5) * step]}
        for month, count in votes.items()
        for k in range(count)
    ]
    return {
        "type": "scatter",
        "name": words.PREDICTED[lang],
        "symbol": "circle",
        "symbolSize": size,
        "itemStyle": {"color": ORANGE, "borderColor": INK, "borderWidth": 1.5},
        "data": dots,
        "silent": True,
        "clip": False,
        "z": 6,
    }


def j_table(course: Course, lang: Lang, row: int | None = None, until: int | None = None) -> Table:
    """Return the group's curve, or an organization's, every six months, as a table."""
    last = until or course.months
    months = sorted({1, *range(6, last + 1, 6), last})
    curve, (low, high) = (course.middle, course.band) if row is None else (course.middles[row], course.band_of(row))
    name = words.GROUP if row is None else words.OWN
    heads = (words.MONTHS[lang], name[lang], words.FROM[lang], words.TO[lang])
    body = tuple(
        (number(m)[lang], *(amount(float(values[m - 1]))[lang] for values in (curve, low, high))) for m in months
    )
    return Table(words.CUMULATIVE[lang], heads, body)


def limits_of(courses: Sequence[Course]) -> tuple[float, float]:
    """Return the lowest and the highest amount of several courses, for charts side by side."""
    ranges = [range_of(*course.band, False) for course in courses]
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def _from_zero(values: Floats) -> list[int]:
    """Whole dollars from month 0, when nothing has been gained or lost."""
    return [0, *(round(float(value)) for value in values)]


def _curve(values: Floats, name: str, colour: str, dash: str, marks: dict[str, Any]) -> dict[str, Any]:
    """Return a curve."""
    return {
        "type": "line",
        "name": name,
        "data": _from_zero(values),
        "symbol": "none",
        "lineStyle": {"color": colour, "width": 5, "type": dash},
        "itemStyle": {"color": colour},
        "markLine": marks,
        "silent": True,
        "z": 4,
    }


def _shade(values: Floats, name: str, colour: str, since: int = 0) -> dict[str, Any]:
    """Return what lies between a curve and zero, from a month on."""
    data: list[int | None] = list(_from_zero(values))
    if since:
        data[: since - 1] = [None] * (since - 1)
    return {
        "type": "line",
        "name": name,
        "data": data,
        "symbol": "none",
        "lineStyle": {"width": 0},
        "areaStyle": {"color": colour, "opacity": 0.42, "origin": 0},
        "itemStyle": {"color": colour, "opacity": 0.6},
        "silent": True,
        "z": 3,
    }


def _area(values: Floats, stack: str, colour: str, name: str) -> dict[str, Any]:
    """Return one of the two areas whose sum is a band."""
    return {
        "type": "line",
        **({"name": name} if name else {}),
        "data": _from_zero(values),
        "stack": stack,
        "stackStrategy": "all",
        "symbol": "none",
        "lineStyle": {"opacity": 0},
        "itemStyle": {"color": colour},
        "areaStyle": {"color": colour, "opacity": 0.0 if colour == "transparent" else 1.0, "origin": "start"},
        "silent": True,
        "tooltip": {"show": False},
        "z": 1,
    }
