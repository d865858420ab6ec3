"""Rows of a table, as a spreadsheet saves it in French or English, and their problems."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple, Self

from sim.errors import ABSENT, Problem, ScenarioError
from sim.tables.content import read_cells
from sim.tables.headings import Expected, heading, is_filled, place_of_headings, shown
from sim.tables.names import Known
from sim.tables.notices import give_notice
from sim.tables.numerals import Numerals, numeral
from sim.tables.totals import is_total, may_be_total
from sim.tables.user_file import read_user_file
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import Text, join, number, same

_MOST: Final = 1_048_576  # rows of a sheet
_WIDEST: Final = 1_000  # columns
_ENOUGH: Final = 1_000  # problems
_MOST_TOTALS: Final = 50
_PATIENCE: Final = 60.0  # seconds for a workbook
_WORD: Final = re.compile(r"[^\W\d_CEU]")  # how a name often begins, and no number

_CELLS: Final = Text("{n} cells, as in the headings", "{n} cellules, comme dans les titres des colonnes")
_COLUMNS: Final = Text("at most {n} columns", "au plus {n} colonnes")
_ONCE: Final = Text("each column once", "chaque colonne une seule fois")
_MISSING: Final = Text("The column is missing.", "La colonne manque.")
_LEFT_OUT: Final = Text(
    "{file}, row {row} ({name}): a total, left out.", "{file}, ligne {row} ({name}) : un total, laissé de côté."
)


class Cell(NamedTuple):
    """A cell: its text, its row in the spreadsheet, its column, and its number in a workbook."""

    words: str
    row: int
    column: str
    value: float | None = None


class Rows:
    r"""A table: named columns, one list of cells per row, and the problems so far.

    The table is CSV in UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs, or the first sheet of a workbook
    (XLSX). Titles above the headings, empty rows and empty columns are skipped.

    Parameters
    ----------
    content : bytes
        The file.
    name : str
        Name of the file in problems.
    known : Expected
        The headings that are expected; they show where the headings stand, and which separator the table has.
    most_rows, seconds : int, float
        Rows of a workbook that are read at most, and how long that may take.
    first : int
        Number of the first row.

    Raises
    ------
    ScenarioError
        The file cannot be read as a table.

    Examples
    --------
    >>> rows = Rows(b"Budget 2026;\nNom;Co\xfbt\nA;1 200,50 $\n", "budget.csv", known=("name", "cost"))
    >>> rows.columns, [rows.number(cell, "$") for cell in rows.cells("cost")]
    (['name', 'cost'], [1200.5])
    """

    def __init__(
        self,
        content: bytes,
        name: str,
        known: Expected = (),
        most_rows: int = _MOST,
        seconds: float = _PATIENCE,
        first: int = 1,
    ) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.left_out: list[Text] = []
        records, separator = read_cells(content, name, known, most_rows, seconds)
        self._commas_separate = separator == ","
        place = place_of_headings(records, known)
        self.columns = [] if place is None else [heading(cell, known) for cell in records[place]]
        self._rows: list[tuple[int, list[str | float]]] = []
        width = len(self.columns)
        for row, cells in enumerate(
            records[len(records) if place is None else place + 1 :], start=(place or 0) + 1 + first
        ):
            if len(cells) != width:
                if any(map(is_filled, cells[width:])):
                    filled = max(k for k, cell in enumerate(cells, start=1) if is_filled(cell))
                    self.problems.append(Problem(file=name, row=row, value=filled, allowed=_CELLS.format(n=width)))
                    continue
                cells = (cells + [""] * width)[:width]
            if any(map(is_filled, cells)):
                self._rows.append((row, cells))
        self._top = first + (place or 0)
        self._drop_empty_columns()

    @classmethod
    def read(cls, path: Path, name: str, known: Expected = ()) -> Self:
        """Read a file, which is called by its name in problems."""
        return cls(read_user_file(path, name), name, known)

    def __len__(self) -> int:
        """Return the number of rows below the headings."""
        return len(self._rows)

    def _drop_empty_columns(self) -> None:
        """Leave out the columns without a heading whose cells are all empty."""
        nameless = [k for k, column in enumerate(self.columns) if not column]
        empty = {k for k in nameless if not any(is_filled(cells[k]) for _, cells in self._rows)}
        if empty:
            self._keep([k for k in range(len(self.columns)) if k not in empty])

    def keep_columns(self, columns: Collection[str]) -> None:
        """Leave out all other columns, whose numbers then show nothing about those that are kept."""
        self._keep([k for k, column in enumerate(self.columns) if column in columns])

    def rename(self, column: str, name: str) -> None:
        """Give a column another name."""
        self.columns[self.columns.index(column)] = name

    def _keep(self, places: Sequence[int]) -> None:
        """Leave out the columns at other places."""
        self.columns = [self.columns[k] for k in places]
        self._rows = [(row, [cells[k] for k in places]) for row, cells in self._rows]

    def require_narrow(self) -> None:
        """Raise an error if the table has more columns than any has."""
        if len(self.columns) > _WIDEST:
            self.problems.append(Problem(file=self.name, row=self._top, allowed=_COLUMNS.format(n=number(_WIDEST))))
            self.raise_problems()

    def check_columns(
        self,
        known: Sequence[str],
        required: Sequence[str] = (),
        kept: Collection[str] = (),
        way_out: Text | None = None,
    ) -> None:
        """Record the columns that are unknown, repeated or missing.

        Others may be kept as well; `way_out` says how an unknown one becomes one of these.
        """
        self.require_narrow()
        wrong: list[tuple[str, Text, Text | None]] = []
        for position, column in enumerate(self.columns):
            if column not in known and column not in kept:
                hints = [hint for hint in (nearest(column, known), way_out) if hint is not None]
                wrong.append((column, one_of(known), join(hints, " ") if hints else None))
            elif column in self.columns[:position]:
                wrong.append((column, _ONCE, None))
        wrong += [(column, one_of(known), _MISSING) for column in required if column not in self.columns]
        for column, allowed, hint in wrong:
            title = (column or "(empty)")[:80]
            self.problems.append(Problem(file=self.name, row=self._top, column=title, allowed=allowed, hint=hint))

    def require_columns(self, columns: Sequence[str]) -> None:
        """Raise an error unless the table has these columns and no other."""
        self.check_columns(columns, columns)
        self.raise_problems()

    def cells(self, column: str) -> Iterator[Cell]:
        """Yield the cells of a column; none if the table does not have it."""
        if column in self.columns:
            position = self.columns.index(column)
            for row, cells in self._rows:
                content = cells[position]
                if isinstance(content, str):
                    yield Cell(content, row, column)
                else:
                    yield Cell(shown(content), row, column, float(content))

    def leave_totals_out(self, column: str, but: Collection[str] = ()) -> None:
        """Leave out the rows whose name is that of a total, such as Total or Sous-total, and remember to say so.

        A longer name, such as Total 2026, is one only if its row has the sum of the numbers above it.

        Parameters
        ----------
        column : str
            Column of the names.
        but : collection of str
            Names that are no totals.
        """
        cells = [cell for cell in self.cells(column) if cell.words not in but]
        totals = {cell.row for cell in cells if is_total(cell.words)}
        likely = [cell for cell in cells if cell.row not in totals and may_be_total(cell.words)]
        if len(likely) <= _MOST_TOTALS:  # of more rows, these are the names
            others = [each for each in self.columns if each != column]
            totals |= {cell.row for cell in likely if any(self._is_sum(each, cell.row) for each in others)}
        if totals:
            self._rows = [(row, content) for row, content in self._rows if row not in totals]
            for cell in cells:
                if cell.row in totals:
                    text = _LEFT_OUT.format(file=same(self.name), row=cell.row, name=same(cell.words))
                    self.left_out.append(text)

    def _is_sum(self, column: str, row: int) -> bool:
        """Return whether a number is the sum of at least two above it."""
        above = [self.number(cell, "$%") for cell in self.cells(column) if cell.row < row]
        own = next(self.number(cell, "$%") for cell in self.cells(column) if cell.row == row)
        numbers = [value for value in above if value is not None]
        return own is not None and len(numbers) > 1 and abs(sum(numbers) - own) <= 1e-3 * abs(own)

    @cached_property
    def numerals(self) -> Numerals:
        """The reader of the numbers of this table."""
        return Numerals(_Texts(self._rows), usual_point=self._commas_separate)

    def number(self, cell: Cell, signs: str = "") -> float | None:
        """Return a number; None if the cell is not a finite number, or has two meanings.

        The rule is that of `sim.tables.numerals`; `signs` as there.
        """
        return self.numerals.read(cell.words, signs) if cell.value is None else cell.value

    def whole(self, cell: Cell) -> int | None:
        """Return a whole number; None if the cell is not a whole number."""
        value = self.number(cell)
        return int(value) if value is not None and abs(value) < 1e15 and value.is_integer() else None

    def position(self, cell: Cell, known: Sequence[str]) -> int | None:
        """Return the position of a name in a list; record a problem and return None if it is not in the list."""
        if cell.words in known:
            return known.index(cell.words)
        if (position := Known(known).get(cell.words)) is not None:
            return position
        self.note(cell, one_of(known), nearest(cell.words, known))
        return None

    def note(self, cell: Cell, allowed: Text, hint: Text | None = None) -> None:
        """Record a problem of a cell; raise the error once there are so many that the others tell nothing more."""
        value = cell.words or ABSENT
        self.problems.append(
            Problem(file=self.name, row=cell.row, column=cell.column, value=value, allowed=allowed, hint=hint)
        )
        if len(self.problems) >= _ENOUGH:
            self.raise_problems()

    def refuse_number(self, cell: Cell, allowed: Text, signs: str = "") -> None:
        """Record the problem of a cell that should hold a number, with what to write instead."""
        self.note(cell, allowed, None if cell.value is not None else self.numerals.refusal(cell.words, signs))

    def raise_problems(self) -> None:
        """Raise the recorded problems, if there are any; otherwise tell what was left out."""
        if self.problems:
            raise ScenarioError(self.problems)
        self.tell_what_was_left_out()

    def tell_what_was_left_out(self) -> None:
        """Give notice of the rows that were left out."""
        for text in self.left_out[:_MOST_TOTALS]:
            give_notice(text)


def is_number(words: str) -> bool:
    """Return whether somebody wrote a number, whatever it means.

    Examples
    --------
    >>> is_number("1,200"), is_number("3e Rang")
    (True, False)
    """
    return not _WORD.match(words) and numeral(words) is not None


class _Texts:
    """The text of all cells of a table, row by row."""

    def __init__(self, rows: list[tuple[int, list[str | float]]]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[str]:
        """Yield the text of each cell."""
        return (cell for _, cells in self._rows for cell in cells if isinstance(cell, str))
