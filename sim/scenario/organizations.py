"""Organizations read from a CSV file, one per row; missing values are drawn later."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.errors import Problem
from sim.scenario.schema.population import ATTRIBUTES, CHOICES, Population
from sim.tables.headings import Expected, folded
from sim.tables.names import Known, look, twins
from sim.tables.rows import Cell, Rows, is_number
from sim.vocabulary.names import alike, nearest
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, same

NEED: Final = "need_"
"""How the name of a column of needs begins; the key of a resource follows."""
FRENCH_NEED: Final = "besoin_"
"""How it may begin in a French table."""
LABEL: Final = "label_"
"""How the name of a column of labels may begin."""
_MISSPELT: Final = 0.75
"""Similarity to the name of an attribute from which a column is taken for a misspelt one."""
_NEED: Final = Param("need", "besoin", unit="unit/month", ge=0, le=1e9)
_KINDS: Final = {
    "co-operative": "cooperative",
    "coop": "cooperative",
    "mutuelle": "mutual",
    "non-profit": "nonprofit",
    "obnl": "nonprofit",
    "osbl": "nonprofit",
    "organisme a but non lucratif": "nonprofit",
}
"""Other names of kinds, in lower case without accents; a French table has those of its language."""
_KIND: Final = ("type", "type d'organisation", "statut juridique", "forme juridique", "legal form")
"""Other headings of the kind, where the column names kinds: elsewhere such a column is a label."""
_ONCE: Final = Text(
    "each name once, and none that looks like another one",
    "chaque nom une seule fois, et aucun qui se confond avec un autre",
)
_A_LABEL: Final = Text(
    'To keep it as a label, begin its name with "{prefix}".',
    "Pour la garder comme étiquette, faites commencer son nom par « {prefix} ».",
).format(prefix=same(LABEL))
_SOME: Final = Text(
    "at least {least} organizations, each in a row below the headings",
    "au moins {least} organisations, chacune sur une ligne sous les titres",
)
_FEWER: Final = (
    Text("This table has none.", "Ce tableau n'en a aucune."),
    Text("This table has one.", "Ce tableau n'en a qu'une."),
)
"""What is said of a table without enough organizations, by how many it has; a scenario has at least two."""
_TWIN: Final = Text('Row {row} has "{name}".', "La ligne {row} a « {name} ».")


@dataclass(frozen=True, eq=False)
class Organizations:
    """The values that a CSV file gives for N organizations; NaN where it gives none.

    Attributes
    ----------
    names : list of str, length N
    sectors : tuple of str
        Names of the sectors in the order of their codes (from 1); empty when sectors are numbers.
    values : dict of str to (N,) float64
        Attributes by name; kinds, sectors and rules by code.
    needs : dict of str to (N,) float64
        Mean needs [unit/month] by resource.
    labels : dict of str to list of str, length N
        What other columns say, by name; the model does not read it.
    """

    names: list[str]
    sectors: tuple[str, ...]
    values: dict[str, NDArray[np.float64]]
    needs: dict[str, NDArray[np.float64]]
    labels: dict[str, list[str]]


def organization_rows(path: Path, name: str, resources: Iterable[str]) -> Rows:
    """Return the rows of a table of organizations, without totals; a column of kinds has its name in the scenario.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        Name of the file in problems.
    resources : iterable of str
        Keys of the resources.

    Raises
    ------
    ScenarioError
        The file cannot be read as a table, or has too few organizations.
    """
    return _rows(path, name, ["name", *ATTRIBUTES, *(f"{NEED}{key}" for key in resources)])


def columns_of(path: Path, name: str) -> tuple[list[str], int]:
    """Return the columns of a table of organizations for any resources, and how many organizations it has.

    Raises
    ------
    ScenarioError
        The file cannot be read as a table, or has too few organizations.
    """
    rows = _rows(path, name, lambda heading: heading in ("name", *ATTRIBUTES) or heading.startswith(NEED))
    return list(dict.fromkeys(column for column in rows.columns if column)), len(rows)


def _rows(path: Path, name: str, known: Expected) -> Rows:
    """Return the rows of a table with these headings, of as many organizations as a scenario needs."""
    rows = Rows.read(path, name, known)
    rows.leave_totals_out("name")
    if len(rows) < len(_FEWER):
        allowed, hint = _SOME.format(least=len(_FEWER)), _FEWER[len(rows)]
        rows.problems.append(Problem(file=name, key="population.number", value=len(rows), allowed=allowed, hint=hint))
        rows.raise_problems()
    for column in rows.columns[:]:
        if folded(column).startswith(FRENCH_NEED):
            rows.rename(column, f"{NEED}{column[len(FRENCH_NEED) :]}")
    column = next((column for column in rows.columns if folded(look(column)) in _KIND), "")
    if "kind" not in rows.columns and any(_named_kind(cell.words) for cell in rows.cells(column)):
        rows.rename(column, "kind")
    return rows


def organization_lookup(rows: Rows, names: Sequence[str]) -> Callable[[Cell], int | None]:
    """Return a function that finds an organization by name or row (from 0), or records a problem."""
    known = Known(names)

    def lookup(cell: Cell) -> int | None:
        position = known.get(cell.words)
        if position is not None:
            return position
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


def read_organizations(rows: Rows, population: Population, resources: Sequence[str]) -> Organizations:
    """Return the organizations of a CSV table.

    Parameters
    ----------
    rows : Rows
        The table, from :func:`organization_rows`.
    population : Population
        Names of the sectors, and the distributions of empty cells.
    resources : sequence of str
        Keys of the resources; a column ``need_<key>`` gives the mean needs. Columns of other names are kept as labels,
        unless they look like misspelt ones.

    Raises
    ------
    ScenarioError
        With all problems of the table.
    """
    labels = _labels(rows, ["name", *ATTRIBUTES, *(f"{NEED}{key}" for key in resources)])
    names = _names(rows)
    sectors = _sectors(rows, population)
    values: dict[str, NDArray[np.float64]] = {}
    for key in ATTRIBUTES:
        if key in rows.columns:
            codes = sectors if key == "sector" else CHOICES.get(key, ())
            values[key] = _codes(rows, key, codes) if codes else _numbers(rows, key, Population.param(key))
    needs = {key: _numbers(rows, f"{NEED}{key}", _NEED) for key in resources if f"{NEED}{key}" in rows.columns}
    rows.raise_problems()
    return Organizations(names, sectors, values, needs, labels)


def _labels(rows: Rows, known: Sequence[str]) -> dict[str, list[str]]:
    """Return the cells of columns that the model does not know, and record those that may be misspelt."""
    rows.require_narrow()
    missing = [name for name in known if name not in rows.columns]
    labels = {
        column: [cell.words for cell in rows.cells(column)]
        for column in rows.columns
        if column.startswith(LABEL)
        or not (column in known or not column or column.startswith(NEED) or alike(column, missing, _MISSPELT))
    }
    rows.check_columns(known, kept=labels, way_out=_A_LABEL)
    return {column.removeprefix(LABEL): cells for column, cells in labels.items()}


@lru_cache(maxsize=4)
def default_names(number: int) -> tuple[str, ...]:
    """Return default names of organizations, by row.

    Examples
    --------
    >>> default_names(2)
    ('org_0', 'org_1')
    """
    return tuple(f"org_{row}" for row in range(number))


def _names(rows: Rows) -> list[str]:
    """Return the names, which must be unique; an empty cell gets a default name."""
    names = list(default_names(len(rows)))
    for row, cell in enumerate(rows.cells("name")):
        names[row] = cell.words or names[row]
        if is_number(cell.words):
            # tables also identify organizations by row number
            rows.note(cell, Text("a name that is not a number", "un nom qui n'est pas un nombre"))
    cells = list(rows.cells("name"))
    for later, earlier in twins(names if cells else ()):
        rows.note(cells[later], _ONCE, _TWIN.format(row=cells[earlier].row, name=same(names[earlier])))
    return names


def _sectors(rows: Rows, population: Population) -> tuple[str, ...]:
    """Return the names of sectors, first of the distribution, then of the table; none if all are numbers."""
    cells = list(rows.cells("sector"))
    drawn = [option for option in population.sector.options() if isinstance(option, str)]
    if not drawn and all(not cell.words or rows.whole(cell) is not None for cell in cells):
        return ()
    given = list(dict.fromkeys([*drawn, *(cell.words for cell in cells if cell.words)]))
    same_look = {later for later, _ in twins(given)}
    names = tuple(name for position, name in enumerate(given) if position not in same_look)
    if len(names) > 50:
        rows.note(cells[0]._replace(words=""), Text("at most 50 sectors", "au plus 50 secteurs"))
    if not drawn:
        for cell in cells:
            if not cell.words:
                rows.note(cell, Text("the name of a sector", "le nom d'un secteur"))
    return names


def _codes(rows: Rows, key: str, names: Sequence[str]) -> NDArray[np.float64]:
    """Return names as codes: positions, from 0 for kinds and rules and from 1 for sectors."""
    first = 1 if key == "sector" else 0
    cells = (_with_name_of_kind(cell) if key == "kind" else cell for cell in rows.cells(key))
    positions = [rows.position(cell, names) if cell.words else None for cell in cells]
    return np.array([np.nan if position is None else position + first for position in positions], dtype=np.float64)


def _with_name_of_kind(cell: Cell) -> Cell:
    """Return a cell with the name that a kind has in scenarios, where it says another one."""
    return cell._replace(words=_named_kind(cell.words) or cell.words)


def _named_kind(words: str) -> str | None:
    """Return the kind that words name, as scenarios call it; None if they name none."""
    plain = folded(words)
    return _KINDS.get(plain, plain if plain in CHOICES["kind"] else None)


def _numbers(rows: Rows, column: str, param: Param | None) -> NDArray[np.float64]:
    """Return a column of numbers within bounds; NaN where a cell is empty or invalid."""
    assert param is not None
    signs = "%" if param.unit in ("share", "-", "1/year") else ""
    numbers = []
    for cell in rows.cells(column):
        value = rows.whole(cell) if column == "sector" else rows.number(cell, signs)
        allowed = value is not None and param.holds(value)
        if cell.words and not allowed:
            rows.refuse_number(cell, param.allowed(whole=column == "sector"), signs)
        numbers.append(value if allowed else np.nan)
    return np.array(numbers, dtype=np.float64)
