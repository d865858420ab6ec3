"""The report as PDF, of letter-size pages."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from sim.app.report.charts import svg
from sim.app.report.contents import Page, report
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang

_SHEET: Final = Path(__file__).with_name("report.typ")


def report_pdf(workshop: Workshop, lang: Lang, day: date) -> bytes:
    """Return the report of a room as PDF.

    Parameters
    ----------
    workshop : Workshop
    lang : "en" or "fr"
    day : date
        Day of the report.
    """
    import typst

    contents = report(workshop, lang, day)
    data: dict[str, Any] = {
        "lang": lang,
        "title": contents.title,
        "about": contents.about,
        "facts": contents.facts,
        "foot": contents.foot,
        "pages": [_page(page, lang) for page in contents.pages],
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made = typst.compile(_SHEET.read_bytes(), format="pdf", sys_inputs=inputs, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def _page(page: Page, lang: Lang) -> dict[str, Any]:
    """Return a page as data of the sheet."""
    table = page.table
    return {
        "title": page.title,
        "sentences": page.sentences,
        "chart": svg(page.chart, lang) if page.chart is not None else "",
        "described": f"{page.title}. {' '.join(page.sentences[:1])}",
        "heads": table.heads if table is not None else (),
        "rows": table.rows if table is not None else (),
    }
