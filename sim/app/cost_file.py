"""Table of organizations and their monthly costs, read from a CSV or XLSX file that somebody uploads."""

from typing import Final

from sim.app.names import clean_name
from sim.app.own_numbers import HIGHEST_COST, LONGEST_ORGANIZATION, MOST_ORGANIZATIONS, OwnNumbersError
from sim.app.words import own_numbers as words
from sim.errors import ScenarioError
from sim.tables.names import twins
from sim.tables.rows import Cell, Rows, is_number
from sim.tables.workbook import MARK, SECONDS
from sim.vocabulary.text import Text, number, same

LARGEST: Final = 1_000_000
"""Largest file that is read [byte]."""
_MOST_PROBLEMS: Final = 20
_MOST_ROWS: Final = 1000
_COLUMNS: Final = ("name", "cost")


def read_table(content: bytes, name: str) -> dict[str, float]:
    r"""Return the monthly cost of each organization, by name [CAD/month].

    Parameters
    ----------
    content : bytes
    name : str
        Name of the file; its ending tells a workbook from a CSV file.

    Raises
    ------
    OwnNumbersError
        With all problems.

    Examples
    --------
    >>> read_table("nom;coût\nA;1 200,50 $\nB;900\n".encode(), "organisations.csv")
    {'A': 1200.5, 'B': 900.0}
    """
    if len(content) > LARGEST or name.lower().endswith(".xlsx") != content.startswith(MARK):
        raise OwnNumbersError([words.UNREADABLE])
    try:
        rows = Rows(content, name, known=_COLUMNS, most_rows=_MOST_ROWS, seconds=SECONDS)
    except ScenarioError as error:
        raise OwnNumbersError([words.UNREADABLE]) from error
    if any(rows.columns.count(column) != 1 for column in _COLUMNS):
        raise OwnNumbersError([words.COLUMNS])
    rows.keep_columns(_COLUMNS)
    rows.leave_totals_out("name")
    problems = [words.CELLS.format(row=problem.row) for problem in rows.problems]
    cells = list(zip(rows.cells("name"), rows.cells("cost"), strict=True))
    names = [clean_name(cell.words, LONGEST_ORGANIZATION) for cell, _ in cells]
    repeated = dict(twins(names))
    costs: dict[str, float] = {}
    for position, (organization, (cell, cost)) in enumerate(zip(names, cells, strict=True)):
        if not organization or is_number(organization):
            problems.append(words.ROW_NAME.format(row=cell.row))
        elif position in repeated:
            problems.append(words.ROW_TWIN.format(row=cell.row, other=cells[repeated[position]][0].row))
        value = rows.number(cost, "$")
        if value is None or not 0.0 < value <= HIGHEST_COST:
            problems.append(_refused(rows, cost))
        else:
            costs[organization] = value
    if not problems and not 2 <= len(costs) <= MOST_ORGANIZATIONS:
        problems.append(words.ROWS.format(n=number(len(costs))))
    if problems:
        raise OwnNumbersError(problems[:_MOST_PROBLEMS])
    rows.tell_what_was_left_out()
    return costs


def _refused(rows: Rows, cost: Cell) -> Text:
    """Say that a cell is not an amount, and why if there is a reason."""
    reason = None if cost.value is not None else rows.numerals.refusal(cost.words, "$")
    about = {"row": cost.row, "value": same(cost.words[:30])}
    return words.ROW.format(**about) if reason is None else words.ROW_REASON.format(**about, reason=reason)
