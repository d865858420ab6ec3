"""Linear programs over coalitions, by row generation: only constraints that bind are added.

A game of 14 members has 16,382 coalitions, of which 13 bind at a vertex of its core. Each program starts with a few
coalitions. After each solution the coalitions that it violates most are added, until it violates none.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from sim.games.coalition import Floats, Masks, indicators, subset_sums

TOLERANCE: Final = 1e-9
"""Violation that counts, as a share of the scale of the costs."""
POSITIVE: Final = 1e-7
"""Multiplier that is not rounding: multipliers of coalitions are ratios of small whole numbers."""
_OPTIONS: Final = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
_ROUNDS: Final = 10_000


class Solved(NamedTuple):
    """The optimum of a linear program.

    Attributes
    ----------
    x : (k,) float64
    value : float
    upper, equal, bound : float64 arrays
        Multipliers of the inequalities, the equations and the upper bounds: derivatives of the optimum.
    """

    x: Floats
    value: float
    upper: Floats
    equal: Floats
    bound: Floats


def solve(cost: Floats, rows: Floats, most: Floats, equal: Floats, to: Floats, bounds: Floats) -> Solved:
    """Minimize cost @ x with rows @ x <= most, equal @ x = to, and bounds (k, 2).

    Raises
    ------
    RuntimeError
        The solver does not converge.
    """
    from scipy.optimize import linprog

    solver: Any = linprog  # its types allow bounds as lists only
    done = solver(cost, rows, most, equal, to, bounds, method="highs-ds", options=_OPTIONS)
    if not done.success:
        done = solver(cost, rows, most, equal, to, bounds, method="highs")
    if not done.success:
        raise RuntimeError(f"the linear program has no solution: {done.message}")
    return Solved(
        np.asarray(done.x), float(done.fun), np.asarray(done.ineqlin.marginals),
        np.asarray(done.eqlin.marginals), np.asarray(done.upper.marginals),
    )  # fmt: skip


class Level(NamedTuple):
    """The least possible largest excess of the coalitions whose excess is not settled yet.

    Attributes
    ----------
    allocation : (n,) float64
        An allocation that attains the level [scaled].
    level : float
        The excess, per unit of weight [scaled].
    tight : (k,) int64
        Coalitions with this excess in every allocation that attains the level.
    multiplier : (k,) float64
        Their multipliers, all positive.
    at_bound : (m,) int64
        Members that pay their upper bound in every such allocation.
    """

    allocation: Floats
    level: float
    tight: Masks
    multiplier: Floats
    at_bound: Masks


def lowest_level(
    costs: Floats, weight: Floats, settled: Floats, fixed: tuple[Floats, Floats], bound: Floats, active: list[int]
) -> Level:
    """Minimize the largest (x(S) - c(S)) / w(S) over the coalitions that are not settled.

    Parameters
    ----------
    costs, weight : (2**n,) float64
    settled : (2**n,) float64
        Minus infinity for settled coalitions, 0 for the others.
    fixed : (f, n) and (f,) float64
        Rows of the equations of settled coalitions, and their right sides.
    bound : (n,) float64
        Upper bounds of the shares.
    active : list of int
        The first coalitions; those that come to bind are added.
    """
    n = bound.size
    equal, to = fixed
    equal = np.column_stack([equal, np.zeros(len(equal))])
    bounds = np.column_stack([np.full(n + 1, -np.inf), np.append(bound, np.inf)])
    objective = np.append(np.zeros(n), 1.0)
    present = np.zeros(costs.size, dtype=bool)
    present[active] = True
    for _ in range(_ROUNDS):
        masks = np.array([mask for mask in active if settled[mask] == 0.0], dtype=np.int64)
        rows = np.column_stack([indicators(masks, n), -weight[masks]])
        optimum = solve(objective, rows, costs[masks], equal, to, bounds)
        x, level = optimum.x[:n], float(optimum.x[n])
        beyond = (subset_sums(x) - costs) / weight - level + settled
        beyond[present] = -np.inf
        violated = worst_of(beyond, 4 * n, TOLERANCE)
        if not violated.size:
            positive = -optimum.upper > POSITIVE
            at_bound = np.flatnonzero(-optimum.bound[:n] > POSITIVE)
            return Level(x, level, masks[positive], -optimum.upper[positive], at_bound)
        present[violated] = True
        active.extend(violated.tolist())
    raise RuntimeError("the linear program does not converge")


def worst_of(values: Floats, most: int, above: float) -> Masks:
    """Return the coalitions with the largest values above a limit, largest first, at most `most` of them."""
    candidates = np.flatnonzero(values > above)
    if candidates.size > most:
        candidates = candidates[np.argpartition(-values[candidates], most - 1)[:most]]
    return candidates[np.argsort(-values[candidates], kind="stable")].astype(np.int64)


def scaled(costs: Floats, n: int) -> tuple[Floats, Floats, float]:
    """Return the costs less the sums of stand-alone costs, divided by their scale; the stand-alone costs; the scale.

    The solver then works with numbers of about 1 in any currency, so that solutions are covariant.
    """
    alone = costs[1 << np.arange(n)]
    saved = costs - subset_sums(alone)
    size = float(np.abs(saved).max())
    if size <= TOLERANCE * float(np.abs(costs).max(initial=0.0)):
        return np.zeros_like(costs), alone, 1.0
    return saved / size, alone, size
