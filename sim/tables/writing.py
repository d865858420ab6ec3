"""CSV tables that the program writes: spreadsheets compute nothing in them, and our own reader finds the same text."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from sim.vocabulary.text import Lang

_COMPUTED: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_QUOTED: Final = re.compile(r'[,"\r\n]')


def guarded(words: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula: with an apostrophe before =, +, - or @.

    Examples
    --------
    >>> guarded("=1+1"), guarded("A=1"), unguarded(guarded("'=x"))
    ("'=1+1", 'A=1', "'=x")
    """
    return f"'{words}" if _COMPUTED.match(words) else words


def unguarded(words: str) -> str:
    """Return the text that `guarded` was given."""
    return words[1:] if words[:1] == "'" and _GUARDED.match(words) else words


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    r"""Return a table as CSV: commas, decimal points, a line feed after each row, the same on every system.

    Parameters
    ----------
    columns : sequence of str
        The headings.
    rows : iterable of sequence
        Cells: text, numbers, truth values; None and NaN become empty cells.

    Examples
    --------
    >>> csv_text(["name", "cost"], [["=A", -1.5], ["B, C", float("nan")]])
    'name,cost\n\'=A,-1.5\n"B, C",\n'
    """
    return "".join(csv_lines(chain([columns], rows)))


def spreadsheet_text(columns: Sequence[str], rows: Iterable[Sequence[object]], lang: Lang) -> str:
    r"""Return a table to fill in, as a spreadsheet in a language opens it: in French with semicolons.

    It begins with a byte order mark, so that spreadsheets read its accents. No cell may have a comma.

    Examples
    --------
    >>> spreadsheet_text(["nom", "taille"], [["A", 4]], "fr")
    '\ufeffnom;taille\nA;4\n'
    """
    cells = csv_text(columns, rows)
    return "\ufeff" + (cells.replace(",", ";") if lang == "fr" else cells)


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    r"""Yield the lines of a table as CSV, the headings being a row like the others.

    Examples
    --------
    >>> list(csv_lines([["name", "cost"], ["A", 1.5]]))
    ['name,cost\n', 'A,1.5\n']
    """
    for row in rows:
        yield (",".join(map(_written, row)) or '""') + "\n"


def _written(cell: object) -> str:
    """Return a cell as it is written."""
    if isinstance(cell, str):
        words = guarded(cell)
        return '"' + words.replace('"', '""') + '"' if _QUOTED.search(words) else words
    if isinstance(cell, float):
        return "" if math.isnan(cell) else repr(float(cell))
    return "" if cell is None else str(cell)
