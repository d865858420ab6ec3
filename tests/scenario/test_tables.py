"""CSV tables: organizations, contacts and prescribed choices, as spreadsheets save them."""

import numpy as np
import pytest

from sim.errors import ScenarioError
from sim.laws.random import run_key
from sim.scenario import draw_population, parse_scenario, read_decisions, read_edges, with_values

BASE = {"resources": {"hr": {}, "it": {}}, "network": {"kind": "complete"}}


def scenario(folder, text, encoding="utf-8", **population):
    (folder / "who.csv").write_text(text, encoding)
    return parse_scenario({**BASE, "population": {"file": "who.csv", **population}}, folder)


def problems(call):
    with pytest.raises(ScenarioError) as caught:
        call()
    return caught.value.problems


def places(found):
    return {(each.row, each.column) for each in found}


def test_given_cells_are_kept_and_empty_ones_drawn(tmp_path):
    given = scenario(tmp_path, "name,size,need_it,kind,rule\nA,3,7.5,mutual,alone\nB,,,,\n", kind="nonprofit", size=9)
    population = draw_population(given, run_key(1, 0))
    assert population.name == ["A", "B"]
    assert population.size.tolist() == [3, 9]
    assert population.need[:, 1].tolist() == [7.5, 9.0]
    assert population.need[:, 0].tolist() == [3, 9]
    assert population.kind.tolist() == [1, 2]
    assert population.rule.tolist() == [2, 0]
    assert given.population.number == 2


def test_giving_one_attribute_shifts_no_other_draw(tmp_path):
    drawn = draw_population(parse_scenario({**BASE, "population": {"number": 3}}), run_key(5, 2))
    given = draw_population(scenario(tmp_path, "trust\n0.1\n0.2\n0.3\n"), run_key(5, 2))
    assert given.trust.tolist() == [0.1, 0.2, 0.3]
    for name in set(drawn._fields) - {"trust", "name"}:
        assert np.array_equal(getattr(drawn, name), getattr(given, name)), name


@pytest.mark.parametrize(
    "text",
    [
        "name;size;trust\nA;3,5;0,25\nB;4;1\n",
        "name\tsize\ttrust\nA\t3.5\t0.25\nB\t4\t1\n",
        "\ufeffname,size,trust\r\nA,3.5,.25\r\n,,\r\nB,4,1\r\n",
        'name,size,trust,\n"A", 3.5 ,2.5e-1,\nB,4,1,\n\n',
    ],
)
def test_spreadsheets_of_both_languages_are_read(tmp_path, text):
    population = draw_population(scenario(tmp_path, text), run_key(1, 0))
    assert population.name == ["A", "B"]
    assert population.size.tolist() == [3.5, 4]
    assert population.trust.tolist() == [0.25, 1]


def test_all_problems_of_a_table_have_row_and_column(tmp_path):
    text = (
        "name,size,trust,kind,rule,risk_weight,horizon,need_hr,need_x,autonomie_,size\n"
        "A,0,0.5,nonprofi,serial,0,12,1,1,red,1\n"
        "A,3,1.5,mutual,imitate,1,x,-1,1,red,1\n"
        '7,3,nan,mutual,alone,0,"1,5",1,1,red,1\n'
        "B,3,0.5,mutual,alone,0,1,1,1,red,1,9\n"
    )
    found = problems(lambda: scenario(tmp_path, text))
    assert places(found) == {
        (1, "need_x"), (1, "autonomie_"), (1, "size"),
        (2, "size"), (2, "kind"), (2, "rule"),
        (3, "name"), (3, "trust"), (3, "horizon"), (3, "need_hr"),
        (4, "name"), (4, "trust"), (4, "horizon"),
        (5, None),
    }  # fmt: skip
    assert "row 3, column trust" in next(each for each in found if each.column == "trust").text("en")
    assert "ligne 3, colonne trust" in next(each for each in found if each.column == "trust").text("fr")
    kind = next(each for each in found if each.column == "kind")
    assert "nonprofit" in kind.hint.en


def test_problems_of_the_file_and_of_its_tables_come_together(tmp_path):
    (tmp_path / "who.csv").write_text("size\n0\n3\n", "utf-8")
    tables = {**BASE, "months": 0, "population": {"file": "who.csv", "trust": 2}}
    found = problems(lambda: parse_scenario(tables, tmp_path))
    assert {each.key or (each.row, each.column) for each in found} == {
        "months",
        "population.trust",
        (2, "size"),
    }


def test_the_number_is_that_of_the_rows(tmp_path):
    assert scenario(tmp_path, "size\n1\n2\n3\n", number=3).population.number == 3
    (problem,) = problems(lambda: scenario(tmp_path, "size\n1\n2\n3\n", number=4))
    assert problem.key == "population.number"
    assert "3" in problem.allowed.en
    (problem,) = problems(lambda: scenario(tmp_path, "size\n1\n"))
    assert (problem.file, problem.key, problem.value) == ("who.csv", "population.number", 1)
    assert problem.hint.en == "This table has one."
    (problem,) = problems(lambda: scenario(tmp_path, ""))
    assert (problem.file, problem.value) == ("who.csv", 0)
    assert problem.hint.en == "This table has none."
    with pytest.raises(ScenarioError):
        with_values(scenario(tmp_path, "size\n1\n2\n"), {"population.number": 3})


def test_a_new_file_brings_its_own_number(tmp_path):
    first = scenario(tmp_path, "size\n1\n2\n3\n")
    (tmp_path / "other.csv").write_text("size\n5\n6\n", "utf-8")
    assert with_values(first, {"population.file": "other.csv"}).population.number == 2


@pytest.mark.parametrize("file", ["nowhere.csv", ".", "", "\0"])
def test_a_table_must_be_there(tmp_path, file):
    (tmp_path / "who.csv").write_text("size\n1\n2\n", "utf-8")
    (problem,) = problems(lambda: parse_scenario({**BASE, "population": {"file": file}}, tmp_path))
    assert problem.file == file


def test_kinds_may_be_named_in_french(tmp_path):
    given = scenario(tmp_path, "nom,kind\nA,Coopérative\nB,OBNL\nC,mutuelle\nD,Co-operative\nE,osbl\nF,Mutual\n")
    assert draw_population(given, run_key(1, 0)).kind.tolist() == [0, 2, 1, 0, 2, 1]
    (problem,) = problems(lambda: scenario(tmp_path, "nom,kind\nA,Coopérativ\nB,obnl\n"))
    assert (problem.row, problem.value) == (2, "Coopérativ")


@pytest.mark.parametrize("heading", ["type", "Type", "Type d’organisation", "Statut juridique", "Legal form"])
def test_a_column_that_names_kinds_is_that_of_the_kinds(tmp_path, heading):
    given = scenario(tmp_path, f"nom;{heading}\nA;coopérative\nB;\nC;OBNL\n", kind="mutual")
    assert draw_population(given, run_key(1, 0)).kind.tolist() == [0, 1, 2]
    assert not given.organizations.labels
    (problem,) = problems(lambda: scenario(tmp_path, f"nom;{heading}\nA;coopératve\nB;OBNL\n"))
    assert (problem.row, problem.value) == (2, "coopératve")
    assert "cooperative" in problem.allowed.en


def test_needs_may_have_a_heading_in_french(tmp_path):
    given = scenario(tmp_path, "nom;Besoin_hr\nA;3\nB;7,5\n")
    assert draw_population(given, run_key(1, 0)).need[:, 0].tolist() == [3.0, 7.5]
    assert not given.organizations.labels
    (problem,) = problems(lambda: scenario(tmp_path, "nom;besoin_rh\nA;3\nB;7\n"))
    assert "need_hr" in problem.text("fr")


def test_a_column_called_type_that_names_no_kind_is_a_label(tmp_path):
    given = scenario(tmp_path, "nom,type\nA,garderie\nB,ressourcerie\n")
    assert given.organizations.labels == {"type": ["garderie", "ressourcerie"]}
    both = scenario(tmp_path, "nom,type,kind\nA,mutuelle,cooperative\nB,mutuelle,cooperative\n")
    assert both.organizations.labels == {"type": ["mutuelle", "mutuelle"]}
    assert draw_population(both, run_key(1, 0)).kind.tolist() == [0, 0]


@pytest.mark.parametrize(("text", "has"), [("", "none"), ("name,size\n", "none"), ("name,size\nA,3\nTotal,3\n", "one")])
def test_a_table_without_enough_organizations_says_what_it_lacks(tmp_path, text, has):
    (problem,) = problems(lambda: scenario(tmp_path, text))
    assert (problem.file, problem.key) == ("who.csv", "population.number")
    assert "at least 2 organizations, each in a row below the headings" in problem.text("en")
    assert problem.hint.en == f"This table has {has}."


def test_sectors_are_numbers_or_names(tmp_path):
    population = draw_population(scenario(tmp_path, "sector\n3\n50\n"), run_key(1, 0))
    assert population.sector.tolist() == [3, 50]
    named = scenario(tmp_path, "sector\nfood\nculture\nfood\n")
    assert draw_population(named, run_key(1, 0)).sector.tolist() == [1, 2, 1]
    assert named.sector_names == ("food", "culture")
    both = scenario(
        tmp_path,
        "sector,size\nhousing,1\n,1\nfood,1\n",
        sector={"distribution": "discrete", "values": ["culture", "food"]},
    )
    assert both.sector_names == ("culture", "food", "housing")
    assert draw_population(both, run_key(1, 0)).sector[[0, 2]].tolist() == [3, 2]
    assert places(problems(lambda: scenario(tmp_path, "sector,size\nfood,1\n,1\n"))) == {(3, "sector")}
    assert places(problems(lambda: scenario(tmp_path, "sector\n51\n0\n50\n"))) == {
        (2, "sector"),
        (3, "sector"),
    }
    many = "sector\n" + "".join(f"s{i}\n" for i in range(51))
    assert "50" in problems(lambda: scenario(tmp_path, many))[0].allowed.en


def edges(folder, text):
    (folder / "who.csv").write_text("name\nA\nB\nC\n", "utf-8")
    (folder / "edges.csv").write_text(text, "utf-8")
    network = {"kind": "edge_list", "file": "edges.csv"}
    return read_edges(parse_scenario({**BASE, "population": {"file": "who.csv"}, "network": network}, folder))


def test_an_edge_list_names_organizations_or_their_rows(tmp_path):
    assert edges(tmp_path, "a,b\nC,A\n0,1\nB,A\n").tolist() == [[0, 1], [0, 2]]
    assert edges(tmp_path, "a,b\n").shape == (0, 2)
    assert edges(tmp_path, "a,b\n1,2\n").dtype == np.int64


def test_the_problems_of_an_edge_list(tmp_path):
    found = problems(lambda: edges(tmp_path, "a,b\nA,A\nA,3\nD,-1\n,B\n"))
    assert places(found) == {(2, "b"), (3, "b"), (4, "a"), (4, "b"), (5, "a")}
    assert places(problems(lambda: edges(tmp_path, "a,c\n"))) == {(1, "b"), (1, "c")}
    assert places(problems(lambda: edges(tmp_path, ""))) == {(1, "a"), (1, "b")}


def decisions(folder, text, **population):
    (folder / "choices.csv").write_text(text, "utf-8")
    tables = {
        **BASE,
        "population": {"number": 3, "rule": "prescribed", **population},
        "decisions": "choices.csv",
    }
    return read_decisions(parse_scenario(tables, folder))


def test_prescribed_choices_come_by_month(tmp_path):
    text = "month,organization,resource,choice\n5,org_2,it,alone\n1,0,hr,pool\n1,2,it,pool\n"
    assert decisions(tmp_path, text).tolist() == [[1, 0, 0, 1], [1, 2, 1, 1], [5, 2, 1, 0]]
    assert read_decisions(parse_scenario(BASE)).shape == (0, 4)
    assert read_edges(parse_scenario(BASE)).shape == (0, 2)


def test_prescribed_choices_may_be_written_in_french(tmp_path):
    text = "Mois;Organisation;Ressource;Choix\n5;org_2;it;seule\n1;0;hr;Ensemble\n1;2;it;ensemble\n6;0;hr;seul\n"
    assert decisions(tmp_path, text).tolist() == [[1, 0, 0, 1], [1, 2, 1, 1], [5, 2, 1, 0], [6, 0, 0, 0]]
    (problem,) = problems(lambda: decisions(tmp_path, "mois;organisation;ressource;choix\n1;0;hr;ensembles\n"))
    assert (problem.row, problem.value) == (2, "ensembles")


def test_the_problems_of_prescribed_choices(tmp_path):
    text = (
        "month,organization,resource,choice\n"
        "0,org_0,hr,pool\n1.5,org_3,HR,join\n1,1,hr,pool\n1,org_1,hr,alone\n,,,\n601,0,it,pool\n"
    )
    assert places(problems(lambda: decisions(tmp_path, text))) == {
        (2, "month"), (3, "month"), (3, "organization"), (3, "resource"), (3, "choice"), (5, "choice"),
        (7, "month"),
    }  # fmt: skip


def test_choices_that_nobody_follows_are_refused(tmp_path):
    text = "month,organization,resource,choice\n1,0,hr,pool\n"
    (problem,) = problems(lambda: decisions(tmp_path, text, rule="rational"))
    assert problem.key == "decisions"
    mixed = {"distribution": "discrete", "values": ["rational", "prescribed"]}
    assert len(decisions(tmp_path, text, rule=mixed)) == 1
