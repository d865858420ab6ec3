"""Tables of results: words in the first column, numbers that are never cut in the others."""

from collections.abc import Iterable, Sequence
from typing import Final

from rich.box import SIMPLE
from rich.markup import escape
from rich.table import Table

from sim.vocabulary.text import Lang, Text, same

NOTHING: Final = same("–")
_NO_TEXT: Final = same("")


def number_table(
    titles: Sequence[Text],
    rows: Sequence[tuple[Text, ...]],
    lang: Lang,
    *,
    title: Text = _NO_TEXT,
    caption: Text = _NO_TEXT,
    total: bool = False,
) -> Table:
    """Make a table whose numbers are never cut: only its first column can be folded.

    Parameters
    ----------
    titles : sequence of Text
        The titles of the columns; a line break keeps a column narrow.
    rows : sequence of tuple of Text
        The cells.
    lang : {"en", "fr"}
        Language.
    title, caption : Text
        What stands above and below the table.
    total : bool
        Whether the last row is a total, set apart from the others.

    Returns
    -------
    rich.table.Table
        For :meth:`sim.cli.console.Console.table`.
    """
    table = Table(
        box=SIMPLE,
        collapse_padding=True,
        pad_edge=False,
        title=title[lang] or None,
        title_justify="left",
        min_width=len(title[lang]) or None,
        caption=caption[lang] or None,
        caption_justify="left",
        caption_style="dim",
    )
    for place, head in enumerate(titles):
        lines = [*head[lang].splitlines(), *(row[place][lang] for row in rows)]
        if place == 0:
            table.add_column(head[lang], overflow="fold", min_width=12)
        else:
            # rich would break a line even at a no-break space
            table.add_column(head[lang], justify="right", no_wrap=True, min_width=max(map(len, lines)))
    for place, row in enumerate(rows):
        if total and place == len(rows) - 1:
            table.add_section()
        table.add_row(*(escape(cell[lang]) for cell in row))
    return table


def markdown_table(titles: Sequence[Text], rows: Iterable[Sequence[Text]], lang: Lang, numbers: bool = True) -> str:
    """Write a table in Markdown, by default with numbers in all columns but the first."""
    rule = ["---", *["---:" if numbers else "---"] * (len(titles) - 1)]
    lines = [[text[lang].replace("|", "\\|") for text in row] for row in (titles, *rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (lines[0], rule, *lines[1:]))
