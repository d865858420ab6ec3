"""The kernel that proposes new particles: a mixture of normals around the weighted ones, cut to the unit cube."""

import math
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SPREAD: Final = 2.0
"""Covariance of the kernel, in covariances of the weighted particles."""
_EDGE: Final = 2.0**-40  # a quantile of 0 or 1 is infinite for some priors
_JITTER: Final = 1e-12  # on the diagonal, where particles coincide
_LEAST: Final = 10  # log2 of the points that are drawn at least: their share inside enters the density
_MOST: Final = 24


class Kernel:
    """The proposal of a generation.

    Parameters
    ----------
    place : (n, k) float64
        Weighted particles.
    share : (n,) float64
        Their weights, which sum to 1.
    seed : tuple of int
        Names the draws.
    """

    def __init__(self, place: Floats, share: Floats, seed: tuple[int, ...]) -> None:
        self._place, self._share, self._seed = place, share, seed
        apart = place - share @ place
        covariance = (apart * share[:, None]).T @ apart / (1.0 - float(share @ share))
        covariance = SPREAD * covariance + _JITTER * np.eye(place.shape[1])
        self._factor: Floats = np.linalg.cholesky(covariance)

    def draw(self, count: int) -> Floats:
        """Return places (count, k) inside the unit cube: scrambled Sobol' points; those outside are left out."""
        points = self._inside[0]
        power = _LEAST
        while len(points) < count:
            power += 1
            if power > _MOST:
                raise ArithmeticError("the kernel proposes nearly all points outside the priors")
            points = self._proposed(power)
        return points[:count]

    def density(self, place: Floats) -> Floats:
        """Return the density of the proposal at some places (n,), the cut to the unit cube included."""
        inverse = np.linalg.inv(self._factor)
        new, old = (np.einsum("nk,jk->jn", each, inverse) for each in (place, self._place))
        squares = sum((a[:, None] - b[None, :]) ** 2 for a, b in zip(new, old, strict=True))
        scale = (2.0 * math.pi) ** (len(new) / 2.0) * float(np.prod(np.diag(self._factor))) * self._inside[1]
        return np.asarray((np.exp(-0.5 * squares) * self._share).sum(axis=1) / scale)

    @cached_property
    def _inside(self) -> tuple[Floats, float]:
        """The first points inside the unit cube, and their share of the points drawn."""
        points = self._proposed(_LEAST)
        return points, max(len(points), 1) / 2**_LEAST

    def _proposed(self, power: int) -> Floats:
        """Return those of 2**power proposed points that lie inside the unit cube."""
        from scipy.special import ndtri

        u = inner(sobol(self._place.shape[1] + 1, 2**power, self._seed))
        parent = np.searchsorted(np.cumsum(self._share), u[:, 0] * self._share.sum(), side="right")
        centre = self._place[np.minimum(parent, len(self._share) - 1)]
        points = centre + ndtri(u[:, 1:]) @ self._factor.T
        return points[((points > 0.0) & (points < 1.0)).all(axis=1)]


def sobol(dimensions: int, count: int, seed: tuple[int, ...]) -> Floats:
    """Return the first points (count, dimensions) of a scrambled Sobol' sequence (Owen 1998)."""
    from scipy.stats import qmc

    engine = qmc.Sobol(dimensions, scramble=True, rng=np.random.default_rng(seed))
    points: Floats = engine.random_base2(max(0, math.ceil(math.log2(count))))
    return points[:count]


def inner(place: Floats) -> Floats:
    """Return places moved off the faces of the unit cube."""
    return np.clip(place, _EDGE, 1.0 - _EDGE)
