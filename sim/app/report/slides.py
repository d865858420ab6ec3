"""The report as slides (PPTX), with charts and tables that can be edited."""

import math
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from sim.app.charts.axes import BLUE, GREEN, INK, ORANGE, VERMILLION, Table
from sim.app.report.contents import Chart, Page, Report, report
from sim.app.words import report as words
from sim.app.workshop import Workshop
from sim.tables.names import printable
from sim.vocabulary.text import Lang, same

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Slides
    from pptx.text.text import TextFrame

_WIDTH, _HEIGHT = 13.333, 7.5
_MARGIN: Final = 0.6
_TOP, _BOTTOM = 1.25, 6.9
"""Where what stands on a slide begins and ends [inch]."""
_LETTER: Final = 0.105
"""Width of a letter of a table [inch]."""
_LINE: Final = 95
"""Letters of a line of a sentence."""
_COLOURS: Final = (BLUE, VERMILLION, GREEN, ORANGE, "#CC79A7")
_FORMATS: Final[dict[str, dict[Lang, str]]] = {
    "money": {"en": '"$"#,##0;−"$"#,##0', "fr": '#,##0" $";−#,##0" $"'},
    "share": {"en": "0%", "fr": '0" "%'},
    "count": {"en": "0", "fr": "0"},
}
"""How the values of a chart are written, by their unit."""
_TITLE_ONLY: Final = 5
_LETTERS: Final = {"title": 30, "text": 18, "table": 14, "chart": 12, "foot": 11}


def report_slides(workshop: Workshop, lang: Lang, day: date) -> bytes:
    """Return the report of a room as a presentation.

    Parameters
    ----------
    workshop : Workshop
    lang : "en" or "fr"
    day : date
        Day of the report.
    """
    from pptx import Presentation
    from pptx.util import Inches

    contents = report(workshop, lang, day)
    made = Presentation()
    made.slide_width, made.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    made.core_properties.title = printable(f"{contents.title} – {contents.about}")
    made.core_properties.author = "faire-ensemble"
    writer = _Writer(made, contents, lang)
    facts = [f"{name} {value}" for name, value in contents.facts]
    writer.put(Page(contents.title, (contents.about, " · ".join(facts))))
    for page in contents.pages:
        for part in _parts(page):
            writer.put(part)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _parts(page: Page) -> Iterator[Page]:
    """Yield what stands on one slide each: the chart, and the rows of the table, as many as fit."""
    if page.chart is not None or page.table is None:
        yield Page(page.title, page.sentences, page.chart)
    if page.table is None:
        return
    left = list(page.table.rows)
    told = page.sentences if page.chart is None else ()
    while left:
        fitting = _fitting(page.table.heads, left, _TOP + _height(told))
        table = Table(page.table.caption, page.table.heads, tuple(left[:fitting]))
        first = len(left) == len(page.table.rows) and page.chart is None
        yield (Page if first else _Continued)(page.title, told, None, table)
        left, told = left[fitting:], ()


def _fitting(heads: Sequence[str], rows: Sequence[Sequence[str]], top: float) -> int:
    """Return how many of the first rows of a table fit below a height on a slide, at least one."""
    room = _BOTTOM - top - _row_height(heads, heads)
    for place, row in enumerate(rows):
        room -= _row_height(heads, row)
        if room < 0.0:
            return max(place, 1)
    return len(rows)


def _row_height(heads: Sequence[str], cells: Sequence[str]) -> float:
    """Return the height of a row whose longest cell is wrapped [inch]."""
    lines = (math.ceil(len(cell) * _LETTER / (wide - 0.2)) for cell, wide in zip(cells, _widths(heads), strict=True))
    return 0.16 + 0.24 * max(1, *lines)


def _widths(heads: Sequence[str]) -> list[float]:
    """Return the widths of the columns of a table, the first one wider [inch]."""
    wide = _WIDTH - 2 * _MARGIN
    first = 0.62 if len(heads) == 2 else max(0.24, 1.0 / len(heads))
    return [wide * first, *[wide * (1.0 - first) / (len(heads) - 1)] * (len(heads) - 1)]


def _height(sentences: Sequence[str]) -> float:
    """Return the height of a box with sentences [inch]."""
    return 0.34 * sum(math.ceil(len(each) / _LINE) for each in sentences) + 0.15 if sentences else 0.0


class _Continued(Page):
    """A page that goes on from another one."""


class _Writer:
    """What writes slides, all in one look."""

    def __init__(self, made: "Slides", contents: Report, lang: Lang) -> None:
        self._made, self._contents, self._lang = made, contents, lang

    def put(self, page: Page) -> None:
        """Add a slide."""
        from pptx.util import Inches

        slide = self._made.slides.add_slide(self._made.slide_layouts[_TITLE_ONLY])
        title = words.MORE.format(title=same(page.title))[self._lang] if isinstance(page, _Continued) else page.title
        assert slide.shapes.title is not None
        place = slide.shapes.title
        place.left, place.top = Inches(_MARGIN), Inches(0.35)
        place.width, place.height = Inches(_WIDTH - 2 * _MARGIN), Inches(0.8)
        self._write(place.text_frame, [title], _LETTERS["title"], bold=True)
        top = _TOP
        if page.sentences:
            height = _height(page.sentences)
            box = slide.shapes.add_textbox(Inches(_MARGIN), Inches(top), Inches(_WIDTH - 2 * _MARGIN), Inches(height))
            self._write(box.text_frame, page.sentences, _LETTERS["text"])
            top += height
        if page.chart is not None:
            self._chart(slide, page.chart, top)
        if page.table is not None:
            self._table(slide, page.table, top)
        foot = slide.shapes.add_textbox(
            Inches(_MARGIN), Inches(_HEIGHT - 0.5), Inches(_WIDTH - 2 * _MARGIN), Inches(0.35)
        )
        self._write(foot.text_frame, [f"{self._contents.foot} – faire-ensemble"], _LETTERS["foot"])

    def _write(self, frame: "TextFrame", texts: Sequence[str], size: int, bold: bool = False) -> None:
        """Write paragraphs, in the language of the report."""
        from pptx.dml.color import RGBColor
        from pptx.enum.lang import MSO_LANGUAGE_ID
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap = True
        for place, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text = printable(text).replace("'", "’")
            run.font.size, run.font.bold = Pt(size), bold
            run.font.color.rgb = RGBColor.from_string(("#00456B" if bold else INK).removeprefix("#"))
            language = MSO_LANGUAGE_ID.FRENCH_CANADIAN if self._lang == "fr" else MSO_LANGUAGE_ID.ENGLISH_CANADIAN
            run.font.language_id = language

    def _table(self, slide: Any, table: Table, top: float) -> None:
        """Add a table."""
        from pptx.util import Inches

        wide, rows = _WIDTH - 2 * _MARGIN, (table.heads, *table.rows)
        heights = [_row_height(table.heads, row) for row in rows]
        area = (Inches(_MARGIN), Inches(top), Inches(wide), Inches(sum(heights)))
        frame = slide.shapes.add_table(len(rows), len(table.heads), *area)
        frame.name = printable(table.caption)
        for column, width in zip(frame.table.columns, _widths(table.heads), strict=True):
            column.width = Inches(width)
        for row, height in zip(frame.table.rows, heights, strict=True):
            row.height = Inches(height)
        for y, cells in enumerate(rows):
            for x, cell in enumerate(cells):
                self._write(frame.table.cell(y, x).text_frame, [cell], _LETTERS["table"], bold=y == 0)

    def _chart(self, slide: Any, chart: Chart, top: float) -> None:
        """Add a chart with its numbers."""
        from pptx.chart.data import CategoryChartData
        from pptx.dml.color import RGBColor
        from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
        from pptx.enum.dml import MSO_LINE
        from pptx.util import Inches, Pt

        kinds = {
            "lines": XL_CHART_TYPE.LINE,
            "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
            "bars": XL_CHART_TYPE.BAR_CLUSTERED,
        }
        data = CategoryChartData(number_format=_FORMATS[chart.unit][self._lang])
        data.categories = [printable(name) for name in chart.categories]
        for name, values in chart.series.items():
            data.add_series(printable(name), values)
        area = (Inches(_MARGIN), Inches(top), Inches(_WIDTH - 2 * _MARGIN), Inches(_HEIGHT - 0.6 - top))
        drawn: Any = slide.shapes.add_chart(kinds[chart.kind], *area, data).chart
        drawn.font.size = Pt(_LETTERS["chart"])
        drawn.has_title = False
        drawn.has_legend = len(chart.series) > 1
        if drawn.has_legend:
            drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        drawn.value_axis.tick_labels.number_format_is_linked = True
        drawn.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        dashes = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.DASH_DOT, MSO_LINE.ROUND_DOT, MSO_LINE.LONG_DASH)
        for place, series in enumerate(drawn.plots[0].series):
            colour = RGBColor.from_string(_COLOURS[place % len(_COLOURS)].removeprefix("#"))
            if chart.kind == "lines":
                series.smooth = False
                series.format.line.color.rgb, series.format.line.width = colour, Pt(3)
                series.format.line.dash_style = dashes[place % len(dashes)]
            else:
                series.format.fill.solid()
                series.format.fill.fore_color.rgb = colour
                series.invert_if_negative = False
