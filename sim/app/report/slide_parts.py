"""What slides need and python-pptx has no words for: descriptions, lines of cells, fewer labels of an axis."""

from typing import Any, Final

from sim.tables.names import printable

DEEP, RULE = "00456B", "C9D3DA"
"""Colours of titles and of lines."""
_LABELS: Final = 14
"""Most months that are written below a chart."""


def describe(frame: Any, what: str) -> None:
    """Give a chart or a table the words that a screen reader says."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(what))


def underline(cell: Any, points: float) -> None:
    """Draw the line below a cell, and no other one."""
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    properties = cell._tc.get_or_add_tcPr()
    lines = []
    for side in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
        line = properties.makeelement(qn(side), {"w": str(Pt(points) if side == "a:lnB" else 0)})
        if side == "a:lnB":
            fill = line.makeelement(qn("a:solidFill"), {})
            fill.append(fill.makeelement(qn("a:srgbClr"), {"val": DEEP if points > 1.0 else RULE}))
            line.append(fill)
        else:
            line.append(line.makeelement(qn("a:noFill"), {}))
        lines.append(line)
    for place, line in enumerate(lines):  # lines stand before the fill
        properties.insert(place, line)


def thin_out(chart: Any, categories: int, size: int) -> None:
    """Write only some months below a chart of lines, in letters of a size; the lines begin at the axis."""
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    chart.category_axis.tick_labels.font.size = Pt(size)
    step = next(each for each in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if categories <= _LABELS * each)
    axis = chart.category_axis._element
    after = axis.find(qn("c:noMultiLvlLbl"))
    for name in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = axis.makeelement(qn(name), {"val": str(step)})
        axis.append(skip) if after is None else after.addprevious(skip)
    amounts = chart.value_axis._element
    amounts.find(qn("c:crosses")).addnext(amounts.makeelement(qn("c:crossBetween"), {"val": "midCat"}))
