"""Distributions: the quantile of each family, from a table of laws."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import internal, phase, rare
from sim.laws.beta import beta_factor, beta_quantile, beta_quantile_from, log_beta
from sim.laws.beta_table import LEAST_SHAPE, SIZE, near_log_odds, tabulate
from sim.laws.elementary import exp, expm1, log, log1p
from sim.laws.normal import normal_tail
from sim.laws.normal_score import chance_between, cut_score
from sim.laws.pareto import exponent_of
from sim.vocabulary.law import Family, Law

Floats = NDArray[np.float64]

_GIVEN: Final = ("low", "high", "center", "spread")
_COMPUTED: Final = ("below", "between", "above", "a", "b", "factor", "log_beta", "exponent", "kept")
LAW: Final = np.dtype(
    [(name, np.float64) for name in (*_GIVEN, *_COMPUTED)]
    + [(name, np.int64) for name in ("family", "first", "size", "parts")]
)
"""A law: the numbers of :class:`sim.vocabulary.law.Law`, and what quantiles need of them.

`below`, `between`, `above`: the chances that a normal lies below its cut, in it and above it. `a`, `b`, `factor`,
`log_beta`: shapes and constants of a beta distribution. `exponent`, `kept`: of a Pareto distribution, and the chance
that its numbers lie in its cut.
`first`: where the weights and values begin in the table of numbers, `size` how many there are; of a beta distribution,
the table of its quantiles, if it has one. `parts`: the row of the first part."""
_LEAST_SHAPES: Final = 1e-12
"""The smallest sum of the shapes of a beta distribution: nearly all its numbers are at both ends."""


def law_table(laws: Sequence[Law]) -> tuple[Any, Floats]:
    """Return laws as records, in their order and followed by those of their parts, and the numbers of their lists.

    Returns
    -------
    table : (n,) LAW
    numbers : (m,) float64
        For each discrete law the cumulated weights, then the values; for each mixture the ends of the slices of its
        parts, from 0 to 1; for each beta law a table of its quantiles.
    """
    rows = list(laws)
    numbers: list[float] = []
    entries: list[dict[str, float]] = []
    for law in rows:  # which grows
        entry: dict[str, float] = {"family": law.family, **law.numbers}
        if law.family == Family.CONSTANT:
            entry["low"] = entry["high"] = law.values[0]
        elif law.weights:
            cumulated = np.cumsum(law.weights)
            size = int(np.flatnonzero(law.weights)[-1]) + 1  # the last with a weight takes what rounding leaves
            entry |= {"first": len(numbers), "size": size}
            if law.parts:
                entry["parts"] = len(rows)
                rows += law.parts
                numbers += [0.0, *(cumulated / cumulated[-1])[:size].tolist()]
            else:
                numbers += [*cumulated[:size].tolist(), *law.values[:size]]
        elif law.family == Family.BETA:
            entry["first"] = len(numbers)
            numbers += [0.0] * SIZE
        entries.append(entry)
    table = np.array([tuple(entry.get(name, 0) for name in LAW.names or ()) for entry in entries], LAW)
    filled = np.array(numbers or [0.0])
    complete(table, filled)
    return table, filled


@phase
def complete(table: Any, numbers: Floats) -> None:
    """Compute what quantiles need of the parameters of laws (n,), and the tables among the numbers (m,)."""
    for k in range(table.size):
        law = table[k]
        if law.family == Family.NORMAL:
            _cut(law, law.low, law.high)
        elif law.family == Family.LOGNORMAL:
            _cut(law, log(law.low) if law.low > 0.0 else -math.inf, log(max(law.high, 1e-300)))
        elif law.family == Family.BETA:
            span = law.high - law.low
            mean = (law.center - law.low) / span
            spread = law.spread / span
            both = max(mean * (1.0 - mean) / (spread * spread) - 1.0, _LEAST_SHAPES)
            law.a = mean * both
            law.b = (1.0 - mean) * both
            law.factor = beta_factor(law.a, law.b)
            law.log_beta = log_beta(law.a, law.b, law.factor)
            law.size = SIZE if min(law.a, law.b) >= LEAST_SHAPE else 0
            if law.size > 0:
                tabulate(law.a, law.b, law.factor, law.log_beta, numbers[law.first : law.first + SIZE])
        elif law.family == Family.PARETO:
            law.exponent = exponent_of(law.center, law.low, law.high)
            law.kept = -expm1(-law.exponent * log(law.high / law.low))


@internal
def _cut(law: Any, low: float, high: float) -> None:
    """Compute the chances of a normal law that is cut to [low, high]."""
    first = (low - law.center) / law.spread
    last = (high - law.center) / law.spread
    law.below = normal_tail(-first)
    law.between = chance_between(first, last)
    law.above = normal_tail(last)


@internal
def _slice(numbers: Floats, first: int, size: int, level: float) -> int:
    """Return the number of the slice that holds a level, from the ends of the slices, in order."""
    low = 0
    high = size - 1
    while low < high:
        middle = (low + high) >> 1
        if numbers[first + middle] <= level:
            low = middle + 1
        else:
            high = middle
    return low


@internal
def _beta_share(law: Any, numbers: Floats, u: float) -> float:
    """Return the quantile at u of a beta distribution on [0, 1]."""
    if law.size == 0:
        return beta_quantile(law.a, law.b, law.factor, law.log_beta, u)
    return beta_quantile_from(law.a, law.b, law.factor, u, near_log_odds(numbers[law.first : law.first + SIZE], u))


@rare
def quantile(table: Any, numbers: Floats, row: int, u: float) -> float:
    """Return the quantile of a law at a probability.

    Parameters
    ----------
    table, numbers
        From :func:`law_table`.
    row : int
        Row of the law in the table.
    u : float
        Probability in (0, 1).
    """
    law = table[row]
    while law.family == Family.MIXTURE:
        k = _slice(numbers, law.first + 1, law.size, u)
        start = numbers[law.first + k]
        u = min(max((u - start) / (numbers[law.first + k + 1] - start), 2.0**-54), 1.0 - 2.0**-53)
        law = table[law.parts + k]
    family = law.family
    value = law.low
    if family == Family.UNIFORM:
        value = law.low + (law.high - law.low) * u
    elif family == Family.LOG_UNIFORM:
        least = log(law.low)
        value = exp(least + u * (log(law.high) - least))
    elif family == Family.NORMAL:
        value = law.center + law.spread * cut_score(law.below, law.between, law.above, u)
    elif family == Family.LOGNORMAL:
        value = exp(law.center + law.spread * cut_score(law.below, law.between, law.above, u))
    elif family == Family.BETA:
        value = law.low + (law.high - law.low) * _beta_share(law, numbers, u)
    elif family == Family.PARETO:
        value = law.low * exp(-log1p(-u * law.kept) / law.exponent)
    elif family == Family.DISCRETE:
        size = law.size
        return numbers[law.first + size + _slice(numbers, law.first, size, numbers[law.first + size - 1] * u)]
    return min(max(value, law.low), law.high)


@phase
def _fill(table: Any, numbers: Floats, u: Floats, out: Floats) -> None:
    """Write the quantiles of the first law at probabilities (n,)."""
    for k in range(u.size):
        out[k] = quantile(table, numbers, 0, u[k])


def quantiles(law: Law, u: Floats) -> Floats:
    """Return the quantiles of a law.

    Parameters
    ----------
    law : Law
    u : ndarray of float64, any shape
        Probabilities in (0, 1).

    Returns
    -------
    ndarray of float64, the shape of u

    Examples
    --------
    >>> quantiles(Law(Family.UNIFORM, {"low": 2.0, "high": 4.0}), np.array([0.25, 0.5])).tolist()
    [2.5, 3.0]
    """
    table, numbers = law_table([law])
    flat = np.ascontiguousarray(u, dtype=np.float64).ravel()
    out = np.empty(flat.size)
    _fill(table, numbers, flat, out)
    return out.reshape(np.shape(u))
