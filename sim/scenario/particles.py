"""Particles: weighted values of several parameters together, of which each run takes one as a whole."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.scenario.paths import overlap


@dataclass(frozen=True)
class Particles:
    """Weighted values of parameters, such as a calibration gives.

    Attributes
    ----------
    name : str
        What they are, and a digest, which documents a dataset simulated with them.
    rows : tuple of mapping
        The values of each particle, by dotted path; all have the same paths.
    weights : (n,) float64
        Their weights.

    Examples
    --------
    >>> particles = Particles("two", ({"society.hazard": 0.01}, {"society.hazard": 0.03}), np.array([3.0, 1.0]))
    >>> particles.at(0.5)["society.hazard"], particles.at(0.8)["society.hazard"]
    (0.01, 0.03)
    """

    name: str
    rows: tuple[Mapping[str, Any], ...]
    weights: NDArray[np.float64]

    @property
    def paths(self) -> list[str]:
        """The parameters that they set."""
        return list(self.rows[0])

    @cached_property
    def _cumulated(self) -> NDArray[np.float64]:
        return np.cumsum(self.weights)

    def at(self, u: float) -> dict[str, Any]:
        """Return the particle whose slice of cumulated weight holds u, a number in (0, 1)."""
        place = int(np.searchsorted(self._cumulated, u * self._cumulated[-1], side="right"))
        return dict(self.rows[min(place, len(self.rows) - 1)])

    def sets(self, path: str) -> bool:
        """Return whether they set the parameter at a path, or one above or below it.

        Examples
        --------
        >>> particles = Particles("one", ({"population.trust.mean": 0.5},), np.ones(1))
        >>> particles.sets("population.trust"), particles.sets("population.trust.sd"), particles.sets("population")
        (True, False, True)
        """
        return any(overlap(own, path) for own in self.paths)

    def without(self, paths: Iterable[str]) -> Particles | None:
        """Return the particles without the parameters at some paths, above or below them; None if none is left."""
        taken = list(paths)
        kept = [path for path in self.paths if not any(overlap(path, other) for other in taken)]
        if not kept:
            return None
        rows = tuple({path: row[path] for path in kept} for row in self.rows)
        return Particles(self.name, rows, self.weights)

    def as_json(self) -> str:
        """Return them as a JSON text, every number to its last bit."""
        return json.dumps({"name": self.name, "rows": list(self.rows), "weights": self.weights.tolist()})

    @classmethod
    def of_json(cls, text: str) -> Particles:
        """Return the particles of a text from :meth:`as_json`.

        Raises
        ------
        ValueError
            The text holds something else.

        Examples
        --------
        >>> particles = Particles("one", ({"society.hazard": 0.1},), np.array([1.0]))
        >>> Particles.of_json(particles.as_json()).rows
        ({'society.hazard': 0.1},)
        """
        try:
            given = json.loads(text)
            rows = tuple({str(path): value for path, value in row.items()} for row in given["rows"])
            weights = np.array(given["weights"], dtype=np.float64)
        except (AttributeError, KeyError, RecursionError, TypeError) as error:
            raise ValueError(f"no particles: {error}") from None
        whole = len(rows) == weights.size > 0 and weights.ndim == 1 and len({tuple(row) for row in rows}) == 1
        if not whole or not (weights >= 0.0).all() or not 0.0 < math.fsum(weights) < math.inf:
            raise ValueError("no particles: one weight for each, and the same paths in all")
        return cls(str(given["name"]), rows, weights)
