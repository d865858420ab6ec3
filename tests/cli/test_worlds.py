"""Explain and compare: what they say, what they write, what they refuse."""

import subprocess
import sys

import pytest
import xarray as xr

from sim import compare, explain, load_scenario
from sim.archive import open_dataset
from sim.cli import main
from tests.cli.conftest import environment

NBSP = "\u00a0"
LANGUAGES = ["en", "fr"]
PNG, SVG = b"\x89PNG\r\n\x1a\n", b"<?xml"


@pytest.fixture
def brief(small, monkeypatch):
    """Stand in the folder of the small scenario and of another one that extends it; speak English."""
    monkeypatch.chdir(small.parent)
    monkeypatch.setenv("FAIRE_ENSEMBLE_LANG", "en")
    (small.parent / "dear.toml").write_text('extends = "small.toml"\n[resources.hr]\nhub_cost = 400\n', "utf-8")
    (small.parent / "long.toml").write_text('extends = "small.toml"\nmonths = 24\n', "utf-8")
    return small


def files(folder):
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_explain_says_the_origin_and_writes_data_and_figure(brief, capsys, lang):
    assert main(["explain", "small.toml", "--lang", lang, "--format", "png", "--format", "svg"]) == 0
    said = capsys.readouterr()
    worlds = {
        "en": "in each of 4 worlds, with and without each of these:",
        "fr": f"dans chacun de 4 mondes, avec et sans chacun de ces mécanismes{NBSP}:",
    }
    names = {"en": "fixed cost, entry and exit payments.", "fr": "coût fixe, paiements d’entrée et de sortie."}
    started = said.err.replace("\n", " ")
    assert worlds[lang] in started
    assert names[lang] in started
    for words in {
        "en": (
            "A small case",
            "add up to the gain",
            "Only",
            "Running the resource has no fixed cost.",
            "not a forecast",
        ),
        "fr": ("Un petit cas", "La somme des apports", "Lui", "Gérer la ressource n’a aucun coût fixe.", "prévision"),
    }[lang]:
        assert words in said.out
    folder = brief.parent / "results" / "small"
    assert files(folder) == {"sources.nc", "sources.png", "sources.svg"}
    assert (folder / "sources.png").read_bytes().startswith(PNG)
    assert (folder / "sources.svg").read_bytes().startswith(SVG)
    xr.testing.assert_identical(open_dataset(folder / "sources.nc"), explain(load_scenario(brief)))


def test_mechanisms_can_be_taken_together(brief, capsys):
    assert main(["explain", "small.toml", "--together", "fixed_cost+payments", "--replications", "2"]) == 0
    printed = capsys.readouterr()
    assert "in each of 2 worlds" in printed.err.replace("\n", " ")
    assert "Fixed cost + entry and exit payments" in " ".join(printed.out.split())
    assert "Running the resource has no fixed cost. Founding, joining" in " ".join(printed.out.split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_compare_says_what_differs_and_writes_data_and_figure(brief, capsys, lang):
    assert main(["compare", "small.toml", "dear.toml", "--lang", lang]) == 0
    said = capsys.readouterr()
    for words in {
        "en": (
            "A: A small case\n",
            "B: A small case (changed: resources.hr.hub_cost = 400)\n",
            "Organizations left behind",
            "B − A",
            "Student",
        ),
        "fr": (
            f"A{NBSP}: Un petit cas\n",
            f"(modifié{NBSP}: resources.hr.hub_cost = 400)\n",
            "Organisations laissées pour compte",
            "B − A",
            "Student",
        ),
    }[lang]:
        assert words in said.out
    folder = brief.parent / "results" / "small-dear"
    assert files(folder) == {"comparison.nc", "comparison.png"}
    expected = compare([load_scenario(brief), load_scenario(brief.parent / "dear.toml")])
    xr.testing.assert_identical(open_dataset(folder / "comparison.nc"), expected)


def test_options_reach_both(brief, capsys, tmp_path):
    options = ["--set", "months=6", "--replications", "3", "--seed", "7", "--threads", "1", "--quiet"]
    for k, command in enumerate((["explain", "small.toml"], ["compare", "small.toml", "long.toml", "dear.toml"])):
        out = tmp_path / str(k)
        assert main([*command, *options, "--out", str(out)]) == 0
        (path,) = out.glob("*.nc")
        ds = open_dataset(path)
        assert (ds.sizes["replication"], ds.attrs["seed"]) == (3, "7")
    assert ds.sizes["month"] == 6
    assert ds["scenario_name"].values.tolist() == ["small", "long", "dear"]
    assert capsys.readouterr() == ("", "")


def test_a_scenario_beside_itself(brief, capsys):
    assert main(["compare", "small.toml", "small.toml"]) == 0
    assert "B gives the same as A, run by run." in capsys.readouterr().out
    assert files(brief.parent / "results") == {"small"}


def test_a_single_run_says_that_it_is_one(brief, capsys):
    for command in (["explain", "small.toml"], ["compare", "small.toml", "dear.toml"]):
        assert main([*command, "--replications", "1"]) == 0
        said = capsys.readouterr().out
        assert "A single run: another seed gives another result" in said
        assert "nan" not in said.lower().replace("financ", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_different_lengths_are_refused_with_the_way_out(brief, capsys, lang):
    assert main(["compare", "small.toml", "dear.toml", "long.toml", "--lang", lang]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "long.toml, months = 24" in said.err
    assert {"en": "12, as in small.toml", "fr": "12, comme dans small.toml"}[lang] in said.err
    assert "--set months=12" in said.err
    assert not (brief.parent / "results").exists()
    assert main(["compare", "small.toml", "long.toml", "--set", "months=12", "--quiet"]) == 0


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [1, 9])
def test_too_few_or_too_many_scenarios_are_refused(brief, capsys, count, lang):
    assert main(["compare", *["small.toml"] * count, "--lang", lang]) == 2
    said = capsys.readouterr().err
    assert {"en": f"two to 8 scenarios can be compared, not {count}.", "fr": f"de deux à 8 scénarios, pas {count}."}[
        lang
    ] in said
    assert "faire-ensemble compare --help" in said


def test_what_is_wrong_in_all_scenarios_is_said_at_once_and_once(brief, capsys):
    dear = brief.parent / "dear.toml"
    dear.write_text(dear.read_text("utf-8") + "fixed_cost = -1\n", "utf-8")
    assert main(["compare", "small.toml", "dear.toml", "missing.toml", "--set", "population.trust=2"]) == 2
    said = capsys.readouterr().err
    assert "resources.hr.fixed_cost = -1" in said
    assert said.count("population.trust = 2") == 1
    assert "missing.toml" in said
    assert "3 problems" in said


@pytest.mark.parametrize(
    ("command", "option", "value"),
    [
        ("explain", "--format", "jpg"),
        ("compare", "--threads", "0"),
        ("explain", "--seed", "x"),
        ("explain", "--together", "fixed_cost+lot"),
        ("compare", "--seed", "x"),
    ],
)
def test_a_wrong_option_is_refused(brief, capsys, command, option, value):
    scenarios = ["small.toml", "dear.toml"] if command == "compare" else ["small.toml"]
    assert main([command, *scenarios, option, value]) == 2
    assert option in capsys.readouterr().err
    assert not (brief.parent / "results").exists()


@pytest.mark.parametrize("command", [["explain", "small.toml"], ["compare", "small.toml", "dear.toml"]])
def test_a_folder_that_cannot_be_is_refused_before_the_simulation(brief, capsys, monkeypatch, command):
    for name in ("paired.simulate", "explanation.collected"):
        monkeypatch.setattr(f"sim.analysis.{name}", lambda *a, **k: pytest.fail("it was simulated all the same"))
    assert main([*command, "--out", "small.toml"]) == 2
    assert "a file exists where a folder is needed" in capsys.readouterr().err


STOPPED = """
import sys
import sim.analysis.explanation
from sim.cli import main

def one_run(*_, **__):
    raise KeyboardInterrupt

sim.analysis.explanation.one_run = one_run
sys.exit(main(["explain", "small.toml"]))
"""


def test_a_stopped_work_leaves_nothing(brief):
    done = subprocess.run([sys.executable, "-c", STOPPED], env=environment(), capture_output=True, text=True)
    assert done.returncode == 130
    assert "Interrupted: nothing was written." in done.stderr
    assert not (brief.parent / "results").exists()
