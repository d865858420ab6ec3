"""Linear programs over coalitions, by row generation: only constraints that bind are added.

A game of 14 members has 16,382 coalitions, of which 13 bind at a vertex of its core. Each program starts with a few
coalitions. After each solution the coalitions that it violates most are added, until it violates none.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import numpy as np

from sim.games.coalition import Floats, Masks, indicators, subset_sums

TOLERANCE: Final = 1e-9
"""Violation that counts, as a share of the scale of the costs."""
POSITIVE: Final = 1e-7
"""Multiplier that is not rounding: multipliers of coalitions are ratios of small whole numbers."""
_OPTIONS: Final = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
_ROUNDS: Final = 10_000


def solve(cost: Floats, rows: Floats, most: Floats, equal: Floats, to: Floats, bounds: Floats) -> Any:
    """Minimize cost @ x with rows @ x <= most, equal @ x = to, and bounds (k, 2); return the result of `linprog`.

    Raises
    ------
    RuntimeError
        The solver does not converge.
    """
    from scipy.optimize import linprog

    solver: Any = linprog  # its types allow bounds as lists only
    result = solver(cost, rows, most, equal, to, bounds, method="highs-ds", options=_OPTIONS)
    if not result.success:
        result = solver(cost, rows, most, equal, to, bounds, method="highs")
    if not result.success:
        raise RuntimeError(f"the linear program has no solution: {result.message}")
    return result


def generate_rows(
    objective: Floats,
    fixed: tuple[Floats, Floats, Floats, Floats],
    bounds: Floats,
    rows_of: Callable[[Masks], tuple[Floats, Floats]],
    beyond: Callable[[Floats], Floats],
    above: float,
    active: list[int],
) -> Any:
    """Minimize under constraints on all coalitions; return the result of `linprog`.

    Parameters
    ----------
    objective : (k,) float64
    fixed : tuple of arrays
        Inequalities and equations of all rounds: rows, most, equal and to, as in :func:`solve`.
    bounds : (k, 2) float64
    rows_of : callable
        Takes coalitions, and returns the rows and the right sides of their inequalities.
    beyond : callable
        Takes a solution, and returns the violation of every coalition (2**n,); minus infinity for those without a row.
    above : float
        Violation that is tolerated.
    active : list of int
        The first coalitions; those that come to bind are added. Their multipliers follow those of the fixed rows.
    """
    rows, most, equal, to = fixed
    for _ in range(_ROUNDS):
        cut, limits = rows_of(np.array(active, dtype=np.int64))
        optimum = solve(objective, np.vstack([rows, cut]), np.append(most, limits), equal, to, bounds)
        violation = beyond(optimum.x)
        violation[active] = -np.inf
        violated = worst_of(violation, 4 * (violation.size.bit_length() - 1), above)
        if not violated.size:
            return optimum
        active.extend(violated.tolist())
    raise ArithmeticError("the linear program does not converge")


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
        The first coalitions, none of them settled; those that come to bind are added.
    """
    n = bound.size
    equal, to = fixed
    optimum = generate_rows(
        np.append(np.zeros(n), 1.0),
        (np.zeros((0, n + 1)), np.zeros(0), np.column_stack([equal, np.zeros(len(equal))]), to),
        np.column_stack([np.full(n + 1, -np.inf), np.append(bound, np.inf)]),
        lambda masks: (np.column_stack([indicators(masks, n), -weight[masks]]), costs[masks]),
        lambda x: (subset_sums(x[:n]) - costs) / weight - float(x[n]) + settled,
        TOLERANCE,
        active,
    )
    multiplier = -optimum.ineqlin.marginals
    positive = multiplier > POSITIVE
    tight = np.array(active, dtype=np.int64)[positive]
    at_bound = np.flatnonzero(-optimum.upper.marginals[:n] > POSITIVE)
    return Level(optimum.x[:n], float(optimum.x[n]), tight, multiplier[positive], at_bound)


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
