"""Chart and table of a group's effort, without inspections and with them."""

from typing import Any, Final

from sim.app.charts.axes import BLUE, GRID, STILL, VERMILLION, Floats, Style, Table, legend_above, letters
from sim.app.effort_sentences import share
from sim.app.effort_world import EffortCourse
from sim.app.sentences import amount
from sim.app.words import charts as chart_words
from sim.app.words import efforts as words
from sim.vocabulary.text import Lang, Text, number

_PERCENT: Final = {"fr": "v => v + '\\u00a0%'", "en": "v => v + '%'"}


def effort_chart(without: EffortCourse, checked: EffortCourse, lang: Lang, style: Style) -> dict[str, Any]:
    """Return the mean effort of the group by month on both courses."""
    months = without.months
    return {
        **STILL,
        "legend": legend_above(style.text),
        "grid": {"left": 8, "right": 24, "top": 2 * style.text + 14, "bottom": 8, "containLabel": True},
        "xAxis": {
            "type": "category",
            "boundaryGap": False,
            "data": [number(m)[lang] if m == 1 or m % 12 == 0 else "" for m in range(1, months + 1)],
            "axisTick": {"show": False},
            "axisLabel": {**letters(style.text), "interval": 0},
        },
        "yAxis": {
            "type": "value",
            "min": 0,
            "max": 100,
            "interval": 25,
            "splitLine": {"lineStyle": {"color": GRID}},
            "axisLabel": {**letters(style.text), ":formatter": _PERCENT[lang]},
        },
        "series": [
            _line(checked.effort, words.WITH[lang], BLUE, "solid", "circle"),
            _line(without.effort, words.WITHOUT[lang], VERMILLION, "dashed", "rect"),
        ],
    }


def effort_table(without: EffortCourse, checked: EffortCourse, lang: Lang) -> Table:
    """Return what the two courses come to."""
    both = (without, checked)
    rows: list[tuple[Text, list[Text]]] = [
        (words.LAST, [share(float(each.effort[-1])) for each in both]),
        (words.GAIN, [amount(each.course.verdict.end) for each in both]),
        (words.VISITS, [amount(each.checking) for each in both]),
        (words.FINES, [amount(each.fines) for each in both]),
        (words.LOSERS, [number(len(each.course.losing)) for each in both]),
    ]
    caption = words.BOTH.format(m=number(without.months))[lang]
    cells = tuple((name[lang], *(value[lang] for value in values)) for name, values in rows)
    return Table(caption, (chart_words.GROUP[lang], words.WITHOUT[lang], words.WITH[lang]), cells)


def _line(effort: Floats, name: str, colour: str, dash: str, mark: str) -> dict[str, Any]:
    """Return the curve of a course, with a mark at its first month and each year."""
    data: list[Any] = [
        {"value": round(100.0 * float(value), 1), "symbol": mark if m in (0, *range(11, len(effort), 12)) else "none"}
        for m, value in enumerate(effort)
    ]
    return {
        "type": "line",
        "name": name,
        "data": data,
        "showSymbol": True,
        "symbol": mark,
        "symbolSize": 12,
        "silent": True,
        "lineStyle": {"color": colour, "width": 5, "type": dash},
        "itemStyle": {"color": colour},
    }
