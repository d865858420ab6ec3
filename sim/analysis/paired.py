"""The difference between two worlds on the same draws: its mean over pairs of runs, with a confidence interval."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import xarray as xr

from sim.dataset import LESS, memory_of, simulate
from sim.kernel.outcome import Record
from sim.memory import require_memory
from sim.progress import Progress
from sim.scenario import Scenario

CONFIDENCE: Final = 0.95
"""Confidence of an interval."""
_COMPARED: Final = 1.5  # times the data: a comparison copies parts of them


def simulate_worlds(
    worlds: Sequence[Scenario],
    replications: int,
    seed: int,
    record: Record,
    threads: int | None,
    progress: Progress | None,
    uncertain: bool = False,
) -> list[xr.Dataset]:
    """Simulate several worlds on the same draws; `progress` counts the runs of all of them."""
    needed = sum(memory_of(world, replications, record, threads) for world in worlds)
    require_memory(_COMPARED * needed, LESS)
    total = replications * len(worlds)
    reports = [part_of(progress, place * replications, total) for place in range(len(worlds))]
    return [
        simulate(world, replications, seed, record, threads, report, uncertain and world.is_uncertain)
        for world, report in zip(worlds, reports, strict=True)
    ]


def part_of(progress: Progress | None, before: int, total: int) -> Progress | None:
    """Return a report of one part of the work, that states it as progress of all of it."""
    return None if progress is None else lambda done, _: progress(before + done, total)


def paired_difference(values: xr.DataArray, reference: xr.DataArray, confidence: float = CONFIDENCE) -> xr.Dataset:
    r"""Estimate the mean difference of two worlds from runs that met the same draws.

    Run k of both worlds has the same draws, so that the share of chance that they have in common cancels. With the
    differences d of n pairs, the interval is Student's,

    .. math:: \bar d \pm t_{n-1} \, s_d / \sqrt n ,

    which assumes that the mean of n differences is about normal. It covers the uncertainty from a limited number of
    runs, not errors of the model. Several intervals of 95 % each do not hold jointly with 95 %.

    Parameters
    ----------
    values, reference : (replication, ...) DataArray
        The same quantity in both worlds [any unit]; NaN where a run does not define it.
    confidence : float
        Probability that the interval covers the mean over infinitely many runs [1].

    Returns
    -------
    xarray.Dataset
        ``mean``, ``low``, ``high`` of values - reference, each (...), in their unit; ``pairs`` (...) [count], the runs
        in which both are defined. The mean is NaN without any pair, the bounds with fewer than two.

    Raises
    ------
    ValueError
        If the confidence is not between 0 and 1.

    References
    ----------
    .. [1] Student (1908), The probable error of a mean, Biometrika 6(1), doi:10.1093/biomet/6.1.1.
    .. [2] Glasserman & Yao (1992), Some guidelines and guarantees for common random numbers, Management Science 38(6),
       doi:10.1287/mnsc.38.6.884.

    Examples
    --------
    >>> import xarray as xr
    >>> one, other = (xr.DataArray(x, dims="replication") for x in ([3.0, 5.0, 7.0], [2.0, 3.0, 4.0]))
    >>> estimate = paired_difference(one, other)  # differences 1, 2, 3: s = 1, and t is 4.303
    >>> [round(float(estimate[name]), 3) for name in ("low", "mean", "high", "pairs")]
    [-0.484, 2.0, 4.484, 3.0]
    """
    from scipy.special import stdtrit

    if not 0.0 < confidence < 1.0:
        raise ValueError(f"confidence = {confidence} must lie between 0 and 1")
    difference = (values.astype(float) - reference.astype(float)).transpose("replication", ...)
    numbers = difference.values
    defined = ~np.isnan(numbers)
    pairs = defined.sum(0)
    mean = np.where(pairs > 0, np.where(defined, numbers, 0.0).sum(0) / np.maximum(pairs, 1), np.nan)
    squares = np.where(defined, numbers - mean, 0.0) ** 2
    free = np.maximum(pairs - 1, 1)
    error = np.sqrt(squares.sum(0) / free / np.maximum(pairs, 1))
    reach = np.where(pairs > 1, stdtrit(free, 0.5 + 0.5 * confidence) * error, np.nan)
    rest = difference.isel(replication=0, drop=True)
    columns = {"mean": mean, "low": mean - reach, "high": mean + reach, "pairs": pairs}
    return xr.Dataset({name: rest.copy(data=data) for name, data in columns.items()})
