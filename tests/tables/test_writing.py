"""CSV tables that the program writes: no cell is a formula, and our reader finds what was written."""

import csv
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.tables.names import clean
from sim.tables.rows import Rows
from sim.tables.writing import csv_text, guarded, unguarded

NAMES = (st.text(max_size=15) | st.text("='+-@\t\r,;\"A1 ＝", max_size=8)).map(clean).filter(bool)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**9)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'=", "''@"])
def test_a_text_that_a_spreadsheet_would_compute_begins_with_an_apostrophe(start):
    written = csv_text(["name"], [[f"{start}1+1"]])
    assert next(iter(list(csv.reader(io.StringIO(written, newline="")))[1:]))[0] == f"'{start}1+1"


def test_numbers_stay_numbers():
    assert csv_text(["=a", "b", "c", "d"], [[-1.5, -2, True, math.nan], [1e-300, 10**20, None, math.inf]]) == (
        "'=a,b,c,d\n-1.5,-2,True,\n1e-300,100000000000000000000,,inf\n"
    )


@given(st.text(max_size=20))
def test_guarding_is_undone(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r\n") or text == ""


@given(st.lists(st.tuples(NAMES, NUMBERS, NAMES), min_size=1, max_size=8))
def test_our_reader_finds_what_was_written(table):
    written = csv_text(["name", "cost", "note"], table).encode()
    rows = Rows(written, "t.csv", known=("name", "cost", "note"))
    assert not rows.problems
    read = [[cell.words for cell in rows.cells(column)] for column in ("name", "note")]
    assert read == [[row[0] for row in table], [row[2] for row in table]]
    assert [rows.number(cell) for cell in rows.cells("cost")] == [float(row[1]) for row in table]
