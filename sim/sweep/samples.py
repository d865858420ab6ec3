"""Samples: points in the unit cube, one column for each factor."""

import numpy as np
from numpy.typing import NDArray

from sim.sweep.specification import Kind

Places = NDArray[np.float64]


def sample(kind: Kind, factors: int, points: int, seed: int, levels: int = 4) -> Places:
    """Draw the points of a design in the unit cube.

    Parameters
    ----------
    kind : {"latin_hypercube", "sobol", "halton", "random", "saltelli", "morris"}
        Design: a Latin hypercube [1]_; a scrambled Sobol' [2]_ or Halton sequence [5]_; independent points; Saltelli's
        for first and total indices [3]_; Morris' trajectories [4]_.
    factors : int
        Number of columns, k.
    points : int
        Size n: rows of the first four; base points of saltelli, with n (k + 2) rows; trajectories of morris, with
        n (k + 1) rows. The points of a smaller size are the first ones of a larger size, but for a Latin hypercube.
    seed : int
        Seed of the draws.
    levels : int
        Levels of the grid of morris.

    Returns
    -------
    (rows, factors) float64
        Places in [0, 1].

    References
    ----------
    .. [1] McKay, Beckman & Conover (1979), A comparison of three methods, Technometrics 21(2), doi:10.2307/1268522.
    .. [2] Owen (1998), Scrambling Sobol' and Niederreiter-Xing points, Journal of Complexity 14(4),
       doi:10.1006/jcom.1998.0487.
    .. [3] Saltelli et al. (2010), Variance based sensitivity analysis of model output, Computer Physics Communications
       181(2), doi:10.1016/j.cpc.2009.09.018.
    .. [4] Morris (1991), Factorial sampling plans, Technometrics 33(2), doi:10.2307/1269043.
    .. [5] Owen (2017), A randomized Halton algorithm in R, arXiv:1706.02808.

    Examples
    --------
    >>> sample("saltelli", 3, 8, seed=1).shape, sample("morris", 3, 8, seed=1).shape
    ((40, 3), (32, 3))
    """
    rng = np.random.default_rng(seed)
    if kind == "random":
        return rng.random((points, factors))
    if kind in ("latin_hypercube", "sobol", "halton"):
        from scipy.stats import qmc

        engine = {"sobol": qmc.Sobol, "halton": qmc.Halton}.get(kind, qmc.LatinHypercube)
        return engine(factors, scramble=True, rng=rng).random(points)
    small = seed % 2**32  # the range of seeds in SALib
    cube = problem(factors)
    if kind == "saltelli":
        from SALib.sample import sobol

        return np.asarray(sobol.sample(cube, points, calc_second_order=False, seed=small))
    if kind == "morris":
        from SALib.sample import morris

        return np.asarray(morris.sample(cube, points, num_levels=levels, seed=small))
    raise ValueError(f"kind = {kind!r} draws no sample")


def problem(factors: int) -> dict[str, object]:
    """Return the unit cube in the form that SALib expects."""
    return {"num_vars": factors, "names": [f"x{k}" for k in range(factors)], "bounds": [[0.0, 1.0]] * factors}
