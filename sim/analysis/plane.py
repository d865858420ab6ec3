"""The plane of two outcomes, cut into cells that chance does not confuse."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

CELLS: Final = 20
"""Cells along each outcome, unless chance asks for wider ones."""

Floats = NDArray[np.float64]
Cells = NDArray[np.int64]


@dataclass(frozen=True)
class Range:
    """An outcome, by its key, and the range over which it is explored."""

    outcome: str
    low: float
    high: float


@dataclass(frozen=True)
class Plane:
    """The cells of two outcomes.

    Attributes
    ----------
    ranges : sequence of Range
        The two outcomes.
    shape : tuple of int
        Cells along each.
    """

    ranges: Sequence[Range]
    shape: tuple[int, int]

    def cells_of(self, means: Floats) -> Cells:
        """Return the cell (n, 2) of each pair of outcomes (n, 2), -1 outside a range.

        Examples
        --------
        >>> plane = Plane([Range("gain", 0, 1), Range("entered", 0, 1)], (20, 10))
        >>> plane.cells_of(np.array([[0.26, 0.26], [1.0, -0.1]])).tolist()
        [[5, 2], [19, -1]]
        """
        pairs = zip(means.T, self.ranges, self.shape, strict=True)
        return np.stack([_cell(values, each, count) for values, each, count in pairs], axis=-1)

    def chances(self, means: Floats, deviations: Floats) -> Floats:
        """Return the chance (n, cells) that normal outcomes (n, 2) lie in each cell, the cells of `y` after another.

        Examples
        --------
        >>> plane = Plane([Range("gain", 0, 1), Range("entered", 0, 1)], (2, 2))
        >>> plane.chances(np.array([[0.5, 0.75]]), np.array([[0.1, 1e-9]])).round(3).tolist()
        [[0.0, 0.5, 0.0, 0.5]]
        """
        from scipy.special import ndtr

        along = []
        for k, (each, count) in enumerate(zip(self.ranges, self.shape, strict=True)):
            edges = np.linspace(each.low, each.high, count + 1)
            below = ndtr((edges - means[:, [k]]) / np.maximum(deviations[:, [k]], 1e-12 * (each.high - each.low)))
            along.append(np.diff(below, axis=1))
        return np.asarray((along[0][:, :, None] * along[1][:, None, :]).reshape(len(means), -1))


def plane_of(runs: Floats, ranges: Sequence[Range]) -> Plane:
    """Return the plane of some runs (points, 2, replications).

    No cell is narrower than two standard errors of a point's mean.
    """
    sizes = [_cells_along(runs[:, k], each) for k, each in enumerate(ranges)]
    return Plane(tuple(ranges), (sizes[0], sizes[1]))


def _cells_along(runs: Floats, asked: Range) -> int:
    """Return the number of cells along an outcome."""
    variance = np.nanmean(runs.var(-1, ddof=1)) / runs.shape[-1]
    error = float(np.sqrt(variance)) if np.isfinite(variance) else 0.0
    return CELLS if error == 0.0 else max(1, min(CELLS, int((asked.high - asked.low) / (2.0 * error))))


def _cell(values: Floats, asked: Range, count: int) -> Cells:
    """Return the cell of each value along an outcome, -1 outside its range."""
    place = (values - asked.low) / (asked.high - asked.low) * count
    inside = (place >= 0.0) & (place <= count)
    return np.where(inside, np.minimum(np.where(inside, place, 0.0).astype(np.int64), count - 1), -1)
