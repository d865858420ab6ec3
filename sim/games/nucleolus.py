"""The nucleolus: the allocation that minimizes the excesses of coalitions lexicographically, the largest first."""

import numpy as np

from sim.games.coalition import Floats, indicators, sizes
from sim.games.game import CostGame
from sim.games.program import TOLERANCE, lowest_level, scaled
from sim.games.span import Span


def nucleolus(game: CostGame) -> Floats:
    """Return the nucleolus, exactly.

    Among the allocations in which no member pays more than its stand-alone cost, it minimizes the largest excess
    x(S) - c(S), then the second largest, and so on [1]_. Each level is one linear program [2]_: coalitions with a
    positive multiplier have the excess of the level in *every* solution of the program; they are settled, and so are
    all that depend on them linearly. To settle all coalitions that are tight in one solution would be wrong [3]_. The
    last step solves the equations of all settled coalitions, so that the result is exact up to rounding.

    If the cost of all exceeds the sum of stand-alone costs, no such allocation exists, and every efficient allocation
    is admitted (the prenucleolus).

    Parameters
    ----------
    game : CostGame
        At most 20 members.

    Returns
    -------
    (n,) float64
        Share of each member [currency]; in the core if the core is not empty.

    Raises
    ------
    GameError
        There are too many members.

    References
    ----------
    .. [1] Schmeidler (1969), The nucleolus of a characteristic function game, SIAM Journal on Applied Mathematics
       17(6):1163-1170, doi:10.1137/0117107.
    .. [2] Maschler, Peleg & Shapley (1979), Geometric properties of the kernel, nucleolus, and related solution
       concepts, Mathematics of Operations Research 4(4):303-338, doi:10.1287/moor.4.4.303.
    .. [3] Guajardo & Jörnsten (2015), Common mistakes in computing the nucleolus, European Journal of Operational
       Research 241(3):931-935, doi:10.1016/j.ejor.2014.10.037.

    Examples
    --------
    The runway of Littlechild & Owen (1973).

    >>> runway = CostGame.from_demands({"a": 8, "b": 11, "c": 13, "d": 18}, max)
    >>> nucleolus(runway).round(9).tolist()
    [3.25, 3.25, 3.25, 8.25]
    """
    return _lexicographic(game, np.ones(game.costs.size))


def per_capita_nucleolus(game: CostGame) -> Floats:
    """Return the per-capita nucleolus: as :func:`nucleolus`, with each excess divided by the number of members.

    Parameters
    ----------
    game : CostGame
        At most 20 members.

    Returns
    -------
    (n,) float64
        Share of each member [currency].

    Raises
    ------
    GameError
        There are too many members.

    References
    ----------
    .. [1] Young, Okada & Hashimoto (1982), Cost allocation in water resources development, Water Resources Research
       18(3):463-475, doi:10.1029/WR018i003p00463.

    Examples
    --------
    >>> per_capita_nucleolus(CostGame(["A", "B"], [0, 11, 7, 15])).round(9).tolist()
    [9.5, 5.5]
    """
    weight = np.ones(game.costs.size)  # raises a GameError for too many members
    weight[1:] = sizes(game.n)[1:]
    return _lexicographic(game, weight)


def _lexicographic(game: CostGame, weight: Floats) -> Floats:
    """Return the allocation that minimizes the weighted excesses lexicographically, the largest first."""
    n = game.n
    costs, alone, size = scaled(game.costs, n)
    everybody = costs.size - 1
    bound = np.where(costs[everybody] <= TOLERANCE, np.zeros(n), np.inf)  # at most stand-alone costs, if possible
    span = Span(n)
    span.add(everybody)
    rows = [(everybody, -1)]  # settled coalitions, and the level of each; -1 if its excess does not depend on a level
    levels: list[float] = []
    active = sorted({mask for i in range(n) for mask in (1 << i, everybody ^ 1 << i)} - {0, everybody})
    x = np.full(n, costs[everybody] / n)
    while span.rank < n:
        masks, of = np.array(rows, dtype=np.int64).T
        to = costs[masks] + weight[masks] * np.where(of < 0, 0.0, np.array([*levels, 0.0])[of])
        settled = np.where(span.settled(), -np.inf, 0.0)
        active = [mask for mask in active if settled[mask] == 0.0]
        if not active:  # a coalition and its complement: their excesses have opposite signs, so that a level exists
            other = int(np.flatnonzero(settled == 0.0)[0])
            active = [other, everybody ^ other]
        lowest = lowest_level(costs, weight, settled, (indicators(masks, n), to), bound, active)
        x = lowest.allocation
        known = [(mask, len(levels)) for mask in lowest.tight.tolist()]
        known += [(1 << i, -1) for i in lowest.at_bound.tolist()]
        added = [(mask, level) for mask, level in known if span.add(mask)]
        rows += added
        levels.append(lowest.level)
        if not added:
            raise RuntimeError("a level of the nucleolus settles no coalition")
    return alone + size * _exact(costs, weight, rows, x, len(levels))


def _exact(costs: Floats, weight: Floats, settled: list[tuple[int, int]], x: Floats, levels: int) -> Floats:
    """Return the solution of x(S) - w(S) level = c(S) for the settled coalitions, or x (n,) if it is not close to x."""
    n = x.size
    rows, stage = np.array(settled).T
    equations = np.zeros((rows.size, n + levels))
    equations[:, :n] = indicators(rows, n)
    of_level = np.flatnonzero(stage >= 0)
    equations[of_level, n + stage[of_level]] = -weight[rows[of_level]]
    solution, _, rank, _ = np.linalg.lstsq(equations, costs[rows], rcond=None)
    near = bool(np.abs(solution[:n] - x).max() < 1e-6)
    return solution[:n] if rank == n + levels and near else x
