"""The nucleolus: the allocation whose worst-off coalition is as well off as can be, then the next, and so on."""

from __future__ import annotations

import numpy as np

from sim.games.coalition import Floats, Masks, indicators, sizes
from sim.games.game import CostGame
from sim.games.program import TOLERANCE, lowest_level, scaled
from sim.games.span import Span


def nucleolus(game: CostGame) -> Floats:
    """Return the nucleolus, exactly.

    Of the allocations by which nobody pays more than alone, the one that makes the largest excess x(S) - c(S) as
    small as can be, then the second largest, and so on [1]_. One linear program a level [2]_: coalitions with a
    positive multiplier have the level's excess in *every* solution of the program, and are settled with all that
    follow from them. Settling those that happen to be tight in the one solution found would stop at a wrong point [3]_.
    The last step solves the equations of all settled coalitions, so that the result is exact to rounding.

    Where the members pay more together than alone, no such allocation exists, and every efficient one is admitted
    (the prenucleolus).

    Parameters
    ----------
    game : CostGame
        At most 20 members.

    Returns
    -------
    (n,) float64
        What each member pays [currency]; in the core whenever the core is not empty.

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
    """Return the per-capita nucleolus: as :func:`nucleolus`, with a coalition's excess divided by its members.

    Parameters
    ----------
    game : CostGame
        At most 20 members.

    Returns
    -------
    (n,) float64
        What each member pays [currency].

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
    weight = np.ones(game.costs.size)  # too many members are refused before their coalitions are counted
    weight[1:] = sizes(game.n)[1:]
    return _lexicographic(game, weight)


def _lexicographic(game: CostGame, weight: Floats) -> Floats:
    """Lower the largest weighted excess, settle the coalitions that cannot go lower, and so on until all are."""
    n = game.n
    costs, alone, size = scaled(game.costs, n)
    everybody = costs.size - 1
    bound = np.where(costs[everybody] <= TOLERANCE, np.zeros(n), np.inf)  # nobody pays more than alone, if that can be
    span = Span(n)
    span.add(everybody)
    rows: list[int] = [everybody]
    stage: list[int] = [-1]  # of which level; -1: known beforehand
    levels: list[float] = []
    active = _first(n)
    x = np.full(n, costs[everybody] / n)
    while span.rank < n:
        masks = np.array(rows, dtype=np.int64)
        of = np.array(stage)
        to = costs[masks] + weight[masks] * np.where(of < 0, 0.0, np.array([*levels, 0.0])[of])
        settled = np.where(span.settled(), -np.inf, 0.0)
        left = [mask for mask in active if settled[mask] == 0.0]
        if not left:  # a coalition and all the others: what one gains the other loses, so that a level exists
            other = int(np.flatnonzero(settled == 0.0)[0])
            active.extend([other, everybody ^ other])
        found = lowest_level(costs, weight, settled, (indicators(masks, n), to), bound, active)
        x = found.allocation
        before = span.rank
        levels.append(found.level)
        for mask in found.tight.tolist():
            if span.add(mask):
                rows.append(mask)
                stage.append(len(levels) - 1)
        for i in found.at_bound.tolist():
            if span.add(1 << i):
                rows.append(1 << i)
                stage.append(-1)
        if span.rank == before:
            raise RuntimeError("a level of the nucleolus settles no coalition")
    return alone + size * _exact(costs, weight, np.array(rows), np.array(stage), x, len(levels))


def _first(n: int) -> list[int]:
    """The coalitions to start with: each member, and all the others."""
    everybody = (1 << n) - 1
    return sorted({mask for i in range(n) for mask in (1 << i, everybody ^ 1 << i)} - {0, everybody})


def _exact(costs: Floats, weight: Floats, rows: Masks, stage: Masks, x: Floats, levels: int) -> Floats:
    """Solve x(S) - w(S) level = c(S) for the settled coalitions, levels unknown too; x (n,): what the programs say."""
    n = x.size
    equations = np.zeros((rows.size, n + levels))
    equations[:, :n] = indicators(rows, n)
    of_level = np.flatnonzero(stage >= 0)
    equations[of_level, n + stage[of_level]] = -weight[rows[of_level]]
    found, _, rank, _ = np.linalg.lstsq(equations, costs[rows], rcond=None)
    near = bool(np.abs(found[:n] - x).max() < 1e-6)
    return found[:n] if rank == n + levels and near else x
