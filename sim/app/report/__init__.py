"""Report of a workshop, which the facilitator keeps: its contents, and the same as PDF and as slides."""

from collections.abc import Callable
from datetime import date
from typing import Final

from sim.app.report.pdf import report_pdf
from sim.app.report.slides import report_slides
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang

REPORTS: Final[dict[str, tuple[str, Callable[[Workshop, Lang, date], bytes]]]] = {
    "pdf": ("application/pdf", report_pdf),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", report_slides),
}
"""Media type and maker of each file format of the report."""
