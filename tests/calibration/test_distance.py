"""The distance: every target counts once, in the spread that runs alone would give it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.calibration.distance import INFLATED, metric_of

SLICES = [slice(0, 3), slice(3, 4)]


def drawn(seed, runs=64):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((runs, 4)) @ rng.standard_normal((4, 4)) + rng.standard_normal(4)


@given(st.integers(0, 10_000), st.integers(1, 20), st.floats(0.0, 3.0))
def test_it_is_the_formula(seed, runs, error):
    pilot, prior = drawn(seed), drawn(seed + 1)
    observed, simulated = drawn(seed + 2, 1)[0], drawn(seed + 3, 5)
    errors = np.full(4, error)
    metric = metric_of(SLICES, errors, pilot, prior, runs)
    for row, found in zip(simulated, metric.distance(simulated, observed), strict=True):
        parts = []
        for place in SLICES:
            v = np.atleast_2d(np.cov(pilot[:, place].T)) / runs
            v[np.diag_indices_from(v)] *= INFLATED
            v += np.diag(errors[place] ** 2)
            apart = (row - observed)[place]
            parts.append(apart @ np.linalg.solve(v, apart) / len(apart))
        assert found == pytest.approx(np.sqrt(np.mean(parts)), rel=1e-6)


@given(st.integers(0, 1000), st.floats(0.001, 1e6))
def test_units_do_not_matter(seed, scale):
    units = np.array([scale, scale, scale, 1.0])
    pilot, prior, simulated = (drawn(seed + k) for k in range(3))
    plain = metric_of(SLICES, np.zeros(4), pilot, prior, 1).distance(simulated, simulated[0])
    scaled = metric_of(SLICES, np.zeros(4), pilot * units, prior * units, 1)
    assert scaled.distance(simulated * units, simulated[0] * units) == pytest.approx(plain, rel=1e-5)


def test_where_the_pilot_agrees_the_spread_over_the_priors_counts():
    pilot, prior = np.zeros((64, 4)), drawn(3)
    metric = metric_of(SLICES, np.zeros(4), pilot, prior, 1)
    assert np.diag(metric.covariances[0]) == pytest.approx(prior.var(axis=0)[:3])
    flat = metric_of(SLICES, np.zeros(4), pilot, np.zeros((9, 4)), 1)
    assert np.isfinite(flat.distance(drawn(1), np.zeros(4))).all()


def test_a_run_that_does_not_define_a_target_is_infinitely_far():
    pilot = drawn(1)
    pilot[3, 1] = np.nan
    metric = metric_of(SLICES, np.zeros(4), pilot, drawn(2), 1)
    simulated = drawn(4, 2)
    simulated[1, 3] = np.nan
    assert np.isfinite(metric.distance(simulated, np.zeros(4))).tolist() == [True, False]


def test_more_months_do_not_count_more():
    rng = np.random.default_rng(1)
    pilot = np.repeat(rng.standard_normal((64, 2)), [30, 1], axis=1) + 0.01 * rng.standard_normal((64, 31))
    slices = [slice(0, 30), slice(30, 31)]
    metric = metric_of(slices, np.full(31, 1.0), pilot, pilot, 1)
    series, one = np.zeros((1, 31)), np.zeros((1, 31))
    series[0, :30], one[0, 30] = 1.5, 1.5
    assert metric.distance(series, np.zeros(31))[0] < 1.5 * metric.distance(one, np.zeros(31))[0]
