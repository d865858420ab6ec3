"""Mixtures of distributions, and the list of all kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, SerializeAsAny, ValidationError, field_validator

from sim.declared.refusal import refusal
from sim.declared.table import Inconsistency
from sim.scenario.schema.distribution import (
    Beta,
    Code,
    Constant,
    Discrete,
    Distribution,
    LogNormal,
    Positive,
    TruncatedNormal,
    Uniform,
)
from sim.scenario.schema.pareto import Pareto
from sim.vocabulary.law import Family, Law
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import Text, number

_MOST_PARTS = 20
_PARTS = Text(
    'a list of 1 to {n} distributions of numbers, such as [{distribution = "uniform", low = 1, high = 1.5}]',
    'une liste de 1 à {n} distributions de nombres, comme [{distribution = "uniform", low = 1, high = 1.5}]',
)


class Mixture(Distribution):
    """One of several distributions, drawn by weight: a body and a fat tail, for example.

    The parts take their slices of (0, 1) in the order of the list. If each part lies above those before it, the
    quantile is the inverse of the distribution function.

    Examples
    --------
    >>> import numpy as np
    >>> body, tail = Uniform(low=0.9, high=1.5), Pareto(low=1.5, mean=5.47, high=100.0)
    >>> overrun = Mixture(weights=[82, 18], parts=[body, tail])
    >>> round(overrun.expectation(), 4), overrun.quantile(np.array([0.41, 0.82 + 1e-9])).round(6).tolist()
    (1.9686, [1.2, 1.5])
    """

    name: ClassVar[str] = "mixture"
    weights: Annotated[list[Positive], Field(max_length=_MOST_PARTS)]
    parts: list[SerializeAsAny[Distribution]]

    @field_validator("parts", mode="plain")
    @classmethod
    def _read(cls, value: Any) -> list[Distribution]:
        """Read the parts, each as in a file."""
        if not isinstance(value, list) or not 0 < len(value) <= _MOST_PARTS:
            raise refusal(_allowed())
        return [_read_part(part) for part in value]

    def law(self, code: Code = float) -> Law:
        """Give the quantile of the part whose slice holds u, at the place of u in its slice."""
        parts = tuple(part.law(code) for part in self.parts)
        return Law(Family.MIXTURE, {}, weights=tuple(self.weights), parts=parts)

    def breaks(self) -> tuple[float, ...]:
        """Give the ends of the slices, and the breaks of the parts in theirs."""
        ends = self._ends()
        inner = [
            ends[k] + (ends[k + 1] - ends[k]) * each for k, part in enumerate(self.parts) for each in part.breaks()
        ]
        return tuple(sorted({float(each) for each in (*ends[1:-1], *inner) if 0.0 < each < 1.0}))

    def expectation(self) -> float:
        """Give the weighted mean of the means."""
        return float(sum(w * part.expectation() for w, part in zip(np.diff(self._ends()), self.parts, strict=True)))

    def support(self) -> tuple[float, float]:
        """Give the lowest and the highest number of parts that have a weight."""
        supports = [part.support() for w, part in zip(self.weights, self.parts, strict=True) if w > 0.0]
        return min(low for low, _ in supports), max(high for _, high in supports)

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """One weight a part, and one of them positive."""
        if len(self.weights) != len(self.parts):
            allowed = Text("one weight for each of the {n} parts", "un poids pour chacune des {n} parties")
            yield Inconsistency(("weights", "parts"), allowed.format(n=number(len(self.parts))))
        elif not sum(self.weights) > 0:
            yield Inconsistency(("weights",), Text("at least one weight above 0", "au moins un poids supérieur à 0"))

    def _ends(self) -> NDArray[np.float64]:
        """Return the ends of the slices, (n + 1,), from 0 to 1."""
        cumulated = np.concatenate([[0.0], np.cumsum(self.weights)])
        return np.asarray(cumulated / cumulated[-1], dtype=np.float64)


DISTRIBUTIONS: dict[str, type[Distribution]] = {
    kind.name: kind for kind in (Constant, Uniform, TruncatedNormal, LogNormal, Beta, Discrete, Pareto, Mixture)
}
"""The kinds of distributions, by the name that a file gives them."""


def _allowed() -> Text:
    """Say what the parts may be."""
    return Text(_PARTS.en.replace("{n}", str(_MOST_PARTS)), _PARTS.fr.replace("{n}", str(_MOST_PARTS)))


def _read_part(value: object) -> Distribution:
    """Read one part: a number, or the table of a distribution of numbers."""
    part: Distribution
    if isinstance(value, Distribution):
        part = value
    elif isinstance(value, Mapping):
        given = {str(key): inner for key, inner in value.items()}
        name = given.pop("distribution", None)
        if not isinstance(name, str) or name not in DISTRIBUTIONS:
            raise refusal(one_of(DISTRIBUTIONS), nearest(name, DISTRIBUTIONS))
        try:
            part = DISTRIBUTIONS[name].model_validate(given)
        except ValidationError as error:
            context = error.errors(include_url=False)[0]["ctx"]
            raise refusal(context["allowed"], context["hint"]) from None
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        part = Constant(value=value)
    else:
        raise refusal(_allowed())
    if np.isnan(part.support()).any() or any(isinstance(option, str) for option in part.options()):
        raise refusal(_allowed())
    return part
