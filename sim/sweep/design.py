"""A design: the points at which a scenario is simulated, and how many runs of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from sim.errors import ABSENT, Problem, ScenarioError
from sim.scenario import SWEEP, Scenario, checked_scenario, read_scenario_file, with_values
from sim.scenario.layers import Layers
from sim.scenario.rows import Cell, Rows
from sim.scenario.toml import write_toml
from sim.sweep.factor import Factor, FactorError, own_values, read_factor
from sim.sweep.samples import sample
from sim.sweep.table import SAMPLED, Kind, SweepTable, flattened
from sim.vocabulary.text import Text, number

_CHECKED: Final = 1000
"""Points that are checked before a sweep begins; of more, so many spread evenly."""
_MOST: Final = 10_000_000


@dataclass(frozen=True, kw_only=True)
class Design:
    """The points of a sweep and the runs of each; made by :func:`load_design` or :func:`make_design`.

    Attributes
    ----------
    scenario : Scenario
        What is varied.
    kind : str
        Name of the design.
    factors : tuple of Factor
        What varies.
    columns : tuple of (P,) ndarray
        The value of each factor at each point.
    places : (P, k) float64 or None
        The places of a sampled design in the unit cube.
    replications, seed : int
        Runs of each point; run k has the same draws at all points.
    record : {"summary", "months"}
        What is kept of a run.
    points : int or None
        Size of a sample.
    levels : int
        Levels of morris.
    """

    scenario: Scenario
    kind: Kind
    factors: tuple[Factor, ...]
    columns: tuple[NDArray[Any], ...] = field(repr=False)
    places: NDArray[np.float64] | None = field(repr=False)
    replications: int
    seed: int
    record: str
    points: int | None = None
    levels: int = 4

    @property
    def size(self) -> int:
        """Number of points."""
        return len(self.columns[0])

    @property
    def runs(self) -> int:
        """Number of runs."""
        return self.size * self.replications

    @cached_property
    def _own(self) -> list[list[tuple[str, Any]]]:
        """The paths that each factor stands for, with the scenario's own values."""
        return [list(own_values(factor.path, self.scenario)) for factor in self.factors]

    def values(self, point: int) -> dict[str, Any]:
        """Give the parameters of a point that differ from the scenario, by dotted path."""
        found = {}
        for factor, own, column in zip(self.factors, self._own, self.columns, strict=True):
            value = column[point]
            value = value.item() if isinstance(value, np.generic) else value
            for path, before in own:
                found[path] = _times(before, value) if factor.relative else value
        return found

    def at(self, point: int) -> Scenario:
        """Give the scenario of a point; a run of it alone is the same, to the last bit, as in the sweep.

        Raises
        ------
        ScenarioError
            The values of this point do not go together.
        """
        return with_values(self.scenario, self.values(point))

    @cached_property
    def source(self) -> str:
        """The design as TOML, with a digest of its points."""
        digest = hashlib.sha256()
        for column in self.columns:
            digest.update(json.dumps(column.tolist()).encode() if column.dtype == object else column.tobytes())
        return write_toml(
            {
                "design": self.kind,
                "points": self.points,
                "levels": self.levels if self.kind == "morris" else None,
                "replications": self.replications,
                "seed": self.seed,
                "record": self.record,
                "digest": digest.hexdigest(),
                "factors": {f'"{factor.path}"': _as_table(factor) for factor in self.factors},
            }
        )


def load_design(path: str | PathLike[str], set: Sequence[str] = ()) -> Design:
    """Read a scenario file with a table ``[sweep]``.

    Parameters
    ----------
    path : path
        The file.
    set : sequence of str
        Overrides ``"path=value"``, such as ``"sweep.replications=5"``, checked like the file.

    Raises
    ------
    ScenarioError
        With all problems of the scenario, the table and the points.
    """
    file = Path(path)
    layers, problems = read_scenario_file(file, set)
    tables = layers.tables.get(SWEEP)
    sources = Layers()
    sources.origins = dict(layers.origins)
    scenario = None
    try:
        scenario = checked_scenario(layers, file.parent, list(problems))
    except ScenarioError as error:
        problems = list(error.problems)
    if tables is None:
        allowed = Text("a table [sweep] that says what to vary", "une table [sweep] qui dit quoi faire varier")
        problems.append(Problem(file=str(file), key=SWEEP, allowed=allowed))
    if problems or scenario is None:
        if tables is not None:
            problems += _table_problems(tables, sources)[1]
        raise ScenarioError(problems)
    return _made(scenario, tables, sources, file.parent)


def make_design(scenario: Scenario, parameters: Mapping[str, Any], design: Kind = "grid", **options: Any) -> Design:
    """Make a design in Python.

    Parameters
    ----------
    scenario : Scenario
        What is varied.
    parameters : mapping of str to list or mapping
        By dotted path, a list of values or a range ``{"low": ..., "high": ...}`` as in a file.
    design : {"grid", "table", "latin_hypercube", "sobol", "saltelli", "morris"}
        A grid crosses all lists, a table reads them row by row; the others draw ``points``.
    **options
        ``points``, ``replications``, ``seed``, ``record``, ``levels`` as in a file.

    Raises
    ------
    ScenarioError
        With all problems.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("scenarios/atelier.toml")
    >>> design = make_design(scenario, {"population.horizon": [6, 36], "population.trust": [0.2, 0.5, 0.8]})
    >>> design.size, design.values(1)
    (6, {'population.horizon': 6.0, 'population.trust': 0.5})
    """
    given = {"design": design, "parameters": dict(parameters), **options}
    return _made(scenario, given, Layers(), scenario.folder)


def _made(scenario: Scenario, tables: Any, layers: Layers, folder: Path) -> Design:
    """Check a table and make its design."""
    table, problems = _table_problems(tables, layers)
    parameters = tables.get("parameters", {}) if isinstance(tables, Mapping) else {}
    given = flattened(parameters) if isinstance(parameters, Mapping) else {}
    if table is not None and table.file is not None:
        given |= _read_points(folder / table.file, table.file)
    factors: list[Factor] = []
    for path, entry in given.items():
        try:
            factors.append(read_factor(path, entry, scenario, table is not None and table.design == "grid"))
        except FactorError as refused:
            problems.append(_problem(refused, path, entry, layers))
    if table is None:
        raise ScenarioError(problems)
    if not given:
        allowed = Text("at least one parameter, a list or a range", "au moins un paramètre, une liste ou un intervalle")
        problems.append(_of_sweep("parameters", ABSENT, allowed, layers))
    if problems:
        raise ScenarioError(problems)
    seed = scenario.seed if table.seed is None else table.seed
    columns, places = _points(table, factors, seed, layers)
    made = Design(
        scenario=scenario, kind=table.design, factors=tuple(factors), columns=columns, places=places,
        replications=scenario.replications if table.replications is None else table.replications,
        seed=seed, record=table.record, points=table.points, levels=table.levels,
    )  # fmt: skip
    _check_points(made)
    return made


def _table_problems(tables: Any, layers: Layers) -> tuple[SweepTable | None, list[Problem]]:
    """Read the table itself, or say what is wrong with it."""
    try:
        return SweepTable.model_validate(tables), []
    except ValidationError as error:
        found = error.errors(include_url=False)
    problems = []
    for each in found:
        path = (SWEEP, *(str(key) for key in each["loc"]))
        context = each["ctx"]
        value = ABSENT if context["missing"] or each["input"] is None else each["input"]
        problems.append(
            Problem(
                file=layers.origin(path), key=".".join(path), value=value, allowed=context["allowed"],
                hint=context["hint"],
            )
        )  # fmt: skip
    return None, problems


def _points(
    table: SweepTable, factors: list[Factor], seed: int, layers: Layers
) -> tuple[tuple[NDArray[Any], ...], NDArray[np.float64] | None]:
    """Lay out the points: the columns of the factors, and the places of a sample."""
    if table.design in SAMPLED:
        places = sample(table.design, len(factors), cast(int, table.points), seed, table.levels)
        return tuple(factor.at(places[:, k]) for k, factor in enumerate(factors)), places
    if table.design == "grid":
        axes = [factor.grid() for factor in factors]
        total = int(np.prod([float(axis.size) for axis in axes]))
        if total > _MOST:
            allowed = Text("a grid of at most {n} points", "une grille d'au plus {n} points").format(n=number(_MOST))
            raise ScenarioError([_of_sweep("parameters", total, allowed, layers)])
        index = np.indices([axis.size for axis in axes]).reshape(len(axes), -1)
        return tuple(axis[place] for axis, place in zip(axes, index, strict=True)), None
    problems = []
    rows = len(factors[0].values)
    for factor in factors:
        if len(factor.values) != rows or not rows:
            allowed = Text("a list of {n} values, as in {path}", "une liste de {n} valeurs, comme dans {path}")
            allowed = allowed.format(n=number(rows or 1), path=factors[0].path)
            problems.append(_of_sweep(f"parameters.{factor.path}", len(factor.values), allowed, layers))
    if problems:
        raise ScenarioError(problems)
    return tuple(factor.listed(np.arange(rows)) for factor in factors), None


def _check_points(design: Design) -> None:
    """Refuse points whose values do not go together, as far as they are looked at."""
    places = np.unique(np.linspace(0, design.size - 1, min(design.size, _CHECKED)).astype(np.int64))
    problems: dict[tuple[str, str], Problem] = {}
    for point in places.tolist():
        try:
            design.at(point)
        except ScenarioError as error:
            for problem in error.problems:
                hint = Text("At point {n} of the sweep.", "Au point {n} du balayage.").format(n=number(point))
                problems.setdefault(
                    (problem.key, problem.allowed.en), replace(problem, file="[sweep]", hint=problem.hint or hint)
                )
    if problems:
        raise ScenarioError(list(problems.values()))


def _read_points(path: Path, name: str) -> dict[str, list[Any]]:
    """Read a CSV file of points: a column for each parameter."""
    rows = Rows(path, name)
    rows.check_columns(rows.columns)
    rows.raise_problems()
    return {column: [_read_cell(rows, cell) for cell in rows.cells(column)] for column in rows.columns}


def _read_cell(rows: Rows, cell: Cell) -> Any:
    """Read a cell: a number, true or false, or a name."""
    if cell.words in ("true", "false"):
        return cell.words == "true"
    whole = rows.whole(cell) if cell.words.lstrip("+-").isdecimal() else None
    found = rows.number(cell) if whole is None else whole
    return cell.words if found is None else found


def _problem(refused: FactorError, path: str, entry: Any, layers: Layers) -> Problem:
    """Say where a factor is refused."""
    key = f"parameters.{path}.{refused.key}" if refused.key else f"parameters.{path}"
    value = ABSENT if refused.value is None and refused.key else refused.value if refused.value is not None else entry
    return _of_sweep(key, value, refused.allowed, layers, refused.hint)


def _of_sweep(key: str, value: object, allowed: Text, layers: Layers, hint: Text | None = None) -> Problem:
    """Say what is wrong in the table."""
    path = (SWEEP, *key.split("."))
    return Problem(file=layers.origin(path), key=f"{SWEEP}.{key}", value=value, allowed=allowed, hint=hint)


def _times(own: Any, factor: Any) -> Any:
    """Multiply a scenario's own value; a whole number stays one."""
    return round(own * factor) if isinstance(own, int) else own * factor


def _as_table(factor: Factor) -> dict[str, Any]:
    """A factor as it would stand in a file, its bounds included."""
    table: dict[str, Any] = (
        {"values": list(factor.values)} if factor.values else {"low": factor.low, "high": factor.high}
    )
    if factor.steps:
        table["steps"] = factor.steps
    if factor.log:
        table["scale"] = "log"
    if factor.relative:
        table["relative"] = True
    return table
