"""The sampler: adaptive population Monte Carlo for approximate Bayesian computation, in the quantiles of the priors."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.calibration.kernel import Kernel, inner, sobol

KEPT: Final = 0.5
"""Share of the particles that a generation keeps."""

Floats = NDArray[np.float64]
Draw = Callable[[], Floats]
Play = Callable[[int, Draw], tuple[Floats, Floats]]
"""Plays a generation: its number and the function that draws its places in, its places and distances out.

A generation that was played before gives back the places it was played at, without a new draw.
"""
Reason = Literal["few_inside", "exact", "most_runs"]
"""Why the sampler stopped: few new particles came inside, the tolerance is 0, or the runs are used up."""


class Particles(NamedTuple):
    """Particles, in the order in which they were played.

    Attributes
    ----------
    number : (n,) int64
        Number of each particle, in the order of playing.
    place : (n, k) float64
        Quantile of each parameter in its prior [1].
    weight : (n,) float64
        Density of the prior over that of the proposal; not normalized.
    distance : (n,) float64
        Distance of its statistics from the data.
    """

    number: NDArray[np.int64]
    place: Floats
    weight: Floats
    distance: Floats

    def take(self, rows: NDArray[np.int64]) -> "Particles":
        """Return some of the particles."""
        return Particles(self.number[rows], self.place[rows], self.weight[rows], self.distance[rows])

    @property
    def share(self) -> Floats:
        """Weights that sum to 1 (n,)."""
        return self.weight / self.weight.sum()

    @property
    def effective(self) -> float:
        """Effective sample size (Kish) [count]."""
        return float(1.0 / (self.share**2).sum())


@dataclass(frozen=True, kw_only=True)
class Sample:
    """The result of the sampler.

    Attributes
    ----------
    kept : Particles
        The posterior sample.
    played : Particles
        All particles that were played.
    tolerance : (generations,) float64
        The largest distance that each generation kept.
    inside : (generations,) float64
        Share of the new particles nearer than the tolerance before; NaN for the first generation.
    reason : str
        Why it stopped.
    """

    kept: Particles
    played: Particles
    tolerance: Floats
    inside: Floats
    reason: Reason


def adaptive_sample(
    play: Play,
    parameters: int,
    *,
    particles: int,
    stop: float = 0.05,
    most: int,
    seed: int,
    watch: Callable[[int, float, float], None] = lambda generation, tolerance, inside: None,
) -> Sample:
    """Sample a posterior with the adaptive population Monte Carlo of Lenormand, Jabot & Deffuant [1]_ (APMC).

    The first generation covers the priors. Each following one keeps the nearer half of all particles, moves copies of
    it by a normal kernel of twice its weighted covariance, and weighs the new particles by importance, until few of
    them come nearer than the tolerance.

    Parameters
    ----------
    play : callable
        Simulates a generation: called as ``play(generation, draw)`` it returns the places (n, k) and their distances
        (n,); ``draw()`` gives the places of a new generation.
    parameters : int
        Number of parameters, k.
    particles : int
        Number of particles, an even number; half of them are kept.
    stop : float
        The sampler stops when a smaller share of new particles comes inside [1].
    most : int
        Largest number of particles that may be played.
    seed : int
        Seed of the draws.
    watch : callable
        Called after each generation with its number, the tolerance and the share inside.

    Returns
    -------
    Sample

    References
    ----------
    .. [1] Lenormand, Jabot & Deffuant (2013), Adaptive approximate Bayesian computation for complex models,
       Computational Statistics 28(6), doi:10.1007/s00180-013-0428-3.

    Examples
    --------
    The probability of an event that happened 7 times in 10, from a simulator of ten trials.

    >>> def play(generation, draw):
    ...     place = draw()
    ...     trials = np.random.default_rng(generation).random((len(place), 10)) < place
    ...     return place, abs(trials.sum(axis=1) - 7.0)
    >>> sample = adaptive_sample(play, 1, particles=512, most=20_000, seed=1)
    >>> mean = float(sample.kept.share @ sample.kept.place[:, 0])
    >>> abs(mean - 8 / 12) < 0.05, sample.reason
    (True, 'exact')
    """
    half = int(particles * KEPT)
    place, distance = play(0, lambda: inner(sobol(parameters, particles, (seed, 0))))
    everything = Particles(np.arange(len(place)), place, np.ones(len(place)), distance)
    kept = everything.take(nearest(everything, half))
    tolerances, shares = [float(kept.distance.max())], [math.nan]
    watch(0, tolerances[0], math.nan)
    while True:
        reason = _reason(tolerances[-1], shares[-1], stop, len(everything.number) + particles - half > most)
        if reason is not None:
            return Sample(
                kept=kept, played=everything, tolerance=np.array(tolerances), inside=np.array(shares), reason=reason
            )
        generation = len(tolerances)
        kernel = Kernel(kept.place, kept.share, (seed, generation))
        place, distance = play(generation, lambda kernel=kernel: kernel.draw(particles - half))  # type: ignore[misc]
        first = len(everything.number)
        new = Particles(np.arange(first, first + len(place)), place, 1.0 / kernel.density(place), distance)
        everything = _together(everything, new)
        pool = _together(kept, new)
        kept = pool.take(nearest(pool, half))
        shares.append(float((distance < tolerances[-1]).mean()))
        tolerances.append(float(kept.distance.max()))
        watch(generation, tolerances[-1], shares[-1])


def _reason(tolerance: float, inside: float, stop: float, used_up: bool) -> Reason | None:
    """Return why the sampler stops, or None."""
    if tolerance == 0.0:
        return "exact"
    if inside < stop:
        return "few_inside"
    return "most_runs" if used_up else None


def nearest(particles: Particles, count: int) -> NDArray[np.int64]:
    """Return the rows of the nearest particles, in order of distance, then of number.

    Examples
    --------
    >>> nearest(Particles(np.array([0, 1, 2]), np.zeros((3, 1)), np.ones(3), np.array([2.0, 1.0, 1.0])), 2).tolist()
    [1, 2]
    """
    return np.lexsort((particles.number, particles.distance))[:count]


def _together(some: Particles, others: Particles) -> Particles:
    """Return the particles of both."""
    return Particles(*(np.concatenate(pair) for pair in zip(some, others, strict=True)))
