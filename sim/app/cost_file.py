"""Table of organizations and their monthly costs: from a CSV or XLSX file, or pasted from a spreadsheet."""

import re
from typing import Final

from sim.app.names import clean_name
from sim.app.own_numbers import HIGHEST_COST, LONGEST_ORGANIZATION, MOST_ORGANIZATIONS, OwnNumbersError
from sim.app.words import own_numbers as words
from sim.errors import ScenarioError
from sim.tables.headings import heading
from sim.tables.names import clean, twins, visible
from sim.tables.notices import give_notice
from sim.tables.rows import Cell, Rows, is_number
from sim.tables.workbook import MARK, SECONDS
from sim.tables.writing import spreadsheet_text
from sim.vocabulary.text import Lang, Text, number, same

LARGEST: Final = 1_000_000
"""Largest file that is read [byte]."""
LONGEST_PASTED: Final = 100_000
"""Longest text that is read from what was pasted [characters]."""
_MOST_PROBLEMS: Final = 20
_MOST_ROWS: Final = 1000
_COLUMNS: Final = ("name", "cost")
_TITLES_AMONG: Final = 30
"""First lines of what was pasted among which headings are looked for."""
_EXAMPLES: Final = (1_800, 2_000, 2_400)
"""Costs in the table to fill in [CAD/month]."""


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
    return _costs(content, name)


def read_pasted(text: str, name: str) -> dict[str, float]:
    r"""Return the monthly cost of each organization, by name [CAD/month], from rows copied out of a spreadsheet.

    They may have headings or not: without any, the first column has the names, and the second the costs.

    Parameters
    ----------
    text : str
    name : str
        What the rows are called in notices.

    Raises
    ------
    OwnNumbersError
        With all problems; rows are counted from the first line of the text.

    Examples
    --------
    >>> read_pasted("A\t1 200,50 $\nB\t900", "rows")
    {'A': 1200.5, 'B': 900.0}
    """
    if len(text) > LONGEST_PASTED:
        raise OwnNumbersError([words.PASTED_TOO_LONG.format(n=number(LONGEST_PASTED))])
    text = visible(text)
    separator = next((each for each in "\t;" if each in text), ",")
    lines = re.split("\r\n?|\n", text)
    rows = [[clean(cell) for cell in line.split(separator)] for line in lines]
    if any(heading(cell, _COLUMNS) in _COLUMNS for cells in rows[:_TITLES_AMONG] for cell in cells):
        return _costs(f"sep={separator}\n{text}", name)
    if any(any(cells[2:]) for cells in rows):
        raise OwnNumbersError([words.TWO_COLUMNS])
    begin = next((place for place, cells in enumerate(rows) if any(cells)), 0)
    if _is_title(rows[begin]) and any(len(cells) > 1 and is_number(cells[1]) for cells in rows[begin + 1 :]):
        give_notice(words.TITLES.format(row=begin + 1, titles=same(" · ".join(rows[begin]))))
        begin += 1
    return _costs("\n".join([f"sep={separator}", separator.join(_COLUMNS), *lines[begin:]]), name, begin)


def _is_title(cells: list[str]) -> bool:
    """Return whether a row has words where the costs should be."""
    return len(cells) > 1 and cells[1] != "" and not is_number(cells[1])


def _costs(content: bytes | str, name: str, first: int = 1) -> dict[str, float]:
    """Return the costs of a table whose first row has a number; raise all problems."""
    content = content.encode("utf-8-sig") if isinstance(content, str) else content
    try:
        rows = Rows(content, name, known=_COLUMNS, most_rows=_MOST_ROWS, seconds=SECONDS, first=first)
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


def template(lang: Lang) -> str:
    """Return a table to fill in, as CSV that a spreadsheet in a language opens."""
    rows = [(words.ORGANIZATION.format(k=k)[lang], cost) for k, cost in enumerate(_EXAMPLES, start=1)]
    return spreadsheet_text([title[lang] for title in words.HEADS], rows, lang)


def _refused(rows: Rows, cost: Cell) -> Text:
    """Say that a cell is not an amount, and why if there is a reason."""
    reason = None if cost.value is not None else rows.numerals.refusal(cost.words, "$")
    about = {"row": cost.row, "value": same(cost.words[:30])}
    return words.ROW.format(**about) if reason is None else words.ROW_REASON.format(**about, reason=reason)
