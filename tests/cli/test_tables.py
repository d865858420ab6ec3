"""Tables at the command line: names of all kinds, numbers of two meanings, spreadsheets' habits, and what comes out."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.analysis import read_cost_game
from sim.cli import main
from sim.errors import ScenarioError
from sim.games import CostGame, proportional
from sim.scenario import load_scenario, parse_scenario
from sim.sweep import load_design
from sim.tables.lists import join_names
from sim.tables.names import clean, look

BASE = '[network]\nkind = "complete"\n[resources.hr]\nfixed_cost = 100\n'
NAMES = st.lists(
    (st.text(max_size=10) | st.text('AB+,"=-@ \x1b[31m\n\u200bé', max_size=8))
    .map(clean)
    .filter(lambda name: name.strip(' ",+')),
    min_size=2,
    max_size=3,
    unique_by=look,
).filter(lambda names: not any(map(str.isdigit, "".join(names))))  # fmt: skip


def said(capsys, *arguments, code=0):
    """Run the command; return what it says on both streams."""
    assert main([str(argument) for argument in arguments]) == code
    both = capsys.readouterr()
    assert "Traceback" not in both.err
    return both


def coalitions(names):
    """Rows of a game in which every coalition costs 10 a member."""
    for mask in range(1, 1 << len(names)):
        chosen = [name for i, name in enumerate(names) if mask >> i & 1]
        yield join_names(chosen, "+"), 10 * len(chosen)


def write(path, rows, columns):
    """Write a table with the quotes of CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


@given(names=NAMES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_members_of_any_name_share_a_cost_and_come_back_in_the_csv(tmp_path, capsys, names):
    table = write(tmp_path / "a.csv", coalitions(names), ["coalition", "cost"])
    weights = write(tmp_path / "w.csv", [(name, 1) for name in names], ["member", "a, b"])
    out = said(capsys, "share", table, "--weights", weights, "--rules", "equal,by_a, b", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["rule"] for row in rows} == {"equal", "by_a, b"}
    for row, name in zip(rows, names, strict=False):
        assert row["member"].removeprefix("'") == name or row["member"] == name
        assert row["member"][:1] not in tuple("=+-@\t\r")
    assert not set(out) & {"\x1b", "\x07", "\x00"}


@pytest.mark.parametrize(
    ("names", "typed"),
    [
        (["Coop A, B", "C", "D+E"], "Coop A, B,D+E"),
        (["Coop A, B", "C", "D+E"], 'C,"Coop A, B"'),
        (["L’Œuvre", "C", "D"], "L'Œuvre, D"),
        (["Théâtre", "C", "D"], "The\u0301a\u0302tre,C"),
        (['Le "Rang", 2', "C", "D"], 'Le "Rang", 2,D'),
    ],
)
def test_organizations_of_any_name_can_be_chosen(tmp_path, capsys, names, typed):
    write(tmp_path / "who.csv", [(name, 3 + k) for k, name in enumerate(names)], ["name", "size"])
    scenario = tmp_path / "a.toml"
    scenario.write_text(f'[population]\nfile = "who.csv"\n{BASE}', encoding="utf-8")
    arguments = ["--scenario", scenario, "--resource", "hr", "--members", typed, "--rules", "equal", "--format", "csv"]
    out = said(capsys, "share", *arguments).out
    members = [row["member"] for row in csv.DictReader(io.StringIO(out))]
    assert len(members) == 2
    assert set(members) <= set(names)


def test_a_list_that_can_be_read_in_two_ways_is_refused_with_both(tmp_path, capsys):
    write(tmp_path / "who.csv", [("A", 3), ("B", 3), ("A, B", 3)], ["name", "size"])
    (tmp_path / "a.toml").write_text(f'[population]\nfile = "who.csv"\n{BASE}', encoding="utf-8")
    arguments = ["share", "--scenario", tmp_path / "a.toml", "--resource", "hr", "--members", "A, B", "--lang", "en"]
    assert "It may mean A / B or A, B" in said(capsys, *arguments, code=2).err


@pytest.mark.parametrize("column", ["size", "cash", "need_hr"])
def test_a_number_of_two_meanings_is_refused_in_organizations(tmp_path, column):
    (tmp_path / "who.csv").write_text(f"name;{column}\nA;1,200\nB;4\n", encoding="utf-8")
    tables = {"population": {"file": "who.csv"}, "network": {"kind": "complete"}, "resources": {"hr": {}}}
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(tables, tmp_path)
    (problem,) = caught.value.problems
    assert (problem.row, problem.column) == (2, column)
    assert "1200 or 1.2000" in problem.text("en")
    assert "1200 ou 1,2000" in problem.text("fr")
    (tmp_path / "who.csv").write_text(f"name;{column};trust\nA;1,200;0,5\nB;4;1\n", encoding="utf-8")
    organizations = parse_scenario(tables, tmp_path).organizations
    assert {**organizations.values, "need_hr": organizations.needs.get("hr")}[column][0] == 1.2


@pytest.mark.parametrize("words", ["VRAI;FAUX", "TRUE;FALSE", "vrai;false", "True;Faux"])
def test_points_of_a_sweep_have_the_truth_values_of_spreadsheets(tmp_path, words):
    first, second = words.split(";")
    (tmp_path / "points.csv").write_text(
        f"Points du balayage;\npopulation.fixed;population.horizon\n{first};6,5\n{second};24\n;\n", encoding="cp1252"
    )
    (tmp_path / "a.toml").write_text(
        f'[population]\nnumber = 3\n{BASE}[sweep]\ndesign = "table"\nfile = "points.csv"\n', encoding="utf-8"
    )
    design = load_design(tmp_path / "a.toml")
    assert [design.values(k)["population.fixed"] for k in range(design.size)] == [True, False]
    assert [design.values(k)["population.horizon"] for k in range(design.size)] == [6.5, 24.0]


@pytest.mark.parametrize("cell", ["1,200", "", "1e999", "inf", "5 km"])
def test_a_point_that_cannot_be_read_is_named(tmp_path, cell):
    (tmp_path / "points.csv").write_text(f"population.size;population.horizon\n2;6\n{cell};24\n", encoding="utf-8")
    (tmp_path / "a.toml").write_text(
        f'[population]\nnumber = 3\n{BASE}[sweep]\ndesign = "table"\nfile = "points.csv"\n', encoding="utf-8"
    )
    with pytest.raises(ScenarioError) as caught:
        load_design(tmp_path / "a.toml")
    assert caught.value.problems


@pytest.mark.parametrize("weight", ["1e999", "1e308", "inf", "nan", "1,200", "-1", "9" * 350])
def test_weights_whose_sum_may_overflow_are_refused(tmp_path, capsys, weight):
    table = write(tmp_path / "a.csv", coalitions(["A", "B"]), ["coalition", "cost"])
    weights = write(tmp_path / "w.csv", [("A", weight), ("B", weight)], ["member", "d"])
    err = said(capsys, "share", table, "--weights", weights, "--rules", "by_d", "--lang", "en", code=2).err
    assert "row 2, column d" in err
    assert "row 3, column d" in err
    game = CostGame(["A", "B"], [0, 11, 7, 15])
    for wrong in (1e308, float("inf"), float("nan"), -1.0):
        with pytest.raises(ValueError, match="weights"):
            proportional(game, [wrong, wrong])
    assert proportional(game, [1e100, 1e100]).tolist() == [7.5, 7.5]


@pytest.mark.parametrize("typed", ["1e999", "inf", "nan", "1,200", "9" * 350, "", "-1"])
def test_options_refuse_what_tables_refuse(tmp_path, capsys, typed):
    scenario = tmp_path / "a.toml"
    scenario.write_text(f"[population]\nnumber = 3\n{BASE}", encoding="utf-8")
    err = said(capsys, "share", "--scenario", scenario, "--resource", "hr", f"--overrun={typed}", code=2).err
    assert "--overrun" in err


@pytest.mark.parametrize("value", ["inf", "-inf", "nan", "1e999"])
@pytest.mark.parametrize(
    "key", ["months", "resources.hr.fixed_cost", "population.trust", "population.size.mu", "society.hazard"]
)
def test_no_infinite_number_enters_a_scenario(tmp_path, value, key):
    path = tmp_path / "a.toml"
    path.write_text(f"[population]\nnumber = 3\n{BASE}", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, set=[f"{key}={value}"])
    assert [problem.key for problem in caught.value.problems] == [key]


@pytest.mark.parametrize("name", ["a\x1b[31mb", "a\nb", "a\u202eb", "a\ufeffb"])
def test_names_of_all_kinds_have_no_control_characters(tmp_path, name):
    tables = {
        "name": name,
        "title": name,
        "population": {"file": "who.csv", "sector": {"distribution": "discrete", "values": [name, "c"]}},
        "network": {"kind": "complete"},
        "resources": {"hr": {"title": {"en": name, "fr": name}, "unit": name}},
    }
    write(tmp_path / "who.csv", [(name, 3), ("c", 4)], ["name", "size"])
    scenario = parse_scenario(tables, tmp_path)
    resource = scenario.resources["hr"]
    shown = [scenario.name, scenario.title.fr, resource.title.en, resource.unit.fr, scenario.sector_names[0]]
    assert {*shown, scenario.organization_names()[0]} <= {"ab", "a b"}


def test_look_alikes_are_refused_with_both_places(tmp_path):
    write(tmp_path / "who.csv", [("L'Œuvre", 3), ("B", 4), ("L’Œuvre", 4)], ["name", "size"])
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(
            {"population": {"file": "who.csv"}, "network": {"kind": "complete"}, "resources": {"hr": {}}}, tmp_path
        )
    (problem,) = caught.value.problems
    assert problem.row == 4
    assert "ligne 2" in problem.text("fr")
    table = write(tmp_path / "a.csv", [("Coop-A", 1), ("Coop‑A", 2), ("Coop-A+Coop‑A", 3)], ["coalition", "cost"])
    with pytest.raises(ScenarioError) as caught:
        read_cost_game(table)
    assert any("Row 2" in problem.text("en") for problem in caught.value.problems if problem.row == 3)


def test_a_total_row_is_left_out_and_told_once(tmp_path, capsys):
    (tmp_path / "who.csv").write_text("Organismes 2026;\nnom;size\nA;3,5\nB;4\nTotal;7,5\n", encoding="cp1252")
    (tmp_path / "a.toml").write_text(f'[population]\nfile = "who.csv"\n{BASE}', encoding="utf-8")
    both = said(capsys, "check", tmp_path / "a.toml", "--lang", "fr")
    assert both.err.count("un total, laissé de côté") == 1
    assert "Organisations  2, lues" in both.out
    assert main(["check", str(tmp_path / "a.toml"), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
