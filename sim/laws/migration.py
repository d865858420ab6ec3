"""Migration: what moving to a pool step by step costs, because both ways of provision run for a while."""

from __future__ import annotations

from sim.compilation.decorators import compiled


@compiled
def double_cost(share: float, fixed: float, service: float) -> float:
    """Return what a member still pays for its own provision in a month of its migration [CAD/month].

    F + (1 - sigma) (a' - F): the fixed cost as long as anything is left in-house, and the part of the rest that has not
    migrated. This is an assumption.

    Parameters
    ----------
    share : float
        Migrated share sigma of its use [1].
    fixed, service : float
        Fixed cost F of providing in-house and service part a' of the stand-alone cost [CAD/month].

    Examples
    --------
    >>> double_cost(0.5, 600.0, 1000.0), double_cost(1.0, 600.0, 1000.0)
    (800.0, 0.0)
    """
    return 0.0 if share >= 1.0 else fixed + (1.0 - share) * (service - fixed)


@compiled
def double_running(x: float, months: int, steps: int, fixed: float, service: float) -> float:
    """Return what running both ways of provision is expected to cost from now on, on plan [CAD of today].

    W = sum over k = s .. M - 1 of x^(k - s) [F + (1 - k / M) (a' - F)], with k the steps made so far.

    Parameters
    ----------
    x : float
        Monthly confidence: discount factor times the chance that the pool lasts [1].
    months : int
        Months M of a migration on plan.
    steps : int
        Steps s that are made by the present month, from 1.
    fixed, service : float
        Fixed cost F of providing in-house and service part a' of the stand-alone cost [CAD/month].

    Examples
    --------
    Without discounting, an in-house provider pays (M - 1) (a' + F) / 2:

    >>> double_running(1.0, 3, 1, 600.0, 1000.0)
    1600.0
    """
    worth = 0.0
    factor = 1.0
    for k in range(steps, months):
        worth += factor * double_cost(k / months, fixed, service)
        factor *= x
    return worth
