"""The clause that leaves nobody behind: transfers from members who save to those who would pay more than alone."""

from __future__ import annotations

from sim.compilation.decorators import compiled

NO_TRANSFER = -1.0
"""The levy where nothing is transferred: there is no clause, or it cannot be met."""


@compiled
def levy_of(short: float, saved: float) -> float:
    """Return the share of its saving that each saver gives, so that nobody pays more than alone: short / saved [1].

    Among all transfers that sum to 0 and leave nobody above its stand-alone cost, these have the least sum of absolute
    values, 2 short. They exist if the pool costs at most what its members would pay alone.

    Parameters
    ----------
    short, saved : float
        What some members pay beyond their stand-alone costs, and what the others save, in all [CAD/month].

    Returns
    -------
    float
        From 0 to 1; :data:`NO_TRANSFER` if the clause cannot be met (beyond rounding, relative 1e-9).

    Examples
    --------
    >>> levy_of(20.0, 80.0), levy_of(80.0, 20.0)
    (0.25, -1.0)
    """
    if short > saved * (1.0 + 1e-9):
        return NO_TRANSFER
    return min(1.0, short / saved) if saved > 0.0 else 0.0


@compiled
def bill_after(levy: float, alone: float, bill: float) -> float:
    """Return a member's steady bill after transfers [CAD/month].

    A member that would pay more than alone pays exactly its stand-alone cost. One that saves pays
    bill + levy (alone - bill). Without transfers it is the bill.

    Parameters
    ----------
    levy : float
        From :func:`levy_of`.
    alone, bill : float
        Stand-alone cost and steady bill [CAD/month].

    Examples
    --------
    >>> [bill_after(0.25, 100.0, bill) for bill in (120.0, 60.0, 60.0)], bill_after(NO_TRANSFER, 100.0, 120.0)
    ([100.0, 70.0, 70.0], 120.0)
    """
    if levy < 0.0:
        return bill
    saved = alone - bill
    return alone if saved < 0.0 else min(alone, bill + levy * saved)
