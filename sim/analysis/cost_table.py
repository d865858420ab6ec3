"""Tables of costs: a cost game from a CSV file of coalitions, weights of its members from another."""

from os import PathLike
from pathlib import Path

import numpy as np

from sim.errors import GameError, Problem
from sim.games import JOINT, CostGame
from sim.games.coalition import Floats
from sim.games.table import Place, Row
from sim.scenario.rows import Cell, Rows
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import Text

_COST = Text("a cost, at least 0", "un coût d'au moins 0")
_ALONE = Text(
    "Write the number alone: no currency sign, no unit, and nothing but a space between thousands.",
    "Écrivez le nombre seul, sans symbole monétaire ni unité, et rien d'autre qu'une espace entre les milliers.",
)
_WEIGHT = Text("a number, at least 0, not all zero", "un nombre, d'au moins 0, pas tous nuls")
_MEMBERS = Text("every member once", "chaque membre une seule fois")


def read_cost_game(path: str | PathLike[str]) -> CostGame:
    r"""Read a cost game from a CSV table.

    Parameters
    ----------
    path : path
        Columns ``coalition`` (names joined by +) and ``cost``, a row for every coalition; as spreadsheets save it in
        either language.

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
    rows = Rows(Path(path), str(path))
    rows.check_columns(["coalition", "cost"], required=["coalition", "cost"])
    rows.raise_problems()
    costs: list[Row] = []
    places: list[Place] = []
    for coalition, cost in zip(rows.cells("coalition"), rows.cells("cost"), strict=True):
        value = rows.number(cost)
        if value is None:
            rows.note(cost, _COST, _ALONE if any(map(str.isdigit, cost.words)) else None)
            value = 0.0
        costs.append(([name.strip() for name in coalition.words.split(JOINT)], value))
        places.append(Place(_at(rows, coalition), _at(rows, cost)))
    try:
        game = CostGame.from_rows(costs, places, Problem(file=str(path), allowed=_COST))
    except GameError as error:
        raise GameError([*rows.problems, *error.problems]) from None
    rows.raise_problems()
    return game


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
    rows = Rows(Path(path), str(path))
    columns = [column for column in rows.columns if column != "member"]
    rows.check_columns(["member", *columns], required=["member"])
    rows.raise_problems()
    position: dict[int, int] = {}
    for row, cell in enumerate(rows.cells("member")):
        if cell.words not in members:
            rows.note(cell, one_of(members), nearest(cell.words, members))
        elif members.index(cell.words) in position.values():
            rows.note(cell, _MEMBERS)
        else:
            position[row] = members.index(cell.words)
    absent = [name for i, name in enumerate(members) if i not in position.values()]
    if not rows.problems and absent:
        rows.problems.append(Problem(file=str(path), column="member", value=absent, allowed=_MEMBERS))
    weights_of = {}
    for column in columns:
        weights = np.zeros(len(members))
        cells = list(rows.cells(column))
        for row, cell in enumerate(cells):
            value = rows.number(cell)
            if value is None or value < 0.0:
                rows.note(cell, _WEIGHT)
            elif row in position:
                weights[position[row]] = value
        if cells and not rows.problems and not weights.any():
            rows.note(cells[0], _WEIGHT)
        weights_of[column] = weights
    rows.raise_problems()
    return weights_of
