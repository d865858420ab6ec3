"""The configuration of Sphinx. Nothing is executed or downloaded: notebooks and pictures are as they were committed."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from pygments.lexers.special import TextLexer

import sim
from docs.site.languages import in_language
from docs.site.mathml import register

project = "faire-ensemble"
author = copyright = "faire-ensemble contributors"  # Sphinx reads this name
version = release = sim.__version__

extensions = ["myst_nb", "numpydoc", "sphinx.ext.autodoc"]
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb", ".rst": "restructuredtext"}
nb_execution_mode = "off"
myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_fence_as_directive = ["math"]
myst_dmath_allow_digits = myst_dmath_allow_space = False  # sums of money are no formulas
myst_dmath_double_inline = True
myst_heading_anchors = 4
html_math_renderer = "mathml"
autodoc_typehints = "none"
numpydoc_show_class_members = False
pygments_style = "a11y-high-contrast-light"

html_theme = "pydata_sphinx_theme"
html_title = "faire-ensemble"
html_static_path = ["static"]
html_css_files = ["site.css"]
templates_path = ["templates"]
html_show_sourcelink = False
html_copy_source = False
html_sidebars = {"index": [], "accueil": []}
html_theme_options = {
    "navbar_end": ["language", "theme-switcher"],
    "show_prev_next": False,
    "footer_start": ["copyright"],
    "footer_end": [],
    "header_links_before_dropdown": 6,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}


def without_substitutions(app, what, name, thing, options, lines):
    """Keep the bars of |S|, the size of a set, which reStructuredText would substitute."""
    lines[:] = [re.sub(r"\|(\w+)\|", r"\\|\1\\|", line) for line in lines]


def setup(app):
    """Register formulas in MathML, the link to the other language, and what docstrings write as in mathematics."""
    register(app)
    app.add_lexer("csv", TextLexer)
    app.connect("html-page-context", in_language)
    app.connect("autodoc-process-docstring", without_substitutions)
