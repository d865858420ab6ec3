"""Distributions that a population's attributes are drawn from, by inverse CDF."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_serializer

from sim.declared.table import Inconsistency, Table
from sim.vocabulary.law import Family, Law
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, number

Values = NDArray[Any]

LARGE = 1e12
"""Largest number of a distribution: far above any case."""
FARTHEST = 8
"""How many standard deviations a cut may lie away from the mean."""


Number = Annotated[float, Param("a number", "un nombre", ge=-LARGE, le=LARGE)]
StandardDeviation = Annotated[float, Param("a spread", "un écart type", ge=1e-9, le=LARGE)]
Positive = Annotated[float, Param("a positive number", "un nombre positif", ge=0, le=LARGE)]
Single = int | float | str
Code = Callable[[Single], float]
"""Gives the number that stands for a value: itself, or the code of a name."""


class Distribution(Table):
    """Base of the distributions; a constant is one of them.

    In TOML a bare number or string is a constant, and a table names its distribution:
    ``{distribution = "uniform", low = 0, high = 1}``.
    """

    name: ClassVar[str] = ""

    @abstractmethod
    def law(self, code: Code = float) -> Law:
        """Give the distribution as compiled code draws from it, with names as codes."""

    def quantile(self, u: NDArray[np.float64]) -> Values:
        """Give the values at probabilities u, by inverse CDF.

        Parameters
        ----------
        u : ndarray of float64, any shape
            Probabilities in (0, 1).

        Returns
        -------
        ndarray, the shape of u
            Numbers, or strings for named values.
        """
        from sim.laws.distribution import quantiles  # compiled: slow to import

        options = self.options()
        if not options:
            return quantiles(self.law(), u)
        places = iter(range(len(options)))
        return np.asarray(options)[quantiles(self.law(lambda _: next(places)), u).astype(np.int64)]

    @abstractmethod
    def support(self) -> tuple[float, float]:
        """Give the lowest and the highest number it can give."""

    @abstractmethod
    def expectation(self) -> float:
        """Give the mean of its numbers; NaN for named values."""

    def breaks(self) -> tuple[float, ...]:
        """Give the probabilities between 0 and 1 at which the quantile jumps or bends, in order."""
        return ()

    def options(self) -> tuple[float | str, ...]:
        """Give the values of a distribution that has a finite list of them; none for the others."""
        return ()

    @model_serializer(mode="wrap")
    def _as_table(self, handler: Any) -> Any:
        """As it stands in a TOML file."""
        return {
            "distribution": self.name,
            **{key: value for key, value in handler(self).items() if value is not None},
        }


class Constant(Distribution):
    """One value for all organizations."""

    name: ClassVar[str] = "constant"
    value: Single

    def law(self, code: Code = float) -> Law:
        """Give the one value."""
        return Law(Family.CONSTANT, {}, values=(code(self.value),))

    def support(self) -> tuple[float, float]:
        """Give the value twice."""
        return (np.nan, np.nan) if isinstance(self.value, str) else (self.value, self.value)

    def expectation(self) -> float:
        """Give the value."""
        return np.nan if isinstance(self.value, str) else float(self.value)

    def options(self) -> tuple[float | str, ...]:
        """Give the one value."""
        return (self.value,)

    @model_serializer(mode="wrap")
    def _as_table(self, handler: Any) -> Any:
        """As a bare value."""
        return self.value


class Interval(Distribution):
    """Base of the distributions of the numbers from `low` to `high`, which each of them declares."""

    if TYPE_CHECKING:
        low: float
        high: float

    def support(self) -> tuple[float, float]:
        """Give both bounds."""
        return self.low, self.high

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """The bounds must be in order."""
        if not self.low < self.high:
            allowed = Text("a number less than high = {high}", "un nombre plus petit que high = {high}")
            yield Inconsistency(("low", "high"), allowed.format(high=number(self.high)))


class Uniform(Interval):
    """All numbers between two bounds, equally likely."""

    name: ClassVar[str] = "uniform"
    low: Number
    high: Number

    def law(self, code: Code = float) -> Law:
        """Give low + (high - low) u."""
        return Law(Family.UNIFORM, {"low": self.low, "high": self.high})

    def expectation(self) -> float:
        """Give the middle."""
        return 0.5 * (self.low + self.high)


class TruncatedNormal(Interval):
    """A normal cut to [low, high]; **mean and sd are those of the normal before the cut**."""

    name: ClassVar[str] = "truncated_normal"
    mean: Number
    sd: StandardDeviation
    low: Number
    high: Number

    def law(self, code: Code = float) -> Law:
        """Give mean + sd z, with z the quantile of a cut standard normal."""
        return Law(Family.NORMAL, {"center": self.mean, "spread": self.sd, "low": self.low, "high": self.high})

    def expectation(self) -> float:
        """Give the mean after the cut."""
        a, b = (self.low - self.mean) / self.sd, (self.high - self.mean) / self.sd
        return float(np.clip(self.mean + self.sd * _moment(a, b, 0.0), self.low, self.high))

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """The cut must be in order, and hold something of the normal."""
        yield from super().inconsistencies()
        yield from _reachable(("mean", "sd", "low", "high"), self.mean, self.sd, self.low, self.high)


class LogNormal(Interval):
    """The exponential of a normal(mu, sigma), cut to [low, high]."""

    name: ClassVar[str] = "lognormal"
    mu: Annotated[float, Param("mean of the logarithm", "moyenne du logarithme", ge=-50, le=50)]
    sigma: Annotated[float, Param("standard deviation of the logarithm", "écart type du logarithme", ge=1e-9, le=10)]
    low: Positive
    high: Positive

    def law(self, code: Code = float) -> Law:
        """Give the exponential of the cut normal's quantile."""
        return Law(Family.LOGNORMAL, {"center": self.mu, "spread": self.sigma, "low": self.low, "high": self.high})

    def expectation(self) -> float:
        """Give the mean after the cut."""
        a, b = ((bound - self.mu) / self.sigma for bound in self._logs())
        whole = np.exp(self.mu + 0.5 * self.sigma**2)
        return float(np.clip(whole * _moment(a, b, self.sigma), self.low, self.high))

    def _logs(self) -> tuple[float, float]:
        """Logarithms of the cut."""
        return float(np.log(self.low)) if self.low > 0 else -np.inf, float(np.log(max(self.high, 1e-300)))

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """The cut must be in order, and hold something of the distribution."""
        yield from super().inconsistencies()
        yield from _reachable(("mu", "sigma", "low", "high"), self.mu, self.sigma, *self._logs())


class Beta(Interval):
    """A beta with a given mean and standard deviation, stretched to [low, high]."""

    name: ClassVar[str] = "beta"
    mean: Number
    sd: StandardDeviation
    low: Number = 0.0
    high: Number = 1.0

    def law(self, code: Code = float) -> Law:
        """Give the inverse of the regularised incomplete beta function, stretched."""
        return Law(Family.BETA, {"center": self.mean, "spread": self.sd, "low": self.low, "high": self.high})

    def expectation(self) -> float:
        """Give the mean."""
        return self.mean

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """The mean lies inside, and the spread is one that a beta can have."""
        yield from super().inconsistencies()
        if self.low >= self.high:
            return
        if not self.low < self.mean < self.high:
            allowed = Text(
                "a number between low = {low} and high = {high}",
                "un nombre entre low = {low} et high = {high}",
            )
            yield Inconsistency(("mean", "low", "high"), allowed.format(low=number(self.low), high=number(self.high)))
            return
        most = float(np.sqrt((self.mean - self.low) * (self.high - self.mean)))
        least = 1e-6 * (self.high - self.low)
        if not least <= self.sd < most:
            allowed = Text(
                "at least {least} and less than {most}, for this mean",
                "au moins {least} et moins de {most}, pour cette moyenne",
            )
            yield Inconsistency(("sd", "mean", "low", "high"), allowed.format(least=number(least), most=number(most)))


class Discrete(Distribution):
    """A list of values with their weights (equal weights when none are given)."""

    name: ClassVar[str] = "discrete"
    values: Annotated[list[Single], Field(min_length=1, max_length=1000)]
    weights: Annotated[list[Positive] | None, Field(max_length=1000)] = None

    def law(self, code: Code = float) -> Law:
        """Give the value whose slice of cumulated weight holds u; the draw depends on the order of weights."""
        weights = [1.0] * len(self.values) if self.weights is None else self.weights
        return Law(Family.DISCRETE, {}, weights=tuple(weights), values=tuple(map(code, self.values)))

    def expectation(self) -> float:
        """Give the weighted mean."""
        if any(isinstance(value, str) for value in self.values):
            return np.nan
        return float(np.average(np.asarray(self.values, dtype=np.float64), weights=self.weights))

    def breaks(self) -> tuple[float, ...]:
        """Give the ends of the slices between values."""
        cumulated = np.cumsum(np.ones(len(self.values)) if self.weights is None else np.asarray(self.weights))
        return tuple(sorted({float(each) for each in cumulated / cumulated[-1] if 0.0 < each < 1.0}))

    def support(self) -> tuple[float, float]:
        """Give the smallest and the largest number of the list."""
        numbers = [value for value in self.values if not isinstance(value, str)]
        return (min(numbers), max(numbers)) if numbers else (np.nan, np.nan)

    def options(self) -> tuple[float | str, ...]:
        """Give the list."""
        return tuple(self.values)

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """One weight a value, and one of them positive."""
        if self.weights is None:
            return
        if len(self.weights) != len(self.values):
            allowed = Text("one weight for each of the {n} values", "un poids pour chacune des {n} valeurs")
            yield Inconsistency(("weights", "values"), allowed.format(n=len(self.values)))
        elif not sum(self.weights) > 0:
            yield Inconsistency(("weights",), Text("at least one weight above 0", "au moins un poids supérieur à 0"))


def _reachable(keys: tuple[str, ...], mean: float, sd: float, low: float, high: float) -> Iterator[Inconsistency]:
    """A cut far out in the tail holds next to nothing, and its quantiles would be rounding noise."""
    if low < high and (low > mean + FARTHEST * sd or high < mean - FARTHEST * sd):
        allowed = Text(
            "a mean within {n} standard deviations of the interval from low to high",
            "une moyenne à {n} écarts types au plus de l'intervalle de low à high",
        )
        yield Inconsistency(keys, allowed.format(n=number(FARTHEST)))


def _moment(a: float, b: float, sigma: float) -> float:
    """Return the mean of z (sigma = 0) or of exp(sigma z - sigma^2 / 2), z a standard normal cut to [a, b]."""
    kept = _log_mass(a, b)
    if sigma > 0.0:
        return float(np.exp(_log_mass(a - sigma, b - sigma) - kept))
    low, high = (np.exp(-0.5 * x * x - 0.5 * np.log(2.0 * np.pi) - kept) for x in (a, b))
    return float(low - high)


def _log_mass(a: float, b: float) -> float:
    """Return the logarithm of the chance that a standard normal lies in [a, b], from the tail that is accurate."""
    from scipy.special import log_ndtr

    if a + b > 0.0:
        a, b = -b, -a
    return float(log_ndtr(b) + np.log1p(-np.exp(log_ndtr(a) - log_ndtr(b))))
