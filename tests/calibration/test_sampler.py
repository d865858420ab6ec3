"""The sampler against posteriors that are known exactly: calibrated intervals, unbiased samples, and when it stops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest

from sim.calibration.kernel import Kernel
from sim.calibration.sampler import Particles, adaptive_sample, nearest
from tests.calibration.toys import Linear, Normal, calibrated, holds

TRUTHS = 200


@pytest.mark.parametrize("toy", [Normal(), Linear()], ids=["normal", "linear"])
def test_intervals_hold_the_truth_as_often_as_they_say(toy):
    rng = np.random.default_rng(12)
    inside, ranks = [], []
    for seed in range(TRUTHS):
        truth = rng.random((1, toy.parameters))
        sample = calibrated(toy, toy.draw(truth, rng)[0], seed)
        place, share = sample.kept.place, sample.kept.share
        inside += [holds(place[:, k], share, truth[0, k]) for k in range(toy.parameters)]
        ranks.append([share[place[:, k] < truth[0, k]].sum() for k in range(toy.parameters)])
    assert 0.72 <= np.mean(inside) <= 0.88
    for rank in np.transpose(ranks):
        assert kstest(rank, "uniform").pvalue > 0.001


@pytest.mark.parametrize("toy", [Normal(), Linear()], ids=["normal", "linear"])
@pytest.mark.parametrize("truth", [0.08, 0.5, 0.93])
def test_the_sample_follows_the_exact_posterior(toy, truth):
    """The tolerance widens it a little."""
    data = toy.draw(np.full((1, toy.parameters), truth), np.random.default_rng(5))[0]
    at = np.linspace(0.02, 0.98, 25)
    found = np.zeros((toy.parameters, at.size))
    for seed in range(12):
        kept = calibrated(toy, data, seed).kept
        found += [[kept.share[kept.place[:, k] < x].sum() / 12 for x in at] for k in range(toy.parameters)]
    assert np.abs(found - toy.exact(data, at)).max() < 0.08


def test_the_density_of_the_kernel_integrates_to_one_inside_the_prior():
    rng = np.random.default_rng(1)
    kernel = Kernel(rng.beta(0.6, 3.0, (60, 2)), np.full(60, 1 / 60), (1, 1))
    axis = (np.arange(150) + 0.5) / 150
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    assert kernel.density(grid).mean() == pytest.approx(1.0, abs=0.02)
    drawn = kernel.draw(4000)
    assert ((drawn > 0.0) & (drawn < 1.0)).all()
    centre = (grid * kernel.density(grid)[:, None]).mean(axis=0)
    assert drawn.mean(axis=0) == pytest.approx(centre, abs=0.02)


def test_it_keeps_the_nearest_and_of_equals_the_first():
    particles = Particles(np.array([7, 2, 5]), np.zeros((3, 1)), np.ones(3), np.array([1.0, 1.0, np.inf]))
    assert nearest(particles, 2).tolist() == [1, 0]


@pytest.mark.parametrize(
    ("distance", "reason"),
    [
        (lambda place: np.zeros(len(place)), "exact"),
        (lambda place: np.ones(len(place)), "few_inside"),
        (lambda place: place[:, 0] + 0.1, "most_runs"),
    ],
)
def test_it_says_why_it_stopped(distance, reason):
    def play(generation, draw):
        place = draw()
        return place, distance(place)

    sample = adaptive_sample(play, 1, particles=32, most=100, stop=0.05, seed=1)
    assert sample.reason == reason
    assert len(sample.played.number) <= 100
    assert len(sample.kept.number) == 16


@given(st.integers(8, 40).map(lambda n: 2 * n), st.integers(1, 4), st.integers(0, 2**63 - 1))
def test_it_is_a_function_of_its_seed(particles, parameters, seed):
    def play(generation, draw):
        place = draw()
        assert ((place > 0.0) & (place < 1.0)).all()
        return place, np.abs(place - 0.7).sum(axis=1)

    one, other = (
        adaptive_sample(play, parameters, particles=particles, most=4 * particles, seed=seed) for _ in range(2)
    )
    assert one.kept.place.tobytes() == other.kept.place.tobytes()
    assert one.kept.weight.tobytes() == other.kept.weight.tobytes()
    assert np.all(np.diff(one.tolerance) <= 0.0)
