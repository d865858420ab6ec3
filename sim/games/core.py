"""The core: allocations to which no coalition objects; the least core, and the nearest allocation in the core."""

from typing import Any, NamedTuple

import numpy as np

from sim.games.coalition import Floats, Masks, indicators, subset_sums
from sim.games.game import CostGame
from sim.games.program import POSITIVE, TOLERANCE, generate_rows, lowest_level, scaled


class LeastCore(NamedTuple):
    """The least possible largest excess, and the coalitions that bind.

    Attributes
    ----------
    level : float
        The least possible largest excess x(S) - c(S) [currency]: positive if the core is empty; otherwise minus the
        gain that every coalition can be left with. 0 for a single member.
    allocation : (n,) float64
        An allocation that reaches it [currency].
    coalitions : (k,) int64
        Coalitions by bitmask.
    weights : (k,) float64
        Balancing weights: for each member, those of the coalitions that contain it add up to 1.
    """

    level: float
    allocation: Floats
    coalitions: Masks
    weights: Floats


def least_core(game: CostGame) -> LeastCore:
    """Return the least core: the efficient allocations with the least possible largest excess.

    Parameters
    ----------
    game : CostGame
        At most 20 members.

    Returns
    -------
    LeastCore
        Includes balancing weights. By Bondareva and Shapley, the core is empty if and only if
        sum(weights * c(coalitions)) < c(N) for some balancing weights [1]_, and then it holds for these.

    Raises
    ------
    GameError
        There are too many members.

    References
    ----------
    .. [1] Shapley (1967), On balanced sets and cores, Naval Research Logistics Quarterly 14(4):453-460,
       doi:10.1002/nav.3800140404.
    .. [2] Maschler, Peleg & Shapley (1979), Geometric properties of the kernel, nucleolus, and related solution
       concepts, Mathematics of Operations Research 4(4):303-338, doi:10.1287/moor.4.4.303.

    Examples
    --------
    Three members that save only in pairs: half of each pair covers all members, at a lower cost than all together.

    >>> game = CostGame.from_function("ABC", lambda coalition: {1: 2, 2: 2, 3: 4}[len(coalition)])
    >>> least = least_core(game)
    >>> round(least.level, 9), [game.label(mask) for mask in least.coalitions], least.weights.round(9).tolist()
    (0.666666667, ['A+B', 'A+C', 'B+C'], [0.5, 0.5, 0.5])
    """
    n = game.n
    costs, alone, size = scaled(game.costs, n)
    if n == 1:
        return LeastCore(0.0, alone.copy(), np.zeros(0, dtype=np.int64), np.zeros(0))
    everybody = costs.size - 1
    settled = np.zeros(costs.size)
    settled[[0, everybody]] = -np.inf
    fixed = (np.ones((1, n)), costs[[everybody]])
    first = [1 << i for i in range(n)]
    lowest = lowest_level(costs, np.ones(costs.size), settled, fixed, np.full(n, np.inf), first)
    order = np.argsort(lowest.tight)
    masks, weights = lowest.tight[order], lowest.multiplier[order]
    rows = indicators(masks, n)
    weights = weights / (rows.T @ weights).mean()
    # the multipliers are a vertex: solving the equations removes the rounding of the solver
    exact = np.linalg.lstsq(rows.T, np.ones(n), rcond=None)[0]
    if np.abs(exact - weights).max() < 1e-6:
        weights = exact
    level = float(weights @ -costs[masks] + costs[everybody]) / float(weights.sum())
    return LeastCore(size * level, alone + size * lowest.allocation, masks, weights)


def is_in_core(game: CostGame, allocation: Floats) -> bool:
    """Return whether an allocation is efficient and no coalition pays more than its own cost, except for rounding.

    Examples
    --------
    >>> two_towns = CostGame(["A", "B"], [0, 11, 7, 15])
    >>> is_in_core(two_towns, np.array([9.5, 5.5])), is_in_core(two_towns, np.array([7.5, 7.5]))
    (True, False)
    """
    tolerance = rounding(game)
    excess = game.excess(allocation)
    return bool(abs(excess[-1]) <= tolerance and excess.max() <= tolerance)


def rounding(game: CostGame) -> float:
    """Return the amount below which a difference counts as rounding [currency]."""
    return TOLERANCE * game.scale


def nearest_in_core(game: CostGame, allocation: Floats) -> Floats:
    """Return the allocation in the core for which the least money changes hands.

    If there are several, the largest change of a share is minimized, then the second largest, and so on. The result is
    unique, and symmetric in members that are symmetric in the game and the allocation. Rows are generated: the programs
    contain only coalitions that bind.

    Parameters
    ----------
    game : CostGame
        At most 20 members, with a core that is not empty.
    allocation : (n,) float64
        Share of each member now [currency].

    Returns
    -------
    (n,) float64
        Share of each member in the core [currency].

    Raises
    ------
    ValueError
        The core is empty.
    GameError
        There are too many members.

    Examples
    --------
    >>> nearest_in_core(CostGame(["A", "B"], [0, 11, 7, 15]), np.array([7.5, 7.5])).tolist()
    [8.0, 7.0]
    """
    n = game.n
    alone = game.stand_alone
    size = game.scale
    start = (np.asarray(allocation, dtype=np.float64) - alone) / size
    costs = (game.costs - subset_sums(alone)) / size
    # variables: the new allocation, the change of each share, and the largest change that is not settled yet
    unit, none = np.eye(n), np.zeros((n, 1))
    both = np.block([[unit, -unit, none], [-unit, -unit, none]])
    within = np.concatenate([start, -start])
    moved = np.concatenate([np.zeros(n), np.ones(n), np.zeros(1)])
    farthest = np.append(np.zeros(2 * n), 1.0)
    active: list[int] = []
    least = float(_minimum(moved, both, within, costs, active).x @ moved)
    both, within = np.vstack([both, moved]), np.append(within, least + TOLERANCE)
    settled = np.full(n, np.inf)  # the change of each share
    while np.isinf(settled).any():
        free = np.isinf(settled)
        each = np.hstack([np.zeros((n, n)), unit, -free[:, None].astype(np.float64)])
        limits = np.where(free, 0.0, settled)
        optimum = _minimum(farthest, np.vstack([each, both]), np.concatenate([limits, within]), costs, active)
        # a share with a positive multiplier changes by this amount in every solution
        bound = free & (-optimum.ineqlin.marginals[:n] > POSITIVE)
        if optimum.fun <= TOLERANCE or not bound.any():
            break
        settled[bound] = optimum.fun + TOLERANCE
    return alone + size * optimum.x[:n]


def _minimum(objective: Floats, rows: Floats, most: Floats, costs: Floats, active: list[int]) -> Any:
    """Minimize over efficient allocations in the core (the first n variables), by rows that bind."""
    variables = objective.size
    n = (variables - 1) // 2
    equal = np.append(np.ones(n), np.zeros(variables - n))[None, :]
    bounds = np.column_stack([np.full(variables, -np.inf), np.full(variables, np.inf)])
    proper = np.append(costs[:-1], np.inf)  # the empty coalition never violates its cost

    def rows_of(masks: Masks) -> tuple[Floats, Floats]:
        return np.hstack([indicators(masks, n), np.zeros((masks.size, variables - n))]), costs[masks]

    try:
        return generate_rows(
            objective, (rows, most, equal, costs[-1:]), bounds, rows_of,
            lambda x: subset_sums(x[:n]) - proper, 0.1 * TOLERANCE, active,  # stricter than is_in_core
        )  # fmt: skip
    except RuntimeError:
        raise ValueError("the core is empty") from None
