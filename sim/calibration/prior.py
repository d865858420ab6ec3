"""The prior of a parameter: its values by quantile, from a range, a list or a distribution."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from sim.scenario import Scenario
from sim.scenario.schema.distribution import Discrete, Distribution
from sim.scenario.schema.uncertain import read_uncertain
from sim.sweep.factor import Factor, read_factor
from sim.sweep.paths import FactorError, own_values

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Prior:
    """The prior of a parameter.

    Attributes
    ----------
    factor : Factor
        The parameter; without a distribution, all values of its range, or of its list, are equally likely.
    distribution : Distribution or None
        Its distribution, otherwise.
    """

    factor: Factor
    distribution: Distribution | None = None

    @property
    def path(self) -> str:
        """Dotted path of the parameter."""
        return self.factor.path

    def at(self, place: Floats) -> NDArray[Any]:
        """Return the values at quantiles (n,) in (0, 1).

        Examples
        --------
        >>> from sim.vocabulary.text import Text
        >>> factor = Factor(path="x", text=Text("", ""), unit="1", low=1, high=100, log=True)
        >>> Prior(factor).at(np.array([0.5])).tolist()
        [10.0]
        """
        if self.distribution is None:
            return self.factor.at(place)
        values = self.distribution.quantile(place)
        return np.rint(values).astype(np.int64) if self.factor.whole else values

    def middle(self, place: Floats) -> Floats:
        """Return the middle of the quantiles that have the same value as those at some places (n,).

        Of a list, all quantiles of one value stand for the same thing: a spread within them says nothing.
        """
        count = len(self.factor.values)
        if self.factor.whole and self.distribution is None and not count:
            count = int(self.factor.high - self.factor.low) + 1
        if count:
            return (np.minimum(np.floor(place * count), count - 1) + 0.5) / count
        if isinstance(self.distribution, Discrete):
            ends = np.array([0.0, *self.distribution.breaks(), 1.0])
            slot = np.clip(np.searchsorted(ends, place, side="right") - 1, 0, len(ends) - 2)
            return np.asarray(0.5 * (ends[slot] + ends[slot + 1]))
        return place

    @property
    def deviation(self) -> float:
        """Standard deviation of the prior in its quantiles; 0 for a single value."""
        return float(self.middle((np.arange(4096) + 0.5) / 4096).std())

    @property
    def table(self) -> dict[str, Any]:
        """The prior as it would stand in a file, its bounds included."""
        if self.distribution is not None:
            return dict(self.distribution.model_dump())
        factor = self.factor
        ends = {"values": list(factor.values)} if factor.values else {"low": factor.low, "high": factor.high}
        return {**ends, "scale": "log" if factor.log else None, "relative": factor.relative or None}


def read_prior(path: str, given: Any, scenario: Scenario) -> Prior:
    """Return the prior that a path and a list, a range or a distribution declare.

    An empty table takes the distribution of the scenario's table ``[uncertain]``, and otherwise the bounds of the
    schema.

    Raises
    ------
    FactorError
        The path or the values cannot be used.
    """
    if given == {} and path in scenario.uncertain:
        return of_distribution(path, scenario.uncertain[path], scenario)
    if isinstance(given, Mapping) and "distribution" in given:
        tables = {key: getattr(scenario, key) for key in type(scenario).model_fields}
        try:
            distribution = read_uncertain({path: given}, tables)[path]
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            key = ".".join(str(part) for part in first["loc"][1:])
            raise FactorError(first["ctx"]["allowed"], first["ctx"]["hint"], key, first["input"]) from None
        return of_distribution(path, distribution, scenario)
    return Prior(read_factor(path, given, scenario, gridded=False))


def of_distribution(path: str, distribution: Distribution, scenario: Scenario) -> Prior:
    """Return the prior of a parameter that has a distribution, as in the table ``[uncertain]``."""
    from sim.scenario.schema.uncertain import parameter_at

    known = parameter_at(path, {key: getattr(scenario, key) for key in type(scenario).model_fields})
    assert known is not None  # a scenario has a distribution for no other path
    low, high = distribution.support()
    factor = Factor(
        path=path, text=known.param.text, unit=known.param.unit, low=low, high=high, whole=known.whole,
    )  # fmt: skip
    return Prior(factor, distribution)


def others_of(scenario: Scenario, priors: list[Prior]) -> list[Prior]:
    """Return the priors of the table ``[uncertain]`` for the parameters that some priors leave alone."""
    taken = [path.split(".") for prior in priors for path, _ in own_values(prior.path, scenario)]
    return [
        of_distribution(path, distribution, scenario)
        for path, distribution in scenario.uncertain.items()
        if not any(_overlap(path.split("."), other) for other in taken)
    ]


def _overlap(one: list[str], other: list[str]) -> bool:
    """Return whether one path leads through the other."""
    return all(a == b for a, b in zip(one, other, strict=False))
