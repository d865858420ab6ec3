"""Tables of costs: a cost game from a CSV file of coalitions, weights of its members from another."""

from os import PathLike
from pathlib import Path
from typing import Final

import numpy as np

from sim.errors import GameError, Problem
from sim.games import JOINT, CostGame
from sim.games.coalition import Floats
from sim.games.limits import LARGEST
from sim.games.table import Place, Row
from sim.tables.lists import split_names
from sim.tables.names import Known, twins
from sim.tables.rows import Cell, Rows
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import Text, same

_COLUMNS: Final = ("coalition", "cost")

_COST: Final = Text("a cost, at least 0", "un coût d'au moins 0")
_WEIGHT: Final = Text(
    "a number, at least 0 and at most 1e100, not all zero", "un nombre, d'au moins 0 et d'au plus 1e100, pas tous nuls"
)
_MEMBERS: Final = Text("every member once", "chaque membre une seule fois")
_SPELLING: Final = Text("one spelling of each name", "une seule graphie de chaque nom")
_TWIN: Final = Text(
    'Row {row} has "{name}", which looks the same.', "La ligne {row} a « {name} », qui a la même apparence."
)


def read_cost_game(path: str | PathLike[str]) -> CostGame:
    r"""Read a cost game from a CSV table.

    Parameters
    ----------
    path : path
        Columns ``coalition`` (names joined by +, a name with a + of its own in double quotes) and ``cost``, a row for
        every coalition; as spreadsheets save it in either language.

    Returns
    -------
    CostGame

    Raises
    ------
    ScenarioError
        With all problems of the table: :class:`sim.errors.GameError` where it holds no game.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
    ...     _ = file.write("coalition;cost\nA;11\nB;7\nA+B;15,5\n")
    ...     file.flush()
    ...     read_cost_game(file.name).costs.tolist()
    [0.0, 11.0, 7.0, 15.5]
    """
    rows = Rows.read(Path(path), str(path), known=_COLUMNS)
    rows.check_columns(_COLUMNS, required=_COLUMNS)
    rows.raise_problems()
    coalitions = {cell.row: split_names(cell.words, JOINT) for cell in rows.cells("coalition")}
    rows.leave_totals_out("coalition", but={name for names in coalitions.values() if len(names) > 1 for name in names})
    spelling = _spelling(rows, coalitions)
    costs: list[Row] = []
    places: list[Place] = []
    for coalition, cost in zip(rows.cells("coalition"), rows.cells("cost"), strict=True):
        value = rows.number(cost, "$")
        if value is None:
            rows.refuse_number(cost, _COST, "$")
            value = 0.0
        costs.append(([spelling[name] for name in coalitions[coalition.row]], value))
        places.append(Place(_at(rows, coalition), _at(rows, cost)))
    try:
        game = CostGame.from_rows(costs, places, Problem(file=str(path), allowed=_COST))
    except GameError as error:
        raise GameError([*rows.problems, *error.problems]) from None
    rows.raise_problems()
    return game


def _spelling(rows: Rows, coalitions: dict[int, list[str]]) -> dict[str, str]:
    """Return each name with its first spelling; record the names that cannot be told apart from an earlier one."""
    places: dict[str, Cell] = {}
    for cell in rows.cells("coalition"):
        for name in coalitions[cell.row]:
            places.setdefault(name, cell)
    names = list(places)
    spelling = {name: name for name in names}
    for later, earlier in twins(names):
        spelling[names[later]] = names[earlier]
        hint = _TWIN.format(row=places[names[earlier]].row, name=same(names[earlier]))
        rows.note(places[names[later]], _SPELLING, hint)
    return spelling


def _at(rows: Rows, cell: Cell) -> Problem:
    """Say where a cell stands."""
    return Problem(file=rows.name, row=cell.row, column=cell.column, allowed=_COST)


def read_weights(path: str | PathLike[str], members: tuple[str, ...]) -> dict[str, Floats]:
    """Read weights to share by from a CSV table.

    Parameters
    ----------
    path : path
        A column ``member`` with a row for each member, and a column of numbers for each weight.
    members : tuple of str
        The members of the game.

    Returns
    -------
    dict of str to (n,) float64
        By the names of the columns, in the order of the members.

    Raises
    ------
    ScenarioError
        With all problems of the table.
    """
    rows = Rows.read(Path(path), str(path), known=["member"])
    columns = [column for column in rows.columns if column and column != "member"]
    rows.check_columns(["member", *columns], required=["member"])
    rows.raise_problems()
    rows.leave_totals_out("member", but=members)
    known = Known(members)
    position: dict[int, int] = {}
    for row, cell in enumerate(rows.cells("member")):
        place = known.get(cell.words)
        if place is None:
            rows.note(cell, one_of(members), nearest(cell.words, members))
        elif place in position.values():
            rows.note(cell, _MEMBERS)
        else:
            position[row] = place
    absent = [name for i, name in enumerate(members) if i not in position.values()]
    if not rows.problems and absent:
        rows.problems.append(Problem(file=str(path), column="member", value=absent, allowed=_MEMBERS))
    weights_of = {}
    for column in columns:
        weights = np.zeros(len(members))
        cells = list(rows.cells(column))
        for row, cell in enumerate(cells):
            value = rows.number(cell, "$%")
            if value is None or not 0.0 <= value <= LARGEST:
                rows.refuse_number(cell, _WEIGHT, "$%")
            elif row in position:
                weights[position[row]] = value
        if cells and not rows.problems and not weights.any():
            rows.note(cells[0], _WEIGHT)
        weights_of[column] = weights
    rows.raise_problems()
    return weights_of
