"""Tables of results: words in the first column, numbers that are never cut in the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.vocabulary.text import Lang, Text


def number_table(titles: Sequence[Text], rows: Sequence[tuple[Text, ...]], lang: Lang) -> Table:
    """Make a table whose numbers are never cut: only its first column may be folded.

    Parameters
    ----------
    titles : sequence of Text
        The titles of the columns; a line break keeps a column narrow.
    rows : sequence of tuple of Text
        The cells.
    lang : {"en", "fr"}
        Language.

    Returns
    -------
    rich.table.Table
        To be shown by :meth:`sim.cli.console.Console.table`.
    """
    table = Table(box=SIMPLE, collapse_padding=True, pad_edge=False, caption_justify="left", caption_style="dim")
    for place, title in enumerate(titles):
        lines = [*title[lang].splitlines(), *(row[place][lang] for row in rows)]
        if place == 0:
            table.add_column(title[lang], overflow="fold", min_width=12)
        else:
            # rich would break a line even at a no-break space
            table.add_column(title[lang], justify="right", no_wrap=True, min_width=max(map(len, lines)))
    for row in rows:
        table.add_row(*(escape(cell[lang]) for cell in row))
    return table
