"""Sharing: what a member pays of a pool's cost.

Every rule splits a cost into a lump, shared equally, and a spread, shared in proportion to a weight:
``bill = lump / n + spread * weight / total_weight``. The bills add up to the cost by construction.
"""

from __future__ import annotations

from sim.compilation.decorators import compiled
from sim.vocabulary.codes import Weight


@compiled
def split(equal_fixed: float, equal_rest: float, fixed: float, rest: float) -> tuple[float, float]:
    """Return the lump and the spread of a cost under a linear sharing rule.

    Parameters
    ----------
    equal_fixed, equal_rest : float
        Shares of the two parts of the cost that are split equally [1].
    fixed, rest : float
        What does not grow with use (fixed and coordination cost), and what does [CAD/month].

    Returns
    -------
    lump, spread : float
        [CAD/month]; their sum is fixed + rest.

    Examples
    --------
    The rule in two parts is the Shapley value of the affine game F + c Q (Littlechild & Owen 1973):

    >>> split(1.0, 0.0, 60.0, 40.0)
    (60.0, 40.0)
    """
    # the usual rules by branches, which are predicted: a cost then does not wait for products
    if equal_fixed == equal_rest:
        if equal_fixed == 0.0:
            return 0.0, fixed + rest
        if equal_fixed == 1.0:
            return fixed + rest, 0.0
    elif equal_fixed == 1.0 and equal_rest == 0.0:
        return fixed, rest
    return equal_fixed * fixed + equal_rest * rest, (1.0 - equal_fixed) * fixed + (1.0 - equal_rest) * rest


@compiled
def weight(by: int, size: float, need: float) -> float:
    """Return the weight of an organization under a rule: 1, its size, or its mean need.

    Examples
    --------
    >>> weight(Weight.SIZE, 12.0, 3.5), weight(Weight.NEED, 12.0, 3.5)
    (12.0, 3.5)
    """
    if by == Weight.MEMBER:
        return 1.0
    return size if by == Weight.SIZE else need


@compiled
def follows_all(by: int) -> bool:
    """Return whether a member's weight depends on who the other members are, so that each group has weights of its own.

    Examples
    --------
    >>> follows_all(Weight.SERIAL), follows_all(Weight.NEED)
    (True, False)
    """
    return by >= Weight.SERIAL


@compiled
def bill(lump: float, spread: float, members: int, weight: float, total_weight: float) -> float:
    """Return a member's bill [CAD/month]: lump / n + spread * weight / total_weight.

    Examples
    --------
    >>> [bill(60.0, 60.0, 3, q, 6.0) for q in (1.0, 2.0, 3.0)]  # 60 + 10 Q under two_part: Moulin & Shenker's example
    [30.0, 40.0, 50.0]
    """
    return share_beside(lump / members, spread, weight, total_weight)


@compiled
def share_beside(equal: float, spread: float, weight: float, total_weight: float) -> float:
    """Return a member's bill [CAD/month] from its equal part of the lump: equal + spread * weight / total_weight.

    Examples
    --------
    >>> share_beside(20.0, 60.0, 1.0, 6.0)
    30.0
    """
    return equal + spread * (weight / total_weight)


@compiled
def rises(before: float, after: float) -> bool:
    """Return whether a bill rises, beyond rounding (relative 1e-9)."""
    return after > before * (1.0 + 1e-9)
