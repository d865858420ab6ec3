"""Formulas as MathML, which browsers display by themselves: no script, no network."""

from docutils.nodes import SkipNode
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util.logging import getLogger

LOGGER = getLogger(__name__)


def register(app):
    """Register the renderer ``mathml``."""
    app.add_html_math_renderer("mathml", (_visit, None), (_visit_block, None))


def _visit(writer, node):
    """Write a formula within a line."""
    _write(writer, node, as_block=False)


def _visit_block(writer, node):
    """Write a formula of its own."""
    writer.body.append('<div class="formula">')
    _write(writer, node, as_block=True)
    writer.body.append("</div>")


def _write(writer, node, as_block):
    """Write a formula, and nothing else of its node."""
    formula = node.astext().replace(r"\dots", r"\ldots")
    try:
        writer.body.append(tex2mathml(formula, as_block=as_block))
    except (MathError, AttributeError) as error:  # it also stumbles over braces that are not closed
        LOGGER.warning("no formula of LaTeX (%s): %s", error, formula, location=node)
    raise SkipNode
