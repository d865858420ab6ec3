"""Linear programs over coalitions: only the constraints that bind are ever written down.

A game of 14 members has 16 382 coalitions, and a vertex of its core 13 that bind. Each program starts with a few,
is solved, looks through all coalitions for those it breaks most, takes these in, and ends when it breaks none.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from sim.games.coalition import Floats, Masks, indicators, subset_sums

TOLERANCE: Final = 1e-9
"""What counts as broken, as a share of the scale of the costs."""
POSITIVE: Final = 1e-7
"""A multiplier above it is not rounding; those of coalitions are ratios of small whole numbers."""
_OPTIONS: Final = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
_ROUNDS: Final = 10_000


class Solved(NamedTuple):
    """The optimum of a linear program.

    Attributes
    ----------
    x : (k,) float64
    value : float
    upper, equal, bound : float64 arrays
        Multipliers of the inequalities and equations, and of the upper bounds: changes of the optimum.
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
        The solver gives up.
    """
    from scipy.optimize import linprog

    solver: Any = linprog  # its stub knows bounds as lists only
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
        One of those that reach it [scaled].
    level : float
        The excess, per unit of weight [scaled].
    tight : (k,) int64
        Coalitions that have this excess in every allocation that reaches it.
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

    costs, weight (2**n,); settled (2**n,) of zeros, and of minus infinity where settled; fixed: rows (f, n) and what
    they are equal to; bound (n,), upper bounds; active: coalitions to start with, to which those that came to bind
    are added.
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
        found = solve(objective, rows, costs[masks], equal, to, bounds)
        x, level = found.x[:n], float(found.x[n])
        beyond = (subset_sums(x) - costs) / weight - level + settled
        beyond[present] = -np.inf
        broken = worst_of(beyond, 4 * n, TOLERANCE)
        if not broken.size:
            positive = -found.upper > POSITIVE
            at_bound = np.flatnonzero(-found.bound[:n] > POSITIVE)
            return Level(x, level, masks[positive], -found.upper[positive], at_bound)
        present[broken] = True
        active.extend(broken.tolist())
    raise RuntimeError("the linear program does not settle")


def worst_of(values: Floats, most: int, above: float) -> Masks:
    """Return the coalitions of the largest values above a limit, largest first, `most` at most."""
    candidates = np.flatnonzero(values > above)
    if candidates.size > most:
        candidates = candidates[np.argpartition(-values[candidates], most - 1)[:most]]
    return candidates[np.argsort(-values[candidates], kind="stable")].astype(np.int64)


def scaled(costs: Floats, n: int) -> tuple[Floats, Floats, float]:
    """Return the costs less the sums of stand-alone costs, divided by their size; the stand-alone costs; that size.

    What the solver sees is then about 1, whatever the currency: solutions are covariant.
    """
    alone = costs[1 << np.arange(n)]
    saved = costs - subset_sums(alone)
    size = float(np.abs(saved).max())
    if size <= TOLERANCE * float(np.abs(costs).max(initial=0.0)):
        return np.zeros_like(costs), alone, 1.0
    return saved / size, alone, size
