"""The schema of the table ``[sweep]`` of a scenario file: the design, its size, and what each run records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from sim.declared.table import Inconsistency, Table
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text

Kind = Literal["grid", "table", "latin_hypercube", "sobol", "saltelli", "morris"]

SAMPLED: Final = ("latin_hypercube", "sobol", "saltelli", "morris")
"""Designs that draw their points."""
_RANGE: Final = frozenset({"low", "high", "steps", "scale", "relative", "values"})


# each parameter reads as a row: its words, then its numbers
# fmt: off
class SweepTable(Table):
    """How a sweep varies a scenario."""

    design: Annotated[Kind, Param("design of the sweep", "plan du balayage")] = "grid"
    points: Annotated[int | None, Param(
        "size of the sample: points; base points of saltelli; trajectories of morris",
        "taille de l'échantillon : points; points de base de saltelli; trajectoires de morris",
        unit="count", ge=1, le=10_000_000,
    )] = None
    replications: Annotated[int | None, Param(
        "runs of each point", "simulations de chaque point",
        unit="count", ge=1, le=10_000_000,
    )] = None
    seed: Annotated[int | None, Param(
        "seed of all random draws, including those of the design",
        "graine de tous les tirages aléatoires, y compris ceux du plan",
        ge=0, le=2**63 - 1,
    )] = None
    record: Annotated[Literal["summary", "months"], Param(
        "what is kept of each run", "ce qui est conservé de chaque simulation",
    )] = "summary"
    levels: Annotated[int, Param(
        "levels of the grid of morris", "niveaux de la grille de morris",
        unit="count", ge=2, le=100,
    )] = 4
    file: Annotated[str | None, Param(
        "CSV file of points, a column for each parameter", "fichier CSV des points, une colonne par paramètre",
    )] = None
    parameters: Annotated[dict[str, Any], Field(default_factory=dict)]
# fmt: on

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """Yield the parameters of the table that contradict each other."""
        if self.design in SAMPLED and self.points is None:
            yield Inconsistency(
                ("points", "design"),
                Text("a whole number, at least 1", "un nombre entier, au moins 1"),
                Text("This design needs a size.", "Ce plan exige une taille."),
            )
        if self.points is not None and self.design not in SAMPLED:
            allowed = Text(
                "no number: the lists of the parameters determine the number of points",
                "aucun nombre : les listes des paramètres déterminent le nombre de points",
            )
            yield Inconsistency(("points", "design"), allowed)
        if self.design in ("saltelli", "sobol") and self.points is not None and self.points & (self.points - 1):
            allowed = Text("a power of 2, such as 512 or 1024", "une puissance de 2, comme 512 ou 1024")
            yield Inconsistency(("points", "design"), allowed)
        if self.file is not None and self.design != "table":
            yield Inconsistency(("file", "design"), Text('nothing, or design = "table"', 'rien, ou design = "table"'))
        if self.levels % 2:
            yield Inconsistency(("levels",), Text("an even number", "un nombre pair"))


def flattened(tables: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return the entries of nested tables by dotted path, whether a path was quoted or not.

    Examples
    --------
    >>> flattened({"population": {"trust": [0.2, 0.8], "horizon.mean": {"low": 6, "high": 60}}})
    {'population.trust': [0.2, 0.8], 'population.horizon.mean': {'low': 6, 'high': 60}}
    """
    entries: dict[str, Any] = {}
    for key, value in tables.items():
        path = f"{prefix}{key}"
        inner = isinstance(value, Mapping) and not _is_range(value)
        entries |= flattened(value, f"{path}.") if inner else {path: value}
    return entries


def _is_range(table: Mapping[str, Any]) -> bool:
    """Return whether a table is the range of one parameter, not a group of parameters."""
    return not any(isinstance(value, Mapping) for value in table.values()) and (
        set(table) <= _RANGE and not ({"low", "high"} & {k for k, v in table.items() if isinstance(v, list)})
    )
