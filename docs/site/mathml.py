"""Formulas as MathML, which browsers display by themselves: no script, no network."""

import re

from docutils.nodes import SkipNode
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util.logging import getLogger

LOGGER = getLogger(__name__)


def register(app):
    """Register the renderer ``mathml``."""
    app.add_html_math_renderer("mathml", (_visit, None), (_visit_block, None))


def _visit(writer, node):
    """Write a formula within a line, and nothing else of its node."""
    writer.body.append(_written(node, as_block=False))
    raise SkipNode


def _visit_block(writer, node):
    """Write a formula of its own, and nothing else of its node."""
    writer.body.append(f'<div class="formula">{_written(node, as_block=True)}</div>')
    raise SkipNode


def _written(node, as_block):
    """Return a formula as MathML; braces that are not said to grow keep their size."""
    formula = node.astext().replace(r"\dots", r"\ldots")
    try:
        written = tex2mathml(formula, as_block=as_block)
    except (MathError, AttributeError) as error:  # it also stumbles over braces that are not closed
        LOGGER.warning("no formula of LaTeX (%s): %s", error, formula, location=node)
        return ""
    return re.sub(r"<mo>([{}])</mo>", r'<mo stretchy="false">\1</mo>', written)
