"""The site, from its sources to its pages: staged, completed with what the code declares, and built strictly."""

import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from docs.site.generated import write_generated
from docs.site.stage import ROOT, stage

HERE = Path(__file__).parent


def build(target: Path) -> Path:
    """Build the site.

    Parameters
    ----------
    target : path
        A folder for the site, which is emptied if it exists: ``html`` in it has the pages.

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
    return html
