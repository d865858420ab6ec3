"""Chart and table of a J-curve: the group's, or that of one organization."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from sim.analysis.words.j_curve import break_even_label
from sim.app.charts.axes import (
    BLUE,
    GREEN,
    GRID,
    INK,
    ORANGE,
    SMALL,
    STILL,
    VERMILLION,
    Floats,
    Style,
    Table,
    letters,
    money_axis,
    narrow,
    range_of,
    scale,
)
from sim.app.course import Course
from sim.app.sentences import amount
from sim.app.words import charts as words
from sim.app.words import room as room_words
from sim.vocabulary.status import Status
from sim.vocabulary.text import Lang, Text, number

_BAND: Final = "#CFE3F1"
_PILE: Final = 150
"""Height of the highest pile of predictions [pixel]."""
_DOT: Final = 16
"""Size of the dot of a prediction [pixel]."""


def j_chart(
    course: Course,
    lang: Lang,
    *,
    row: int | None = None,
    until: int | None = None,
    predictions: dict[int, int] | None = None,
    limits: tuple[float, float] | None = None,
    before: Course | None = None,
    style: Style | None = None,
) -> dict[str, Any]:
    """Return a J-curve: cumulative gain, band, shaded loss and gain, break-even, and the predictions.

    Parameters
    ----------
    course : Course
    lang : "en" or "fr"
    row : int, optional
        An organization; the group by default.
    until : int, optional
        Last month that is drawn; the axis shows all months.
    predictions : dict of int to int, optional
        Number of people by the month they predicted (0: never), drawn as piles of dots on the zero line.
    limits : (float, float), optional
        Lowest and highest amount, to give two charts the same axes [CAD].
    before : Course, optional
        The course before the levers were moved, drawn as a thin line on the same axes.
    style : Style, optional

    Returns
    -------
    dict
        Options of ECharts.
    """
    style = style or Style()
    curve = course.curve(row)
    last = until or course.months
    middle, low, high = curve.median[:last], curve.low[:last], curve.high[:last]
    loss, gain = (words.GROUP_LOSS, words.GAIN) if row is None else (words.LOSS, words.OWN_GAIN)
    name, colour, dash = (words.GROUP, BLUE, "solid") if row is None else (words.OWN, GREEN, "dashed")
    votes = {month: k for month, k in (predictions or {}).items() if 0 <= month <= course.months and k > 0}
    floor, ceiling, step = scale(*(limits or range_of(low, high, bool(votes))), style.ticks)
    even = curve.verdict.break_even
    broke_even = curve.verdict.status == Status.BROKE_EVEN and even <= last
    series: list[dict[str, Any]] = [
        _area(low, "transparent", ""),
        _area(high - low, _BAND, words.BAND[lang] if before is None else ""),  # it was named with the curve
        _shade(np.minimum(middle, 0.0), loss[lang], VERMILLION),
    ]
    if broke_even:
        series.append(_shade(np.maximum(middle, 0.0), gain[lang], GREEN, even))
    marks = _marks(even if broke_even else 0, course.months, style.text, lang)
    series.append(_line(middle, name[lang], colour, dash, marks))
    if before is not None:
        ghost = {"color": INK, "width": 2, "type": "dotted"}
        series.append(_series(_from_zero(before.group.median[:last]), words.BEFORE[lang], lineStyle=ghost, z=3))
    if votes:
        series.append(_votes(votes, course.months, lang))
    longest = max(len(amount(value)[lang]) for value in (floor, ceiling))
    size = min(style.text, SMALL)
    small = _sized(size, 3 * style.legend, longest)
    small["series"] = [{"name": name[lang], "markLine": {"label": {"fontSize": size}}}]
    if 0 in votes:  # fewer labels of months make room for the label "never"
        small["xAxis"]["axisLabel"][":formatter"] = f"v => v % {2 * _label_months(course.months)} ? '' : v"
    sized = _sized(style.text, int(style.legend), longest)
    return {
        **STILL,
        "legend": {**sized["legend"], **_legend(series, name, (words.BAND, loss, gain), lang), "show": style.legend},
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


def j_table(course: Course, lang: Lang, row: int | None = None, until: int | None = None) -> Table:
    """Return the same curve and its band every six months, as a table."""
    last = until or course.months
    months = sorted({1, *range(6, last + 1, 6), last})
    curve = course.curve(row)
    name = words.GROUP if row is None else words.OWN
    heads = (words.MONTHS[lang], name[lang], words.FROM[lang], words.TO[lang])
    body = tuple(
        (number(m)[lang], *(amount(float(values[m - 1]))[lang] for values in (curve.median, curve.low, curve.high)))
        for m in months
    )
    return Table(words.CUMULATIVE[lang], heads, body)


def limits_of(courses: Sequence[Course]) -> tuple[float, float]:
    """Return the lowest and highest amount of several courses, for charts side by side [CAD]."""
    ranges = [range_of(course.group.low, course.group.high, False) for course in courses]
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def _sized(text: int, lines: int, longest: int) -> dict[str, Any]:
    """Return the options that depend on the size of letters [pixel], lines of legend and characters of an amount."""
    return {
        "legend": {"itemWidth": text + 4, "textStyle": letters(text)},
        "grid": {
            "left": 0.56 * text * longest + 14,
            "right": 2.2 * text,
            "top": lines * (text + 14) + text + 16,
            "bottom": 2.9 * text + 8,
        },
        "xAxis": {
            "axisLabel": {**letters(text), "interval": 0, "hideOverlap": False},
            "nameGap": text + 14,
            "nameTextStyle": letters(text),
        },
        "yAxis": {"axisLabel": letters(text)},
    }


def _legend(series: list[dict[str, Any]], name: Text, areas: Sequence[Text], lang: Lang) -> dict[str, Any]:
    """Return the entries of the legend: the curve first, areas as rectangles."""
    rectangles = {area[lang] for area in areas}
    entries = [name[lang], *(each["name"] for each in series if each.get("name") and each["name"] != name[lang])]
    return {
        "top": 0,
        "left": 0,
        "itemGap": 18,
        "selectedMode": False,
        "data": [{"name": entry, **({"icon": "rect"} if entry in rectangles else {})} for entry in entries],
    }


def _months_axis(months: int, never: bool, lang: Lang) -> dict[str, Any]:
    """Return the axis of months from 0, with a place after the last month for predictions of "never"."""
    labels = [number(m)[lang] if m % _label_months(months) == 0 else "" for m in range(months + 1)]
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


def _label_months(months: int) -> int:
    """Return the months between labels."""
    return 12 if months > 36 else 6 if months > 18 else 3


def _gap(months: int) -> int:
    """Return the empty places between the last month and "never"."""
    return max(2, months // 12)


def _marks(month: int, months: int, text: int, lang: Lang) -> dict[str, Any]:
    """Return the zero line, and a labelled line at the month of break-even if there is one."""
    align = "left" if month < 0.25 * months else "right" if month > 0.75 * months else "center"
    formatter = break_even_label(month)[lang]
    label = {"formatter": formatter, "fontWeight": "bold", "color": INK, "align": align, "distance": text // 2}
    zero = {"yAxis": 0, "label": {"show": False}, "lineStyle": {"color": INK, "type": "solid", "width": 1.5}}
    return {
        "symbol": "none",
        "silent": True,
        "animation": False,
        "label": {"fontSize": text},
        "lineStyle": {"color": INK, "type": "dashed", "width": 2.5},
        "data": [zero, *([{"xAxis": month, "label": label}] if month else [])],
    }


def _votes(votes: dict[int, int], months: int, lang: Lang) -> dict[str, Any]:
    """Return a pile of dots on the zero line for each predicted month; "never" stands after the last month."""
    step = min(_DOT + 2.0, _PILE / max(votes.values()))
    dots = [
        {"value": [month or months + _gap(months) + 1, 0], "symbolOffset": [0, -(k + 0.5) * step]}
        for month, count in votes.items()
        for k in range(count)
    ]
    return {
        "type": "scatter",
        "name": words.PREDICTED[lang],
        "symbol": "circle",
        "symbolSize": _DOT,
        "itemStyle": {"color": ORANGE, "borderColor": INK, "borderWidth": 1.5},
        "data": dots,
        "silent": True,
        "clip": False,
        "z": 6,
    }


def _from_zero(values: Floats) -> list[int]:
    """Return amounts in whole dollars, from month 0 when nothing has been gained or lost."""
    return [0, *(round(float(value)) for value in values)]


def _series(data: Sequence[int | None], name: str, **look: Any) -> dict[str, Any]:
    """Return a line or an area without marks at its months, which does not react to the mouse."""
    return {"type": "line", "name": name, "data": data, "symbol": "none", "silent": True, **look}


def _line(values: Floats, name: str, colour: str, dash: str, marks: dict[str, Any]) -> dict[str, Any]:
    """Return the curve with its marks."""
    style = {"color": colour, "width": 5, "type": dash}
    return _series(_from_zero(values), name, lineStyle=style, itemStyle={"color": colour}, markLine=marks, z=4)


def _shade(values: Floats, name: str, colour: str, first: int = 0) -> dict[str, Any]:
    """Return the area between a curve and zero, from a month on."""
    data = _from_zero(values)
    missing = max(first - 1, 0)
    return _series(
        [*[None] * missing, *data[missing:]],
        name,
        lineStyle={"width": 0},
        areaStyle={"color": colour, "opacity": 0.42, "origin": 0},
        itemStyle={"color": colour, "opacity": 0.6},
        z=3,
    )


def _area(values: Floats, colour: str, name: str) -> dict[str, Any]:
    """Return one of the two stacked areas that make the band: below it (transparent), and the band itself."""
    return _series(
        _from_zero(values),
        name,
        stack="band",
        stackStrategy="all",
        lineStyle={"opacity": 0},
        itemStyle={"color": colour},
        areaStyle={"color": colour, "opacity": 0.0 if colour == "transparent" else 1.0, "origin": "start"},
        tooltip={"show": False},
        z=1,
    )
