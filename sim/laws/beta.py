"""The beta distribution: its distribution function in both tails, and its quantile.

The factor x^a y^b / B(a, b), y = 1 - x, is computed from Stirling's errors and deviances, without cancellation for
large a and b [1]_. A tail is this factor times a power series, a continued fraction [2]_ or, for large a and b, an
integral over t = log(x / y), in which the density of the tail falls nearly as a normal one.

References
----------
.. [1] Loader (2000), Fast and accurate computation of binomial probabilities, Bell Laboratories.
.. [2] DiDonato & Morris (1992), Algorithm 708: significant digit computation of the incomplete beta function ratios,
   ACM Transactions on Mathematical Software 18(3), doi:10.1145/131766.131776.
.. [3] Cornish & Fisher (1938), Moments and cumulants in the specification of distributions, Revue de l'Institut
   International de Statistique 5(4), doi:10.2307/1400905.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from sim.compilation.decorators import internal, rare
from sim.laws.elementary import exp, expm1, log, log1p
from sim.laws.normal_score import normal_score

_HALF_LOG_2PI: Final = 0.9189385332046727
_LARGE: Final = 3000.0
"""From here on both shapes are large: the continued fraction takes long, and the integral is exact."""
_REACH: Final = 84.0
"""A density that has fallen by exp(-_REACH / 2) adds nothing to the integral."""
_CLOSE: Final = 1e-5
"""Where a step corrects a probability by less than this share, the next one would be below rounding."""
_FARTHEST: Final = 745.0
"""Beyond it x or 1 - x is 0."""
# fmt: off
_NODES: Final = np.array([
    0.07652652113349734, 0.22778585114164507, 0.37370608871541955, 0.5108670019508271, 0.636053680726515,
    0.7463319064601508, 0.8391169718222188, 0.912234428251326, 0.9639719272779138, 0.9931285991850949,
])
_WEIGHTS: Final = np.array([
    0.15275338713072584, 0.14917298647260374, 0.14209610931838204, 0.13168863844917664, 0.11819453196151841,
    0.10193011981724044, 0.08327674157670475, 0.06267204833410907, 0.04060142980038694, 0.017614007139152118,
])
"""The Gauss-Legendre rule of 20 points: the positive nodes, and their weights."""
# fmt: on


@internal
def _stirling_error(n: float) -> float:
    """Return what Stirling's formula for log(n!) lacks: log(n!) - [(n + 1/2) log n - n + log(2 pi) / 2]."""
    lacking = 0.0
    while n < 16.0:  # step up by (n + 1/2) log(1 + 1/n) - 1
        if n < 0.5:
            lacking += (n + 0.5) * log1p(1.0 / n) - 1.0
        else:
            u = 1.0 / (2.0 * n + 1.0)
            power = u * u
            k = 3.0
            while power / k > 1e-18 * u * u:
                lacking += power / k
                power *= u * u
                k += 2.0
        n += 1.0
    r = 1.0 / (n * n)
    series = 1.0 / 1188.0 - r * (691.0 / 360360.0 - r * (1.0 / 156.0 - r * (3617.0 / 122400.0)))
    return lacking + (1.0 / 12.0 - r * (1.0 / 360.0 - r * (1.0 / 1260.0 - r * (1.0 / 1680.0 - r * series)))) / n


@internal
def _deviance(x: float, m: float, d: float) -> float:
    """Return x log(x / m) + m - x, where d = x - m is given more exactly."""
    if x == 0.0:
        return m
    if abs(d) >= 0.1 * (x + m):
        return x * log(x / m) - d
    v = d / (x + m)
    total = d * v
    term = 2.0 * x * v
    k = 3.0
    while k < 1000.0:
        term *= v * v
        longer = total + term / k
        if longer == total:
            break
        total = longer
        k += 2.0
    return total


@rare
def beta_factor(a: float, b: float) -> float:
    """Return the constant of the density: sqrt(a b / (2 pi (a + b))) times the exponential of Stirling's errors."""
    n = a + b
    errors = _stirling_error(n) - _stirling_error(a) - _stirling_error(b)
    return math.sqrt(a * b / n) * exp(errors - _HALF_LOG_2PI)


@rare
def log_beta(a: float, b: float, factor: float) -> float:
    """Return log B(a, b), from :func:`beta_factor`."""
    return -a * log1p(b / a) - b * log1p(a / b) - log(factor)


@internal
def density_of_log_odds(a: float, b: float, x: float, y: float, factor: float) -> float:
    """Return x^a y^b / B(a, b), the density of log(x / y)."""
    n = a + b
    d = a * y - b * x
    return factor * exp(-(_deviance(a, n * x, d) + _deviance(b, n * y, -d)))


@internal
def _fraction(a: float, b: float, x: float, y: float) -> float:
    """Return I_x(a, b) over the density, for x below the mean: a continued fraction [2]_."""
    c = 1.0 + (a - (a + b) * x if x < 0.5 else (a + b) * y - b)
    c0 = b / a
    c1 = 1.0 + 1.0 / a
    n = 0.0
    p = 1.0
    s = a + 1.0
    before_top = 0.0
    top = 1.0
    before_bottom = 1.0
    bottom = c / c1
    ratio = c1 / c
    while n < 100_000.0:
        n += 1.0
        t = n / a
        e = a / s
        alpha = p * (p + c0) * e * e * (n * (b - n) * x * x)
        e = (1.0 + t) / (c1 + t + t)
        beta = n + n * (b - n) * x / s + e * (c + n * (y + 1.0))
        p = 1.0 + t
        s += 2.0
        before_top, top = top, alpha * before_top + beta * top
        before_bottom, bottom = bottom, alpha * before_bottom + beta * bottom
        last = ratio
        ratio = top / bottom
        if abs(ratio - last) <= 1e-16 * ratio:
            break
        before_top /= bottom
        before_bottom /= bottom
        top = ratio
        bottom = 1.0
    return ratio


@internal
def _series(a: float, b: float, x: float) -> float:
    """Return I_x(a, b) a B(a, b) / x^a, for small x: a power series."""
    total = 1.0
    c = 1.0
    n = 0.0
    while n < 10_000.0:
        n += 1.0
        c *= (n - b) / n * x
        term = c * a / (a + n)
        total += term
        if abs(term) <= 1e-17 * abs(total):
            break
    return total


@internal
def _integral(a: float, b: float, x: float) -> float:
    """Return I_x(a, b) over the density, for large a and b: the integral of what the density falls to below x."""
    n = a + b
    spread = math.sqrt(n / (a * b))
    z = (n * x - a) / (n * math.sqrt(x * (1.0 - x))) / spread  # where x lies, in standard deviations
    depth = z + math.sqrt(z * z + _REACH)
    half = 0.5 * depth * spread
    total = 0.0
    for k in range(_NODES.size):
        for side in range(-1, 2, 2):
            v = half * (1.0 + side * _NODES[k])
            total += _WEIGHTS[k] * exp(-a * v - n * log1p(x * expm1(-v)))
    return half * total


@internal
def _tail(a: float, b: float, x: float, y: float, density: float) -> float:
    """Return I_x(a, b) for x up to the mean."""
    if a >= _LARGE and b >= _LARGE:
        return density * _integral(a, b, x)
    if (b * x <= 0.7 and x <= 0.7) or (a <= 1.0 and x <= 0.5):
        return density / a * exp(-b * log1p(-x)) * _series(a, b, x)
    return density * _fraction(a, b, x, y)


@internal
def _tails(a: float, b: float, x: float, y: float, density: float) -> tuple[float, float]:
    """Return I_x(a, b) and 1 - I_x(a, b), each exact where it is small."""
    if x <= a / (a + b):
        below = _tail(a, b, x, y, density)
        return below, 1.0 - below
    above = _tail(b, a, y, x, density)
    return 1.0 - above, above


@internal
def _logit(log_share: float) -> float:
    """Return log(x / (1 - x)) from log x."""
    return log_share - log(-expm1(log_share)) if log_share < 0.0 else _FARTHEST


@internal
def about_log_odds(a: float, b: float, log_beta: float, u: float) -> float:
    """Return about log(x / y) of the quantile at u."""
    if a > 1.0 and b > 1.0:  # from the first three cumulants of log(x / y) [3]_
        z = normal_score(u, 1.0 - u)
        one = 1.0 / (a - 0.5)
        other = 1.0 / (b - 0.5)
        variance = one + other
        return log(other / one) + math.sqrt(variance) * z + (other - one) * (z * z - 1.0) / 6.0
    # the powers that both tails follow at their ends
    low = _logit((log(u) + log(a) + log_beta) / a)
    high = -_logit((log1p(-u) + log(b) + log_beta) / b)
    if b > 1.0:  # both lie below the quantile
        return max(low, high)
    if a > 1.0:
        return min(low, high)
    return low if u < b / (a + b) else high


@internal
def shares(t: float) -> tuple[float, float]:
    """Return x and 1 - x from t = log(x / (1 - x)), each exact where it is small."""
    e = exp(-abs(t))
    larger = 1.0 / (1.0 + e)
    smaller = e / (1.0 + e)
    return (larger, smaller) if t > 0.0 else (smaller, larger)


@internal
def log_odds(a: float, b: float, factor: float, u: float, start: float) -> float:
    """Return log(x / (1 - x)) of the quantile at u, by Halley's steps from a start near it."""
    low = -_FARTHEST
    high = _FARTHEST
    t = min(max(start, -700.0), 700.0)
    for _ in range(200):
        x, y = shares(t)
        density = density_of_log_odds(a, b, x, y, factor)
        below, above = _tails(a, b, x, y, density)
        # h, the logarithm of the smaller tail over its aim, with its slope and curvature; at the quantile it is 0
        if u <= 0.5:
            h = log(below / u) if below > 0.0 else -math.inf
            slope = density / below if below > 0.0 else math.inf
            bend = (a * y - b * x) / slope - 1.0
        else:
            h = -log(above / (1.0 - u)) if above > 0.0 else math.inf
            slope = density / above if above > 0.0 else math.inf
            bend = (a * y - b * x) / slope + 1.0
        if h > 0.0:
            high = t
        else:
            low = t
        step = -h / (slope * max(0.5, 1.0 - 0.5 * h * bend)) if 0.0 < slope < math.inf else math.nan
        following = t + step
        if abs(h) < _CLOSE or abs(step) <= 1e-16 * abs(t):
            return following
        t = following if low < following < high else 0.5 * (low + high)
        if high - low <= 1e-15 * abs(t):
            break
    return t


@rare
def beta_quantile_from(a: float, b: float, factor: float, u: float, start: float) -> float:
    """Return the quantile of a beta distribution like :func:`beta_quantile`, from about its log(x / (1 - x))."""
    return shares(log_odds(a, b, factor, u, start))[0]


@rare
def beta_quantile(a: float, b: float, factor: float, log_beta: float, u: float) -> float:
    """Return the quantile of a beta distribution: x such that I_x(a, b) = u, by Halley's steps in log(x / (1 - x)).

    Parameters
    ----------
    a, b : float
        Shapes, above 0.
    factor, log_beta : float
        From :func:`beta_factor` and :func:`log_beta`.
    u : float
        Probability in (0, 1).

    Returns
    -------
    float
        The quantile, to a relative error of 5e-13 for the hardest shapes, and mostly of 1e-14.

    Examples
    --------
    >>> factor = beta_factor(2.0, 1.0)
    >>> round(beta_quantile(2.0, 1.0, factor, log_beta(2.0, 1.0, factor), 0.25), 14)  # u = x^2
    0.5
    """
    return beta_quantile_from(a, b, factor, u, about_log_odds(a, b, log_beta, u))
