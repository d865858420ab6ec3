"""Kriging: it passes through smooth outcomes, finds out what has no influence, and how much is noise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.kriging import Kriging, likely_setting
from sim.analysis.plane import Plane, Range
from sim.analysis.proposals import most_new
from sim.sweep.samples import sample


def test_it_finds_what_matters_and_how_much_is_noise():
    place = sample("sobol", 4, 128, 1)
    rng = np.random.default_rng(2)
    value = np.sin(5 * place[:, 0]) + 2 * place[:, 1] ** 2 + 0.1 * rng.standard_normal(128)
    setting = likely_setting(place, value)
    assert min(setting[2:4]) > max(setting[:2])  # longer: without influence
    new = rng.random((400, 4))
    mean, deviation = Kriging(place, value, setting).expected(new)
    error = np.sin(5 * new[:, 0]) + 2 * new[:, 1] ** 2 - mean
    assert np.sqrt((error**2).mean()) < 0.1
    assert np.median(deviation) == pytest.approx(0.1, rel=0.4)
    apart = (error + 0.1 * rng.standard_normal(400)) / deviation
    assert 0.6 < np.mean(np.abs(apart) < 1.0) < 0.8


@given(st.floats(-1e3, 1e3), st.floats(1e-1, 1e6))
def test_units_do_not_matter(shift, scale):
    place = sample("sobol", 2, 32, 3)
    value = place[:, 0] ** 2 + 0.05 * np.random.default_rng(1).standard_normal(32)
    new = sample("sobol", 2, 8, 4)
    mean, deviation = Kriging(place, value, likely_setting(place, value)).expected(new)
    other = shift + scale * value
    moved, wider = Kriging(place, other, likely_setting(place, other)).expected(new)
    assert moved == pytest.approx(shift + scale * mean, rel=1e-6, abs=1e-6 * (scale + abs(shift)))
    assert wider == pytest.approx(scale * deviation, rel=1e-3, abs=1e-9 * (scale + abs(shift)))


@pytest.mark.parametrize("count", [1, 2, 8, 32])
def test_the_same_outcome_everywhere_is_expected_everywhere(count):
    place = sample("sobol", 3, count, 1)
    value = np.full(count, 0.3)
    mean, deviation = Kriging(place, value, likely_setting(place, value)).expected(np.full((2, 3), 0.4))
    assert mean == pytest.approx([0.3, 0.3])
    assert deviation == pytest.approx([0.0, 0.0])


def test_points_that_coincide_are_no_fault():
    place = np.full((20, 2), 0.5)
    value = np.random.default_rng(1).standard_normal(20)
    mean, deviation = Kriging(place, value, likely_setting(place, value)).expected(place[:1])
    assert np.isfinite([mean, deviation]).all()


def test_chances_of_cells_are_those_of_draws():
    plane = Plane([Range("gain", -1, 1), Range("entered", 0, 1)], (4, 5))
    means, deviations = np.array([[0.2, 0.4]]), np.array([[0.5, 0.3]])
    drawn = means + deviations * np.random.default_rng(1).standard_normal((200_000, 2))
    cells = plane.cells_of(drawn)
    inside = cells[(cells >= 0).all(1)]
    counted = np.zeros((4, 5))
    np.add.at(counted, (inside[:, 0], inside[:, 1]), 1 / 200_000)
    assert plane.chances(means, deviations)[0] == pytest.approx(counted.ravel(), abs=0.004)


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_none_is_chosen_twice_and_the_first_promises_most(count, seed):
    chances = np.random.default_rng(seed).dirichlet(np.ones(6), size=8)[:, :4]
    chosen = most_new(chances, count)
    assert len(set(chosen)) == count
    assert chances[chosen[0]].sum() == pytest.approx(chances.sum(1).max())
    if count > 1:  # by hand: the expected number of cells that one or the other reaches
        pairs = [(1.0 - (1.0 - chances[chosen[0]]) * (1.0 - each)).sum() for each in chances]
        pairs[chosen[0]] = 0.0
        assert pairs[chosen[1]] == pytest.approx(max(pairs))
