"""Charts and tables of single organizations: what each pays alone, what bills it would get, what it gains."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from sim.app.cases import Bill
from sim.app.charts.axes import (
    BLUE,
    FONT,
    GRID,
    INK,
    SMALL,
    VERMILLION,
    Floats,
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
from sim.vocabulary.text import Lang, number

_READABLE: Final = 24
"""Most organizations with their names on an axis."""
MOST_BILLS: Final = 12
"""Most organizations whose bills fit on a screen."""
_RANGE: Final = "#9CC7E3"


def cost_chart(names: Sequence[str], costs: Floats, lang: Lang, text: int = 16) -> dict[str, Any]:
    """Return a bar for each organization: its monthly cost alone [CAD/month]."""
    order = [int(i) for i in np.argsort(costs)]
    few = len(names) <= _READABLE
    longest = max(len(name) for name in names) if few else 0
    small = min(text, SMALL)
    bars = [{"value": round(float(costs[i])), "label": {"formatter": amount(float(costs[i]))[lang]}} for i in order]
    return {
        "animation": False,
        "textStyle": FONT,
        "grid": {"left": 0.53 * text * longest + 16, "right": 5 * text, "top": 4, "bottom": 4},
        "xAxis": {"type": "value", "show": False, "min": 0},
        "yAxis": {
            "type": "category",
            "data": [names[i] for i in order],
            "axisLabel": {**letters(text), "interval": 0, "show": few},
            "axisTick": {"show": False},
        },
        "series": [
            {
                "type": "bar",
                "data": bars,
                "barWidth": "62%",
                "itemStyle": {"color": BLUE},
                "label": {"show": few, "position": "right", **letters(text)},
                "silent": True,
            }
        ],
        "media": narrow(
            {
                "grid": {"left": 0.53 * small * longest + 16, "right": 5 * small},
                "yAxis": {"axisLabel": {"fontSize": small}},
                "series": [{"label": {"fontSize": small}}],
            }
        ),
    }


def gain_chart(course: Course, lang: Lang, text: int = 16) -> dict[str, Any]:
    """Return a dot for each organization, with its band: gain at the end [CAD]. A loss has another shape."""
    low, middle, high = course.final_gains
    order = [int(i) for i in np.argsort(middle)]
    few = len(order) <= _READABLE
    longest = max(len(name) for name in course.names) if few else 0
    small = min(text, SMALL)
    floor, ceiling, step = scale(*range_of(low, high, False))
    dots = [
        {
            "value": round(float(middle[i])),
            "symbol": "triangle" if middle[i] <= -1.0 else "circle",
            "itemStyle": {"color": VERMILLION if middle[i] <= -1.0 else BLUE},
        }
        for i in order
    ]
    bar: dict[str, Any] = {
        "type": "bar",
        "stack": "band",
        "stackStrategy": "all",
        "barWidth": "50%",
        "barMaxWidth": 8,
        "silent": True,
    }
    return {
        "animation": False,
        "textStyle": FONT,
        "grid": {"left": 0.53 * text * longest + 26, "right": 3 * text, "top": 8, "bottom": 2 * text + 8},
        "xAxis": {
            "type": "value",
            "min": floor,
            "max": ceiling,
            "interval": step,
            "axisLabel": {**letters(text), ":formatter": money_axis(lang), "hideOverlap": True},
            "splitLine": {"lineStyle": {"color": GRID}},
        },
        "yAxis": {
            "type": "category",
            "data": [course.names[i] for i in order],
            "axisLabel": {**letters(text), "interval": 0, "show": few, "margin": 18},
            "axisTick": {"show": False},
            "axisLine": {"onZero": False, "show": False},
        },
        "series": [
            {**bar, "itemStyle": {"color": "transparent"}, "data": [round(float(low[i])) for i in order]},
            {**bar, "itemStyle": {"color": _RANGE}, "data": [round(float(high[i] - low[i])) for i in order]},
            {
                "type": "line",
                "lineStyle": {"width": 0},
                "symbolSize": 18 if few else 8,
                "showAllSymbol": True,
                "data": dots,
                "z": 5,
                "silent": True,
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
        "media": narrow(
            {
                "grid": {"left": 0.53 * small * longest + 26},
                "xAxis": {"axisLabel": {"fontSize": small, ":formatter": money_axis(lang, (floor, 0.0, ceiling))}},
                "yAxis": {"axisLabel": {"fontSize": small}},
            }
        ),
    }


def cost_table(names: Sequence[str], costs: Floats, lang: Lang) -> Table:
    """Return the monthly cost of each organization alone, as a table."""
    body = tuple((names[i], amount(float(costs[i]))[lang]) for i in np.argsort(-costs))
    return Table(words.ALONE_COSTS[lang], (words.ORGANIZATION[lang], words.A_MONTH[lang]), body)


def bills_table(names: Sequence[str], bills: Sequence[Bill], lang: Lang) -> Table:
    """Return all bills, for a room without phones: alone, together at first, together once the pool runs well."""
    entry = amount(max(bill.entry for bill in bills))
    caption = words.BILLS.format(n=number(sum(bill.alone > 0.0 for bill in bills)), entry=entry)[lang]
    heads = tuple(head[lang] for head in (words.ORGANIZATION, words.ON_ITS_OWN, words.AT_FIRST, words.LATER))
    body = tuple(
        (name, *(amount(value)[lang] for value in (bill.alone, bill.first, bill.later)))
        for name, bill in zip(names, bills, strict=True)
    )
    return Table(caption, heads, body)


def gain_table(course: Course, lang: Lang) -> Table:
    """Return the gain of each organization at the end and its band, as a table."""
    low, middle, high = course.final_gains
    order = np.argsort(-middle)
    heads = (words.ORGANIZATION[lang], words.MEDIAN[lang], words.FROM[lang], words.TO[lang])
    body = tuple((course.names[i], *(amount(float(values[i]))[lang] for values in (middle, low, high))) for i in order)
    return Table(words.CUMULATIVE[lang], heads, body)
