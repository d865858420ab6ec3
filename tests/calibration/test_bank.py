"""One bank of runs of the model, many truths: intervals hold the truth if every run has its own draws."""

from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.calibration.distance import metric_of
from sim.calibration.posterior import MISFIT, as_far
from tests.calibration.toys import holds

BANK, TRUTHS, NEAREST = 1500, 150, 60
PILOT = 64


@pytest.fixture(scope="module")
def study(repository):
    scenario = sim.load_scenario(repository / "scenarios" / "atelier.toml", set=["months=18"])
    parameters = {"population.foresight": {"low": 0.2, "high": 1.0}}
    months = [3, 6, 12, 18]
    target = {"name": "adoption", "outcome": "memberships", "months": months, "observed": [0] * 4, "error": 0.5}
    return sim.make_study(scenario, parameters, [target], others="fixed", particles=64)


def statistics(study, design, folder):
    """Return the statistics of a design, with the error of observation of each run."""
    sim.run_sweep(design, folder / f"{design.draws}-{design.first_run}.zarr", block=250)
    ds = sim.open_sweep(folder / f"{design.draws}-{design.first_run}.zarr")
    found = study.targets[0].statistics(ds)
    return found + study.error * np.random.default_rng(design.first_run).standard_normal(found.shape)


@pytest.fixture(scope="module")
def banks(study, tmp_path_factory):
    """Return the places of a bank, its statistics by draws, those of the truths, and the metric."""
    folder = tmp_path_factory.mktemp("bank")
    rng = np.random.default_rng(8)
    place, truth = rng.random((BANK, 1)), rng.random((TRUTHS, 1))
    own = study.design(place, 10_000, 1)
    bank = {"own": statistics(study, own, folder), "common": statistics(study, replace(own, draws="common"), folder)}
    data = statistics(study, study.design(truth, 50_000, 1), folder)
    pilot = statistics(study, study.pilot(), folder)
    return place, bank, truth, data, metric_of(study.slices, study.error, pilot, bank["own"], 1)


def coverage(banks, draws):
    """Return how often the 80 % interval of the particles nearest to a truth's data holds the truth."""
    place, bank, truth, data, metric = banks
    inside = []
    for own_truth, observed in zip(truth[:, 0], data, strict=True):
        near = np.argsort(metric.distance(bank[draws], observed), kind="stable")[:NEAREST]
        inside.append(holds(place[near, 0], np.full(NEAREST, 1 / NEAREST), own_truth))
    return float(np.mean(inside))


def test_own_draws_give_intervals_that_hold_the_truth(banks):
    assert 0.74 <= coverage(banks, "own") <= 0.95


def test_common_draws_do_not(banks):
    assert not 0.74 <= coverage(banks, "common") <= 0.95


def test_data_of_the_model_are_seldom_called_impossible_and_others_are(banks):
    _, bank, _, data, metric = banks
    share = np.full(NEAREST, 1 / NEAREST)

    def called_impossible(observed):
        near = np.argsort(metric.distance(bank["own"], observed), kind="stable")[:NEAREST]
        return as_far(metric, bank["own"][near], share, observed) < MISFIT

    assert np.mean([called_impossible(observed) for observed in data]) <= 0.05
    falling = [observed[::-1] for observed in data if observed[-1] - observed[0] > 8]
    assert len(falling) > 10
    assert np.mean([called_impossible(observed) for observed in falling]) >= 0.9


def test_every_run_of_every_point_has_its_own_draws(study):
    design = study.design(np.full((3, 1), 0.5), 20, 2)
    assert [design.first_run_of(point) for point in range(3)] == [20, 22, 24]
    assert [replace(design, draws="common").first_run_of(point) for point in range(3)] == [0, 0, 0]
    assert replace(design, draws="common").source != design.source
    assert replace(design, first_run=26).source != design.source


def test_a_run_with_its_own_draws_is_that_run_of_a_simulation(study, tmp_path):
    design = sim.make_design(study.scenario, {"population.trust": [0.2, 0.8]}, replications=3, draws="own")
    sim.run_sweep(design, tmp_path / "own.zarr")
    swept = sim.open_sweep(tmp_path / "own.zarr")["collective_total_gain"].values
    runs = sim.simulate(design.at(1), 6, design.seed, "summary")["collective_total_gain"].values
    assert swept[1].tobytes() == runs[3:].tobytes()
