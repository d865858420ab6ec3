"""Worlds of a room that draw from a calibration: each takes a whole particle, and levers act on it."""

import numpy as np
import pytest

import sim
from sim.app import assumptions, sentences, world
from sim.app.assumptions import LAISSEZ_FAIRE, TOGETHER, drawn, with_particle
from sim.app.cases import Case, shipped_cases
from sim.app.levers import LeverSettings
from sim.app.world import simulate
from sim.calibration import with_posterior
from sim.errors import ScenarioError

TARGET = {"name": "adoption", "outcome": "memberships", "months": [3, 6], "observed": [4, 6], "error": 1}
PARAMETERS = {
    "population.foresight": {"low": 0.3, "high": 0.9},
    "population.trust": {"low": 0.2, "high": 0.8},
    "resources.*.founding_cost": {"low": 0.5, "high": 2, "relative": True},
}


def calibration(scenario, parameters, folder):
    """Calibrate a scenario with a few particles; return the folder."""
    study = sim.make_study(scenario, parameters, [TARGET], particles=32, most_runs=100)
    sim.calibrate(study, folder, threads=1)
    return folder


@pytest.fixture(scope="module")
def store(repository, tmp_path_factory):
    scenario = sim.load_scenario(repository / "scenarios" / "atelier-rh.toml", set=["months=6"])
    return calibration(scenario, PARAMETERS, tmp_path_factory.mktemp("calibration") / "store")


@pytest.fixture(scope="module")
def calibrated(case, store):
    return Case(case.key, with_posterior(case.scenario, store))


@pytest.fixture
def played(monkeypatch):
    """Return a list of the scenarios that are played, in order."""
    scenarios = []
    prepare = world.prepare

    def noted(scenario):
        scenarios.append(scenario)
        return prepare(scenario)

    monkeypatch.setattr(world, "prepare", noted)
    return scenarios


def values(scenario):
    (resource,) = scenario.resources.values()
    population = scenario.population
    return population.foresight.support()[0], population.trust.support()[0], resource.founding_cost


def test_each_world_takes_a_whole_particle(calibrated, store, case, played):
    course = simulate(calibrated.scenario, replications=12)
    ds = sim.open_posterior(store)
    own = case.scenario.resources[case.resource].founding_cost
    rows = {
        (float(ds["population.foresight"][k]), float(ds["population.trust"][k]),
         own * float(ds["resources.*.founding_cost"][k]))
        for k in range(ds.sizes["particle"])
    }  # fmt: skip
    assert {tuple(np.round(values(each), 9)) for each in played} <= {tuple(np.round(row, 9)) for row in rows}
    assert len({values(each) for each in played}) > 3
    assert course.data.attrs["posterior"] == ds.attrs["digest"]
    assert "published numbers" in sentences.uncertainty(course).en
    assert "published numbers" not in sentences.uncertainty(simulate(case.scenario, replications=1)).en


def test_what_is_not_calibrated_is_assumed_as_before(calibrated, case):
    for replication in (0, 1, 7):
        ours = drawn(with_particle(calibrated.scenario, replication), replication, calibrated.scenario.particles)
        theirs = drawn(case.scenario, replication)
        for name in set(assumptions.RESOURCE_PARAMETERS) - {"founding_cost"}:
            assert getattr(ours.resources[case.resource], name) == getattr(theirs.resources[case.resource], name)
        assert ours.population.horizon == theirs.population.horizon


def test_levers_act_on_the_particle(calibrated, played):
    scenario = calibrated.scenario
    simulate(scenario, replications=6)
    plain = [values(each) for each in played]
    played.clear()
    simulate(scenario, levers=LeverSettings(setup=2.0, trust=0.5), replications=6)
    moved = [values(each) for each in played]
    assert [cost for *_, cost in moved] == pytest.approx([2.0 * cost for *_, cost in plain])
    assert [foresight for foresight, *_ in moved] == [foresight for foresight, *_ in plain]
    trusts = [trust for _, trust, _ in moved]  # the lever's value, assumed like any other
    assert trusts[0] == 0.5
    assert all(0.375 <= trust <= 0.625 for trust in trusts)


def test_the_worlds_compared_have_their_own_dispositions(calibrated, played):
    for each in (LAISSEZ_FAIRE, TOGETHER):
        played.clear()
        simulate(each.applied(calibrated.scenario), replications=4)
        first = played[0].population
        assert (first.foresight.support()[0], first.trust.support()[0]) == (each.foresight, each.trust)
        assert len({values(scenario)[2] for scenario in played}) > 1  # the calibrated cost is still drawn


def test_a_case_without_a_posterior_is_what_it_was(case):
    one, other = (simulate(case.scenario, [(1, 0, True)], LeverSettings(setup=1.5), 4) for _ in range(2))
    assert one.data.equals(other.data)
    assert one.data.attrs["posterior"] == ""


def test_a_posterior_goes_to_the_cases_given_or_to_all(store, repository):
    own = str(repository / "scenarios" / "atelier-rh.toml")
    given = shipped_cases([own], str(store))
    assert [case.scenario.particles is not None for case in given] == [False] * 4 + [True]
    assert all(case.scenario.particles is not None for case in shipped_cases((), str(store)))


def test_cases_that_cannot_take_it_are_all_named(repository, tmp_path):
    scenario = sim.load_scenario(repository / "scenarios" / "atelier-rh.toml", set=["months=6"])
    key = next(iter(scenario.resources))
    folder = calibration(scenario, {f"resources.{key}.founding_cost": {"low": 500, "high": 900}}, tmp_path / "store")
    with pytest.raises(ScenarioError) as raised:
        shipped_cases((), str(folder))
    assert {problem.value for problem in raised.value.problems} >= {"atelier-locaux", "atelier-informatique"}
    assert f"resources.{key}.founding_cost" in str(raised.value)
    assert "le calage de" in raised.value.text("fr")


def test_the_number_of_organizations_is_not_calibrated(small_number, tmp_path):
    with pytest.raises(ScenarioError, match="leaves the number of organizations alone"):
        shipped_cases([str(small_number[0])], str(small_number[1]))


@pytest.fixture
def small_number(tmp_path):
    file = tmp_path / "small.toml"
    file.write_text(
        "fictional = true\nmonths = 6\n[population]\nnumber = 8\n[network]\nkind = 'complete'\n"
        "[resources.hr]\nfixed_cost = 900\nunit_cost = 300\nfounding_cost = 500\n"
    )
    scenario = sim.load_scenario(file)
    return file, calibration(scenario, {"population.number": {"low": 6, "high": 10}}, tmp_path / "store")
