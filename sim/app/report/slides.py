"""The report as slides (PPTX), with charts and tables that can be edited."""

import math
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sim.app.charts.axes import BLUE, GREEN, INK, ORANGE, VERMILLION, Table
from sim.app.report.contents import Chart, Page, Report, report
from sim.app.report.slide_parts import DEEP, RULE, describe, thin_out, underline
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
_LETTER: Final = 0.0062
"""Width of a letter of one point [inch]."""
_LINE: Final = 98
"""Letters of a line of a sentence."""
_BESIDE_CHART: Final = 2.05
"""Height of the sentences above a chart [inch]; further ones stand with the table, or on a slide of their own."""
_TABLE: Final = (20, 18, 16, 14)
"""Sizes of the letters of a table: the largest with which it fits on one slide, or else the smallest."""
_COLOURS: Final = (BLUE, VERMILLION, GREEN, ORANGE, "#CC79A7")
_FORMATS: Final[dict[str, dict[Lang, str]]] = {
    "money": {"en": '"$"#,##0;−"$"#,##0', "fr": '#,##0" $";−#,##0" $"'},
    "share": {"en": "0%", "fr": '0" "%'},
    "count": {"en": "0", "fr": "0"},
}
"""How the values of a chart are written, by their unit."""
_TITLE_ONLY: Final = 5
_LETTERS: Final = {"cover": 44, "about": 26, "title": 30, "text": 20, "chart": 14, "foot": 12}
_HEAD: Final = "EEF4F8"
"""Colour behind the heads of tables."""


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
    writer.cover()
    for page in contents.pages:
        for part, size in _parts(page):
            writer.put(part, size)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _parts(page: Page) -> Iterator[tuple[Page, int]]:
    """Yield what stands on one slide each: the chart, and rows of the table, with the size of their letters."""
    told = page.sentences
    first = True

    def part(told: Sequence[str], chart: Chart | None = None, table: Table | None = None) -> Page:
        nonlocal first
        made = (Page if first else _Continued)(page.title, tuple(told), chart, table)
        first = False
        return made

    if page.chart is not None:
        fitting = next((k for k in range(len(told), 1, -1) if _height(told[:k]) <= _BESIDE_CHART), 1)
        yield part(told[:fitting], page.chart), 0
        told = told[fitting:]
    if page.table is None:
        if first or told:
            yield part(told), 0
        return
    heads, left = page.table.heads, list(page.table.rows)
    tried = ((each, math.ceil(len(left) / slides)) for slides in (1, 2) for each in _TABLE)
    size = next((each for each, some in tried if _fitting(heads, left, told, each) >= some), _TABLE[-1])
    while left:
        fitting = _fitting(heads, left, told, size)
        if fitting < len(left) < 2 * fitting:  # no single row on the last slide
            fitting = math.ceil(len(left) / 2)
        yield part(told, table=Table(page.table.caption, heads, tuple(left[:fitting]))), size
        left, told = left[fitting:], ()


Rows = Sequence[Sequence[str]]


def _fitting(heads: Sequence[str], rows: Rows, told: Sequence[str], size: int) -> int:
    """Return how many of the first rows of a table fit below sentences, at least one."""
    wide = _widths(heads, rows, size)
    room = _BOTTOM - _TOP - _height(told) - _row_height(heads, wide, size)
    heights = np.cumsum([_row_height(row, wide, size) for row in rows])
    return max(int(np.searchsorted(heights, room, side="right")), 1)


def _row_height(cells: Sequence[str], widths: Sequence[float], size: int) -> float:
    """Return the height of a row whose longest cell is wrapped [inch]."""
    lines = (math.ceil(len(cell) * _LETTER * size / (wide - 0.2)) for cell, wide in zip(cells, widths, strict=True))
    return 0.14 + size * 1.2 / 72 * max(1, *lines)


def _widths(heads: Sequence[str], rows: Rows, size: int) -> list[float]:
    """Return the widths of the columns of a table [inch]: what the longest cells take, and the rest for the first."""
    wide = _WIDTH - 2 * _MARGIN - 0.2
    most = wide * (0.5 if len(heads) == 2 else 0.74)
    columns = list(zip(*rows, strict=True))[1:]
    longest = [
        max(*map(len, cells), *map(len, head.split(" "))) for head, cells in zip(heads[1:], columns, strict=True)
    ]
    others = [max(each * _LETTER * size * 1.15, 0.7) + 0.4 for each in longest]
    others = [each * min(1.0, most / sum(others)) for each in others]
    return [wide - sum(others), *others]


def _height(sentences: Sequence[str]) -> float:
    """Return the height of a box with sentences [inch]."""
    return sum(0.335 * math.ceil(len(each) / _LINE) + 0.08 for each in sentences) + 0.12 if sentences else 0.0


class _Continued(Page):
    """A page that goes on from another one."""


class _Writer:
    """What writes slides, all in one look."""

    def __init__(self, made: "Slides", contents: Report, lang: Lang) -> None:
        self._made, self._contents, self._lang = made, contents, lang

    def cover(self) -> None:
        """Add the first slide: what this is, what it is about, and when and where it was."""
        facts = [
            words.FACT.format(name=same(name), value=same(value))[self._lang] for name, value in self._contents.facts
        ]
        slide = self._titled(self._contents.title, 1.9, 1.0, "cover")
        self._box(slide, [self._contents.about], "about", 3.0, 0.8)
        self._box(slide, [" · ".join(facts)], "text", 3.8, 0.5)

    def put(self, page: Page, letters: int) -> None:
        """Add a slide, with a table in letters of some size if it has one."""
        title = words.MORE.format(title=same(page.title))[self._lang] if isinstance(page, _Continued) else page.title
        slide = self._titled(title, 0.35, 0.75, "title")
        top = _TOP
        if page.sentences:
            height = _height(page.sentences)
            self._box(slide, page.sentences, "text", top, height)
            top += height
        described = " ".join([f"{page.title}.", *page.sentences[:1]])
        if page.chart is not None:
            self._chart(slide, page.chart, top, described)
        if page.table is not None:
            self._table(slide, page.table, letters, top, described)

    def _titled(self, title: str, top: float, height: float, size: str) -> Any:
        """Add a slide with its title, a line below it, and its foot."""
        from pptx.dml.color import RGBColor
        from pptx.enum.shapes import MSO_SHAPE
        from pptx.enum.text import MSO_ANCHOR
        from pptx.util import Inches

        slide = self._made.slides.add_slide(self._made.slide_layouts[_TITLE_ONLY])
        place = slide.shapes.title
        assert place is not None
        wide = Inches(_WIDTH - 2 * _MARGIN)
        place.left, place.top, place.width, place.height = Inches(_MARGIN), Inches(top), wide, Inches(height)
        place.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        self._write(place.text_frame, [title], _LETTERS[size], bold=True)
        line = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Inches(_MARGIN + 0.1), Inches(top + height), wide - Inches(0.2), Inches(0.03)
        )
        line.fill.solid()
        line.fill.fore_color.rgb = RGBColor.from_string(DEEP)
        line.line.fill.background()
        line.shadow.inherit = False
        foot = f"{self._contents.foot} – faire-ensemble – {len(self._made.slides)}"
        self._box(slide, [foot], "foot", _HEIGHT - 0.5, 0.35)
        return slide

    def _box(self, slide: Any, texts: Sequence[str], size: str, top: float, height: float) -> None:
        """Add a box with texts over the whole width."""
        from pptx.util import Inches

        wide = Inches(_WIDTH - 2 * _MARGIN)
        box = slide.shapes.add_textbox(Inches(_MARGIN), Inches(top), wide, Inches(height))
        self._write(box.text_frame, texts, _LETTERS[size], after=6)

    def _write(
        self,
        frame: "TextFrame",
        texts: Sequence[str],
        size: int,
        bold: bool = False,
        right: bool = False,
        after: int = 0,
    ) -> None:
        """Write paragraphs, in the language of the report."""
        from pptx.dml.color import RGBColor
        from pptx.enum.lang import MSO_LANGUAGE_ID
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap = True
        for place, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
            paragraph.space_after = Pt(after)
            run = paragraph.add_run()
            run.text = printable(text).replace("'", "’")
            run.font.size, run.font.bold = Pt(size), bold
            run.font.color.rgb = RGBColor.from_string(DEEP if bold else INK.removeprefix("#"))
            language = MSO_LANGUAGE_ID.FRENCH_CANADIAN if self._lang == "fr" else MSO_LANGUAGE_ID.ENGLISH_CANADIAN
            run.font.language_id = language

    def _table(self, slide: Any, table: Table, size: int, top: float, described: str) -> None:
        """Add a table: a line below each row, and heads on a pale ground."""
        from pptx.dml.color import RGBColor
        from pptx.enum.text import MSO_ANCHOR
        from pptx.util import Inches

        widths, rows = _widths(table.heads, table.rows, size), (table.heads, *table.rows)
        heights = [_row_height(row, widths, size) for row in rows]
        area = (Inches(_MARGIN + 0.1), Inches(top), Inches(sum(widths)), Inches(sum(heights)))
        frame = slide.shapes.add_table(len(rows), len(table.heads), *area)
        frame.name = printable(table.caption)
        describe(frame, described)
        frame.table.horz_banding = False
        for column, width in zip(frame.table.columns, widths, strict=True):
            column.width = Inches(width)
        for row, height in zip(frame.table.rows, heights, strict=True):
            row.height = Inches(height)
        for y, cells in enumerate(rows):
            for x, cell in enumerate(cells):
                place = frame.table.cell(y, x)
                self._write(place.text_frame, [cell], size, bold=y == 0, right=x > 0)
                place.fill.solid()
                place.fill.fore_color.rgb = RGBColor.from_string(_HEAD if y == 0 else "FFFFFF")
                place.vertical_anchor = MSO_ANCHOR.MIDDLE
                underline(place, 1.5 if y == 0 else 0.75)

    def _chart(self, slide: Any, chart: Chart, top: float, described: str) -> None:
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
        frame = slide.shapes.add_chart(kinds[chart.kind], *area, data)
        describe(frame, described)
        drawn: Any = frame.chart
        drawn.font.size = Pt(_LETTERS["chart"])
        drawn.font.color.rgb = RGBColor.from_string(INK.removeprefix("#"))
        drawn.has_title = False
        drawn.has_legend = len(chart.series) > 1
        if drawn.has_legend:
            drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        amounts = drawn.value_axis.tick_labels
        amounts.number_format, amounts.number_format_is_linked = _FORMATS[chart.unit][self._lang], False
        drawn.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(RULE)
        drawn.value_axis.format.line.fill.background()
        drawn.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        if chart.kind == "bars":
            drawn.plots[0].gap_width = 40
        else:
            drawn.category_axis.has_title = True
            self._write(drawn.category_axis.axis_title.text_frame, [chart.axis], _LETTERS["chart"])
        if chart.kind == "lines":
            thin_out(drawn, len(chart.categories), _LETTERS["chart"])
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
