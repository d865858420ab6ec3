"""The site, from its sources to its pages: staged, completed with what the code declares, and built strictly."""

import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from docs.site.generated import write_generated
from docs.site.stage import ROOT, stage
from sim.app.cases import shipped_cases
from sim.page.case import EXPLAINED
from sim.page.document import document

HERE = Path(__file__).parent
LIVE = "_static/live.html"
"""The page that plays, which the home of each language shows within itself."""


def build(target: Path, explained: int = EXPLAINED) -> Path:
    """Build the site.

    Parameters
    ----------
    target : path
        A folder for the site, which is emptied if it exists: ``html`` in it has the pages.
    explained : int
        Runs from which the page that plays tells where the gain comes from.

    Returns
    -------
    path
        The folder of the pages.

    Raises
    ------
    sphinx.errors.SphinxError
        If anything is wrong: a link that leads nowhere, a formula that is not one, a page that no menu has.
    """
    source, html = target / "source", target / "html"
    for folder in (source, html, target / "cache"):
        shutil.rmtree(folder, ignore_errors=True)
    stage(ROOT, source)
    write_generated(source)
    app = Sphinx(
        source,
        HERE,
        html,
        target / "cache",
        "html",
        status=None,
        freshenv=True,
        warningiserror=True,
        exception_on_warning=False,
    )
    app.build(force_all=True)
    if app.statuscode:
        raise SphinxError("the site has warnings; they are listed above")
    (html / LIVE).write_text(document(shipped_cases(), "en", explained), "utf-8")
    return html
