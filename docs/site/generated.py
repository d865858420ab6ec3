"""The pages that are written by the code itself: what it declares, what it gives, and what its examples draw."""

from pathlib import Path

from docs.site.api import api_pages
from docs.site.gallery import gallery_page
from docs.site.reference import reference_pages
from docs.site.scenarios import scenario_pages
from docs.site.stage import ROOT, take_along
from docs.site.validation import validation_page
from docs.site.words import glossary_pages


def write_generated(source: Path) -> None:
    """Write all generated pages into the sources of the site."""
    pages = reference_pages() | glossary_pages() | scenario_pages() | validation_page() | api_pages() | gallery_page()
    for name, text in pages.items():
        page = source / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, "utf-8")
        take_along(page, ROOT / name, ROOT, source)
