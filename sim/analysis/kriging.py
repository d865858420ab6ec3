"""Kriging: what an outcome is expected to be, and how surely, at points that were not simulated."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Setting = tuple[int, ...]
"""The place of the length of each parameter in its list, and of the share of noise in its own."""

_LENGTHS: Final = 2.0 ** np.arange(-2, 5)  # of the range of a parameter: from wavy to without influence
_NOISES: Final = 4.0 ** np.arange(-7, 2)  # variance of the noise, as a share of that of the process
_PASSES: Final = 4  # over the parameters, at most
_FEWEST: Final = 8  # points that are fitted; the mean and the spread stand for fewer


class Kriging:
    """A Gaussian process through the outcomes of points in the unit cube [1]_.

    The covariance falls with the distance by a Matérn function (5/2), with a length of its own for each parameter;
    noise comes on top, and is what a simulation adds to its expected outcome, too.

    Parameters
    ----------
    place : (n, k) float64
        The points, in the unit cube.
    value : (n,) float64
        Their outcomes.
    setting : tuple of int
        From :func:`likely_setting`.

    References
    ----------
    .. [1] Sacks, Welch, Mitchell & Wynn (1989), Design and analysis of computer experiments, Statistical Science 4(4),
       doi:10.1214/ss/1177012413.

    Examples
    --------
    >>> place = np.linspace(0, 1, 20)[:, None]
    >>> value = np.sin(6 * place[:, 0])
    >>> process = Kriging(place, value, likely_setting(place, value))
    >>> mean, deviation = process.expected(np.array([[0.33], [0.8]]))
    >>> bool(np.abs(mean - np.sin([6 * 0.33, 6 * 0.8])).max() < 0.02)
    True
    """

    def __init__(self, place: Floats, value: Floats, setting: Setting) -> None:
        from scipy.linalg import cho_solve

        self._lengths, self._noise = _LENGTHS[list(setting[:-1])], float(_NOISES[setting[-1]])
        self._scaled, self._mean = place / self._lengths, float(value.mean())
        covariance = _matern(_squares(self._scaled, self._scaled))
        covariance[np.diag_indices(len(value))] += self._noise
        self._factor: Floats = np.linalg.cholesky(covariance)
        self._weights: Floats = cho_solve((self._factor, True), value - self._mean)
        self._variance = float((value - self._mean) @ self._weights) / len(value)

    def expected(self, place: Floats) -> tuple[Floats, Floats]:
        """Return the expected outcome of some points (n,) and its standard deviation, noise included (n,)."""
        from scipy.linalg import solve_triangular

        across = _matern(_squares(place / self._lengths, self._scaled))
        known = (solve_triangular(self._factor, across.T, lower=True) ** 2).sum(axis=0)
        variance = self._variance * (1.0 + self._noise - known)
        return self._mean + across @ self._weights, np.sqrt(np.maximum(variance, 0.0))


def likely_setting(place: Floats, value: Floats, start: Setting | None = None) -> Setting:
    """Return the lengths and the share of noise that make some outcomes most likely, one changed at a time.

    They come from short lists: rounding errors, which differ between machines, do not move them.

    Parameters
    ----------
    place : (n, k) float64
    value : (n,) float64
    start : tuple of int, optional
        The setting to begin with.
    """
    lists = [len(_LENGTHS)] * place.shape[1] + [len(_NOISES)]
    setting = start or (*(2 for _ in range(place.shape[1])), 5)
    spread = float(value.std())
    if len(value) < _FEWEST or spread == 0.0:
        return setting
    standard = (value - value.mean()) / spread
    apart = np.array([(column[:, None] - column[None, :]) ** 2 for column in place.T])
    squares = _LENGTHS[list(setting[:-1])] ** -2.0 @ apart.reshape(len(apart), -1)
    squares = squares.reshape(len(value), len(value))
    best = _unlikely(squares, _NOISES[setting[-1]], standard)
    for _ in range(_PASSES):
        before = setting
        for k, size in enumerate(lists):
            for step in (-1, 1):
                while 0 <= setting[k] + step < size:
                    moved = (*setting[:k], setting[k] + step, *setting[k + 1 :])
                    there = squares
                    if k < len(apart):
                        there = squares + (_LENGTHS[moved[k]] ** -2.0 - _LENGTHS[setting[k]] ** -2.0) * apart[k]
                    tried = _unlikely(there, _NOISES[moved[-1]], standard)
                    if not tried < best - 1e-6:
                        break
                    setting, squares, best = moved, there, tried
        if setting == before:
            break
    return setting


def _unlikely(squares: Floats, noise: float, value: Floats) -> float:
    """Return minus the logarithm of the likelihood, at the variance that makes it largest, up to a constant.

    The factor of Cholesky is written out: for matrices so small, the threads of a linear algebra library cost more than
    they bring. The values are one more row, so that they are solved for on the way.
    """
    size = len(value)
    rows = np.vstack([_matern(squares), value])
    rows[np.diag_indices(size)] += noise
    factor = np.zeros_like(rows)
    for j in range(size):
        column = rows[j:, j] - np.einsum("ij,j->i", factor[j:, :j], factor[j, :j])
        factor[j:, j] = column / np.sqrt(column[0])
    diagonal, apart = np.diag(factor), factor[size]
    return float(0.5 * size * np.log(apart @ apart) + np.log(diagonal).sum())


def _squares(one: Floats, other: Floats) -> Floats:
    """Return the squared distances (n, m) between points (n, k) and (m, k)."""
    squares = (one**2).sum(1)[:, None] + (other**2).sum(1)[None, :] - 2.0 * one @ other.T
    return np.asarray(np.maximum(squares, 0.0))


def _matern(squares: Floats) -> Floats:
    """Return the Matérn correlation (5/2) at squared distances."""
    distance = np.sqrt(5.0 * np.maximum(squares, 0.0))
    return np.asarray((1.0 + distance + distance**2 / 3.0) * np.exp(-distance))
