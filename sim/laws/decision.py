"""The decision laws: what pooling is worth to an organization, in dollars of today.

The short-term loss (an entry payment, a bill that starts above the cost of being alone) is weighed against the
medium-term gain (a bill that ends below it) over the organization's own horizon, with its own foresight and trust.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled, rare
from sim.laws.elementary import MIDDLE, exp, expm1, finite_log, log, log1p, middle_expm1
from sim.vocabulary.codes import Rule


class Choice(IntEnum):
    """What an organization does about one resource in one month."""

    STAY = 0
    LEAVE = 1
    JOIN = 2
    FOUND = 3


@compiled
def reviews(rule: int) -> bool:
    """Return whether organizations with a decision rule review their choices; for other rules they are prescribed."""
    return rule == Rule.RATIONAL or rule == Rule.IMITATE or rule == Rule.CONDITIONAL or rule == Rule.OWN


@compiled
def monthly_discount(rate: float) -> float:
    """Return delta = (1 + rate)^(-1/12), the value today of a dollar next month [1].

    Examples
    --------
    >>> monthly_discount(0.0)
    1.0
    """
    return exp(-log1p(rate) / 12.0)


@compiled
def confidence(delta: float, hazard: float, trust: float) -> float:
    """Return x = delta (1 - hazard (1 - trust)): discounting, and the fear that the pool breaks up [1].

    Examples
    --------
    >>> confidence(1.0, 0.02, 0.5)
    0.99
    """
    return delta * (1.0 - hazard * (1.0 - trust))


@compiled
def annuity(x: float, months: float) -> float:
    """Return A(x) = 1 + x + ... + x^(H-1) = (1 - x^H) / (1 - x), the value today of a dollar a month [months].

    Parameters
    ----------
    x : float
        Monthly factor in (0, 1] [1].
    months : float
        Horizon H [months].

    Returns
    -------
    float
        A(x); H at x = 1, without loss of digits near it.

    Examples
    --------
    >>> annuity(1.0, 36.0)
    36.0
    >>> round(1000 * annuity(1 / 1.005, 12.0) / 1.005 - 12000, 4)  # 12,000 $ repaid by 1,000 $ a month-end at 0.5 %
    -381.0679
    """
    if x >= 1.0:
        return months
    return -expm1(months * log(x)) / (1.0 - x)


_BELOW_ONE: Final = 1.0 - 2.0**-53
_ABOVE_ZERO: Final = 1e-300


@rare
def annuities(x: NDArray[np.float64], months: NDArray[np.float64], out: NDArray[np.float64], size: int) -> None:
    """Write the first annuities A(x) of many to `out`, with the bits of :func:`annuity`; in vector instructions.

    Parameters
    ----------
    x, months, out : (n,) float64
        Monthly factors in [0, 1] [1]; horizons, at least 1, and annuities [months].
    size : int
        How many there are.
    """
    for k in range(size):
        within = min(max(x[k], _ABOVE_ZERO), _BELOW_ONE)
        left = max(months[k] * finite_log(within), -MIDDLE)
        lost = -1.0 if left <= -MIDDLE else middle_expm1(left)
        out[k] = months[k] if x[k] >= 1.0 else -lost / (1.0 - within)


@rare
def monthly_interest(yearly: float) -> float:
    """Return the monthly interest i of a yearly one: (1 + i)^12 = 1 + yearly [1/month].

    Examples
    --------
    >>> round(monthly_interest(0.126825030131969720661201), 15)
    0.01
    """
    return expm1(log1p(yearly) / 12.0)


@compiled
def installment(rate: float, months: int) -> float:
    """Return the month-end payment that repays a dollar of credit: i / (1 - (1 + i)^-M) [1/month].

    Parameters
    ----------
    rate : float
        Monthly interest i [1/month].
    months : int
        M, at least 1 [month].

    Returns
    -------
    float
        1 / M without interest.

    Examples
    --------
    >>> round(12000 * installment(0.005, 12), 2), installment(0.0, 4)
    (1032.8, 0.25)
    """
    if rate <= 0.0:
        return 1.0 / months
    return rate / -expm1(-months * log1p(rate))


@compiled
def fading_annuity(x: float, power: float, fade: float, fade_power: float) -> float:
    """Return A(x exp(-1/theta)), the annuity of a trouble that fades; power = x^H, fade_power = exp(-H/theta)."""
    return (1.0 - power * fade_power) / (1.0 - x * fade)


@compiled
def pooling_value(
    annuity: float,
    fading: float,
    foresight: float,
    alone: float,
    autonomy: float,
    bill_now: float,
    bill_steady: float,
    risk: float,
    entry: float,
) -> float:
    """Return the value of pooling relative to being alone [CAD of today].

    V = A [a - alpha a' - b0 - gamma (sd_bill - sd_alone)] + phi (b0 - b1) [A - A(x exp(-1/theta))] - K.

    Parameters
    ----------
    annuity, fading : float
        A(x) and A(x exp(-1/theta)) [months].
    foresight : float
        phi: 0 believes that the start-up trouble lasts for ever, 1 sees it fade [1].
    alone : float
        a, the stand-alone cost [CAD/month].
    autonomy : float
        alpha a', what the loss of autonomy is felt to cost [CAD/month].
    bill_now, bill_steady : float
        b0, the expected bill at the pool's present age, and b1, its steady bill [CAD/month].
    risk : float
        gamma (sd_bill - sd_alone), the price of a more variable bill [CAD/month].
    entry : float
        K, paid now [CAD].

    Returns
    -------
    float
        V [CAD].

    Examples
    --------
    A bill of 120 that falls to 80, against 100 alone, over 24 months: without foresight, and with it.

    >>> a, f = annuity(1.0, 24.0), fading_annuity(1.0, 1.0, exp(-1 / 6), exp(-24 / 6))
    >>> [round(pooling_value(a, f, phi, 100.0, 0.0, 120.0, 80.0, 0.0, 100.0)) for phi in (0.0, 1.0)]
    [-580, 124]
    """
    return (
        annuity * (alone - autonomy - bill_now - risk)
        + foresight * (bill_now - bill_steady) * (annuity - fading)
        - entry
    )


@compiled
def logit(u: float) -> float:
    """Return ln(u / (1 - u)): a uniform draw becomes a logistic taste, hence logit choice shares [1]_.

    References
    ----------
    .. [1] McFadden (1974), Conditional logit analysis of qualitative choice behavior.

    Examples
    --------
    >>> logit(0.5)
    0.0
    """
    return log(u / (1.0 - u))


@compiled
def can_pay(entry: float, shortfall: float, months: float, cash: float, surplus: float) -> bool:
    """Return whether cash covers entry and some months of a bill above the budget: K + l s <= cash + l surplus.

    Examples
    --------
    >>> can_pay(1000.0, 50.0, 6.0, 1200.0, 20.0), can_pay(1000.0, 60.0, 6.0, 1200.0, 20.0)
    (True, False)
    """
    return entry + months * max(0.0, shortfall) <= cash + months * surplus
