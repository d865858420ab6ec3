"""What is not told is said: wide intervals of indices, constant outcomes, and how many points or runs would tell."""

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.precision import allowed_reach, base_points_needed, is_constant, runs_needed
from sim.analysis.words import precision_of_comparison, precision_of_runs

SHARES = st.floats(0.0, 1.0)


def runs(gains):
    """Return a made-up simulation whose gains are shares of a cost of 1."""
    gain = np.asarray(gains, dtype=float)
    return xr.Dataset(
        {
            "collective_total_gain": ("replication", gain),
            "collective_total_counterfactual": ("replication", np.ones(gain.size)),
        }
    )


@given(st.lists(st.tuples(SHARES, st.floats(0.0, 2.0)), min_size=1, max_size=6), st.integers(2, 12))
def test_as_many_base_points_as_stated_would_tell(pairs, power):
    index, reach = (np.array(column) for column in zip(*pairs, strict=True))
    points = 2**power
    needed = base_points_needed(index, reach, points)
    limits = np.array([max(0.1, value / 2.0) for value in index])
    if needed == 0:
        assert (reach <= limits).all()
        return
    assert needed & (needed - 1) == 0
    assert needed > points
    assert (reach * np.sqrt(points / needed) <= limits * (1.0 + 1e-6)).all()
    assert (reach * np.sqrt(2.0 * points / needed) > limits * (1.0 - 1e-6)).any(), "half as many would do"


@given(st.floats(1e-4, 10.0), st.floats(1e-3, 1.0))
def test_as_many_runs_as_stated_are_as_precise_as_asked(sd, half_width):
    n = runs_needed(sd, half_width)
    assert 1.96 * sd / np.sqrt(n) <= half_width * (1.0 + 1e-6)
    assert n == 2 or 1.96 * sd / np.sqrt(n - 1) > half_width * (1.0 - 1e-6)


def test_the_example_of_sixteen_points_is_not_told():
    assert base_points_needed(np.array([0.13]), np.array([0.47]), 16) == 512
    assert base_points_needed(np.array([0.8]), np.array([0.39]), 16) == 0
    assert base_points_needed(np.array([np.nan]), np.array([np.nan]), 16) == 0
    assert allowed_reach(np.array([-0.5])).tolist() == [0.25]


@given(st.floats(-1e9, 1e9), st.integers(2, 50))
def test_rounding_does_not_make_a_constant_vary(value, n):
    values = np.full(n, value)
    values[::2] = (value * 3.0 + value) / 4.0
    assert is_constant(values)
    assert not is_constant(np.array([value, value + 1.0]))


def test_the_words_of_a_run_say_how_many_runs_are_needed():
    gains = [0.01, 0.03, 0.05, 0.07]
    sd = np.std(gains, ddof=1)
    text = precision_of_runs(runs(gains), 0.01)
    assert str(int(np.ceil((1.96 * sd / 0.01) ** 2))) in text.en
    assert text.en.startswith("The mean gain, 4% of the cost alone, is known within 2.5 points (95%, 4 runs).")
    assert "Pour 1\u00a0point, il en faut environ 26." in text.fr
    assert "within the 5 points asked for" in precision_of_runs(runs(gains), 0.05).en
    assert "are needed" in precision_of_runs(runs(gains)).en
    assert "All 3 runs give the same gain" in precision_of_runs(runs([0.1, 0.1, 0.1])).en
    assert precision_of_runs(runs([0.1])) is None
    assert "A single run" in precision_of_runs(runs([0.1]), 0.01).en
    assert precision_of_runs(runs([np.nan, np.nan]), 0.01) is None


def test_a_comparison_counts_pairs():
    one, other = np.array([0.1, 0.5, 0.9, 0.3]), np.array([0.01, 0.02, 0.03, 0.02])
    value = np.array([one, one + other, one])[:, None]
    ds = xr.Dataset(
        {"value": (("scenario", "outcome", "replication"), value)},
        {"scenario": ["A", "B", "C"], "outcome": ["gain_share"]},
    )
    text = precision_of_comparison(ds, 0.001)
    assert str(int(np.ceil((1.96 * np.std(other, ddof=1) / 0.001) ** 2))) in text.en
    assert "between B and A" in text.en
    assert "C" not in text.en


def test_a_sweep_of_few_points_says_what_it_does_not_tell(made_sweep):
    from sim.analysis import sensitivity
    from sim.cli.reports.sensitivity import report

    found = sensitivity(made_sweep, ["gain"]).sel(outcome="gain")
    untold = found["total_reach"].values > np.maximum(0.1, found["total"].values / 2.0)
    assert (found["total_told"].values == ~untold).all()
    assert int(found["base_points_needed"]) > 8
    said = [part for part in report(made_sweep, "gain", "en") if isinstance(part, str)]
    assert any(f"--set sweep.points={int(found['base_points_needed'])}" in text for text in said)


def test_a_constant_is_said_to_be_constant(made_sweep):
    from sim.cli.reports.sensitivity import report

    ds = made_sweep.load().copy(deep=True)
    ds["collective_total_gain"][:] = 0.1 * 3.0
    ds["collective_total_gain"][::2] = 0.3  # the same, but for rounding
    for lang, words in (("en", "the same at all points"), ("fr", "la même valeur à tous les points")):
        assert any(isinstance(part, str) and words in part for part in report(ds, "gain", lang))


@pytest.fixture(scope="module")
def made_sweep(tmp_path_factory):
    """Return a small sweep for Sobol' indices, its gain made up of parameters and noise."""
    import sim
    from sim.sweep import make_design, run_sweep

    whole = {"population": {"number": 6}, "months": 2, "network": {"kind": "complete"}, "fictional": True}
    scenario = sim.scenario.parse_scenario(whole | {"resources": {"hr": {"fixed_cost": 100}}})
    design = make_design(
        scenario, {"population.trust": {}, "population.foresight": {}}, "saltelli", points=8, replications=1
    )
    store = tmp_path_factory.mktemp("few") / "x.zarr"
    run_sweep(design, store)
    ds = sim.open_sweep(store).load().copy(deep=True)
    noise = np.random.default_rng(1).normal(size=ds.sizes["point"])
    ds["collective_total_gain"][:] = (ds["population.trust"].values + noise)[:, None]
    return ds
