"""Proposals: the next points of an exploration, those expected to reach the most new cells."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.analysis.kriging import Kriging, Setting, likely_setting
from sim.analysis.plane import Cells, Plane

Floats = NDArray[np.float64]

_CANDIDATES: Final = 192  # points among which those of a generation are chosen
_ANYWHERE: Final = 0.25  # of the candidates that are drawn from everywhere, without a parent
_UNSEEN: Final = 0.25  # of the points that are children whatever the process expects of them: it may be wrong
_STEPS: Final = (0.02, 0.3)  # least and largest standard deviation of a step, of the range of a parameter
_AWAY: Final = 0.25  # of the children that also step away from another point, drawn from all
_LEARNT: Final = 96  # most points from which lengths and noise are learnt
_AGAIN: Final = 1.5  # they are learnt again when there are so many times as many points


class Proposals:
    """The next points of an exploration.

    Candidates are steps, small and large, away from parents in cells with few points and few neighbours, and points
    from everywhere. A Gaussian process through all points so far says with what chance each candidate would reach each
    cell; those are taken, one after the other, that add most to the expected number of new cells. Chance of the runs is
    part of what the process expects: a parent that owes a rare cell to luck promises little. One point in four is a
    step away from a parent whatever the process says, since it may be wrong.

    Parameters
    ----------
    plane : Plane
        The cells.
    rng : numpy.random.Generator
        Draws the candidates.
    """

    def __init__(self, plane: Plane, rng: np.random.Generator) -> None:
        self._plane, self._rng = plane, rng
        self._settings: list[Setting | None] = [None, None]
        self._learnt = 0

    def next(self, u: Floats, means: Floats, count: int) -> Floats:
        """Return points (count, factors), given those so far (n, factors) and their outcomes (n, 2)."""
        cells = self._plane.cells_of(means)
        known = np.isfinite(means).all(1)
        anywhere = round(_ANYWHERE * _CANDIDATES)
        stretched = np.clip(1.5 * self._rng.random((anywhere, u.shape[1])) - 0.25, 0.0, 1.0)
        candidates = np.concatenate([children(u, cells, _CANDIDATES - anywhere, self._rng), stretched])
        chances = self._plane.chances(*self._expected(u[known], means[known], candidates))
        inside = cells[(cells >= 0).all(1)]
        chances[:, inside[:, 0] * self._plane.shape[1] + inside[:, 1]] = 0.0
        free = round(_UNSEEN * count)
        chosen = candidates[most_new(chances, count - free)]
        return np.concatenate([chosen, children(u, cells, free, self._rng)])

    def _expected(self, u: Floats, means: Floats, candidates: Floats) -> tuple[Floats, Floats]:
        """Return the expected outcomes of candidates and their standard deviations, (n, 2) each."""
        if len(u) >= _AGAIN * self._learnt:
            rows = np.linspace(0, len(u) - 1, min(len(u), _LEARNT)).astype(int)
            self._settings = [likely_setting(u[rows], means[rows, k], self._settings[k]) for k in range(2)]
            self._learnt = len(u)
        expected = []
        for k, setting in enumerate(self._settings):
            assert setting is not None
            expected.append(Kriging(u, means[:, k], setting).expected(candidates))
        return np.stack([each[0] for each in expected], 1), np.stack([each[1] for each in expected], 1)


def most_new(chances: Floats, count: int) -> list[int]:
    """Return the candidates that reach the most new cells, the chance (n, cells) of each to reach each being given.

    Each is the one that adds most to the expected number of cells reached by those before it.

    Examples
    --------
    >>> most_new(np.array([[0.9, 0.0], [0.8, 0.0], [0.0, 0.3]]), 2)
    [0, 2]
    """
    open_still = np.ones(chances.shape[1])
    left = np.ones(len(chances), dtype=bool)
    chosen: list[int] = []
    for _ in range(count):
        gain = np.where(left, np.round(chances @ open_still, 9), -1.0)  # rounding errors must not choose
        best = int(gain.argmax())
        chosen.append(best)
        left[best] = False
        open_still *= 1.0 - chances[best]
    return chosen


def children(u: Floats, cells: Cells, count: int, rng: np.random.Generator) -> Floats:
    """Return points (count, factors) a step away from parents, which are drawn from rare cells at the edge."""
    parents = np.flatnonzero((cells >= 0).all(1))
    here = cells[parents]
    _, which, hits = np.unique(here, axis=0, return_inverse=True, return_counts=True)
    reached = np.zeros(here.max(0) + 3)
    reached[here[:, 0] + 1, here[:, 1] + 1] = 1.0
    around = [reached[here[:, 0] + across, here[:, 1] + up] for across in range(3) for up in range(3)]
    free = 10.0 - np.sum(around, axis=0)  # neighbours not reached, and one
    weight = (free / hits[which.ravel()]) ** 2
    chosen = rng.choice(parents, size=count, p=weight / weight.sum())
    step = np.exp(rng.uniform(np.log(_STEPS[0]), np.log(_STEPS[1]), (count, 1)))
    moved = u[chosen] + step * rng.standard_normal((count, u.shape[1]))
    away = u[chosen] - u[rng.integers(len(u), size=count)]
    moved += np.where(rng.random((count, 1)) < _AWAY, rng.random((count, 1)) * away, 0.0)
    return np.clip(moved, 0.0, 1.0)  # cut at the ends, where outcomes are often extreme
