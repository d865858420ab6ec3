"""Tables as spreadsheets save them: every form of one table gives the same cells."""

import io
import logging

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.tables.notices import listening
from sim.tables.rows import Rows

HEADINGS = ("name", "cost", "note")
TABLE = [("Théâtre du Lac", 1200.5, "a, b; c"), ("L’Œuvre", 0.25, ""), ("Z", 3.0, 'le "Rang"')]


def texts(rows: Rows) -> list[tuple]:
    """The cells of the table, costs as numbers."""
    rows.raise_problems()
    names, costs, notes = (list(rows.cells(column)) for column in HEADINGS)
    return [(a.words, rows.number(b, "$"), c.words) for a, b, c in zip(names, costs, notes, strict=True)]


def written(table, separator=";", decimal=",", end="\r\n", heading="name;cost;note"):
    """Write a table as a spreadsheet does, with quotes where they are needed."""
    lines = [heading.replace(";", separator)]
    for row in table:
        cells = [str(cell).replace(".", decimal) if isinstance(cell, float) else cell for cell in row]
        quoted = (
            f'"{c.replace(chr(34), chr(34) * 2)}"' if set(c) & {separator, '"', decimal, "\n"} else c for c in cells
        )
        lines.append(separator.join(quoted))
    return end.join([*lines, ""])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("decimal", [",", "."])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_form_of_a_table_is_read(end, separator, decimal, encoding):
    assert texts(Rows(written(TABLE, separator, decimal, end).encode(encoding), "t.csv", HEADINGS)) == TABLE


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\n" + written(TABLE),
        'SEP=\t\r\n' + written(TABLE, "\t"),
        "sep=|\n" + written(TABLE, "|"),
        '"sep=;"\r' + written(TABLE, end="\r"),
        "Budget 2026\n\n" + written(TABLE),
        "Budget, version 2;;\nen dollars;;\n;;\n" + written(TABLE),
        written(TABLE, heading="Nom;Coût;NOTE"),
        written(TABLE, heading=" name ;COST;Note"),
        written(TABLE, heading="name\ufeff;co\u200bst;note"),
        written(TABLE).replace("\r\n", ";;\r\n"),
        written(TABLE).replace("\r\n", "\r\n;;\r\n") + ";;;;\r\n\r\n",
        "\n".join(f";{line}" for line in written(TABLE, end="\n").splitlines()),
        written([(name, "1 200,50 $", note) if cost == 1200.5 else (name, cost, note) for name, cost, note in TABLE]),
        written([(name, f"{cost:.2f}".replace(".", ",") + "\u202f$", note) for name, cost, note in TABLE]),
    ],
    ids=range(14),
)  # fmt: skip
def test_what_stands_around_a_table_is_left_out(text):
    assert texts(Rows(text.encode(), "t.csv", HEADINGS)) == TABLE


def test_a_row_is_counted_as_the_spreadsheet_counts_it():
    text = 'sep=;\nBudget;\n\nname;cost\n"A\nB";1\nC;x\n'
    rows = Rows(text.encode(), "t.csv", ("name", "cost"))
    assert [(cell.words, cell.row) for cell in rows.cells("name")] == [("A B", 4), ("C", 5)]
    rows.check_columns(["name"], required=["name", "size"])
    assert {problem.row for problem in rows.problems} == {3}


def test_a_workbook_gives_the_same_cells():
    book = openpyxl.Workbook()
    for row in [("Budget", None, None), (), ("Nom", "Coût", "note"), *TABLE, ("Y", 1.234, True), ("X", "1,200", None)]:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    rows = Rows(content.getvalue(), "t.xlsx", HEADINGS)
    assert texts(rows) == [*TABLE, ("Y", 1.234, "TRUE"), ("X", None, "")]


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x01\x02" * 50,
        b"PK\x03\x04 none",
        b"\xd0\xcf\x11\xe0 old",
        b'name,cost\n"A,1',
        b"name,cost\nA,\x00",
        b"\x81\x8d\x8f\xff",
    ],
)
def test_what_is_no_table_is_refused(content):
    with pytest.raises(ScenarioError) as caught:
        Rows(content, "t.csv", ("name", "cost"))
    (problem,) = caught.value.problems
    assert problem.file == "t.csv"


@pytest.mark.parametrize(
    "total",
    ["Total", "TOTAL", "Total :", "total général", "Sous-total", "sous total", "Grand total", "Subtotal", "Somme",
     "Sum", "Moyenne", "Average", "Totaux"],
)  # fmt: skip
def test_total_rows_are_left_out_and_told(total):
    rows = Rows(f"name;cost\nA;1\n{total};1\nB;2\n{total};99\n".encode(), "t.csv", ("name", "cost"))
    rows.leave_totals_out("name")
    assert [cell.words for cell in rows.cells("name")] == ["A", "B"]
    told = []
    with listening(told.append):
        rows.raise_problems()
    assert [text.fr.count("laissé de côté") for text in told] == [1, 1]
    assert told[0].en == f"t.csv, row 3 ({total}): a total, left out."


@pytest.mark.parametrize(("name", "value", "kept"), [
    ("Total des coûts", 3, False), ("Total 2026", "3,00", False), ("Total Énergie", 7, True), ("Totem", 3, True),
    ("Somme de tout", 3, False), ("Sommet", 3, True), ("Moyenne d'âge", 9, True),
])  # fmt: skip
def test_a_longer_name_is_a_total_if_its_row_has_the_sum(name, value, kept):
    rows = Rows(f"name;cost\nA;1\nB;2\n{name};{value}\n".encode(), "t.csv", ("name", "cost"))
    rows.leave_totals_out("name")
    assert (name in [cell.words for cell in rows.cells("name")]) == kept


def test_a_table_of_names_that_begin_like_totals_is_read_at_once():
    table = "name;cost\n" + "".join(f"Total {k};1\n" for k in range(20_000))
    rows = Rows(table.encode(), "t.csv", ("name", "cost"))
    rows.leave_totals_out("name")
    assert len(rows) == 20_000


def test_without_a_listener_what_is_left_out_is_logged(caplog):
    rows = Rows(b"name;cost\nA;1\nTotal;1\n", "t.csv", ("name", "cost"))
    rows.leave_totals_out("name")
    with caplog.at_level(logging.WARNING):
        rows.raise_problems()
    assert "row 3 (Total)" in caplog.text


@given(st.binary(max_size=60) | st.text(' ;,\t\n\r"=\x00é12A', max_size=40).map(str.encode))
def test_any_content_is_read_or_refused(content):
    for known in (("name", "cost"), (), str.isidentifier):
        try:
            rows = Rows(content, "t.csv", known)
        except ScenarioError:
            continue
        rows.leave_totals_out("name")
        assert all(len(list(rows.cells(column))) == len(rows) for column in rows.columns)
