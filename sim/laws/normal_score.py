"""Normal scores, also of a normal distribution that is cut, with the same bits on every platform."""

from __future__ import annotations

import math
from typing import Final

from sim.compilation.decorators import rare
from sim.laws.elementary import log
from sim.laws.normal import normal_tail
from sim.laws.random import central_quantile, far_quantile

_CENTER: Final = 0.075
"""Where both probabilities are larger, no logarithm is needed."""


@rare
def normal_score(p: float, q: float) -> float:
    """Return the standard normal quantile of a probability p, given with q = 1 - p, which may be more exact.

    Wichura's AS 241 as in :func:`sim.laws.random.normal_quantile`.

    Examples
    --------
    >>> normal_score(0.5, 0.5), round(normal_score(1.0, 1e-20), 9)
    (0.0, 9.262340090)
    """
    if p >= _CENTER and q >= _CENTER:
        return central_quantile(p - 0.5)
    return math.copysign(far_quantile(math.sqrt(-log(min(p, q)))), p - q)


@rare
def chance_between(low: float, high: float) -> float:
    """Return the chance that a standard normal lies between two scores, from the tail that is smaller.

    Examples
    --------
    >>> round(chance_between(-1.0, 1.0), 12)
    0.682689492137
    """
    if low > 0.0:
        return normal_tail(low) - normal_tail(high)
    return normal_tail(-high) - normal_tail(-low)


@rare
def cut_score(below: float, between: float, above: float, u: float) -> float:
    """Return the quantile at u of a standard normal that is cut.

    Parameters
    ----------
    below, between, above : float
        The chances that the normal lies below the cut, in it and above it; they sum to 1.
    u : float
        Probability in (0, 1).

    Returns
    -------
    float
        A normal score; it may lie beyond the cut by a rounding error.

    Examples
    --------
    >>> round(cut_score(0.5, 0.5, 0.0, 0.95), 12)  # the upper half
    1.959963984540
    """
    return normal_score(below + between * u, above + between * (1.0 - u))
