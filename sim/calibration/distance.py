"""The distance of simulated statistics from the data, in the spread that runs alone would give them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

INFLATED: Final = 1.05
"""Factor of the variances of the pilot, so that a covariance from few runs can be inverted."""


@dataclass(frozen=True)
class Metric:
    r"""A distance between statistics, in which every target counts once.

    .. math:: D^2 = \frac{1}{J} \sum_j \frac{1}{n_j} (s_j - o_j)^T V_j^{-1} (s_j - o_j)

    Attributes
    ----------
    slices : sequence of slice
        The place of each target among all statistics.
    covariances : sequence of (n_j, n_j) float64
        V_j of each target.
    """

    slices: Sequence[slice]
    covariances: Sequence[Floats]

    def distance(self, statistics: Floats, other: Floats) -> Floats:
        """Return the distance of statistics (n, all) from others (all,): (n,); infinite where one is not defined.

        Examples
        --------
        >>> metric = Metric([slice(0, 2), slice(2, 3)], [np.eye(2), np.array([[4.0]])])
        >>> metric.distance(np.array([[1.0, 1.0, 2.0], [0.0, np.nan, 0.0]]), np.zeros(3)).tolist()
        [1.0, inf]
        """
        apart = statistics - other
        total = np.zeros(len(statistics))
        for place, covariance in zip(self.slices, self.covariances, strict=True):
            part = apart[:, place]
            total += np.einsum("ni,ij,nj->n", part, np.linalg.inv(covariance), part) / part.shape[1]
        mean = np.maximum(total / len(self.slices), 0.0)
        return np.where(np.isnan(mean), np.inf, np.sqrt(mean))


def metric_of(slices: Sequence[slice], error: Floats, pilot: Floats, prior: Floats, runs: int) -> Metric:
    """Return the metric of a study.

    V of a target is the variance of its error of observation, plus the covariance of its statistics over the runs of
    the pilot divided by the runs of a particle, the variances inflated by 5 %. Where the runs of the pilot all agree,
    the variance of the statistics over the priors takes its place.

    Parameters
    ----------
    slices : sequence of slice
        The place of each target among all statistics.
    error : (all,) float64
        Standard deviations of the errors of observation.
    pilot : (runs, all) float64
        Statistics of single runs at the median of the priors.
    prior : (particles, all) float64
        Statistics of the particles of the first generation.
    runs : int
        Runs of a particle.
    """
    covariances = []
    for place in slices:
        rows = pilot[:, place][np.isfinite(pilot[:, place]).all(axis=1)]
        size = place.stop - place.start
        covariance = np.zeros((size, size))
        if len(rows) > 1:
            apart = rows - rows.mean(axis=0)
            covariance = np.einsum("ni,nj->ij", apart, apart) / (len(rows) - 1)
        covariance[np.diag_indices(size)] *= INFLATED
        covariance /= runs
        for i in np.flatnonzero(np.diag(covariance) == 0.0):
            values = prior[:, place.start + i]
            covariance[i, i] = float(np.var(values[np.isfinite(values)]))
        covariance[np.diag_indices(size)] += error[place] ** 2
        for i in np.flatnonzero(np.diag(covariance) == 0.0):  # the same number everywhere
            covariance[i, i] = 1.0
        covariances.append(covariance)
    return Metric(slices, covariances)
