"""Exponential, logarithm and power with the same bits on every platform.

Additions, multiplications, divisions and table look-ups, each rounded once as IEEE 754 prescribes, and no call into a C
library, whose last digits depend on the platform. Arguments are reduced by tables [1]_ [2]_, in two parts where a last
digit depends on it [3]_. `python -m benchmarks.accuracy` measures the errors that the functions state.

References
----------
.. [1] Tang (1989), Table-driven implementation of the exponential function in IEEE floating-point arithmetic, ACM
   Transactions on Mathematical Software 15(2), doi:10.1145/63522.214389.
.. [2] Tang (1990), Table-driven implementation of the logarithm function in IEEE floating-point arithmetic, ACM
   Transactions on Mathematical Software 16(4), doi:10.1145/98267.98294.
.. [3] Dekker (1971), A floating-point technique for extending the available precision, Numerische Mathematik 18(3),
   doi:10.1007/BF01397083.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from sim.compilation.bits import bits
from sim.compilation.decorators import internal, rare
from sim.laws.elementary_tables import FIRST, LN2, LN2_LOW, LOGS, PER, POWERS, STEP, STEP_LOW

HEAD: Final = np.int64(-(2**27))
"""Keeps the first half of the digits of a number: the products of two such heads are exact."""
_ROUND: Final = 1.5 * 2.0**52
"""Added and subtracted, it rounds to a whole number, which between the two stands in the last bits of the sum."""
_FIRST: Final = np.int64(FIRST)
MIDDLE: Final = 40.0
"""From -MIDDLE down e^x - 1 is -1; from MIDDLE up it is e^x."""


@internal
def _scaled(value: float, exponent: np.int64) -> float:
    """Return value 2^exponent, in two steps where the power of two is not a normal number."""
    if exponent < -1021:
        return value * bits((exponent + 1023 + 600) << 52) * 2.0**-600
    if exponent > 1022:
        return value * bits((exponent + 1023 - 600) << 52) * 2.0**600
    return value * bits((exponent + 1023) << 52)


@internal
def exp_sum(x: float, low: float) -> float:
    """Return exp(x + low) for |x| < 746 and a much smaller |low|."""
    z = x * PER + _ROUND
    n = bits(z)
    k = z - _ROUND
    r = (x - k * STEP) - k * STEP_LOW + low
    r2 = r * r
    p = r + r2 * ((0.5 + r * (1.0 / 6.0)) + r2 * (1.0 / 24.0 + r * (1.0 / 120.0)))
    j = n & 127
    value = POWERS[j, 0] + (POWERS[j, 1] + POWERS[j, 0] * p)
    if abs(x) < 708.0:
        return bits(bits(value) + ((n >> 7) << 52))
    return _scaled(value, np.int64(k) >> 7)


@rare
def exp(x: float) -> float:
    """Return e^x; the largest error found is 0.51 units in the last place of a normal result.

    Examples
    --------
    >>> exp(0.0), exp(1.0) == math.e, exp(-800.0)
    (1.0, True, 0.0)
    """
    x = float(x)
    if -745.14 < x <= 709.782712893384:
        return exp_sum(x, 0.0)
    if x != x:
        return x
    return math.inf if x > 0.0 else 0.0


@internal
def _reduced(x: float) -> tuple[np.int64, np.int64, float, float]:
    """Return e, j, r and the rest of r, where x = 2^e (1 + r) / c, with c and its logarithm at j in the table."""
    word = bits(x)
    if word < np.int64(1 << 52):  # not a normal number
        word = bits(x * 2.0**54) - np.int64(54 << 52)
    above = word - _FIRST
    j = (above >> 45) & 127
    e = above >> 52
    m = bits(word - (e << 52))
    c = LOGS[j, 0]
    head = bits(bits(m) & HEAD)
    a = head * c - 1.0
    b = (m - head) * c
    r = a + b
    return e, j, r, (a - r) + b


@internal
def _log_rest(r: float, r2: float) -> float:
    """Return (log(1 + r) - r + r^2 / 2) / r^3 for |r| < 1 / 200."""
    return ((1.0 / 3.0 - 0.25 * r) + r2 * (0.2 - r * (1.0 / 6.0))) + (r2 * r2) * (1.0 / 7.0 - 0.125 * r)


@internal
def _log_sum(x: float, low: float) -> float:
    """Return log(x + low) for a positive finite x and a |low| of less than a unit in its last place."""
    e, j, r, rest = _reduced(x)
    if low != 0.0 and e < 60:
        more = low * bits((1023 - e) << 52) * LOGS[j, 0]
        s = r + more
        rest += (r - s) + more
        r = s
    h = e * LN2 + LOGS[j, 1]
    s = h + r
    rest += ((h - s) + r) + (e * LN2_LOW + LOGS[j, 2])
    r2 = r * r
    return s + (rest + r2 * (-0.5 + r * _log_rest(r, r2)))


@internal
def finite_log(x: float) -> float:
    """Return the natural logarithm of a positive finite x; without a branch, for loops of vector instructions."""
    return _log_sum(x, 0.0)


@rare
def log(x: float) -> float:
    """Return the natural logarithm of x; the largest error found is 0.51 units in the last place.

    Examples
    --------
    >>> log(1.0), log(0.0), log(math.e)
    (0.0, -inf, 1.0)
    """
    x = float(x)
    if 0.0 < x < math.inf:
        return finite_log(x)
    if x == 0.0:
        return -math.inf
    return x if x > 0.0 or x != x else math.nan


@rare
def log1p(x: float) -> float:
    """Return log(1 + x), also near 0; the largest error found is 0.51 units in the last place.

    Examples
    --------
    >>> log1p(1e-20), log1p(-1.0)
    (1e-20, -inf)
    """
    x = float(x)
    if x == 0.0 or not x < math.inf:
        return x
    if x <= -1.0:
        return -math.inf if x == -1.0 else math.nan
    u = 1.0 + x
    if u == 1.0:
        return x - 0.5 * x * x
    return _log_sum(u, x - (u - 1.0) if abs(x) < 1.0 else 1.0 - (u - x))


@internal
def middle_expm1(x: float) -> float:
    """Return e^x - 1 for 2^-54 <= |x| < MIDDLE, without a branch, for loops of vector instructions."""
    z = x * PER + _ROUND
    n = bits(z)
    k = z - _ROUND
    a = x - k * STEP
    b = k * STEP_LOW
    r = a - b
    rest = (a - r) - b
    r2 = r * r
    p = r2 * ((0.5 + r * (1.0 / 6.0)) + r2 * ((1.0 / 24.0 + r * (1.0 / 120.0)) + r2 * (1.0 / 720.0)))
    j = n & 127
    scale = bits(((n >> 7) + 1023) << 52)
    t = scale * POWERS[j, 0]
    s = t - 1.0
    lost = (t - (s + 1.0)) if t < 1.0 else ((t - s) - 1.0)
    # t r in two parts: what it loses is most of the error near zero
    t_head = bits(bits(t) & HEAD)
    r_head = bits(bits(r) & HEAD)
    q = t_head * r_head
    q_low = t_head * (r - r_head) + (t - t_head) * r
    v = s + q
    lost += (s - v) + q if abs(s) >= abs(q) else (q - v) + s
    return v + (q_low + (lost + (scale * POWERS[j, 1] * (1.0 + r) + t * (p + rest))))


@rare
def expm1(x: float) -> float:
    """Return e^x - 1, also near 0; the largest error found is 0.51 units in the last place.

    Examples
    --------
    >>> expm1(1e-20), expm1(-50.0)
    (1e-20, -1.0)
    """
    x = float(x)
    if abs(x) < 2.0**-54:
        return x
    if not -MIDDLE < x < MIDDLE:
        return -1.0 if x <= -MIDDLE else (x if x != x else exp(x) - 1.0)
    return middle_expm1(x)


@rare
def power(x: float, y: float) -> float:
    """Return x^y for x >= 0; the largest error found is 0.51 units in the last place of a normal result.

    Examples
    --------
    >>> power(2.0, 10.0), power(7.3, 1.0), power(0.0, 0.5), power(4.0, -0.5)
    (1024.0, 7.3, 0.0, 0.5)
    """
    x = float(x)
    y = float(y)
    if not 0.0 < x < math.inf or not abs(y) < math.inf:
        return _limit_of_power(x, y)
    if y == 1.0:
        return x
    e, j, r, rest = _reduced(x)
    # log x = t + low
    r_head = bits(bits(r) & HEAD)
    q = -0.5 * r_head * r_head
    r2 = r * r
    low = -0.5 * (r - r_head) * (r + r_head) - r * rest + r2 * r * _log_rest(r, r2)
    h = e * LN2 + LOGS[j, 1]
    s = h + r
    low += ((h - s) + r) + (e * LN2_LOW + LOGS[j, 2]) + rest
    t = s + q
    low += (s - t) + q
    # y log x = p + the rest
    y_head = bits(bits(y) & HEAD)
    t_head = bits(bits(t) & HEAD)
    p = y_head * t_head
    if -745.2 < p < 709.79:
        return exp_sum(p, (y - y_head) * t_head + y * ((t - t_head) + low))
    return math.inf if p > 0.0 else 0.0


@internal
def _limit_of_power(x: float, y: float) -> float:
    """Return x^y where x is 0 or infinite, or y is infinite; not a number where one of them is none, or x < 0."""
    if y == 0.0 or x == 1.0:
        return 1.0
    if x != x or y != y or x < 0.0:
        return math.nan
    if x == 0.0 or x == math.inf:
        return math.inf if (x > 0.0) == (y > 0.0) else 0.0
    return math.inf if (x > 1.0) == (y > 0.0) else 0.0
