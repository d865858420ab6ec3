"""The specification of a sweep: its table ``[sweep]``, read with all its problems at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.errors import ABSENT, Problem, ScenarioError
from sim.scenario import SWEEP, Scenario
from sim.scenario.layers import Layers
from sim.scenario.rows import Cell, Rows
from sim.sweep.factor import Factor, read_factor
from sim.sweep.paths import FactorError
from sim.sweep.schema import SweepTable, flattened
from sim.vocabulary.text import Text, number

Specification = tuple[SweepTable, tuple[Factor, ...]]
"""A valid table ``[sweep]``, and the factors that it names."""


def read_specification(
    tables: Any, scenario: Scenario | None, layers: Layers, folder: Path
) -> tuple[Specification | None, list[Problem]]:
    """Read a table ``[sweep]``; return its specification, or None and all problems.

    Without a scenario, paths are not checked. A file of points is relative to the folder.
    """
    table, problems = _read_table(tables, layers)
    given = _given(tables)
    if table is not None and table.file is not None:
        try:
            given |= _read_points(folder / table.file, table.file)
        except ScenarioError as error:
            problems += error.problems
    factors: list[Factor] = []
    if scenario is not None:
        for path, entry in given.items():
            try:
                factors.append(read_factor(path, entry, scenario, table is not None and table.design == "grid"))
            except FactorError as refused:
                problems.append(_problem(refused, path, entry, layers))
    if not given and (table is None or table.file is None):
        allowed = Text("at least one parameter, a list or a range", "au moins un paramètre, une liste ou un intervalle")
        problems.append(of_sweep("parameters", ABSENT, allowed, layers))
    if table is not None and table.design == "table":
        problems += _unequal(factors, layers)
    return (None if table is None or problems else (table, tuple(factors))), problems


def of_sweep(key: str, value: object, allowed: Text, layers: Layers, hint: Text | None = None) -> Problem:
    """Return the problem at a key of the table."""
    path = (SWEEP, *key.split("."))
    return Problem(file=layers.origin(path), key=f"{SWEEP}.{key}", value=value, allowed=allowed, hint=hint)


def _given(tables: Any) -> dict[str, Any]:
    """Return the parameters that a table names, by dotted path."""
    parameters = tables.get("parameters", {}) if isinstance(tables, Mapping) else {}
    return flattened(parameters) if isinstance(parameters, Mapping) else {}


def _read_table(tables: Any, layers: Layers) -> tuple[SweepTable | None, list[Problem]]:
    """Return the table itself, or its problems."""
    try:
        return SweepTable.model_validate(tables), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = []
    for each in details:
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


def _unequal(factors: list[Factor], layers: Layers) -> Iterator[Problem]:
    """Yield a problem for each list of a table that is not as long as its first one."""
    first = next((factor for factor in factors if factor.values), None)
    for factor in factors:
        key = f"parameters.{factor.path}"
        if first is None or not factor.values:
            allowed = Text("a list of values, one for each point", "une liste de valeurs, une par point")
            yield of_sweep(key, {"low": factor.low, "high": factor.high}, allowed, layers)
        elif len(factor.values) != len(first.values):
            allowed = Text("a list of {n} values, as in {path}", "une liste de {n} valeurs, comme dans {path}")
            allowed = allowed.format(n=number(len(first.values)), path=first.path)
            yield of_sweep(key, list(factor.values), allowed, layers)


def _read_points(path: Path, name: str) -> dict[str, list[Any]]:
    """Return the columns of a CSV file of points, one for each parameter."""
    rows = Rows(path, name)
    rows.check_columns(rows.columns)
    rows.raise_problems()
    return {column: [_read_cell(rows, cell) for cell in rows.cells(column)] for column in rows.columns}


def _read_cell(rows: Rows, cell: Cell) -> Any:
    """Return the value of a cell: a number, true or false, or a name."""
    if cell.words in ("true", "false"):
        return cell.words == "true"
    whole = rows.whole(cell) if cell.words.lstrip("+-").isdecimal() else None
    value = rows.number(cell) if whole is None else whole
    return cell.words if value is None else value


def _problem(refused: FactorError, path: str, entry: Any, layers: Layers) -> Problem:
    """Return the problem of a factor that cannot be used."""
    key = f"parameters.{path}.{refused.key}" if refused.key else f"parameters.{path}"
    value = ABSENT if refused.value is None and refused.key else refused.value if refused.value is not None else entry
    return of_sweep(key, value, refused.allowed, layers, refused.hint)
