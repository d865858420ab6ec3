"""Rows of a CSV table, as a spreadsheet saves it in French or English, and their problems."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sim.errors import ABSENT, Problem, ScenarioError
from sim.scenario.toml import read_file
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import Text

_NUMBER = re.compile(r"[+-]?(\d+([.]\d*)?|[.]\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}([ \u00a0\u202f]\d{3})+(?![\d \u00a0\u202f])", re.ASCII)  # 12 345, by thousands
_LONGEST = 1000  # characters of a cell


class Cell(NamedTuple):
    """A cell: its text, its row in the spreadsheet (the header is row 1) and its column."""

    words: str
    row: int
    column: str


class Rows:
    """A CSV table: named columns, one list of cells per row, and the problems so far.

    The separator is a comma, a semicolon or a tab. Unless it is the comma, numbers may have a decimal comma, as
    spreadsheets in French write them. Empty rows are skipped.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        Name of the file in problems.

    Raises
    ------
    ScenarioError
        The file cannot be read as a CSV table.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        text = read_file(path, name)
        header = text.lstrip("\n").partition("\n")[0]
        separator = max(",;\t", key=header.count)
        self._decimal_comma = separator != ","
        self.columns: list[str] = []
        self._rows: list[tuple[int, list[str]]] = []
        for row, cells in enumerate(_read(text, separator, name), start=1):
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if not self.columns:
                self.columns = cells
            elif len(cells) > len(self.columns) and any(cells[len(self.columns) :]):
                allowed = Text("{n} cells, as in the header", "{n} cellules, comme dans l'en-tête")
                self.problems.append(
                    Problem(file=name, row=row, value=len(cells), allowed=allowed.format(n=len(self.columns)))
                )
            else:
                self._rows.append((row, cells + [""] * (len(self.columns) - len(cells))))
        while self.columns and not self.columns[-1]:
            self.columns.pop()

    def __len__(self) -> int:
        """Return the number of rows below the header."""
        return len(self._rows)

    def check_columns(self, known: Sequence[str], required: Sequence[str] = ()) -> None:
        """Record the columns that are unknown, repeated or missing."""
        wrong: list[tuple[str, Text, Text | None]] = []
        for position, column in enumerate(self.columns):
            if column not in known:
                wrong.append((column, one_of(known), nearest(column, known)))
            elif column in self.columns[:position]:
                wrong.append((column, Text("each column once", "chaque colonne une seule fois"), None))
        missing = Text("The column is missing.", "La colonne manque.")
        wrong += [(column, one_of(known), missing) for column in required if column not in self.columns]
        for column, allowed, hint in wrong:
            shown = (column or "(empty)")[:80]
            self.problems.append(Problem(file=self.name, row=1, column=shown, allowed=allowed, hint=hint))

    def require_columns(self, columns: Sequence[str]) -> None:
        """Raise an error unless the table has these columns and no other."""
        self.check_columns(columns, columns)
        self.raise_problems()

    def cells(self, column: str) -> Iterator[Cell]:
        """Yield the cells of a column; none if the table does not have it."""
        if column in self.columns:
            position = self.columns.index(column)
            for row, cells in self._rows:
                yield Cell(cells[position], row, column)

    def number(self, cell: Cell) -> float | None:
        """Return a number, which may have spaces between thousands; None if the cell is not a number."""
        words = cell.words.replace(",", ".") if self._decimal_comma else cell.words
        grouped = _GROUPED.match(words)
        if grouped is not None:
            words = "".join(grouped.group().split()) + words[grouped.end() :]
        return float(words) if _NUMBER.fullmatch(words) else None

    def whole(self, cell: Cell) -> int | None:
        """Return a whole number; None if the cell is not a whole number."""
        value = self.number(cell)
        return int(value) if value is not None and abs(value) < 1e15 and value.is_integer() else None

    def position(self, cell: Cell, known: Sequence[str]) -> int | None:
        """Return the position of a name in a list; record a problem and return None if it is not in the list."""
        if cell.words in known:
            return known.index(cell.words)
        self.note(cell, one_of(known), nearest(cell.words, known))
        return None

    def note(self, cell: Cell, allowed: Text, hint: Text | None = None) -> None:
        """Record a problem of a cell."""
        value = cell.words or ABSENT
        self.problems.append(
            Problem(file=self.name, row=cell.row, column=cell.column, value=value, allowed=allowed, hint=hint)
        )

    def raise_problems(self) -> None:
        """Raise the recorded problems, if there are any."""
        if self.problems:
            raise ScenarioError(self.problems)


def _read(text: str, separator: str, name: str) -> Iterator[list[str]]:
    """Yield the rows of a CSV text."""
    lines = csv.reader(text.split("\n"), delimiter=separator, strict=True)
    row = 0
    try:
        for row, cells in enumerate(lines, start=1):
            longest = max(cells, key=len, default="")
            if len(longest) > _LONGEST:
                allowed = Text("cells of at most {n} characters", "des cellules d'au plus {n} caractères")
                raise ScenarioError([Problem(file=name, row=row, value=longest, allowed=allowed.format(n=_LONGEST))])
            yield cells
    except csv.Error:
        allowed = Text("a CSV table: check its quotes", "une table CSV : vérifiez ses guillemets")
        raise ScenarioError([Problem(file=name, row=row + 1, allowed=allowed)]) from None


def organization_lookup(rows: Rows, names: Sequence[str]) -> Callable[[Cell], int | None]:
    """Return a function that finds an organization by name or row (from 0), or records a problem."""
    position = {name: row for row, name in enumerate(names)}

    def lookup(cell: Cell) -> int | None:
        if cell.words in position:
            return position[cell.words]
        row = rows.whole(cell)
        if row is not None and 0 <= row < len(names):
            return row
        allowed = Text(
            "the name of an organization, or its row from 0 to {last}",
            "le nom d'une organisation, ou sa ligne de 0 à {last}",
        )
        rows.note(cell, allowed.format(last=len(names) - 1), nearest(cell.words, names[:1000]))
        return None

    return lookup
