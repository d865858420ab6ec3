"""Tables of the quantiles of overruns, for the compiled quantile function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import phase
from sim.laws.elementary import log
from sim.laws.normal import normal_tail
from sim.laws.normal_score import normal_score

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.scenario.schema import Distribution

Floats = NDArray[np.float64]

_TOLERANCE = 1e-6
"""By how much the logarithm of a quantile may differ half-way between two nodes."""
_ROUNDS = 40
"""How often an interval between nodes is halved at most."""
_CELLS = 88
"""Cells of equal width, up to the scores that are exact, that each table begins with."""
_FARTHEST = 8.3
"""The largest score of a draw is 8.21."""
_EXACT = 5.5
"""Beyond this score, a chance of 2e-8 on each side, rounding of probabilities would be tabulated."""
_INSIDE = 1e-13
"""How far from a jump its two sides are evaluated."""


def quantile_table(distribution: Distribution) -> tuple[Floats, Floats]:
    """Return the table of a positive distribution for :func:`sim.laws.quantile.tabulated_quantile`.

    Nodes are added until the table is right half-way between them. Quantiles at probabilities from 2e-8 to 1 - 2e-8
    are right to a relative error of 2e-6, except within 1e-12 of a jump.

    Parameters
    ----------
    distribution : Distribution
        Of numbers above 0.

    Returns
    -------
    nodes, logs : (n,) float64
        Standard normal scores, and logarithms of the quantiles there.
    """
    ends = (0.0, *distribution.breaks(), 1.0)
    pieces = [_piece(distribution.quantile, low, high) for low, high in pairwise(ends)]
    return np.concatenate([nodes for nodes, _ in pieces]), np.concatenate([logs for _, logs in pieces])


def overrun_tables(scenarios: Sequence[Scenario]) -> list[Floats]:
    """Return the tables of the resources (R, 2, n) in each of some scenarios with the same resources, of one shape.

    A shorter table ends with its last quantile. One row of zeros if no resource ever gives its overruns a distribution.
    """
    laws = [[resource.overrun for resource in scenario.resources.values()] for scenario in scenarios]
    given: list[Distribution] = []
    for law in chain.from_iterable(laws):
        if law is not None and law not in given:
            given.append(law)
    if not given:
        return [np.zeros((1, 2, 1))] * len(scenarios)
    tables = [quantile_table(law) for law in given]
    longest = max(nodes.size for nodes, _ in tables)
    arrays = [np.zeros((len(of), 2, longest)) for of in laws]
    for array, of in zip(arrays, laws, strict=True):
        for r, law in enumerate(of):
            if law is not None:
                nodes, logs = tables[given.index(law)]
                array[r, 0], array[r, 1] = np.inf, logs[-1]
                array[r, 0, : nodes.size], array[r, 1, : logs.size] = nodes, logs
    return arrays


@phase
def chances_below(scores: Floats, chances: Floats) -> None:
    """Write the chances (n,) that a standard normal lies below scores (n,)."""
    for k in range(scores.size):
        chances[k] = normal_tail(-scores[k])


@phase
def take_logs(values: Floats) -> None:
    """Replace values (n,) above 0 by their logarithms."""
    for k in range(values.size):
        values[k] = log(values[k])


def _piece(quantile: Callable[[Floats], NDArray[np.generic]], low: float, high: float) -> tuple[Floats, Floats]:
    """Return nodes from one break to the next, without a jump between them."""
    inside = min(_INSIDE, 0.25 * (high - low))
    least = 2.0**-54 if low == 0.0 else low + inside
    most = 1.0 - 2.0**-53 if high == 1.0 else high - inside

    def logs_at(z: Floats) -> Floats:
        chances = np.empty_like(z)
        chances_below(z, chances)
        logs = quantile(np.clip(chances, least, most)).astype(np.float64)
        take_logs(logs)
        return logs

    first = max(normal_score(low, 1.0 - low), -_FARTHEST) if low > 0.0 else -_FARTHEST
    last = min(normal_score(high, 1.0 - high), _FARTHEST) if high < 1.0 else _FARTHEST
    grid = np.linspace(-_EXACT, _EXACT, _CELLS + 1)
    nodes = np.concatenate([[first], grid[(grid > first) & (grid < last)], [last]])
    logs = logs_at(nodes)
    left, right = np.array([nodes[:-1], logs[:-1]]), np.array([nodes[1:], logs[1:]])
    for _ in range(_ROUNDS):
        middle, straight = 0.5 * (left + right)
        exact = logs_at(middle)
        rough = (np.abs(exact - straight) > _TOLERANCE) & (np.abs(middle) < _EXACT)
        if not rough.any():
            break
        added = np.array([middle, exact])[:, rough]
        nodes, logs = np.concatenate([nodes, added[0]]), np.concatenate([logs, added[1]])
        left, right = np.hstack([left[:, rough], added]), np.hstack([added, right[:, rough]])
    order = np.argsort(nodes, kind="stable")
    return nodes[order], logs[order]
