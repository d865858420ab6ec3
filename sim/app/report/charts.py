"""Charts of the report as drawings (SVG), for its pages; slides have charts of their own, which can be edited."""

from io import BytesIO
from typing import Final

from sim.app.report.contents import Chart
from sim.vocabulary.text import Lang

_WIDTH: Final = 6.9
_HEIGHT: Final = 2.7
_BAR: Final = 0.2
"""Height of a bar with a name [inch]."""
_NAMED: Final = 40
"""Most bars with their names."""


def svg(chart: Chart, lang: Lang) -> str:
    """Return a chart as SVG."""
    from matplotlib.axes import Axes

    from sim.figures.scales import money_axis, month_axis, number_axis, percent_axis, zero_line
    from sim.figures.style import BLUE, LINES, VERMILLION, drawing, text_size

    def lines(axes: Axes) -> None:
        months = [int(month) for month in chart.categories]
        for (name, values), (colour, dashes) in zip(chart.series.items(), LINES, strict=False):
            axes.plot(months, values, color=colour, linestyle=dashes, label=name, linewidth=text_size() / 5.0)
        zero_line(axes)
        month_axis(axes, months[-1], lang, months[0], ticks=10)
        (percent_axis if chart.unit == "share" else money_axis)(axes.yaxis, lang)
        axes.legend(ncols=3, loc="lower left", bbox_to_anchor=(0.0, 1.0), borderaxespad=0.2)

    def columns(axes: Axes) -> None:
        several, most = len(chart.series), len(chart.categories)
        width = 0.7 / several
        for place, ((name, values), (colour, _)) in enumerate(zip(chart.series.items(), LINES, strict=False)):
            left = [k + (place - (several - 1) / 2.0) * width for k in range(most)]
            axes.bar(left, values, color=colour, width=width, label=name, hatch="" if place == 0 else "//")
        if several > 1:
            axes.legend(ncols=several, loc="lower left", bbox_to_anchor=(0.0, 1.0), borderaxespad=0.2)
        step = max(1, most // 20)
        axes.set_xticks(range(0, most, step), chart.categories[::step])
        axes.set_xlabel(chart.axis)
        number_axis(axes.yaxis, lang, ticks=4)
        axes.yaxis.get_major_locator().set_params(integer=True)  # type: ignore[call-arg]

    def bars(axes: Axes) -> None:
        ((_, values),) = chart.series.items()
        colours = [VERMILLION if value < 0.0 else BLUE for value in values]
        axes.barh(range(len(values)), values, color=colours, height=0.7)
        names = chart.categories if len(values) <= _NAMED else [""] * len(values)
        axes.set_yticks(range(len(values)), names)
        axes.set_ylim(-0.6, len(values) - 0.4)
        axes.grid(visible=False, axis="y")
        zero_line(axes, vertical=True)
        money_axis(axes.xaxis, lang)

    draw = {"lines": lines, "columns": columns, "bars": bars}[chart.kind]
    height = min(max(_HEIGHT, _BAR * len(chart.categories) + 0.5), 6.0) if chart.kind == "bars" else _HEIGHT
    with drawing("paper") as figure:
        figure.set_size_inches(_WIDTH, height)
        figure.set_layout_engine("constrained")
        draw(figure.subplots())
        file = BytesIO()
        figure.savefig(file, format="svg")
    return file.getvalue().decode()
