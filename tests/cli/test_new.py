"""A new scenario: all parameters with their meanings, for a table of own organizations or one to fill in."""

import re
import tomllib

import pytest

from sim import load_scenario
from sim.cli import main
from sim.scenario import parameters, parse_scenario

OWN = "nom;taille;need_hr;need_it;région;ville\nBrindille;9;3;;Estrie;Sherbrooke\nToits;5,5;;2;Gaspésie;Percé\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_for_a_table_that_exists(here, capsys):
    (here / "ours.csv").write_text(OWN + "Total;14,5;3;2;;\n", encoding="utf-8")
    assert main(["new", "a b/ours.toml", "--organizations", "ours.csv", "--lang", "fr"]) == 0
    assert "faire-ensemble check" in capsys.readouterr().out
    scenario = load_scenario("a b/ours.toml")
    assert scenario.population.file == "../ours.csv"
    assert list(scenario.resources) == ["hr", "it"]
    assert scenario.network.kind == "complete"
    assert scenario.organization_names() == ["Brindille", "Toits"]
    assert scenario.organizations.values["size"].tolist() == [9.0, 5.5]
    assert scenario.organizations.labels == {"région": ["Estrie", "Gaspésie"], "ville": ["Sherbrooke", "Percé"]}


@pytest.mark.parametrize(
    ("lang", "head", "kinds"),
    [
        ("en", "name,kind,sector,size,need_it,need_hr", ["cooperative", "nonprofit", "mutual"]),
        ("fr", "nom;type;secteur;taille;besoin_it;besoin_hr", ["coopérative", "OBNL", "mutuelle"]),
    ],
)
def test_for_a_table_to_fill_in(here, capsys, lang, head, kinds):
    assert main(["new", "ours.toml", "--organizations", "ours.csv", "--resources", "it, hr", "--lang", lang]) == 0
    said = capsys.readouterr()
    assert "ours.csv" in said.err
    table = (here / "ours.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[0] == head
    assert [row.replace(";", ",").split(",")[1] for row in table[1:]] == kinds
    assert head.replace(";", ",").replace(",", ", ") in (here / "ours.toml").read_text("utf-8")  # a comment lists them
    scenario = load_scenario("ours.toml")
    assert scenario.organizations.values["kind"].tolist() == [0.0, 2.0, 1.0]
    assert set(scenario.organizations.needs) == {"it", "hr"}
    assert not scenario.organizations.labels
    assert scenario.population.number == len(table) - 1
    assert list(scenario.resources) == ["it", "hr"]
    assert main(["check", "ours.toml"]) == 0


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_parameter_stands_there_at_its_default(here, lang):
    """As it is, and with all that is off switched on at its neutral value, it is the scenario of the defaults."""
    assert main(["new", "ours.toml", "--lang", lang, "--quiet"]) == 0
    text = (here / "ours.toml").read_text(encoding="utf-8")
    switched_on = re.sub(r"^# (?=[a-z_]+ = )", "", text, flags=re.MULTILINE)
    assert switched_on != text
    plain = parse_scenario({"name": "ours", "title": "ours", "resources": {"hr": {"title": "hr"}}})
    for each in (tomllib.loads(text), tomllib.loads(switched_on)):
        assert parse_scenario({**each, "name": "ours"}).model_dump() == plain.model_dump()
    for each in parameters():
        key = each.path.rpartition(".")[2]
        if each.path not in ("name", "resources.*.title"):
            assert re.search(rf"^(# )?{key}( = |: )", text, re.MULTILINE), each.path
            assert key == "title" or re.sub(r"\W", "", each.text[lang])[:60] in re.sub(r"\W", "", text)


def test_nothing_is_replaced(here, capsys):
    (here / "ours.toml").write_text("mine")
    assert main(["new", "ours.toml", "--organizations", "ours.csv"]) == 2
    assert "ours.toml" in capsys.readouterr().err
    assert (here / "ours.toml").read_text() == "mine"
    assert not (here / "ours.csv").exists()


def test_all_problems_at_once(here, capsys):
    (here / "ours.csv").write_text("name,size,trsut,need_hr\nA,x,1,1\nB,2,1,-1\n")
    assert main(["new", "ours.toml", "--organizations", "ours.csv", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "3 problems" in said
    for words in ("column trsut", 'Did you mean "trust"?', 'begin its name with "label_"', "column size", "need_hr"):
        assert words in said
    assert not (here / "ours.toml").exists()
    assert main(["new", "ours.txt", "--resources", "HR", "--lang", "fr"]) == 2
    assert capsys.readouterr().err.count("Permis") == 2
    assert main(["new", "ours.toml", "--organizations", "ours.csv", "--resources", "hr"]) == 2
    assert "--resources" in capsys.readouterr().err
    assert main(["new", "ours.toml", "--organizations", "missing.doc"]) == 2
    assert "missing.doc" in capsys.readouterr().err


def test_labels_come_with_the_results(here):
    from sim import simulate

    (here / "ours.csv").write_text("name,size,label_date,oui/non\nA,3,2020,oui\nB,4,2021,non\n", encoding="utf-8")
    assert main(["new", "ours.toml", "--organizations", "ours.csv", "--quiet"]) == 0
    ds = simulate(load_scenario("ours.toml"), replications=1)
    assert ds["label_date"].values.tolist() == ["2020", "2021"]
    assert ds["label_oui_non"].values.tolist() == ["oui", "non"]
    assert "label_date" not in simulate(load_scenario("ours.toml"), replications=1, record="months").coords


def test_check_names_labels_and_what_is_off(here, capsys):
    (here / "ours.csv").write_text("name,size,ville\nA,3,Percé\nB,4,Gaspé\n", encoding="utf-8")
    assert main(["new", "ours.toml", "--organizations", "ours.csv", "--quiet"]) == 0
    assert main(["check", "ours.toml", "--lang", "en"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Kept as labels ville" in said
    assert "results will be rosier than life" in said
    assert "bad months, coordination, start-up friction" in said
    with open("ours.toml", encoding="utf-8") as file:
        text = file.read()
    for line in ("variation = 0.2", "friction = 0.3", "hub_cost = 5.0", "founding_cost = 9.0", "overrun_cv = 0.4"):
        text = re.sub(rf"^# {line.split(' =')[0]} = .*$", line, text, flags=re.MULTILINE)
    (here / "ours.toml").write_text(text, encoding="utf-8")
    assert main(["check", "ours.toml", "--lang", "en"]) == 0
    assert "rosier" not in capsys.readouterr().out


def test_the_example_of_the_page_runs(here, repository, capsys):
    page = (repository / "docs" / "how-to" / "own-organizations.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    exec(program, {})
    said = capsys.readouterr().out
    assert "label_region" in said
    assert "Montréal" in said
