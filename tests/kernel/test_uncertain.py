"""Runs that draw what is uncertain: run k is the same whatever else is run, and everything else is drawn as ever."""

import numpy as np
import pytest
import xarray as xr

from sim import compare, load_scenario, simulate
from sim.analysis import caveat, verdict
from sim.archive import open_dataset, save_dataset
from sim.kernel.runs import all_runs, one_run
from sim.kernel.setup import prepare
from sim.laws.random import run_key
from sim.scenario import certain, parse_scenario, with_values

OVERRUN, COMMITMENT, TRUST = "resources.hr.overrun_mean", "resources.hr.commitment", "population.trust.mean"
UNCERTAIN = {
    OVERRUN: {"distribution": "uniform", "low": 1.0, "high": 3.0},
    COMMITMENT: {"distribution": "uniform", "low": 2, "high": 9},
    TRUST: {"distribution": "truncated_normal", "mean": 0.5, "sd": 0.2, "low": 0.1, "high": 0.9},
}
HR = {"fixed_cost": 900, "unit_cost": 300, "founding_cost": 500, "friction": 0.5, "member_cost": 30, "overrun_cv": 0.3}
WORLD = {
    "months": 18,
    "population": {"number": 15},
    "network": {"kind": "complete"},
    "resources": {"hr": HR},
    "uncertain": UNCERTAIN,
}


@pytest.fixture(scope="module")
def world():
    return parse_scenario(WORLD)


@pytest.fixture(scope="module")
def runs(world):
    return simulate(world, replications=4, seed=5, record="months", uncertain=True, threads=1)


def test_run_k_is_the_same_alone_and_among_many_on_any_number_of_threads(world, runs):
    columns = all_runs(world, 4, 5, "months", threads=2, uncertain=True)
    for name, values in columns.items():
        assert np.array_equal(values, runs[name].values), name
    for k in range(4):
        alone = one_run(prepare(certain(world, run_key(5, k))), 5, k, "months")
        for name, value in alone.items():
            assert np.array_equal(np.asarray(value), runs[name].values[k]), name


def test_a_run_is_that_of_a_scenario_with_the_values_it_drew(world, runs):
    for k in range(4):
        drawn = {path: runs[path].values[k] for path in UNCERTAIN}
        sure = simulate(with_values(world, drawn), replications=k + 1, seed=5, record="months", threads=1)
        assert sure.attrs["uncertain"] == ""
        xr.testing.assert_equal(sure.isel(replication=k), runs.isel(replication=k).drop_vars(list(UNCERTAIN)))


def test_what_is_uncertain_makes_a_difference_only_where_it_is_asked_for(world, runs):
    sure = simulate(world, replications=4, seed=5, record="months", threads=1)
    never = parse_scenario({key: value for key, value in WORLD.items() if key != "uncertain"})
    without = simulate(never, replications=4, seed=5, record="months", threads=1)
    assert not set(UNCERTAIN) & set(sure.coords)
    xr.testing.assert_equal(sure, without)
    assert not (sure["collective_total_gain"] == runs["collective_total_gain"]).any()
    # the same organizations and the same months: being alone costs what it did
    assert np.array_equal(sure["collective_counterfactual_cost"], runs["collective_counterfactual_cost"])


def test_a_dataset_says_what_was_drawn(world, runs, tmp_path):
    assert runs.attrs["uncertain"].split() == list(UNCERTAIN)
    for path in UNCERTAIN:
        assert runs[path].dims == ("replication",)
        assert {"units", "long_name", "long_name_fr"} <= set(runs[path].attrs)
        low, high = world.uncertain[path].support()
        assert ((low <= runs[path]) & (runs[path] <= high)).all()
        assert len(np.unique(runs[path])) > 1
    assert runs[COMMITMENT].dtype.kind == "i"
    assert runs[COMMITMENT].attrs["units"] == "month"
    again = open_dataset(save_dataset(runs, tmp_path / "run.nc"))
    xr.testing.assert_identical(again, runs)


def test_words_say_what_a_band_is(runs):
    for lang, words in (("en", "Each run draws 3 assumptions anew"), ("fr", "tire de nouveau 3 hypothèses")):
        assert words in verdict(runs, lang)
        assert words in caveat(runs)[lang]
    one = runs.isel(replication=[0])
    assert "one draw of 3 assumptions" in verdict(one)
    assert "un seul tirage de 3 hypothèses" in verdict(one, "fr")
    assert "assumption" not in caveat(runs.assign_attrs(uncertain=""))["en"]
    assert "one assumption anew" in caveat(runs.assign_attrs(uncertain=OVERRUN))["en"]


def test_scenarios_that_are_unsure_of_the_same_meet_the_same_values(world):
    other = with_values(world, {"resources.hr.founding_cost": 500})  # another value that is none
    cheaper = with_values(world, {"resources.hr.founding_cost": 0})
    found = compare([world, other, cheaper], replications=3, threads=1, uncertain=True)
    assert found.attrs["uncertain"].split() == list(UNCERTAIN)
    np.testing.assert_array_equal(found["value"].sel(scenario="A"), found["value"].sel(scenario="B"))
    assert (
        found["difference"].sel(scenario="B", outcome=["gain", "payments", "depth", "participation.hr"]) == 0.0
    ).all()
    assert (found["value"].sel(outcome="gain", scenario="C") > found["value"].sel(outcome="gain", scenario="A")).any()
    sure = with_values(
        world, {path: runs_value for path, runs_value in ((OVERRUN, 1.0), (COMMITMENT, 3), (TRUST, 0.5))}
    )
    assert sure.uncertain == {}
    assert compare([world, sure], replications=2, threads=1, uncertain=True).attrs["uncertain"]


def test_nothing_uncertain_cannot_be_drawn(repository):
    sure = parse_scenario({"resources": {"hr": HR}})
    with pytest.raises(ValueError, match="no table"):
        simulate(sure, replications=1, uncertain=True)
    with pytest.raises(ValueError, match="no scenario"):
        compare([sure, sure], replications=1, uncertain=True)


def test_the_ranges_of_quebec_hold_its_own_values(repository):
    quebec = load_scenario(repository / "scenarios" / "quebec-1.toml")
    assert len(quebec.uncertain) >= 5
    for path, distribution in quebec.uncertain.items():
        low, high = distribution.support()
        found = quebec
        for key in path.split("."):
            found = found[key] if isinstance(found, dict) else getattr(found, key)
        assert low < found < high, path
