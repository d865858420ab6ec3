"""A name stands for a shipped scenario; a file goes before it; an unknown name is answered with near ones."""

import json
import ntpath
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim import files
from sim.cli import main
from sim.errors import ScenarioError
from sim.scenario import shipped_scenarios
from sim.scenario.shipped import scenario_file, shipped_files, shipped_folder

OWN = """
title = {en = "Ours", fr = "Le nôtre"}
months = 7
population.number = 4
network.kind = "complete"
resources.hr.fixed_cost = 9
"""
SHIPPED = {
    path.relative_to(Path(__file__).parents[2] / "scenarios").with_suffix("").as_posix(): path
    for path in (Path(__file__).parents[2] / "scenarios").rglob("*.toml")
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return an empty current folder with a blank and an accent in its name."""
    folder = tmp_path / "un dossier d'été"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_every_file_of_the_folder_is_shipped():
    assert shipped_files() == SHIPPED
    assert len(SHIPPED) > 20


@pytest.mark.parametrize("name", sorted(SHIPPED))
@pytest.mark.parametrize("ending", ["", ".toml"])
def test_a_name_stands_for_a_shipped_scenario_in_any_folder(here, name, ending):
    assert scenario_file(f"{name}{ending}") == SHIPPED[name]


@given(name=st.sampled_from(sorted(SHIPPED)), typed=st.booleans(), written=st.booleans())
def test_a_file_goes_before_a_shipped_scenario(tmp_path_factory, name, typed, written):
    folder = tmp_path_factory.mktemp("own")
    own = folder / (f"{name}.toml" if written else name)
    own.parent.mkdir(exist_ok=True)
    own.write_text(OWN, encoding="utf-8")
    if typed or not written:  # "quebec" stands for quebec and quebec.toml, "quebec.toml" for itself only
        assert scenario_file(name, folder) == own
    if written:
        assert scenario_file(f"{name}.toml", folder) == own
    else:
        assert scenario_file(f"{name}.toml", folder) == SHIPPED[name]


def test_a_folder_of_that_name_is_not_in_the_way(here):
    (here / "quebec").mkdir()
    assert sim.load_scenario("quebec").population.number == 300


def test_own_files_are_loaded_first(here):
    (here / "atelier.toml").write_text(OWN, encoding="utf-8")
    assert sim.load_scenario("atelier").months == 7
    assert sim.load_scenario(Path("atelier.toml")).months == 7
    assert sim.load_scenario("atelier-rh").months > 7  # it extends the shipped one, whatever stands here


def test_a_scenario_extends_a_shipped_one_by_name(here):
    (here / "ours.toml").write_text('extends = "atelier"\nmonths = 24\n', encoding="utf-8")
    ours = sim.load_scenario("ours")
    assert (ours.name, ours.months, len(ours.organization_names())) == ("ours", 24, 12)
    tables = sim.load_scenario({"extends": "atelier.toml", "months": 24})
    assert tables.organization_names() == ours.organization_names()


def test_studies_are_loaded_by_name(here):
    assert sim.load_design("studies/bascule").points
    assert sim.load_lever_study("studies/decide").levers
    assert sim.load_study("studies/evidence").targets


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quebek", '"quebec"'),
        ("Québec", '"quebec"'),
        ("scenarios/quebec.toml", '"quebec"'),
        ("bascule", '"studies/bascule"'),
        ("elsewhere/atelier_rh.toml", '"atelier-rh"'),
        ("ourz.toml", '"ours.toml"'),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(here, typed, meant):
    (here / "ours.toml").write_text(OWN, encoding="utf-8")
    with pytest.raises(ScenarioError) as raised:
        sim.load_scenario(typed)
    [problem] = raised.value.problems
    assert problem.file == str(Path(typed))
    assert "faire-ensemble scenarios" in problem.allowed.fr
    assert meant in problem.hint.en


def test_what_resembles_nothing_gets_no_proposal(here):
    with pytest.raises(ScenarioError) as raised:
        sim.load_scenario("zzzzzzzzzz")
    assert raised.value.problems[0].hint is None


@given(
    st.text(st.characters(exclude_characters="/\\", exclude_categories=["Cs"]), max_size=40).filter(
        lambda name: name.strip(". ")
    )
)
def test_any_other_name_is_a_problem_in_words(name):
    if Path(name).exists() or Path(f"{name}.toml").exists() or name.removesuffix(".toml") in SHIPPED:
        return
    with pytest.raises(ScenarioError):
        sim.load_scenario(name)


def test_a_very_long_name_is_a_problem_in_words():
    with pytest.raises(ScenarioError):
        sim.load_scenario("a" * 5000)


def test_problems_name_a_shipped_scenario_and_not_its_folder(here, capsys):
    assert main(["run", "quebec", "--set", "population.number=2", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert str(shipped_folder()) not in said


def test_the_name_of_a_file_is_told_as_it_is_written(here, capsys):
    (here / "l'atelier d'été.toml").write_text('title = { en = "x", fr = "x" }\nmonth = 3\n', encoding="utf-8")
    assert main(["check", "l'atelier d'été.toml", "--lang", "fr"]) == 2
    assert "l'atelier d'été.toml, month" in capsys.readouterr().err
    assert main(["check", "l'atelier d'ete.toml", "--lang", "fr"]) == 2
    assert "l'atelier d'été.toml" in capsys.readouterr().err  # the nearest name, as it would have to be typed


def test_from_one_drive_to_another_a_path_stays_absolute(monkeypatch):
    monkeypatch.setattr(files, "relpath", ntpath.relpath)
    monkeypatch.setattr(files, "abspath", ntpath.abspath)
    assert files.relative_path(r"C:\Python\sim\_scenarios\atelier.csv", r"D:\dossier d'été") == (
        r"C:\Python\sim\_scenarios\atelier.csv"
    )
    assert files.relative_path(r"D:\a\b.csv", r"D:\a\c") == r"..\b.csv"


@pytest.mark.parametrize("each", shipped_scenarios(), ids=lambda each: each.name)
def test_the_list_says_what_each_file_says(each):
    tables = tomllib.loads(SHIPPED[each.name].read_text("utf-8"))
    assert {"en": each.title.en} == {"en": tables["title"]["en"]}
    assert each.title.fr
    assert set(each.studies) == {"sweep", "decide", "calibrate"} & set(tables)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_command_lists_them(lang, capsys):
    assert main(["scenarios", "--lang", lang]) == 0
    said = capsys.readouterr()
    for each in shipped_scenarios():
        assert any(line.split()[:1] == [each.name] for line in said.out.splitlines()), each.name
    assert str(shipped_folder()) in said.err


def test_the_list_for_other_programs(capsys):
    assert main(["scenarios", "--format", "json"]) == 0
    listed = {each["name"]: each for each in json.loads(capsys.readouterr().out)}
    assert listed["quebec"]["commands"] == ["run"]
    assert listed["studies/bascule"]["commands"] == ["sweep"]
    assert Path(listed["atelier"]["file"]).is_file()
    assert main(["scenarios", "--format", "md", "--lang", "fr"]) == 0
    assert "| `quebec` |" in capsys.readouterr().out
