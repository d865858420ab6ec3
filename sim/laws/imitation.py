"""Imitation: doing as somebody else does who fares better."""

from __future__ import annotations

from sim.compilation.decorators import compiled
from sim.laws.elementary import exp


@compiled
def adoption_probability(own: float, other: float, strength: float) -> float:
    """Return the chance to adopt what another does: 1 / (1 + exp(-beta (pi_j - pi_i))) [1]_.

    Pairwise comparison by the Fermi function: with beta = 0 a coin is thrown, with a large beta whoever fares better is
    followed. Who fares equally well is followed every second time.

    Parameters
    ----------
    own, other : float
        Payoffs pi_i and pi_j, in any unit.
    strength : float
        beta, at least 0 [1 / that unit].

    Returns
    -------
    float
        In [0, 1].

    References
    ----------
    .. [1] Szabó & Tőke (1998), Physical Review E 58:69-73, doi:10.1103/PhysRevE.58.69.

    Examples
    --------
    >>> adoption_probability(0.2, 0.2, 10.0)
    0.5
    >>> round(adoption_probability(0.0, 0.1, 10.0), 6), adoption_probability(0.0, -1.0, 1e6)
    (0.731059, 0.0)
    """
    advantage = strength * (other - own)
    if advantage >= 0.0:
        return 1.0 / (1.0 + exp(-advantage))
    odds = exp(advantage)  # the same, where exp(-advantage) would not be a number any more
    return odds / (1.0 + odds)
