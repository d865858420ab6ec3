"""Effort: what it costs a member, what it brings the member itself, how much it makes, and what shirking is fined."""

from __future__ import annotations

from sim.compilation.decorators import compiled


@compiled
def effort_cost(price: float, service: float, effort: float) -> float:
    """Return what a month of effort costs a member: psi a' e^2 / 2 [CAD/month].

    Parameters
    ----------
    price : float
        psi, the marginal cost of full effort as a share of a' [1].
    service : float
        a', the service part of the member's stand-alone cost [CAD/month].
    effort : float
        e, from 0 to 1 [1].

    Examples
    --------
    >>> effort_cost(0.04, 1000.0, 0.5)
    5.0
    """
    return 0.5 * price * service * effort * effort


@compiled
def best_effort(saved: float, spared: float, price: float) -> float:
    """Return the effort that is best for a member by itself: the ratio of what it brings to its price, at most 1.

    e* = min(1, [s lambda S / n + pi s0 (1 + kappa k) (1 - s) a'] / (psi a')). A member keeps only
    its share s of what its effort saves the pool, lambda S / n [1]_.

    Parameters
    ----------
    saved : float
        s lambda S / n, what full effort takes off the member's own bill [CAD/month].
    spared : float
        pi s0 (1 + kappa k) (1 - s) a', the expected fine, net of its own refund, that full effort avoids [CAD/month].
    price : float
        psi a', the marginal cost of full effort [CAD/month].

    References
    ----------
    .. [1] Holmström (1982), Moral hazard in teams, Bell Journal of Economics 13(2):324-340, doi:10.2307/3003457.

    Examples
    --------
    >>> best_effort(10.0, 0.0, 40.0), best_effort(10.0, 20.0, 40.0), best_effort(10.0, 60.0, 40.0)
    (0.25, 0.75, 1.0)
    """
    if saved + spared >= price:
        return 1.0
    return max(0.0, (saved + spared) / price)


@compiled
def conditional_effort(reciprocity: float, best: float, met: float) -> float:
    """Return the effort of a conditional cooperator: (1 - chi) e* + chi (mean effort of the others) [1]_.

    Parameters
    ----------
    reciprocity : float
        chi: 0 does what is best for itself, near 1 what the others do [1].
    best, met : float
        The effort that is best for itself, and that of the others as it knows or trusts it [1].

    References
    ----------
    .. [1] Fischbacher, Gächter & Fehr (2001), Are people conditionally cooperative?, Economics Letters 71(3):397-404,
       doi:10.1016/S0165-1765(01)00394-9.

    Examples
    --------
    >>> conditional_effort(0.5, 0.2, 0.8), conditional_effort(0.0, 0.2, 0.8)
    (0.5, 0.2)
    """
    return (1.0 - reciprocity) * best + reciprocity * met


@compiled
def mean_of_others(total: float, members: int, own: float) -> float:
    """Return the mean effort of the other members, from the sum over all of them; at least two are needed.

    Examples
    --------
    >>> mean_of_others(1.5, 3, 0.5)
    0.5
    """
    return min(1.0, max(0.0, (total - own) / (members - 1)))


@compiled
def fine(sanction: float, growth: float, offences: int, service: float, effort: float) -> float:
    """Return the fine of a member whose effort is found short: s0 (1 + kappa k) a' (1 - e) [CAD].

    Sanctions are graduated if they grow with the offences that are not pardoned yet [1]_.

    Parameters
    ----------
    sanction : float
        s0, the fine for a first offence without any effort, as a share of a' [1].
    growth : float
        kappa, its growth with each offence before [1].
    offences : int
        k, offences that are not pardoned.
    service : float
        a', the service part of the member's stand-alone cost [CAD/month].
    effort : float
        e [1].

    References
    ----------
    .. [1] Ostrom (1990), Governing the Commons, Cambridge University Press, doi:10.1017/CBO9780511807763.

    Examples
    --------
    >>> fine(0.25, 1.0, 0, 1000.0, 0.5), fine(0.25, 1.0, 2, 1000.0, 0.5), fine(0.25, 0.0, 2, 1000.0, 0.5)
    (125.0, 375.0, 125.0)
    """
    return sanction * (1.0 + growth * offences) * service * (1.0 - effort)
