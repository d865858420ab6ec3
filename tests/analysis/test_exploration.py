"""Exploration reaches more cells than an even sample of as many runs, in cells that chance does not confuse."""

from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.analysis import SweepError, explore
from sim.analysis.exploration import Range, scenario_of
from sim.analysis.words import exploration as told
from sim.scenario import parse_scenario
from sim.sweep import make_design
from sim.sweep.samples import sample

WHOLE = {
    "population": {"number": 6},
    "months": 3,
    "network": {"kind": "complete"},
    "resources": {"hr": {"fixed_cost": 100}},
    "fictional": True,
}
X, Y = Range("gain_share", -0.05, 1.05), Range("entered", -0.05, 1.05)  # a little more than is reached
RARE = (
    lambda u: np.stack([u[:, 0] ** 3, u[:, 1] ** 3 * (1.0 - u[:, 2]) ** 2], 1),
    lambda u: np.stack([u.mean(1), 2.0 * np.abs(u - 0.5).mean(1)], 1),
)


@pytest.fixture
def design():
    names = ("trust", "foresight", "solidarity", "reciprocity", "autonomy")
    parameters = {f"population.{name}": {"low": 0, "high": 0.9} for name in names}
    return make_design(parse_scenario(WHOLE), parameters, "sobol", points=1, replications=4, seed=1)


@pytest.fixture
def made_up(monkeypatch):
    """Return a function that replaces the simulation by outcomes of the places, with noise."""

    def replaced(function, noise=0.001):
        rng = np.random.default_rng(0)

        def played(design, u, *rest):
            return function(u)[:, :, None] + noise * rng.standard_normal((len(u), 2, design.replications))

        monkeypatch.setitem(explore.__globals__, "_played", played)  # however the module was imported

    return replaced


@pytest.mark.parametrize("function", RARE)
def test_more_cells_than_an_even_sample_of_as_many_points(design, made_up, function):
    made_up(function)
    ratios = []
    for seed in range(1, 6):
        ds = explore(replace(design, seed=seed), X, Y, points=128)
        even = (function(sample("sobol", 5, 128, seed + 100)) + 0.05) / 1.1
        reached = len(np.unique((even * 20).astype(int), axis=0))
        ratios.append(int((ds["cells"] > 0).sum()) / reached)
    assert np.mean(ratios) >= 1.25


def test_counts_are_those_of_the_points(design, made_up):
    made_up(RARE[0], noise=0.0)
    ds = explore(design, X, Y, points=100)
    assert ds["cells"].shape == (20, 20)
    assert int(ds["cells"].sum()) == ds.sizes["point"] == 100
    at = (ds["y_cell"].values[7], ds["x_cell"].values[7])
    same = (ds["x_cell"].values == at[1]) & (ds["y_cell"].values == at[0])
    assert int(ds["cells"].values[at]) == same.sum()
    assert at[1] == int((ds["x"].values[7] + 0.05) / 1.1 * 20)
    for point in ds["surprise"].values:
        assert not ds["first"].values[point]
    again = explore(design, X, Y, points=100)
    assert again["population.trust"].values.tolist() == ds["population.trust"].values.tolist()


def test_cells_are_no_narrower_than_two_standard_errors(design, made_up):
    made_up(RARE[0], noise=0.2)  # the standard error of the mean of 4 runs is 0.1
    ds = explore(design, X, Y, points=64)
    assert all(3 <= size <= 6 for size in ds["cells"].shape)
    assert "Cells are wider than asked for" in told(ds)


def test_what_cannot_be_explored_is_refused(design, made_up):
    made_up(RARE[0])
    with pytest.raises(SweepError, match="there is no outcome gian"):
        explore(design, Range("gian", 0, 1), Y, points=32)
    with pytest.raises(SweepError, match="the first number must be the smaller one"):
        explore(design, Range("gain", 1, 0), Y, points=32)
    with pytest.raises(SweepError, match="at least two runs of each point"):
        explore(replace(design, replications=1), X, Y, points=32)
    with pytest.raises(SweepError, match="no point of the first 16 lies in the ranges"):
        explore(design, Range("gain_share", 5, 6), Y, points=32)


def test_a_surprise_is_a_scenario_with_the_same_runs(design):
    ds = explore(design, Range("gain_share", -1, 1), Y, points=20, threads=1)
    assert ds.sizes["point"] == 20
    there = scenario_of(design, ds, 17)
    assert there.replications == 4
    runs = sim.simulate(there, record="summary")
    assert float(runs["entered"].mean()) == pytest.approx(float(ds["y"][17]))
    for lang in ("en", "fr"):
        assert "{" not in told(ds, lang)
