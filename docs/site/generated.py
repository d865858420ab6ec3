"""The pages that are written by the code itself: what it declares, what it gives, and what its examples draw."""

import re
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
    list_the_rest(source)


def list_the_rest(source: Path) -> None:
    """List the pages that no menu names under "More", in the menu of the guides."""
    menus = re.findall(r"^```\{toctree\}\n(.*?)^```$", "\n".join(map(text_of, source.glob("*.md"))), re.M | re.S)
    named = set(re.findall(r"^(?:.* <)?([\w/.-]+?)>?$", "\n".join(menus), re.M))
    pages = [page for ending in ("md", "ipynb") for page in source.glob(f"*/**/*.{ending}")]
    names = {
        page.relative_to(source).with_suffix("").as_posix() for page in pages if "orphan: true" not in text_of(page)
    }
    if rest := sorted(names - named):
        menu = "\n".join(("", "**More**", "", "```{toctree}", ":maxdepth: 1", "", *rest, "```", ""))
        (source / "how-to.md").write_text(text_of(source / "how-to.md") + menu, "utf-8")


def text_of(page: Path) -> str:
    """Return the text of a page."""
    return page.read_text("utf-8")
