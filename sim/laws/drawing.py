"""Drawing: the attributes and the needs of all organizations of a run, each from its own named draw."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import internal, phase
from sim.laws.distribution import quantile
from sim.laws.elementary import exp, log1p, power
from sim.laws.normal_score import normal_score
from sim.laws.random import Purpose, draw_uniforms, uniform
from sim.vocabulary.codes import Attribute
from sim.vocabulary.law import Family

Floats = NDArray[np.float64]

NEED: Final = np.dtype(
    [(name, np.float64) for name in ("per_fte", "exponent", "heterogeneity", "concerned")] + [("stream", np.uint64)]
)
"""The parameters of the needs for a resource, and the name of its draws."""
_WHOLE: Final = 1.5 * 2.0**52
"""Added and subtracted, it rounds to a whole number, halves to the even one."""


@internal
def _is_given(given: Floats, row: int, i: int) -> bool:
    """Return whether a file gives a value of organization i; `given` has no rows without a file."""
    return given.shape[0] > 0 and not math.isnan(given[row, i])


@phase
def draw_population(
    table: Any, numbers: Floats, needs: Any, given: Floats, key: np.uint64, attribute: Floats, need: Floats
) -> None:
    """Draw the attributes and the needs of a run.

    Parameters
    ----------
    table, numbers
        Laws of the attributes, from :func:`sim.laws.distribution.law_table`.
    needs : (R,) NEED
    given : (A + R, N) float64
        Values that a file gives, of the attributes and of the needs, NaN where it gives none; (0, 0) without a file.
    key : uint64
        Key of the run.
    attribute : (A, N) float64
        Written: the values, by :class:`sim.vocabulary.codes.Attribute`; names as codes.
    need : (R, N) float64
        Written: mean needs; 0 if an organization does not need the resource [unit/month].
    """
    for k in range(attribute.shape[0]):
        same = table[k].family == Family.CONSTANT
        if not same:
            draw_uniforms(key, k, Purpose.POPULATION, attribute[k])
        for i in range(attribute.shape[1]):
            if _is_given(given, k, i):
                attribute[k, i] = given[k, i]
            elif same:
                attribute[k, i] = table[k].low
            else:
                attribute[k, i] = quantile(table, numbers, k, attribute[k, i])
    for i in range(attribute.shape[1]):
        attribute[Attribute.HORIZON, i] = max(1.0, (attribute[Attribute.HORIZON, i] + _WHOLE) - _WHOLE)
    for r in range(needs.size):
        _draw_needs(needs[r], given, key, attribute, need[r], r)


@internal
def _draw_needs(law: Any, given: Floats, key: np.uint64, attribute: Floats, need: Floats, r: int) -> None:
    """Draw the mean needs for a resource: a power of size times a lognormal of mean 1, or 0 if it is not concerned."""
    variance = log1p(law.heterogeneity * law.heterogeneity)
    spread = math.sqrt(variance)
    row = attribute.shape[0] + r
    if spread > 0.0:
        draw_uniforms(key, law.stream, Purpose.NEED_HETEROGENEITY, need)
    for i in range(need.size):
        u = need[i]
        if _is_given(given, row, i):
            need[i] = given[row, i]
        elif law.concerned < 1.0 and uniform(key, i, law.stream, 0, Purpose.CONCERNED, 0) >= law.concerned:
            need[i] = 0.0
        else:
            need[i] = law.per_fte * power(attribute[Attribute.SIZE, i], law.exponent)
            if spread > 0.0:
                need[i] *= exp(spread * normal_score(u, 1.0 - u) - 0.5 * variance)
