"""The report as slides (PPTX), with charts and tables that can be edited."""

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
_ROWS: Final = 11
"""Most rows of a table on a slide."""
_COLOURS: Final = (BLUE, VERMILLION, GREEN, ORANGE, "#CC79A7")
_MONEY: Final[dict[Lang, str]] = {"en": '"$"#,##0;−"$"#,##0', "fr": '#,##0" $";−#,##0" $"'}
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
    rows = page.table.rows
    for first in range(0, len(rows), _ROWS):
        table = Table(page.table.caption, page.table.heads, rows[first : first + _ROWS])
        told = page.sentences if first == 0 and page.chart is None else ()
        continued = bool(first) or page.chart is not None
        yield Page(page.title, told, None, table) if not continued else _Continued(page.title, (), None, table)


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
        top = 1.25
        if page.sentences:
            lines = sum(1 + len(each) // 110 for each in page.sentences)
            height = 0.38 * lines + 0.15
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

        columns = len(table.heads)
        wide = _WIDTH - 2 * _MARGIN
        rows = len(table.rows) + 1
        frame = slide.shapes.add_table(rows, columns, Inches(_MARGIN), Inches(top), Inches(wide), Inches(0.4 * rows))
        frame.name = printable(table.caption)
        first = 0.62 if columns == 2 else max(0.24, 1.0 / columns)
        for place, column in enumerate(frame.table.columns):
            column.width = Inches(wide * (first if place == 0 else (1.0 - first) / (columns - 1)))
        for y, cells in enumerate((table.heads, *table.rows)):
            for x, cell in enumerate(cells):
                self._write(frame.table.cell(y, x).text_frame, [cell], _LETTERS["table"], bold=y == 0)

    def _chart(self, slide: Any, chart: Chart, top: float) -> None:
        """Add a chart with its numbers."""
        from pptx.chart.data import CategoryChartData
        from pptx.dml.color import RGBColor
        from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
        from pptx.util import Inches, Pt

        kinds = {
            "lines": XL_CHART_TYPE.LINE,
            "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
            "bars": XL_CHART_TYPE.BAR_CLUSTERED,
        }
        data = CategoryChartData(number_format=_MONEY[self._lang] if chart.money else "0")
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
        for place, series in enumerate(drawn.plots[0].series):
            colour = RGBColor.from_string(_COLOURS[place % len(_COLOURS)].removeprefix("#"))
            if chart.kind == "lines":
                series.smooth = False
                series.format.line.color.rgb, series.format.line.width = colour, Pt(3 if place else 4)
            else:
                series.format.fill.solid()
                series.format.fill.fore_color.rgb = colour
                series.invert_if_negative = False
