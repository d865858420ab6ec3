"""Beliefs: what an organization expects after it has seen how others fared."""

from __future__ import annotations

from sim.compilation.decorators import compiled


@compiled
def revised(belief: float, gain: float, observed: float) -> float:
    """Return a belief after an observation: B + g (observed - B), learning with a constant gain [1]_.

    With independent observations of mean m and variance s^2 / k (k fresh ones, averaged), B tends to m in expectation,
    and its variance to g / (2 - g) s^2 / k: a constant gain forgets, and does not converge.

    Parameters
    ----------
    belief : float
        What was expected so far.
    gain : float
        How far an observation moves it, from 0 (not at all) to 1 (all the way).
    observed : float
        What was observed; levels, since a belief in logarithms would end at the median and not at the mean.

    References
    ----------
    .. [1] Evans & Honkapohja (2001), Learning and Expectations in Macroeconomics, Princeton University Press.

    Examples
    --------
    >>> revised(1.0, 0.25, 1.8)
    1.2
    """
    return belief + gain * (observed - belief)
