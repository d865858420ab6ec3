"""Cells of a file, CSV or workbook, row by row."""

import csv
import io
import math
import re
from collections.abc import Iterator
from typing import Final

from sim.errors import Problem, ScenarioError
from sim.tables.decoding import decoded
from sim.tables.headings import Expected, separator_of
from sim.tables.names import clean, visible
from sim.tables.workbook import MARK, HeavyWorkbookError, read_sheet
from sim.tables.writing import unguarded
from sim.vocabulary.text import Text

Content = list[list[str | float]]
"""Rows of cells: clean texts, and the numbers of a workbook."""

_LONGEST: Final = 1000  # characters of a cell
_OLD_MARK: Final = b"\xd0\xcf\x11\xe0"  # first bytes of a workbook of before 2007 (XLS)
_SEPARATOR_LINE: Final = re.compile(r'\s*"?sep=(.)"?[;,\t]*(?:\r\n|\r|\n)', re.IGNORECASE)

_QUOTES: Final = Text("a CSV table: check its quotes", "une table CSV : vérifiez ses guillemets")
_SHORTER: Final = Text("cells of at most {n} characters", "des cellules d'au plus {n} caractères")
_WORKBOOK: Final = Text("a table in CSV or XLSX", "un tableau en CSV ou en XLSX")
_AS_CSV: Final = Text("Save the sheet as CSV (UTF-8).", "Enregistrez la feuille en CSV (UTF-8).")


def read_cells(content: bytes, name: str, known: Expected, most_rows: int, seconds: float) -> tuple[Content, str]:
    """Return the rows of a table, and the separator of its cells (empty for a workbook).

    Parameters
    ----------
    content : bytes
        The file.
    name : str
        Name of the file in problems.
    known : Expected
        The headings that are expected.
    most_rows, seconds : int, float
        Rows of a workbook that are read at most, and how long that may take.

    Raises
    ------
    ScenarioError
        The file cannot be read as a table.
    """
    if content.startswith((MARK, _OLD_MARK)):
        return _sheet(content, name, most_rows, seconds), ""
    text = visible(decoded(content, name))
    line = _SEPARATOR_LINE.match(text)
    if line is None:
        separator = separator_of(text, known)
    else:
        separator, text = line[1], text[line.end() :]
    return list(_read(io.StringIO(text, newline=""), separator, name)), separator


def _sheet(content: bytes, name: str, most_rows: int, seconds: float) -> Content:
    """Return the rows of a workbook's first sheet: numbers, and clean texts."""
    try:
        rows = read_sheet(content, seconds, most_rows)
    except (ValueError, HeavyWorkbookError):
        raise ScenarioError([Problem(file=name, allowed=_WORKBOOK, hint=_AS_CSV)]) from None
    return [[_content(cell) for cell in row] for row in rows]


def _content(cell: object) -> str | float:
    """Return what a cell of a workbook holds."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float) and abs(cell) < math.inf:
        return cell
    return clean(str(cell))[:_LONGEST]


def _read(lines: io.StringIO, separator: str, name: str) -> Iterator[list[str | float]]:
    """Yield the rows of a CSV text, with clean cells."""
    row = 0
    try:
        for row, cells in enumerate(csv.reader(lines, delimiter=separator, strict=True), start=1):
            if max(map(len, cells), default=0) > _LONGEST:
                allowed, longest = _SHORTER.format(n=_LONGEST), max(cells, key=len)
                raise ScenarioError([Problem(file=name, row=row, value=longest, allowed=allowed)])
            yield [unguarded(" ".join(cell.split())) for cell in cells]
    except csv.Error:
        raise ScenarioError([Problem(file=name, row=row + 1, allowed=_QUOTES)]) from None
