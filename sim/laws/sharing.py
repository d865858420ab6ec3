"""Sharing rules: who pays what of a pool's cost.

Every rule splits a cost into a lump, shared equally, and the rest, shared in proportion to a weight that the rule
chooses: ``bill = lump / n + spread * weight / total_weight``. The bills add up to the cost by construction.
"""

from __future__ import annotations

from enum import IntEnum

from sim.compilation.decorators import compiled


class Sharing(IntEnum):
    """The sharing rules."""

    EQUAL = 0
    BY_SIZE = 1
    BY_NEED = 2
    BY_USE = 3
    TWO_PART = 4
    SERIAL = 5


@compiled
def split(sharing: int, fixed: float, rest: float) -> tuple[float, float]:
    """Return the lump and the spread of a cost under a sharing rule.

    Parameters
    ----------
    sharing : Sharing
        The rule. Equal shares everything; two-part shares the fixed cost equally and the rest by use, which is the
        Shapley value of the affine game F + c Q [1]_; the others share everything by their weight.
    fixed, rest : float
        The cost of being there at all (fixed and coordination cost) and the cost that grows with use [CAD/month].

    Returns
    -------
    lump, spread : float
        [CAD/month]; their sum is fixed + rest.

    References
    ----------
    .. [1] Littlechild & Owen (1973), Management Science 20(3):370-372, doi:10.1287/mnsc.20.3.370.

    Examples
    --------
    >>> split(Sharing.TWO_PART, 60.0, 40.0)
    (60.0, 40.0)
    """
    if sharing == Sharing.EQUAL:
        return fixed + rest, 0.0
    if sharing == Sharing.TWO_PART:
        return fixed, rest
    return 0.0, fixed + rest


@compiled
def weight(sharing: int, size: float, need: float) -> float:
    """Return the weight by which an organization shares: its size, or its mean need.

    Examples
    --------
    >>> weight(Sharing.BY_SIZE, 12.0, 3.5), weight(Sharing.BY_NEED, 12.0, 3.5)
    (12.0, 3.5)
    """
    if sharing == Sharing.EQUAL:
        return 1.0
    return size if sharing == Sharing.BY_SIZE else need


@compiled
def billed_on_use(sharing: int) -> bool:
    """Tell whether a month's bill follows the use of the month; otherwise shares are set beforehand."""
    return sharing == Sharing.BY_USE or sharing == Sharing.TWO_PART


@compiled
def bill(lump: float, spread: float, members: int, weight: float, total_weight: float) -> float:
    """Return a member's bill [CAD/month]: lump / n + spread * weight / total_weight.

    Examples
    --------
    >>> [bill(60.0, 60.0, 3, q, 6.0) for q in (1.0, 2.0, 3.0)]  # 60 + 10 Q under two_part: Moulin & Shenker's example
    [30.0, 40.0, 50.0]
    """
    return lump / members + spread * (weight / total_weight)


@compiled
def rises(before: float, after: float) -> bool:
    """Tell whether a bill rises, beyond rounding (relative 1e-9)."""
    return after > before * (1.0 + 1e-9)
