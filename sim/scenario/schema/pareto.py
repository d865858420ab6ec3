"""The Pareto distribution, cut: few values are large, and they matter most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import numpy as np

from sim.declared.table import Inconsistency
from sim.scenario.schema.distribution import LARGE, Code, Interval, Number
from sim.vocabulary.law import Family, Law
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, number

_LEAST, _MOST = 1e-6, 1e3
"""Exponents between which that of a mean lies, as in :mod:`sim.laws.pareto`."""


class Pareto(Interval):
    """A Pareto distribution of values from `low` on, cut to [low, high]; **mean is that after the cut**.

    P(X > x) = (x / low)^-alpha before the cut, with the alpha that gives the mean.

    Examples
    --------
    The 18 % of IT projects whose cost overruns by more than half overrun by 447 % on average:

    >>> import numpy as np
    >>> tail = Pareto(low=1.5, mean=5.47, high=100.0)
    >>> u = (np.arange(1_000_000) + 0.5) / 1_000_000
    >>> round(float(tail.quantile(u).mean()), 2), round(tail.exponent(), 2)
    (5.47, 1.2)
    """

    name: ClassVar[str] = "pareto"
    low: Annotated[float, Param("a number above 0", "un nombre supérieur à 0", gt=0, le=LARGE)]
    mean: Number
    high: Annotated[float, Param("a number above 0", "un nombre supérieur à 0", gt=0, le=LARGE)]

    def exponent(self) -> float:
        """Give alpha, as compiled code finds it."""
        from sim.laws.pareto import exponent_of  # compiled: slow to import

        return exponent_of(self.mean, self.low, self.high)

    def law(self, code: Code = float) -> Law:
        """Give low (1 - u (1 - (low / high)^alpha))^(-1 / alpha)."""
        return Law(Family.PARETO, {"center": self.mean, "low": self.low, "high": self.high})

    def expectation(self) -> float:
        """Give the mean."""
        return self.mean

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """The mean lies between what the two extreme exponents give."""
        yield from super().inconsistencies()
        if self.low < self.high:
            least, most = (_mean(self.low, self.high, alpha) for alpha in (_MOST, _LEAST))
            if not least <= self.mean <= most:
                allowed = Text("a number from {least} to {most}", "un nombre de {least} à {most}")
                shown = (number(float(f"{value:.6g}")) for value in (least, most))
                words = dict(zip(("least", "most"), shown, strict=True))
                yield Inconsistency(("mean", "low", "high"), allowed.format(**words))


def _mean(low: float, high: float, alpha: float) -> float:
    """Return the mean of a Pareto distribution cut to [low, high], to tell which means are possible."""
    span = np.log(high / low)
    power = (1.0 - alpha) * span
    growth = span if abs(power) < 1e-12 else span * np.expm1(power) / power
    return float(low * alpha * growth / -np.expm1(-alpha * span))
