"""One's own numbers: typed as people type them, from tables as spreadsheets write them, and from hostile ones."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.app.answers import Round
from sim.app.cost_file import LARGEST, read_table
from sim.app.own_case import write_own
from sim.app.own_entry import OwnEntry
from sim.app.own_numbers import FIELDS, OwnNumbersError, amount_of, read_numbers
from sim.app.room_file import read_room, write_room
from sim.app.scenario_export import scenario_archive
from sim.app.words import own_numbers as words
from sim.app.workshop import Workshop
from sim.cli import main

EXAMPLE = {name: f"{example:g}" for name, (_, _, example) in FIELDS.items()}
TABLE = {"Cidrerie du Rang": 1500.0, "Café Mésange": 2200.5, "Radio Lanterne": 900.0}


def xlsx(*rows: tuple) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def problems(content: bytes, name: str = "t.csv") -> tuple:
    with pytest.raises(OwnNumbersError) as caught:
        read_table(content, name)
    return caught.value.problems


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12 345,50 $", 12345.5),
        ("12\u00a0345,5\u00a0$", 12345.5),
        ("12\u202f345", 12345.0),
        ("$12,345.50", 12345.5),
        ("1,2", 1.2),
        ("1,234,567", 1234567.0),
        ("0", 0.0),
        (" 7 ", 7.0),
        (7, 7.0),
        ("1 200,500", 1200.5),
        ("0,500", 0.5),
    ],
)
def test_amounts_are_read_as_people_write_them(typed, amount):
    assert amount_of(typed) == amount


@pytest.mark.parametrize(
    "typed", ["", "douze", "1,200", "1.200", "--1", "1.2.3", "1,2,3", True, None, [], float("nan"), "9" * 41]
)
def test_what_is_no_amount_is_not_guessed(typed):
    assert amount_of(typed) is None


@given(st.text(max_size=60))
def test_no_typing_breaks_it(typed):
    found = amount_of(typed)
    assert found is None or isinstance(found, float)


def test_all_that_is_wrong_is_said_at_once_and_kindly():
    with pytest.raises(OwnNumbersError) as caught:
        read_numbers(
            {"number": "1", "cost": "douze", "fixed": "-3", "start": "", "coordination": "1e9", "months": "2,5"}
        )
    said = [problem.fr for problem in caught.value.problems]
    assert len(said) == 6
    assert said[0] == "Combien d’organisations? De 2 à 40."
    assert all(field.fr in text for field, text in zip(words.FIELDS.values(), said, strict=True))
    with pytest.raises(OwnNumbersError) as caught:
        read_numbers({**EXAMPLE, "fixed": "2000"})
    (problem,) = caught.value.problems
    assert problem.fr.endswith("(2\u00a0000\u00a0$).")


def test_what_has_two_meanings_is_refused_with_both_unless_a_field_or_an_english_page_decides():
    for typed, both in (("1,200", ("1200", "1,2000")), ("12.345 $", ("12345", "12,3450"))):
        with pytest.raises(OwnNumbersError) as caught:
            read_numbers({**EXAMPLE, "cost": typed})
        (problem,) = caught.value.problems
        assert problem.fr.startswith(words.FIELDS["cost"].fr)
        assert all(each in problem.fr for each in both)
    assert read_numbers({**EXAMPLE, "cost": "1.200", "coordination": "7,5"}).values["cost"] == 1200.0
    assert read_numbers({**EXAMPLE, "cost": "1,200"}, english=True).values["cost"] == 1200.0
    for typed, other in (("1.200", "80"), ("1,200", "7,5")):  # 1.2 is less than the field allows
        with pytest.raises(OwnNumbersError):
            read_numbers({**EXAMPLE, "cost": typed, "coordination": other}, english=True)


def test_after_a_refused_table_nothing_is_played_until_another_is_read_or_it_is_removed():
    good, bad = b"nom;cout\nA;1200\nB;1500\n", "nom;coût\nA;1.200\nB;abc\n".encode()
    entry = OwnEntry()
    entry.write("fixed", "500")
    assert entry.choose(good, "bon.csv") == []
    assert entry.numbers().costs == {"A": 1200.0, "B": 1500.0}
    told = entry.choose(bad, "faux.csv")
    assert [text.fr[:8] for text in told] == ["Ligne 2,", "Ligne 3\u00a0"]
    assert "1200 ou 1,2000" in told[0].fr
    for problems in (told, [words.UNREADABLE]):
        entry.refuse(problems)
        assert entry.has_table
        with pytest.raises(OwnNumbersError) as caught:
            entry.numbers()
        assert caught.value.problems == (words.REFUSED, *problems)
    entry.choose(good, "bon.csv")
    assert len(entry.numbers().costs) == 2
    entry.refuse(told)
    entry.remove()
    assert not entry.has_table
    assert entry.numbers().costs == {}


def test_while_a_table_is_read_nothing_is_played_and_the_last_one_counts(monkeypatch):
    entry = OwnEntry()
    first, second = b"nom;cout\nA;1200\nB;1500\n", b"nom;cout\nC;1200\nD;1500\n"

    def slow(content, name):
        with pytest.raises(OwnNumbersError) as caught:
            entry.numbers()
        assert caught.value.problems == (words.REFUSED, words.READING)
        if content == first:
            entry.choose(second, name)
        return read_table(content, name)

    monkeypatch.setattr("sim.app.own_entry.read_table", slow)
    entry.choose(first, "t.csv")
    assert set(entry.numbers().costs) == {"C", "D"}


def test_a_total_row_is_no_organization_and_is_told():
    entry = OwnEntry()
    (told,) = entry.choose("nom;coût\nA;1200\nB;2000\nTotal;3200\n".encode(), "t.csv")
    assert told.fr == "t.csv, ligne 4 (Total)\u00a0: un total, laissé de côté."
    assert entry.numbers().costs == {"A": 1200.0, "B": 2000.0}


def test_numbers_of_other_columns_decide_nothing():
    for other in ("12.05", "2,5"):
        found = problems(f"nom;date;coût\nA;{other};1.200\nB;;1500\n".encode())
        assert "1200 ou 1,2000" in found[0].fr


def test_names_that_look_the_same_are_refused_with_both_rows():
    (problem,) = problems("nom;coût\nL'Œuvre;900\nB;800\nL’Œuvre;700\n".encode())
    assert problem.fr == "Ligne 4\u00a0: le nom ne se distingue pas de celui de la ligne 2."


@pytest.mark.parametrize(
    "text",
    [
        "name,cost\nCidrerie du Rang,1500\nCafé Mésange,2200.5\nRadio Lanterne,900\n",
        "nom;coût\nCidrerie du Rang;1 500 $\nCafé Mésange;2 200,50\nRadio Lanterne;900\n",
        "\ufeffNOM;Ville;Coût\r\nCidrerie du Rang;Oka;1500\r\n;;\r\nCafé Mésange;;2200,5\r\nRadio Lanterne;;900\r\n",
        "Cout\tNom\n1500\tCidrerie du Rang\n2200,5\tCafé Mésange\n900\tRadio  Lanterne\n",
    ],
)
def test_tables_are_read_as_spreadsheets_write_them(text):
    assert read_table(text.encode(), "organisations.csv") == TABLE


@pytest.mark.parametrize("letters", ["cp1252", "utf-16", "utf-8-sig"])
def test_tables_are_read_in_whatever_letters_excel_saves_them(letters):
    assert read_table("nom;coût\r\nÉcole;2 000,50 $\r\nL’Œuvre;900\r\n".encode(letters), "t.csv") == {
        "École": 2000.5,
        "L’Œuvre": 900.0,
    }


def test_a_workbook_is_read_too():
    content = xlsx(("Nom", "Coût"), *TABLE.items(), (None, None))
    assert read_table(content, "Organisations.XLSX") == TABLE
    with_formula = xlsx(("nom", "coût"), ("A", "=1+1"), ("B", 2))  # never computed by a spreadsheet: no value to read
    assert problems(with_formula, "t.xlsx") == (words.ROW.format(row=2, value=""),)


def test_rows_that_cannot_be_used_are_named():
    found = problems(b"nom,cout\nA,12\nA,13\n,14\n15,16\nB,zero\nC,-1\nD,0\nE,1e99\n")
    assert [problem.fr.split("\u00a0")[0] for problem in found] == [f"Ligne {k}" for k in (3, 4, 5, 6, 7, 8, 9)]


def bomb() -> bytes:
    """A workbook that swells a thousandfold when unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, zipfile.ZipFile(io.BytesIO(xlsx(("a",)))) as real:
        for name in real.namelist():
            packed.writestr(name, real.read(name) if "sheet1" not in name else b" " * 300_000_000)
    return out.getvalue()


def entities() -> bytes:
    """A workbook whose XML refers to itself, over and over, and to a file of this machine."""
    declared = "".join(f'<!ENTITY a{k + 1} "{f"&a{k};" * 10}">' for k in range(10))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "x">{declared}<!ENTITY f SYSTEM "file:/etc/passwd">]>'
    sheet = f"{xml}<worksheet><sheetData><row><c><v>&a10;&f;</v></c></row></sheetData></worksheet>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed, zipfile.ZipFile(io.BytesIO(xlsx(("a",)))) as real:
        for name in real.namelist():
            packed.writestr(name, real.read(name) if "sheet1" not in name else sheet)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "t.csv"),
        (b"\x00\xff\xfe" * 100, "t.csv"),
        (b"a" * (LARGEST + 1), "t.csv"),
        (b'nom,cout\n"A,12\n' + b"x" * 200_000, "t.csv"),
        (b"PK\x03\x04 no archive", "t.xlsx"),
        (b"nom,cout\nA,1\nB,2\n", "t.xlsx"),
        (xlsx(), "t.xlsx"),
        (bomb, "t.xlsx"),
        (entities, "t.xlsx"),
    ],
    ids=[
        "empty",
        "binary",
        "large",
        "open quote",
        "no zip",
        "csv by another name",
        "blank",
        "bomb",
        "entities",
    ],
)
def test_a_hostile_or_damaged_file_is_refused_with_a_word(content, name):
    found = problems(content() if callable(content) else content, name)  # some take a second to make
    assert found
    assert set(found) <= {words.UNREADABLE, words.COLUMNS}


@pytest.mark.parametrize("count", [1, 201])
def test_a_table_has_enough_rows_and_not_too_many(count):
    rows = "".join(f"Organisme {k},{1000 + k}\n" for k in range(count))
    (problem,) = problems(f"nom,cout\n{rows}".encode())
    assert problem.fr == f"Le tableau doit avoir de 2 à 200 organisations; il en a {count}."


def test_a_name_is_shown_and_written_as_it_is(tmp_path):
    names = {'=cmd|"/c calc"!A1': 900.0, "<script>alert(1)</script>": 1000.0, 'Le "Rang"; 2': 1100.0}
    case = write_own(read_numbers(EXAMPLE | {"fixed": "500"}, names), tmp_path)
    assert case.names == list(names)


def test_a_table_stands_for_the_first_two_fields(tmp_path):
    numbers = read_numbers({**EXAMPLE, "number": "", "cost": ""} | {"fixed": "500"}, TABLE)
    case = write_own(numbers, tmp_path)
    assert case.names == list(TABLE)
    assert case.group.stand_alone.tolist() == pytest.approx(list(TABLE.values()))


def test_ones_own_numbers_are_saved_as_a_scenario_that_run_accepts(workshop, tmp_path):
    workshop.use_own(read_numbers(EXAMPLE | {"fixed": "500"}, TABLE))
    workshop.room.rounds = [Round(1, {0: True, 1: True})]
    zipfile.ZipFile(io.BytesIO(scenario_archive(workshop))).extractall(tmp_path)
    assert main(["run", str(tmp_path / "salle" / "salle.toml"), "--out", str(tmp_path / "out")]) == 0
    runs = sim.simulate(sim.load_scenario(tmp_path / "salle" / "salle.toml"), replications=1)
    assert runs["collective_gain"].values[0].cumsum() == pytest.approx(workshop.course().group_gain.values[0])


def test_a_room_with_ones_own_numbers_is_kept_whole(workshop, case, failing_case, tmp_path):
    workshop.use_own(read_numbers(EXAMPLE))
    workshop.room.join("a")
    text = write_room(workshop.room)
    elsewhere = Workshop([case, failing_case], tmp_path / "elsewhere")
    elsewhere.reopen(text)
    assert elsewhere.case.names == workshop.case.names
    assert elsewhere.room.own == workshop.room.own == read_room(text).own
    assert elsewhere.course().verdict == workshop.course().verdict


def test_undo_finds_the_numbers_of_before(workshop):
    workshop.use_own(read_numbers(EXAMPLE))
    workshop.use_own(read_numbers(EXAMPLE | {"number": "3"}))
    assert len(workshop.case.names) == 3
    workshop.act(lambda room: room.undo())
    assert len(workshop.case.names) == 8
    assert workshop.course().own_gain.shape[1] == 8
    workshop.act(lambda room: room.undo())
    assert workshop.room.own is None
    assert workshop.case.key == "atelier-rh"
