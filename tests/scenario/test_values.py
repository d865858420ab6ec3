"""Scenarios from Python: dictionaries in place of files, and values in place of texts."""

from fractions import Fraction

import numpy as np
import pytest

import sim
from sim.analysis import load_lever_study
from sim.errors import ScenarioError

SMALL = {"months": 12, "resources": {"hr": {"fixed_cost": 900, "unit_cost": 300}}, "population": {"number": 12}}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text("months = 12\n[population]\nnumber = 12\n[resources.hr]\nfixed_cost = 900\nunit_cost = 300\n")
    return path


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ({"months": 24}, ["months=24"]),
        ({"population.trust.mean": 0.3}, ["population.trust.mean=0.3"]),
        ({"population.trust": 0.3, "months": np.int64(6)}, ["population.trust=0.3", "months=6"]),
        ({"population": {"trust": np.float64(0.3)}}, ["population.trust=0.3"]),
        ({"fictional": np.bool_(True), "name": "12"}, ["fictional=true", 'name="12"']),
        (
            {"population.size": {"distribution": "discrete", "values": (5, 9), "weights": np.array([1.0, 2.0])}},
            ['population.size={distribution="discrete", values=[5, 9], weights=[1.0, 2.0]}'],
        ),
        ({}, []),
    ],
)
def test_values_are_what_texts_are(file, values, texts):
    one, other = sim.load_scenario(file, set=values), sim.load_scenario(file, set=texts)
    assert one == other
    assert one.source == other.source


def test_a_text_alone_is_one_override(file):
    assert sim.load_scenario(file, set="months=24").months == 24


def test_values_are_checked_like_the_file(file):
    with pytest.raises(ScenarioError) as error:
        sim.load_scenario(file, set={"months": 0, "population.trusst": 0.5, "population.trust": Fraction(1, 2)})
    assert {problem.key for problem in error.value.problems} == {"months", "population.trusst", "population.trust"}
    assert {problem.file for problem in error.value.problems} == {"--set"}


def test_a_dictionary_is_a_scenario(file, tmp_path, monkeypatch):
    assert sim.load_scenario(SMALL).source == sim.load_scenario(file, set={"name": "scenario"}).source
    monkeypatch.chdir(tmp_path)
    (tmp_path / "orgs.csv").write_text("name,size\nA,5\nB,9\n")
    tables = {
        "extends": file.name,
        "population": {"file": tmp_path / "orgs.csv"},
        "network": {"kind": "complete"},
        "name": "mine",
    }
    scenario = sim.load_scenario(tables, set={"months": 3})
    assert (scenario.name, scenario.months, scenario.organization_names()) == ("mine", 3, ["A", "B"])
    assert list(tables) == ["extends", "population", "network", "name"], "it is not modified"


@pytest.mark.parametrize("tables", [{}, {"months": 0, **{k: v for k, v in SMALL.items() if k != "months"}},
                                    {"extends": "absent.toml"}, {"extends": 3}, {"resources": []}])  # fmt: skip
def test_a_bad_dictionary_is_refused_in_words(tables):
    with pytest.raises(ScenarioError, match="Allowed"):
        sim.load_scenario(tables)


def test_a_deep_dictionary_is_refused():
    deep: dict = {}
    for _ in range(5000):
        deep = {"a": deep}
    with pytest.raises(ScenarioError, match="at most 32 tables"):
        sim.load_scenario({**SMALL, "population": deep})
    with pytest.raises(ScenarioError, match="at most 32 tables"):
        sim.load_scenario(SMALL, set={"population": deep})


def test_studies_take_values_and_dictionaries_too(file):
    swept = {**SMALL, "sweep": {"parameters": {"population.trust": [0.2, 0.8]}}}
    assert sim.load_design(swept, set={"sweep.replications": 5}).runs == 10
    targets = [{"name": "a", "outcome": "entered", "observed": 0.5, "error": 0.1}]
    calibrated = {**SMALL, "calibrate": {"parameters": {"population.trust": [0.2, 0.8]}, "targets": targets}}
    assert sim.load_study(calibrated, set={"calibrate.particles": 64}).particles == 64
    decided = {
        **SMALL,
        "uncertain": {"society.hazard": {"distribution": "uniform", "low": 0.01, "high": 0.04}},
        "decide": {"levers": {"more": {"set": {"levers.subsidy_share": 0.5}}}},
    }
    assert load_lever_study(decided, set={"decide.worlds": 7}).worlds == 7
