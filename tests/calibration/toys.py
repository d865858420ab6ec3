"""Simulators whose posteriors are known exactly, and coverage: how often intervals hold the truth."""

import numpy as np
from scipy.special import ndtr

from sim.calibration.posterior import weighted_quantiles
from sim.calibration.sampler import adaptive_sample

BAND = np.array([0.1, 0.9])


class Normal:
    """A mean that is uniform in the unit interval, measured once with a normal error."""

    parameters = 1
    error = 0.15

    def draw(self, place, rng):
        return place + self.error * rng.standard_normal(place.shape)

    def exact(self, data, place):
        """Return the exact cumulative posterior at places (n,): a normal cut to the unit interval."""
        low, high, at = ((each - data[0]) / self.error for each in (0.0, 1.0, place))
        return [(ndtr(at) - ndtr(low)) / (ndtr(high) - ndtr(low))]


class Linear:
    """Two uniform parameters, of which three normal measurements know two directions well and one badly."""

    parameters = 2
    error = 0.25
    matrix = np.array([[1.0, 1.0], [1.0, -0.3], [0.2, 1.0]])

    def draw(self, place, rng):
        return place @ self.matrix.T + self.error * rng.standard_normal((len(place), 3))

    def exact(self, data, place):
        """Return the exact cumulative posterior of each parameter at places (n,), by sums over a fine grid."""
        axis = (np.arange(400) + 0.5) / 400
        grid = np.stack(np.meshgrid(axis, axis, indexing="ij"), axis=-1)
        density = np.exp(-0.5 * (((grid @ self.matrix.T - data) / self.error) ** 2).sum(axis=-1))
        marginals = [density.sum(axis=1 - k) for k in range(2)]
        return [np.interp(place, axis, np.cumsum(each) / each.sum()) for each in marginals]


def calibrated(toy, data, seed, particles=256):
    """Calibrate a toy by data that it could have given."""
    scale = toy.error * np.sqrt(len(data))

    def play(generation, draw):
        place = draw()
        return place, np.linalg.norm(
            toy.draw(place, np.random.default_rng((seed, generation, 1))) - data, axis=1
        ) / scale

    return adaptive_sample(play, toy.parameters, particles=particles, most=20_000, seed=seed)


def holds(place, share, truth):
    """Return whether the 80 % interval of weighted places (n,) holds the truth."""
    low, high = weighted_quantiles(place, share, BAND)
    return low <= truth <= high
