"""The core: allocations to which no coalition objects; how far it is, and what proves that there is none."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from sim.games.coalition import Floats, Masks, indicators, subset_sums
from sim.games.game import CostGame
from sim.games.program import POSITIVE, TOLERANCE, Solved, lowest_level, scaled, solve, worst_of

_ROUNDS: Final = 10_000


class LeastCore(NamedTuple):
    """The smallest possible largest excess, and the coalitions that keep it from being smaller.

    Attributes
    ----------
    level : float
        The largest excess x(S) - c(S) at best [currency]: positive where the core is empty, and where it is not,
        minus what every coalition can be left to gain. 0 for a single member.
    allocation : (n,) float64
        An allocation that reaches it [currency].
    coalitions : (k,) int64
        Coalitions by bitmask.
    weights : (k,) float64
        Balancing weights: those of the coalitions that hold a member add up to 1, whoever it is.
    """

    level: float
    allocation: Floats
    coalitions: Masks
    weights: Floats


def least_core(game: CostGame) -> LeastCore:
    """Return the least core: the efficient allocations that make the largest excess as small as can be.

    Parameters
    ----------
    game : CostGame
        At most 20 members.

    Returns
    -------
    LeastCore
        With the balancing weights: by Bondareva and Shapley, the core is empty if and only if
        sum(weights * c(coalitions)) < c(N) for some of them [1]_, and then for these.

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
    Three that save only in pairs: half of each pair already covers everybody more cheaply than all together.

    >>> game = CostGame.from_function("ABC", lambda coalition: {1: 2, 2: 2, 3: 4}[len(coalition)])
    >>> found = least_core(game)
    >>> round(found.level, 9), [game.label(mask) for mask in found.coalitions], found.weights.round(9).tolist()
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
    found = lowest_level(costs, np.ones(costs.size), settled, fixed, np.full(n, np.inf), first)
    order = np.argsort(found.tight)
    masks, weights = found.tight[order], found.multiplier[order]
    rows = indicators(masks, n)
    weights = weights / (rows.T @ weights).mean()
    # the multipliers are a vertex, so that the equations give them back without the solver's rounding
    exact = np.linalg.lstsq(rows.T, np.ones(n), rcond=None)[0]
    if np.abs(exact - weights).max() < 1e-6:
        weights = exact
    level = float(weights @ -costs[masks] + costs[everybody]) / float(weights.sum())
    return LeastCore(size * level, alone + size * found.allocation, masks, weights)


def is_in_core(game: CostGame, allocation: Floats) -> bool:
    """Tell whether an allocation is efficient and no coalition pays more than its own cost, rounding apart.

    Examples
    --------
    >>> two_towns = CostGame(["A", "B"], [0, 11, 7, 15])
    >>> is_in_core(two_towns, np.array([9.5, 5.5])), is_in_core(two_towns, np.array([7.5, 7.5]))
    (True, False)
    """
    allowed = rounding(game)
    excess = game.excess(allocation)
    return bool(abs(excess[-1]) <= allowed and excess.max() <= allowed)


def rounding(game: CostGame) -> float:
    """Return the amount below which a difference is rounding [currency]."""
    return TOLERANCE * game.scale


def nearest_in_core(game: CostGame, allocation: Floats) -> Floats:
    """Return the allocation in the core for which the least money changes hands.

    Of those, the one that changes the most affected member least, then the next, and so on: there is one, and it treats
    alike whom the game and the allocation do. Row generation: only coalitions that bind are looked at.

    Parameters
    ----------
    game : CostGame
        At most 20 members, with a core that is not empty.
    allocation : (n,) float64
        What each member pays now [currency].

    Returns
    -------
    (n,) float64
        What each would pay [currency].

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
    # variables: the new allocation, how far each share moves, and the farthest of those not settled yet
    unit, none = np.eye(n), np.zeros((n, 1))
    both = np.block([[unit, -unit, none], [-unit, -unit, none]])
    within = np.concatenate([start, -start])
    moved = np.concatenate([np.zeros(n), np.ones(n), np.zeros(1)])
    farthest = np.append(np.zeros(2 * n), 1.0)
    active: list[int] = []
    least = float(_minimum(moved, both, within, costs, active).x @ moved)
    both, within = np.vstack([both, moved]), np.append(within, least + TOLERANCE)
    settled = np.full(n, np.inf)  # how far a share moves
    while np.isinf(settled).any():
        free = np.isinf(settled)
        each = np.hstack([np.zeros((n, n)), unit, -free[:, None].astype(np.float64)])
        limits = np.where(free, 0.0, settled)
        found = _minimum(farthest, np.vstack([each, both]), np.concatenate([limits, within]), costs, active)
        # who has a multiplier moves that far in every solution; nothing is left to settle where nobody moves
        bound = free & (-found.upper[:n] > POSITIVE)
        if found.value <= TOLERANCE or not bound.any():
            break
        settled[bound] = found.value + TOLERANCE
    return alone + size * found.x[:n]


def _minimum(objective: Floats, rows: Floats, most: Floats, costs: Floats, active: list[int]) -> Solved:
    """Minimize over efficient allocations in the core, the first n of the variables; coalitions that bind are noted.

    The multipliers of the rows come first, then those of the coalitions.
    """
    variables = objective.size
    n = (variables - 1) // 2
    equal = np.append(np.ones(n), np.zeros(variables - n))[None, :]
    bounds = np.column_stack([np.full(variables, -np.inf), np.full(variables, np.inf)])
    for _ in range(_ROUNDS):
        masks = np.array(active, dtype=np.int64)
        cut = np.hstack([indicators(masks, n), np.zeros((masks.size, variables - n))])
        try:
            found = solve(objective, np.vstack([rows, cut]), np.append(most, costs[masks]), equal, costs[-1:], bounds)
        except RuntimeError:
            raise ValueError("the core is empty") from None
        beyond = subset_sums(found.x[:n]) - costs
        beyond[[0, -1]] = -np.inf
        beyond[active] = -np.inf
        broken = worst_of(beyond, 4 * n, 0.1 * TOLERANCE)  # what is found must pass for being in the core
        if not broken.size:
            return found
        active.extend(broken.tolist())
    raise RuntimeError("the linear program does not settle")
