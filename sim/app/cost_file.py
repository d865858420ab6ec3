"""Table of organizations and their monthly costs, read from a CSV or XLSX file that somebody uploads."""

import codecs
import csv
import io
import unicodedata
from typing import Any, Final

from sim.app.names import clean_name
from sim.app.own_numbers import HIGHEST_COST, LONGEST_ORGANIZATION, MOST_ORGANIZATIONS, OwnNumbersError, amount_of
from sim.app.words import own_numbers as words
from sim.app.workbook import read_sheet
from sim.vocabulary.text import number

LARGEST: Final = 1_000_000
"""Largest file that is read [byte]."""
_MOST_PROBLEMS: Final = 20
_NAME_HEADINGS: Final = ("name", "nom")
_COST_HEADINGS: Final = ("cost", "cout")


def read_table(content: bytes, name: str) -> dict[str, float]:
    """Return the monthly cost of each organization, by name [CAD/month].

    Parameters
    ----------
    content : bytes
    name : str
        Name of the file; its ending tells a workbook from a CSV file.

    Raises
    ------
    OwnNumbersError
        With all problems.
    """
    try:
        if len(content) > LARGEST:
            raise ValueError("size")
        rows = read_sheet(content) if name.lower().endswith(".xlsx") else _csv(content)
    except Exception as error:  # a damaged file may make a reader raise anything
        raise OwnNumbersError([words.UNREADABLE]) from error
    headings = [_folded(cell) for cell in rows[0]] if rows else []
    name_column, cost_column = (
        next((headings.index(heading) for heading in known if heading in headings), None)
        for known in (_NAME_HEADINGS, _COST_HEADINGS)
    )
    if name_column is None or cost_column is None:
        raise OwnNumbersError([words.COLUMNS])
    costs: dict[str, float] = {}
    problems = []
    for line, row in enumerate(rows[1:], start=2):
        if not any(str(cell).strip() for cell in row):
            continue
        cells = [*row, *[""] * len(headings)]
        organization = clean_name(str(cells[name_column]), LONGEST_ORGANIZATION)
        cost = amount_of(cells[cost_column])
        if not organization or organization in costs or amount_of(organization) is not None:
            problems.append(words.ROW_NAME.format(row=line))
        if cost is None or not 0.0 < cost <= HIGHEST_COST:
            problems.append(words.ROW.format(row=line, value=str(cells[cost_column])[:30]))
            continue
        costs[organization] = cost
    if not problems and not 2 <= len(costs) <= MOST_ORGANIZATIONS:
        problems.append(words.ROWS.format(n=number(len(costs))))
    if problems:
        raise OwnNumbersError(problems[:_MOST_PROBLEMS])
    return costs


def _csv(content: bytes) -> list[list[Any]]:
    """Return the rows of a CSV file; the separator is the one that occurs most in the first line."""
    text = _decoded(content)
    first_line = text.partition("\n")[0]
    separator = max(";,\t", key=first_line.count)  # Excel in French writes semicolons
    return list(csv.reader(io.StringIO(text), delimiter=separator))


def _decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252, which are what Excel writes.

    Raises
    ------
    ValueError
        If the content is not text.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    if any(c < " " and c not in "\t\r\n" for c in text):
        raise ValueError("not text")
    return text


def _folded(heading: object) -> str:
    """Return a heading in lower case without accents."""
    plain = unicodedata.normalize("NFD", str(heading).strip().lower())
    return "".join(c for c in plain if not unicodedata.combining(c))
